package logs

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
)

func TestTheLogBeginsAnewWhenItIsLongAndKeepsTheOneBefore(t *testing.T) {
	l := &rotating{path: filepath.Join(t.TempDir(), "kezhi.log"), limit: 1000}
	if err := l.open(); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		_, _ = fmt.Fprintf(l, "line %d of the log\n", i)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadDir(filepath.Dir(l.path))
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	for _, e := range all {
		i, err := e.Info()
		if err != nil || i.Size() > 1100 || i.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %d bytes, %v", e.Name(), i.Mode(), i.Size(), err)
		}
	}
	b, _ := os.ReadFile(l.path)
	c, _ := os.ReadFile(l.path + ".1")
	if s := string(c) + string(b); !strings.HasSuffix(s, "line 299 of the log\n") || !strings.Contains(s, "line 270 ") {
		t.Errorf("the last lines are not there: %s", s)
	}
}

func TestNothingOfACustomerIsLogged(t *testing.T) {
	was := slog.Default()
	t.Cleanup(func() { slog.SetDefault(was) })
	dir := t.TempDir()
	file := filepath.Join(dir, "kezhi.db")
	log := Open(file)
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const name, phone, id = "单雨霏", "13812345678", "330106199001011234"
	_, err = s.Customers.Put(t.Context(), name, register.Record{Values: field.Values{"kind": "person", "name": name, "identity": id, "phones": []field.Values{{"number": phone + "x"}}}})
	_, bad := strconv.Atoi(phone + "x")
	_, gone := os.Open("/home/shop/" + name + " " + phone + ".pdf")
	for _, e := range []error{
		err, bad, gone, fmt.Errorf("search %q: %w", name, errors.New("x")), &fs.PathError{Op: "open", Path: `C:\Users\` + name + `\` + id + ".jpg", Err: fs.ErrPermission},
		data.Wrong("phones[0].number", "error.phone", "Value", phone), fmt.Errorf("%s <%s@example.com> +86 138-1234-5678", name, "danyufei"),
	} {
		slog.Error("failed", "error", e)
		slog.Error("panic", "value", fmt.Sprint(e))
		slog.Error(e.Error())
	}
	_ = log.Close()
	b, err := os.ReadFile(File(file))
	if err != nil || strings.Count(string(b), "\n") != 21 {
		t.Fatalf("%d lines, %v", strings.Count(string(b), "\n"), err)
	}
	for _, x := range []string{name, "雨霏", phone, "138", "5678", id, "19900101", "danyufei"} {
		if strings.Contains(string(b), x) {
			t.Errorf("the log has %s:\n%s", x, b)
		}
	}
	for _, x := range []string{"permission", "phones[0].number", "error.phone", "strconv.Atoi", "no such file"} {
		if !strings.Contains(string(b), x) {
			t.Errorf("the log does not say %s:\n%s", x, b)
		}
	}
}

func TestBothLogsArePackedAndNothingElseOfTheFolder(t *testing.T) {
	was := slog.Default()
	t.Cleanup(func() { slog.SetDefault(was) })
	db := filepath.Join(t.TempDir(), "kezhi.db")
	for path, text := range map[string]string{db: "customers", filepath.Join(filepath.Dir(db), "other.log"): "other", before(File(db)): "older lines\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log := Open(db)
	slog.Error("failed", "error", data.Wrong("phone", "error.phone", "Value", "13812345678"))
	var b bytes.Buffer
	if err := Pack(&b, db, "1.2.3"); err != nil { // while it is open
		t.Fatal(err)
	}
	_ = log.Close()
	got := unpacked(t, b.Bytes())
	if len(got) != 3 || !strings.Contains(got["about.txt"], "Kezhi 1.2.3") || got["kezhi.log.1"] != "older lines\n" {
		t.Errorf("%q", got)
	}
	if s := got["kezhi.log"]; !strings.Contains(s, "error.phone") || strings.Contains(s, "5678") {
		t.Errorf("the log in the archive: %s", s)
	}
}

func TestWithoutALogThePackSaysWhatTheProgramRunsOn(t *testing.T) {
	var b bytes.Buffer
	if err := Pack(&b, filepath.Join(t.TempDir(), "kezhi.db"), "1.2.3"); err != nil {
		t.Fatal(err)
	}
	if got := unpacked(t, b.Bytes()); len(got) != 1 || !strings.Contains(got["about.txt"], runtime.GOOS) {
		t.Errorf("%q", got)
	}
}

func unpacked(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(content)
	}
	return out
}
