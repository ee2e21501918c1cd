package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/reports"
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var spot = regexp.MustCompile(`\{\{\s*\.(\w+)[^}]*\}\}`)

// spots are the {{.Places}} of a text, sorted.
func spots(text string) string {
	var all []string
	for _, m := range spot.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// ownWords are messages that a language may lack: a form's own word for a field
// where the register's does not fit on paper.
var ownWords = regexp.MustCompile(`^form\.[a-z-]+\.field\.`)

// otherPlaces are messages of dates: where one language counts the months,
// another names them.
var otherPlaces = []string{"kit.month_title", "form.day"}

func TestEveryLanguageSaysTheSame(t *testing.T) {
	first := assets.Messages(assets.ZhHans)
	if len(first) < 500 {
		t.Fatalf("%d messages", len(first))
	}
	for _, l := range assets.Langs {
		have := assets.Messages(l)
		for key, text := range first {
			other, ok := have[key]
			switch {
			case !ok && ownWords.MatchString(key):
			case !ok:
				t.Errorf("%s lacks %s", l, key)
			case strings.TrimSpace(other) == "":
				t.Errorf("%s: %s is empty", l, key)
			case spots(text) != spots(other) && !slices.Contains(otherPlaces, key):
				t.Errorf("%s: %s has the places %q, not %q", l, key, spots(other), spots(text))
			}
		}
		for key := range have {
			if _, ok := first[key]; !ok && !ownWords.MatchString(key) {
				t.Errorf("%s: %s is not in %s", l, key, assets.ZhHans)
			}
		}
	}
}

// TestAKeyStandsInOneFile keeps one file's text from silently taking the place
// of another's.
func TestAKeyStandsInOneFile(t *testing.T) {
	at := regexp.MustCompile(`(?m)^\s*"([^"]+)":`)
	for _, l := range assets.Langs {
		files, err := filepath.Glob("../../assets/i18n/" + string(l) + "/*.json")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		seen := map[string]string{}
		for _, f := range files {
			for _, m := range at.FindAllStringSubmatch(read(t, f), -1) {
				if was, ok := seen[m[1]]; ok {
					t.Errorf("%s: %s stands in %s and in %s", l, m[1], filepath.Base(was), filepath.Base(f))
				}
				seen[m[1]] = f
			}
		}
	}
}

func TestEveryFieldAndOptionHasWords(t *testing.T) {
	s, err := shop.Open(fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	for _, r := range s.Registers() {
		worded(t, r.Fields())
		for _, key := range []string{r.Key() + ".title", "ui.new." + r.Key(), "ui.count." + r.Key(), "ui.empty." + r.Key(), "ui.empty." + r.Key() + ".do"} {
			said(t, key)
		}
	}
	for _, k := range complaint.Kinds {
		worded(t, complaint.StepFields(k))
		said(t, "complaint.step."+string(k))
	}
	worded(t, document.Fields())
	for _, f := range reports.Forms() {
		said(t, "form."+f.Key+".title")
	}
}

func said(t *testing.T, key string) {
	t.Helper()
	for _, l := range assets.Langs {
		if !l.Has(key) {
			t.Errorf("%s lacks %s", l, key)
		}
	}
}

func worded(t *testing.T, ds []field.Desc) {
	t.Helper()
	for _, d := range ds {
		said(t, d.Label)
		if d.Section != "" {
			said(t, d.Section)
		}
		if d.Names == nil {
			for _, o := range d.Options {
				said(t, d.Label+"."+o)
			}
		}
		for _, k := range d.Suggest {
			said(t, k)
		}
		worded(t, d.Rows)
	}
}

// notMessages are texts in the code that look like message keys.
var notMessages = []string{"customer.own_fields", "workday.days", "audit.verified", "audit.list"}

// pathOf tells whether a text is a place in a preset, "grading.by", of which
// the rules of the regulation speak.
func pathOf(at, room string) bool {
	return strings.Contains(at, "data/policy/") && room != "policy" && room != "error"
}

var looksLike = regexp.MustCompile(`^[a-z][a-z_]*(\.[a-z0-9_-]+)+\.?$`)

// TestEveryKeyInTheCodeHasWords looks at each text in the program that has the
// form of a message key: it is one, or begins one (the rest is added to it).
func TestEveryKeyInTheCodeHasWords(t *testing.T) {
	have := assets.Messages(assets.ZhHans)
	rooms := map[string]bool{}
	var keys []string
	for k := range have {
		room, _, _ := strings.Cut(k, ".")
		rooms[room] = true
		keys = append(keys, k)
	}
	slices.Sort(keys)
	begins := func(head string) bool {
		i, _ := slices.BinarySearch(keys, head)
		return i < len(keys) && strings.HasPrefix(keys[i], head)
	}
	for at, s := range literals(t, "../..") {
		room, _, dotted := strings.Cut(s, ".")
		if !dotted || !rooms[room] || !looksLike.MatchString(s) || slices.Contains(notMessages, s) || pathOf(at, room) {
			continue
		}
		if _, ok := have[s]; !ok && !begins(s) {
			t.Errorf("%s: no message %s", at, s)
		}
	}
}

// literals are the texts in the program's source, by their place, but for
// imports, tags and tests.
func literals(t *testing.T, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && len(e.Name()) > 2 || e.Name() == "testdata" || e.Name() == "dist" || e.Name() == "out") {
			return filepath.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				return n.Tag == nil
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					out[files.Position(n.Pos()).String()] = s
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
