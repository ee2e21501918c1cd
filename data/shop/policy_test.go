package shop_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/visit"
	"kezhi/data/workday"
)

func opened(t testing.TB) *shop.Shop {
	t.Helper()
	s, err := shop.Open(filepath.Join(t.TempDir(), "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func preset(t testing.TB, key string) *policy.Preset {
	t.Helper()
	p, err := policy.Shipped(key)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// graded makes n customers of each grade.
func graded(t testing.TB, s *shop.Shop, n int, grades ...string) {
	t.Helper()
	var vs []field.Values
	for i := range n {
		for _, g := range grades {
			vs = append(vs, field.Values{"name": fmt.Sprintf("客户%s%d", g, i), "kind": customer.Organisation, "grade": g})
		}
	}
	if _, err := s.Customers.PutAll(t.Context(), "周岚", vs); err != nil {
		t.Fatal(err)
	}
}

func TestGradesThatTheNewRegulationLacksAreMappedOrNothingIsDone(t *testing.T) {
	s := opened(t)
	graded(t, s, 3, "vip", "preferred", "qualified")
	to := preset(t, "turnover") // vip, key, regular, reserve
	plan, err := s.PlanSwitch(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	var unknown []string
	for _, x := range plan.Strangers {
		unknown = append(unknown, fmt.Sprint(x.Field(), x.N, x.Name.Say(assets.ZhHans)))
	}
	if want := []string{"customer.preferred3优选", "customer.qualified3合格"}; !slices.Equal(unknown, want) || len(plan.Changes) == 0 {
		t.Fatalf("%v, want %v; %d changes", unknown, want, len(plan.Changes))
	}
	err = s.Switch(t.Context(), "周岚", to, shop.Mapping{"customer.preferred": "gold"})
	var fields []string
	for _, e := range data.All(err) {
		fields = append(fields, e.Field+": "+e.Text(assets.ZhHans))
	}
	if want := []string{"customer.preferred: 没有“gold”这个等级", "customer.qualified: 有 3 位客户是“合格”，请选择改成哪个等级"}; !slices.Equal(fields, want) {
		t.Fatalf("%v, want %v", fields, want)
	}
	if p, _ := s.Policy(t.Context()); p.Key != "general" {
		t.Fatalf("%s is in force", p.Edition())
	}
	if err := s.Switch(t.Context(), "周岚", to, shop.Mapping{"customer.preferred": "key", "customer.qualified": ""}); err != nil {
		t.Fatal(err)
	}
	p, err := s.Policy(t.Context())
	if err != nil || p.Edition() != "turnover@1" {
		t.Fatalf("%s, %v", p.Edition(), err)
	}
	id, err := s.Customers.Find(t.Context(), "KH-000002")
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Customers.Get(t.Context(), id)
	if err != nil || r.Values.Text("grade") != "key" || r.Version != 2 || r.UpdatedBy != "周岚" {
		t.Errorf("%+v, %v", r, err)
	}
	h, err := s.Customers.History(t.Context(), id)
	if err != nil || len(h) != 2 || h[0].Version != 2 || h[0].Number != "KH-000002" || fmt.Sprint(h[0].Differences()) != "[{grade preferred key}]" {
		t.Errorf("%+v, %v", h, err)
	}
	cs, err := s.Customers.Grades(t.Context(), id)
	if err != nil || len(cs) == 0 || cs[0].GradeFrom != "preferred" || cs[0].GradeTo != "key" || cs[0].Edition != "turnover@1" || cs[0].Reason != "general@1 → turnover@1" {
		t.Errorf("%+v, %v", cs, err)
	}
	if _, err := s.Customers.Put(t.Context(), "周岚", register.Record{Meta: r.Meta, Values: r.Values}); err != nil {
		t.Errorf("the record cannot be saved any more: %v", err)
	}
}

func TestAnEditionStaysReadable(t *testing.T) {
	s := opened(t)
	p := preset(t, "general")
	p.Complaints.Objection = policy.Period{N: 20, Unit: policy.Day}
	for _, q := range []*policy.Preset{p, preset(t, "dealer"), p} {
		if err := s.SetPolicy(t.Context(), "周岚", q); err != nil {
			t.Fatal(err)
		}
	}
	es, err := s.Editions(t.Context())
	var names []string
	for _, e := range es {
		names = append(names, e.Edition+e.Who)
	}
	if want := []string{"general@3周岚", "dealer@1周岚", "general@2周岚"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, want %v, %v", names, want, err)
	}
	for name, n := range map[string]int{"general@2": 20, "general@1": 10, "dealer@1": 10} {
		q, err := s.Edition(t.Context(), name)
		if err != nil || q.Edition() != name || q.Complaints.Objection.N != n {
			t.Errorf("%s: %+v, %v", name, q, err)
		}
	}
	if _, err := s.Edition(t.Context(), "dealer@7"); data.CodeOf(err) != data.NotFound {
		t.Errorf("%v", err)
	}
}

func TestAnUnsoundRegulationIsNotPutIntoForce(t *testing.T) {
	s := opened(t)
	p := preset(t, "dealer")
	p.Grading.Indicators[6].Weight = 30
	if es := data.All(s.SetPolicy(t.Context(), "周岚", p)); len(es) != 2 || es[0].Field != "grading.indicators" {
		t.Errorf("%v", es)
	}
}

// alike makes a file of n customers of a grade.
func alike(tb testing.TB, n int, grade string) *shop.Shop {
	tb.Helper()
	s := opened(tb)
	graded(tb, s, 1, grade)
	err := s.DB.Write(tb.Context(), "周岚", func(tx *db.Tx) error {
		cols := ""
		var names []string
		if err := tx.Raw("SELECT name FROM pragma_table_info('customers') WHERE name NOT IN ('id', 'number')").Scan(&names).Error; err != nil {
			return err
		}
		for _, n := range names {
			cols += `, "` + n + `"`
		}
		return tx.Do("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO customers (number"+cols+") SELECT printf('KH-%06d', i)"+cols+" FROM n, customers WHERE number = 'KH-000001'", n)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestEveryCustomerThatTakesAnotherGradeHasItOnItsTrail(t *testing.T) {
	const n = 2500
	s := alike(t, n, "preferred")
	if err := s.Switch(t.Context(), "周岚", preset(t, "turnover"), shop.Mapping{"customer.preferred": "key"}); err != nil {
		t.Fatal(err)
	}
	var noted int64
	if err := s.DB.Read(t.Context()).Table("changes").Where("action = 'changed'").Count(&noted).Error; err != nil || noted != n {
		t.Errorf("%d entries of the trail, %v", noted, err)
	}
}

// BenchmarkSwitch is how long another regulation takes where 100,000 customers
// take other grades.
func BenchmarkSwitch(b *testing.B) {
	s := alike(b, 100_000, "preferred")
	turnover, dealer := preset(b, "turnover"), preset(b, "dealer")
	for b.Loop() {
		if err := s.Switch(b.Context(), "周岚", turnover, shop.Mapping{"customer.preferred": "key"}); err != nil {
			b.Fatal(err)
		}
		if err := s.Switch(b.Context(), "周岚", dealer, shop.Mapping{"customer.key": "preferred"}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTheShopsOwnDaysStandBeforeTheNotice(t *testing.T) {
	s := opened(t)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SetDay(ctx, "周岚", workday.Day{Day: "2026-11-24", Name: "店庆"}))
	must(s.ImportDays(ctx, "周岚", []workday.Day{{Day: "2027-01-01", Name: "元旦"}, {Day: "2027-01-03", Name: "元旦", Work: true}}))
	c, err := s.Calendar(ctx)
	must(err)
	if c.Working("2026-11-24") || !c.Known(2027) || !c.Working("2027-01-03") {
		t.Error("the shop's own days do not count")
	}
	must(s.DropDay(ctx, "周岚", "2026-11-24"))
	if c, err = s.Calendar(ctx); err != nil || !c.Working("2026-11-24") {
		t.Error("a day that was taken out counts")
	}
	if ds, _ := s.Days(ctx); len(ds) != 2 {
		t.Errorf("%v", ds)
	}
	if es := data.All(s.SetDay(ctx, "周岚", workday.Day{Day: "tomorrow"})); len(es) != 1 || es[0].Field != "day" {
		t.Errorf("%v", es)
	}
}

func TestAYearThatIsNotInTheTableIsWorkWithADay(t *testing.T) {
	s := opened(t)
	h := policy.Holidays{DB: s.DB}
	for _, x := range []struct {
		today string
		want  []string
	}{
		{"2026-10-31", nil},
		{"2026-11-01", []string{"2027 2026-12-31"}},
		{"2027-03-01", []string{"2027 2027-01-01"}},
	} {
		l, err := h.Due(t.Context(), due.Query{Today: x.today, Until: "2027-12-31", Limit: 10})
		var got []string
		for _, i := range l.Items {
			got = append(got, i.What+" "+i.Day)
		}
		if err != nil || !slices.Equal(got, x.want) || l.Late+l.Today+l.Later != len(x.want) {
			t.Errorf("%s: %v, %v", x.today, got, err)
		}
	}
	if err := s.SetDay(t.Context(), "周岚", workday.Day{Day: "2027-01-01"}); err != nil {
		t.Fatal(err)
	}
	if l, err := h.Due(t.Context(), due.Query{Today: "2026-12-01"}); err != nil || len(l.Items) > 0 {
		t.Errorf("%v, %v", l, err)
	}
}

func TestWhatARegulationNamesIsWhatTheRegistersKnow(t *testing.T) {
	d, _ := field.Find(visit.Fields(), "way")
	if !slices.Equal(d.Options, policy.Ways) {
		t.Errorf("ways %v, not %v", policy.Ways, d.Options)
	}
	if d, _ = field.Find(complaint.Fields(), "severity"); !slices.Equal(d.Options, policy.Severities) {
		t.Errorf("severities %v, not %v", policy.Severities, d.Options)
	}
	for _, k := range policy.Papers {
		if !slices.Contains(complaint.Kinds, complaint.Kind(k)) {
			t.Errorf("no step %s", k)
		}
	}
}
