package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Lang is a language of the interface and of the printed forms.
type Lang string

// The languages, first the one that every other falls back to.
const (
	ZhHans Lang = "zh-Hans"
	ZhHant Lang = "zh-Hant"
	En     Lang = "en"
)

// Langs lists the languages in the order a person chooses from.
var Langs = []Lang{ZhHans, ZhHant, En}

//go:embed i18n
var messages embed.FS

type speaker struct {
	localizer *i18n.Localizer
	plain     sync.Map // key → text, for messages without arguments
}

// speakers read the messages of a language when the first of them is asked for:
// a window needs one of the three.
var speakers = func() map[Lang]func() *speaker {
	all := map[Lang]func() *speaker{}
	for _, l := range Langs {
		all[l] = sync.OnceValue(func() *speaker { return read(l) })
	}
	return all
}()

func read(l Lang) *speaker {
	bundle := i18n.NewBundle(language.MustParse(string(l)))
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := fs.Glob(messages, "i18n/"+string(l)+"/*.json")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		b, err := fs.ReadFile(messages, f)
		if err != nil {
			panic(err)
		}
		if _, err := bundle.ParseMessageFileBytes(b, string(l)+".json"); err != nil {
			panic(fmt.Sprintf("%s: %v", path.Base(f), err))
		}
	}
	return &speaker{localizer: i18n.NewLocalizer(bundle, string(l))}
}

// T is the text of a message. args are names and values in turn, for the
// {{.Name}} places of the message. A key without a text comes back as itself,
// which the tests of the translations do not let pass.
func (l Lang) T(key string, args ...any) string {
	if strings.HasPrefix(key, inline) {
		return l.inline(key)
	}
	of, ok := speakers[l]
	if !ok {
		l, of = ZhHans, speakers[ZhHans]
	}
	s := of()
	if len(args) == 0 {
		if t, ok := s.plain.Load(key); ok {
			return t.(string)
		}
	}
	c := &i18n.LocalizeConfig{MessageID: key}
	if len(args) > 0 {
		m := map[string]any{}
		for i := 0; i+1 < len(args); i += 2 {
			m[fmt.Sprint(args[i])] = args[i+1]
		}
		c.TemplateData = m
	}
	t, err := s.localizer.Localize(c)
	switch {
	case (err != nil || t == "") && l != ZhHans:
		t = ZhHans.T(key, args...)
	case err != nil || t == "":
		t = key
	}
	if len(args) == 0 {
		s.plain.Store(key, t)
	}
	return t
}

// inline begins a message that carries its texts itself.
const inline = "\x1e"

// Inline is a message key that carries its texts itself, one a language: for
// words that are data, such as a shop's own grades. T gives the text of the
// language, else the one of ZhHans, else any.
func Inline(words map[Lang]string) string {
	var b strings.Builder
	for _, l := range Langs {
		if w := words[l]; w != "" {
			b.WriteString(inline + string(l) + "\x1f" + w)
		}
	}
	return b.String()
}

func (l Lang) inline(key string) string {
	parts := strings.Split(key[len(inline):], inline)
	for _, want := range []Lang{l, ZhHans} {
		for _, p := range parts {
			if of, w, _ := strings.Cut(p, "\x1f"); of == string(want) {
				return w
			}
		}
	}
	_, w, _ := strings.Cut(parts[0], "\x1f")
	return w
}

// Has tells whether the language itself, not a fallback, has a text for key.
func (l Lang) Has(key string) bool { _, ok := Messages(l)[key]; return ok }

// Messages returns every message of one language, key to text.
func Messages(l Lang) map[string]string {
	all := map[string]string{}
	files, _ := fs.Glob(messages, "i18n/"+string(l)+"/*.json")
	for _, f := range files {
		b, _ := fs.ReadFile(messages, f)
		var m map[string]string
		if json.Unmarshal(b, &m) == nil {
			for k, v := range m {
				all[k] = v
			}
		}
	}
	return all
}
