package check_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/check"
	"kezhi/data/demo"
	"kezhi/data/document"
	"kezhi/data/shop"
)

// sample is a closed file of sample data, made once and copied for each test.
var sample = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "check")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "k.db")
	s, err := shop.Open(path)
	if err != nil {
		return nil, err
	}
	now := time.Date(2026, 7, 22, 12, 0, 0, 0, time.Local)
	if _, err := demo.Fill(context.Background(), s, demo.Options{Customers: 80, Seed: 1, Now: now}); err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// sound is a file of sample data in which nothing is broken.
func sound(t *testing.T) (*shop.Shop, string) {
	t.Helper()
	b, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "k.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := shop.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, path
}

func look(t *testing.T, s *shop.Shop) []check.Finding {
	t.Helper()
	found, err := check.Check(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestASoundFileHasNoFinding(t *testing.T) {
	s, _ := sound(t)
	for _, f := range look(t, s) {
		t.Error(f.Text(assets.En))
	}
}

func TestWhatIsBrokenIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		sql  string
		want check.Kind
		key  string
	}{
		"a customer that a visit refers to is gone": {
			"DELETE FROM customers WHERE id = (SELECT min(customer_id) FROM visits)", check.Reference, "check.reference",
		},
		"a number in the middle is missing": {
			"UPDATE customers SET number = 'KH-009999' WHERE id = 5", check.Number, "check.number_gap",
		},
		"a number is given twice": {
			"UPDATE customers SET number = 'KH-0000006' WHERE id = 5", check.Number, "check.number_double",
		},
		"a counter was set back": {
			"UPDATE counters SET v = v - 1 WHERE name = 'KH'", check.Number, "check.counter_behind",
		},
		"a counter ran ahead": {
			"UPDATE counters SET v = v + 1 WHERE name = 'KH'", check.Number, "check.counter_ahead",
		},
		"a counter without records": {
			"INSERT INTO counters (name, v) VALUES ('TS-1999', 3)", check.Number, "check.counter_ahead",
		},
		"open complaints miscounted": {
			"UPDATE customers SET open_complaints = 7 WHERE id = 3", check.Figure, "check.figure",
		},
		"the last visit is another": {
			"UPDATE customers SET last_visit_on = '2020-01-01' WHERE id = 3", check.Figure, "check.figure",
		},
		"a promise is forgotten": {
			"UPDATE visits SET promise_due = '2020-01-01' WHERE id = 1", check.Figure, "check.figure",
		},
		"answers miscounted": {
			"UPDATE surveys SET returned = returned + 1 WHERE id = 1", check.Figure, "check.figure",
		},
		"a name is empty": {
			"UPDATE customers SET name = '' WHERE id = 2", check.Rule, "error.required",
		},
		"a date that does not exist": {
			"UPDATE customers SET first_contact_on = '2026-02-30' WHERE id = 2", check.Rule, "error.date",
		},
		"a code with a wrong check digit": {
			"UPDATE customers SET kind = 'organisation', code = '91350100M000100Y44' WHERE id = 2", check.Rule, "customer.error.code_check",
		},
		"a promise due before the visit": {
			"UPDATE visit_promises SET due = '1999-01-01' WHERE record_id = (SELECT min(record_id) FROM visit_promises)", check.Rule, "visit.error.due_before",
		},
		"a customer cannot be found": {
			"DELETE FROM search_docs WHERE doc >> 4 = 4", check.Index, "check.index_missing",
		},
		"the index has an entry of nobody": {
			"INSERT INTO search_docs (doc, body) SELECT 99999 << 4 | code, 'x' FROM search_registers WHERE name = 'customer'", check.Index, "check.index_extra",
		},
		"a state that no step led to": {
			"UPDATE complaints SET state = 'reply' WHERE id = (SELECT min(id) FROM complaints WHERE state <> 'reply')", check.Step, "check.state",
		},
		"a deadline said to be missed": {
			"UPDATE complaints SET rule_met = 'no' WHERE id = (SELECT min(id) FROM complaints WHERE rule_met = 'yes')", check.Step, "check.figure",
		},
		"the accused approved": {
			`INSERT INTO complaint_steps (complaint_id, round, kind, who, at, entered_by, entered_at, "values")
			SELECT id, round, 'approval', accused ->> 0, received_at, 'x', received_at, json_object('who', accused ->> 0, 'decision', 'approved')
			FROM complaints WHERE accused <> '[]' ORDER BY id LIMIT 1`, check.Step, "check.recusal",
		},
		"a reply before anything else": {
			`INSERT INTO complaint_steps (complaint_id, round, kind, who, at, entered_by, entered_at, "values")
			SELECT id, 1, 'reply', 'x', received_at, 'x', received_at, '{"who":"x","text":"y"}'
			FROM complaints WHERE state = 'assessment' ORDER BY id LIMIT 1`, check.Step, "check.step_order",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := sound(t)
			db := s.DB.Pool()
			db.SetMaxOpenConns(1)
			if _, err := db.Exec("PRAGMA foreign_keys=OFF"); err != nil {
				t.Fatal(err)
			}
			r, err := db.Exec(c.sql)
			if err != nil {
				t.Fatal(err)
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				t.Fatalf("the test broke nothing: %v", err)
			}
			db.SetMaxOpenConns(4)
			found := look(t, s)
			if !slices.ContainsFunc(found, func(f check.Finding) bool { return f.Kind == c.want && f.Key == c.key }) {
				t.Errorf("found %v", found)
			}
			for _, f := range found {
				if f.Text(assets.ZhHans) == "" || f.Text(assets.ZhHans) == f.Key {
					t.Errorf("%s has no words", f.Key)
				}
			}
		})
	}
}

func TestAChangedDocumentIsFound(t *testing.T) {
	s, _ := sound(t)
	p := filepath.Join(t.TempDir(), "合同.txt")
	if err := os.WriteFile(p, []byte("甲方"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := s.Documents.Add(t.Context(), "林小满", document.Owner{Register: s.Customers, ID: 1}, p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := look(t, s); len(found) > 0 {
		t.Fatal(found)
	}
	var kept string
	_ = filepath.WalkDir(s.DB.Folder(), func(p string, _ os.DirEntry, _ error) error {
		if filepath.Base(p) == d.Hash {
			kept = p
		}
		return nil
	})
	_ = os.Chmod(kept, 0o600)
	if err := os.WriteFile(kept, []byte("乙方"), 0o600); err != nil {
		t.Fatal(err)
	}
	if found := look(t, s); len(found) != 1 || found[0].Kind != check.Document || found[0].Key != "check.document_damaged" {
		t.Error(found)
	}
	if err := os.Remove(kept); err != nil {
		t.Fatal(err)
	}
	if found := look(t, s); len(found) != 1 || found[0].Key != "check.document_gone" {
		t.Error(found)
	}
}

func TestADamagedDatabaseIsFound(t *testing.T) {
	s, path := sound(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	i, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	// Noise over a run of pages in the middle: the head, and so opening, is
	// left as it is.
	noise := make([]byte, 20*4096)
	for i := range noise {
		noise[i] = byte(i*7 + 13)
	}
	if _, err := f.WriteAt(noise, i.Size()/2/4096*4096); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	s, err = shop.Open(path)
	if err != nil {
		if data.CodeOf(err) != data.Damaged {
			t.Fatal(err)
		}
		return
	}
	defer func() { _ = s.Close() }()
	found, err := check.Check(context.Background(), s)
	if err == nil && (len(found) == 0 || found[0].Kind != check.Integrity) || err != nil && data.CodeOf(err) != data.Damaged {
		t.Errorf("found %v, %v", found, err)
	}
}
