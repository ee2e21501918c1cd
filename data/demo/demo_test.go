package demo_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/check"
	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/demo"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// noon is a day in the middle of a year, so that no data falls out of it.
var noon = time.Date(2026, 7, 22, 12, 0, 0, 0, time.Local)

func open(tb testing.TB) *shop.Shop {
	tb.Helper()
	s, err := shop.Open(filepath.Join(tb.TempDir(), "k.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func fill(tb testing.TB, s *shop.Shop, n int, seed uint64) demo.Counts {
	tb.Helper()
	c, err := demo.Fill(context.Background(), s, demo.Options{Customers: n, Seed: seed, Now: noon})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// large is a file of 2,000 customers that tests only read: making one takes a
// while.
var large = sync.OnceValues(func() (*shop.Shop, error) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		return nil, err
	}
	made = dir
	s, err := shop.Open(filepath.Join(dir, "k.db"))
	if err != nil {
		return nil, err
	}
	_, err = demo.Fill(context.Background(), s, demo.Options{Customers: 2000, Seed: 1, Now: noon})
	return s, err
})

var made string // the folder of the large file

func filled(tb testing.TB) *shop.Shop {
	tb.Helper()
	s, err := large()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestMain(m *testing.M) {
	code := m.Run()
	if made != "" {
		_ = os.RemoveAll(made)
	}
	os.Exit(code)
}

// dump is everything that was kept in a file, without ids of the trail and of
// the index, which follow the order of writing.
func dump(tb testing.TB, s *shop.Shop) []string {
	tb.Helper()
	var out []string
	for _, q := range []string{
		"SELECT * FROM customers", "SELECT * FROM customer_phones", "SELECT * FROM customer_addresses", "SELECT * FROM customer_contacts",
		"SELECT * FROM customer_notes", "SELECT * FROM customer_tags", "SELECT * FROM visits", "SELECT * FROM visit_people", "SELECT * FROM visit_promises", "SELECT * FROM visit_decisions",
		"SELECT * FROM complaints", "SELECT * FROM complaint_steps", "SELECT * FROM surveys", "SELECT * FROM answers", "SELECT * FROM survey_values",
		"SELECT * FROM counters", "SELECT * FROM settings", "SELECT at, who, host, register, record_id, number, action, fields FROM changes",
		"SELECT name, doc >> 4, body FROM search_docs JOIN search_registers ON code = doc & 15",
		"SELECT name, substr(key, 2), doc >> 4 FROM search_keys JOIN search_registers ON code = doc & 15",
	} {
		rows, err := s.DB.Pool().Query(q)
		if err != nil {
			tb.Fatal(q, err)
		}
		out = append(out, lines(tb, q, rows)...)
	}
	return out
}

func lines(tb testing.TB, q string, rows *sql.Rows) []string {
	tb.Helper()
	defer rows.Close()
	cs, err := rows.Columns()
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for rows.Next() {
		vs := make([]any, len(cs))
		for i := range vs {
			vs[i] = new(any)
		}
		if err := rows.Scan(vs...); err != nil {
			tb.Fatal(err)
		}
		var b strings.Builder
		b.WriteString(q)
		for i, v := range vs {
			fmt.Fprintf(&b, " %s=%v", cs[i], *v.(*any))
		}
		out = append(out, b.String())
	}
	slices.Sort(out)
	return out
}

func same(t *testing.T, a, b []string) {
	t.Helper()
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("row %d:\n%s\n%s", i, a[i], b[i])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("%d rows and %d", len(a), len(b))
	}
}

func TestASeedMakesTheSameDataAtAnyHourOfADay(t *testing.T) {
	a, b, c := open(t), open(t), open(t)
	fill(t, a, 120, 5)
	fill(t, b, 120, 5)
	fill(t, c, 120, 6)
	x, y, z := dump(t, a), dump(t, b), dump(t, c)
	same(t, x, y)
	if slices.Equal(x, z) {
		t.Error("another seed made the same")
	}
}

func TestManyAtATimeMakesTheSameRowsAsOneByOne(t *testing.T) {
	a, b := open(t), open(t)
	fill(t, a, 240, 9)
	if _, err := demo.FillInBulk(context.Background(), b, demo.Options{Customers: 240, Seed: 9, Now: noon}); err != nil {
		t.Fatal(err)
	}
	same(t, dump(t, a), dump(t, b))
	whole(t, b)
}

func whole(t *testing.T, s *shop.Shop) {
	t.Helper()
	found, err := check.Check(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f.Text(assets.En))
	}
}

func TestSampleDataIsWholeAndObeysEveryRule(t *testing.T) {
	for _, n := range []int{1, 7, 60, 600} {
		s := open(t)
		c := fill(t, s, n, uint64(n))
		if c.Customers != n {
			t.Errorf("%d customers of %d", c.Customers, n)
		}
		whole(t, s)
	}
}

func TestComplaintsStandAtEveryState(t *testing.T) {
	s := filled(t)
	var have []string
	if err := s.DB.Read(t.Context()).Table("complaints").Distinct().Pluck("state", &have).Error; err != nil {
		t.Fatal(err)
	}
	for _, k := range complaint.Kinds[1:9] {
		if !slices.Contains(have, string(k)) {
			t.Errorf("none waits for %s", k)
		}
	}
	if !slices.Contains(have, complaint.Archived) {
		t.Error("none is archived")
	}
	var again int64
	if err := s.DB.Read(t.Context()).Table("complaints").Where("round > 1").Count(&again).Error; err != nil || again == 0 {
		t.Errorf("%d were reopened, %v", again, err)
	}
}

func TestCodesAndIdentitiesHaveTheirCheckDigits(t *testing.T) {
	s := filled(t)
	ids, err := s.Customers.IDs(t.Context(), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	wide := make([]int64, len(ids))
	for i, id := range ids {
		wide[i] = int64(id)
	}
	cs, err := s.Customers.Load(t.Context(), wide...)
	if err != nil {
		t.Fatal(err)
	}
	codes, identities := 0, 0
	for _, c := range cs {
		if c.Code != "" {
			codes++
			if err := customer.CheckCode(c.Code); err != nil {
				t.Error(c.Code, err)
			}
		}
		if c.Identity != "" {
			identities++
			if err := customer.CheckIdentity(c.Identity); err != nil {
				t.Error(c.Identity, err)
			}
		}
	}
	if codes < 100 || identities < 10 {
		t.Errorf("%d codes, %d identities", codes, identities)
	}
}

func TestAFileWithRecordsIsLeftAlone(t *testing.T) {
	s := open(t)
	fill(t, s, 5, 1)
	before := dump(t, s)
	_, err := demo.Fill(t.Context(), s, demo.Options{Customers: 5, Seed: 2, Now: noon})
	if data.CodeOf(err) != data.Refused {
		t.Errorf("err = %v", err)
	}
	same(t, before, dump(t, s))
}

func TestTodayHasSomethingToShow(t *testing.T) {
	s := filled(t)
	es, err := s.Entered(t.Context(), noon, 50)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]int{}
	for _, e := range es {
		have[e.Register]++
	}
	if have["customer"] == 0 || have["visit"] == 0 || have["complaint"] == 0 {
		t.Errorf("entered today: %v", have)
	}
}

// A shop that keeps its word: of what is overdue most is so by days or weeks.
func TestPromisesOfLongAgoAreKept(t *testing.T) {
	s := filled(t)
	var kept, late, forgotten int
	err := s.DB.Pool().QueryRow(`SELECT sum(done_on <> ''), sum(done_on = '' AND due < ?1 AND due >= date(?1, '-2 months')), sum(done_on = '' AND due < date(?1, '-2 months'))
		FROM visit_promises`, noon.Format(time.DateOnly)).Scan(&kept, &late, &forgotten)
	if err != nil {
		t.Fatal(err)
	}
	if late == 0 || late > 45 || forgotten > 14 || kept < 20*(late+forgotten) {
		t.Errorf("kept %d, late %d, forgotten %d", kept, late, forgotten)
	}
}

// BenchmarkFill is how long a customer takes, with all that belongs to it.
func BenchmarkFill(b *testing.B) {
	for _, n := range []int{1000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				s := open(b)
				fill(b, s, n, 1)
			}
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "customers/s")
		})
	}
}

func TestNoTextHasAPlaceLeftUnfilled(t *testing.T) {
	s := filled(t)
	for _, l := range dump(t, s) {
		if strings.HasPrefix(l, "SELECT name, doc") && strings.ContainsAny(l, "{}") {
			t.Fatal(l)
		}
	}
}
