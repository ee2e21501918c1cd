package salvage_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/demo"
	"kezhi/data/field"
	"kezhi/data/salvage"
	"kezhi/data/shop"
)

// whole is a file of sample data that every test breaks a copy of.
var whole string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "salvage")
	if err != nil {
		panic(err)
	}
	whole = filepath.Join(dir, "kezhi.db")
	s, err := shop.Open(whole)
	if err == nil {
		_, err = demo.Fill(context.Background(), s, demo.Options{Customers: 120, Seed: 7, Now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.Local)})
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

const page = 4096

// damaged is a copy of the file that something was done to.
func damaged(t *testing.T, harm func(b []byte) []byte) string {
	t.Helper()
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "damaged.db")
	if err := os.WriteFile(path, harm(b), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rows are all rows of all tables, as text.
func rows(t *testing.T, path string) map[string][]string {
	t.Helper()
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	var names []string
	if err := d.Read(t.Context()).Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%'").Scan(&names).Error; err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, n := range names {
		rs, err := d.Pool().Query("SELECT * FROM " + n)
		if err != nil {
			t.Fatal(n, err)
		}
		columns, err := rs.Columns()
		if err != nil {
			t.Fatal(n, err)
		}
		for rs.Next() {
			vs, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range vs {
				to[i] = &vs[i]
			}
			if err := rs.Scan(to...); err != nil {
				t.Fatal(n, err)
			}
			all[n] = append(all[n], fmt.Sprint(vs))
		}
		_ = rs.Close()
		slices.Sort(all[n])
	}
	return all
}

// salvaged salvages a file into another folder, and checks that the damaged one
// is as it was.
func salvaged(t *testing.T, from string) (*salvage.Report, string) {
	t.Helper()
	before := folder(t, filepath.Dir(from))
	to := filepath.Join(t.TempDir(), "new", "kezhi.db")
	r, err := salvage.Salvage(t.Context(), from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(before, folder(t, filepath.Dir(from))) {
		t.Error("the damaged file was touched")
	}
	if all := folder(t, filepath.Dir(to)); len(all) != 1 {
		t.Errorf("beside the new file lie %v", slices.Sorted(maps.Keys(all)))
	}
	return r, to
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		all[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// lost are the rows that are in a and not in b, by table.
func lost(a, b map[string][]string) map[string]int {
	all := map[string]int{}
	for name, rs := range a {
		n := 0
		for _, r := range rs {
			if _, ok := slices.BinarySearch(b[name], r); !ok {
				n++
			}
		}
		if n > 0 {
			all[name] = n
		}
	}
	return all
}

func noise(b []byte) {
	for i := range b {
		b[i] = byte(rand.N(256))
	}
}

func TestAWholeFileIsSalvagedWhole(t *testing.T) {
	r, to := salvaged(t, damaged(t, func(b []byte) []byte { return b }))
	if !r.Whole() {
		t.Errorf("%+v", r)
	}
	if l := lost(rows(t, whole), rows(t, to)); len(l) > 0 {
		t.Errorf("lost: %v", l)
	}
}

func TestADamagedHeadLosesNothing(t *testing.T) {
	want := rows(t, whole)
	for name, harm := range map[string]func(b []byte) []byte{
		"of the file":       func(b []byte) []byte { noise(b[:100]); return b },
		"all of page 1":     func(b []byte) []byte { noise(b[:page]); return b },
		"zeros":             func(b []byte) []byte { clear(b[:page]); return b },
		"another program's": func(b []byte) []byte { copy(b[:16], "Dear manager, I "); return b },
	} {
		t.Run(name, func(t *testing.T) {
			_, to := salvaged(t, damaged(t, harm))
			if l := lost(want, rows(t, to)); len(l) > 0 {
				t.Errorf("lost: %v", l)
			}
		})
	}
}

// roots are the first pages of tables and indexes.
func roots(t *testing.T) map[string]int {
	t.Helper()
	d, err := db.Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	var all []struct {
		Name     string
		Rootpage int
	}
	if err := d.Read(t.Context()).Raw("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").Scan(&all).Error; err != nil {
		t.Fatal(err)
	}
	m := map[string]int{}
	for _, x := range all {
		m[x.Name] = x.Rootpage
	}
	return m
}

func TestADamagedIndexLosesNothing(t *testing.T) {
	want, at := rows(t, whole), roots(t)
	_, to := salvaged(t, damaged(t, func(b []byte) []byte {
		for _, name := range []string{"customers_name", "visits_day", "search_keys", "search_text_data", "search_text_idx", "sqlite_autoindex_customers_1"} {
			if at[name] == 0 {
				t.Fatal(name)
			}
			noise(b[(at[name]-1)*page : at[name]*page])
		}
		return b
	}))
	if l := lost(want, rows(t, to)); len(l) > 0 {
		t.Errorf("lost: %v", l)
	}
}

func TestTheRootOfATreeLosesNoRow(t *testing.T) {
	want, at := rows(t, whole), roots(t)
	_, to := salvaged(t, damaged(t, func(b []byte) []byte {
		for _, name := range []string{"customers", "visits", "changes"} {
			if b[(at[name]-1)*page] != 5 {
				t.Fatal(name, "has but one page")
			}
			noise(b[(at[name]-1)*page : at[name]*page])
		}
		return b
	}))
	if l := lost(want, rows(t, to)); len(l) > 0 {
		t.Errorf("lost: %v", l)
	}
}

// A lost page of customers is made good from the trail, to the field.
func TestRecordsOfALostPageAreRebuiltFromTheTrail(t *testing.T) {
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		_, err := s.Customers.PutAll(t.Context(), "林小满", []field.Values{{
			"kind": "organisation", "name": fmt.Sprintf("重庆渝鲲%d火锅有限公司", i), "tags": []string{"餐饮"}, "remark": strings.Repeat("备注", 200),
			"phones": []field.Values{{"use": "mobile", "number": "138 1234 5678"}}, "contacts": []field.Values{{"name": "向建国"}},
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	from := s.DB.File()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want := rows(t, from)
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	gone := 0
	for p := 1; p < len(b)/page; p++ {
		if x := b[p*page : (p+1)*page]; gone < 3 && x[0] == 13 && bytes.Contains(x, []byte("KH-0000")) && bytes.Contains(x, []byte("organisation")) && !bytes.Contains(x, []byte("created")) {
			noise(x)
			gone++
		}
	}
	if gone == 0 {
		t.Fatal("no page of customers")
	}
	if err := os.WriteFile(from, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r, to := salvaged(t, from)
	if l := lost(want, rows(t, to)); len(l) > 0 || len(r.Rebuilt) == 0 || len(r.Findings) > 0 {
		t.Errorf("lost: %v; rebuilt: %v; %v", l, r.Rebuilt, r.Findings)
	}
}

func TestWhatTheLogHoldsIsSalvagedPastItsDamage(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kezhi.db")
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	for i := range 40 {
		if err := d.Set(t.Context(), "x", fmt.Sprintf("key%02d", i), strings.Repeat("客", 1500)); err != nil {
			t.Fatal(err)
		}
	}
	for name, x := range map[string]struct {
		harm func(log []byte) []byte
		most int // settings that may be lost
	}{
		"whole":           {func(b []byte) []byte { return b }, 0},
		"its head":        {func(b []byte) []byte { noise(b[:32]); return b }, 1},
		"a page early":    {func(b []byte) []byte { noise(b[32+24+3*(page+24) : 32+4*(page+24)]); return b }, 3},
		"its end cut off": {func(b []byte) []byte { return b[:len(b)-page-100] }, 2},
		"gone":            {func([]byte) []byte { return nil }, 40},
	} {
		t.Run(name, func(t *testing.T) {
			from := filepath.Join(t.TempDir(), "kezhi.db")
			for _, end := range []string{"", "-wal"} {
				b, err := os.ReadFile(path + end)
				if err != nil {
					t.Fatal(err)
				}
				if end != "" {
					if b = x.harm(b); b == nil {
						continue
					}
				}
				if err := os.WriteFile(from+end, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			to := filepath.Join(t.TempDir(), "new.db")
			if _, err := salvage.Salvage(t.Context(), from, to, nil); err != nil {
				if x.most < 40 {
					t.Fatal(err)
				}
				return
			}
			if n := len(rows(t, to)["settings"]); n < 40-x.most {
				t.Errorf("%d of 40 settings", n)
			}
		})
	}
}

func TestAFileCutOffOrWithDamagedPagesGivesWhatIsLeft(t *testing.T) {
	want := rows(t, whole)
	all := 0
	for _, rs := range want {
		all += len(rs)
	}
	for name, harm := range map[string]func(b []byte) []byte{
		"a third cut off":   func(b []byte) []byte { return b[:len(b)/3*2-77] },
		"one page in ten":   func(b []byte) []byte { return every(b, 10) },
		"one page in three": func(b []byte) []byte { return every(b, 3) },
		"bytes here and there": func(b []byte) []byte {
			for range 500 {
				b[rand.N(len(b))] ^= 0xff
			}
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, to := salvaged(t, damaged(t, harm))
			missing := 0
			for _, n := range lost(want, rows(t, to)) {
				missing += n
			}
			t.Logf("%d of %d rows are not as they were; %d rebuilt, %d empty, %d findings, %d pages of unknown tables", missing, all, len(r.Rebuilt), len(r.Empty), len(r.Findings), r.Unknown)
			if r.Whole() || missing > all*2/3 {
				t.Errorf("%d of %d rows are lost", missing, all)
			}
			for _, f := range r.Findings {
				if f.Kind == "integrity" || f.Kind == "reference" || f.Kind == "figure" || f.Kind == "index" {
					t.Errorf("%s %s", f.Kind, f.Text(speaker{}))
				}
			}
		})
	}
}

type speaker struct{}

func (speaker) T(key string, args ...any) string { return fmt.Sprint(key, args) }

func every(b []byte, n int) []byte {
	for p := n / 2; p < len(b)/page; p += n {
		noise(b[p*page : (p+1)*page])
	}
	return b
}

func TestAnOlderDamagedFileComesUpToDate(t *testing.T) {
	from := filepath.Join(t.TempDir(), "kezhi.db")
	old, err := sql.Open("sqlite", from)
	if err != nil {
		t.Fatal(err)
	}
	const version = 7
	scripts, err := db.Layout(version)
	if err != nil {
		t.Fatal(err)
	}
	scripts = append(scripts, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", version, db.Application), "PRAGMA synchronous=OFF")
	for i := range 400 {
		scripts = append(scripts, fmt.Sprintf(`INSERT INTO customers (number, version, created_at, created_by, updated_at, updated_by, kind, name, short_name, code, identity,
			legal_representative, capital, email, website, scope, source, owner, first_contact, first_contact_on, birthday, do_not_disturb, intent, scale, nature,
			region, industry, grade, products, frequency, volume, price_sensitivity, payment, need_plan, investment, competitors, remark, custom, tags, name_key, phone, contact)
			VALUES ('KH-%06d', 1, 1, 'x', 1, 'x', 'person', '仇英骥%d', '', '', '', '', 0, '', '', '', '', '林小满', '', '', '', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}', '[]', '', '', '');
			INSERT INTO customer_phones VALUES (%d, 0, 'mobile', '13812345678', '13812345678')`, i+1, i, i+1))
	}
	for _, s := range scripts {
		if _, err := old.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	noise(b[:page])
	if err := os.WriteFile(from, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r, to := salvaged(t, from)
	all := rows(t, to)
	if len(all["customers"]) != 400 || len(all["customer_phones"]) != 400 || len(all["grade_tallies"]) != 1 {
		t.Errorf("%d customers, %d telephone numbers; %+v", len(all["customers"]), len(all["customer_phones"]), r)
	}
}

func TestWhatCannotBeSalvagedLeavesNothing(t *testing.T) {
	for name, x := range map[string]struct {
		harm func(b []byte) []byte
		code data.Code
	}{
		"noise":              {func(b []byte) []byte { noise(b); return b }, data.Damaged},
		"a letter":           {func([]byte) []byte { return []byte("Dear manager") }, data.Damaged},
		"nothing":            {func([]byte) []byte { return nil }, data.Damaged},
		"of a newer program": {func(b []byte) []byte { binary.BigEndian.PutUint32(b[60:], 999); return b }, data.Newer},
		"of another program": {func(b []byte) []byte { binary.BigEndian.PutUint32(b[68:], 252006673); return b }, data.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			from := damaged(t, x.harm)
			dir := t.TempDir()
			if _, err := salvage.Salvage(t.Context(), from, filepath.Join(dir, "new.db"), nil); data.CodeOf(err) != x.code {
				t.Errorf("err = %v", err)
			}
			if all := folder(t, dir); len(all) > 0 {
				t.Errorf("left are %v", slices.Sorted(maps.Keys(all)))
			}
		})
	}
	to := filepath.Join(t.TempDir(), "kept.db")
	if err := os.WriteFile(to, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := salvage.Salvage(t.Context(), whole, to, nil); data.CodeOf(err) != data.Refused {
		t.Errorf("err = %v", err)
	}
	if b, err := os.ReadFile(to); err != nil || string(b) != "kept" {
		t.Errorf("%q, %v", b, err)
	}
}

func TestTheNewFileTakesTheDamagedOnesName(t *testing.T) {
	from := damaged(t, func(b []byte) []byte { noise(b[:page]); return b })
	before, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(filepath.Dir(from), "fresh.db")
	if _, err := salvage.Salvage(t.Context(), from, fresh, nil); err != nil {
		t.Fatal(err)
	}
	aside, err := salvage.Swap(from, fresh)
	if err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(aside); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the damaged file is not what it was, %v", err)
	}
	if len(rows(t, from)["customers"]) != 120 {
		t.Error("the customers are not there")
	}
	if _, err := salvage.Swap(from, aside); err != nil { // once more, with a file that is in the way of nothing
		t.Error(err)
	}
}
