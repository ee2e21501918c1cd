package visit_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/data/visit"
)

var ctx = context.Background()

// under puts a regulation that comes with the program into force, with people.
func under(t *testing.T, preset string) *desk {
	d := open(t)
	p, err := policy.Shipped(preset)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.db.Write(ctx, "方正", func(tx *db.Tx) error { return policy.Use(tx, p) }); err != nil {
		t.Fatal(err)
	}
	err = d.db.Set(ctx, "方正", staff.Setting, []staff.Member{
		{Name: "贺敏", Department: "销售部", Role: staff.AccountManager},
		{Name: "江一帆", Department: "销售部", Role: staff.AccountManager},
		{Name: "秦越", Department: "销售部", Role: staff.DepartmentHead},
		{Name: "高原", Role: staff.DeputyManager},
		{Name: "方正", Role: staff.GeneralManager},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at sets the clock to nine in the morning of a day.
func (d *desk) at(day string) {
	t, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	if err != nil {
		d.Fatal(err)
	}
	d.db.Now = func() time.Time { return t.Add(9 * time.Hour) }
}

// graded makes a customer of a grade whose file was opened long ago.
func (d *desk) graded(name, grade, owner string) register.Record {
	d.Helper()
	r := d.customer(name)
	d.set(r.ID, "grade", grade)
	d.set(r.ID, "owner", owner)
	d.set(r.ID, "first_contact_on", "2025-01-05")
	return r
}

func (d *desk) set(id int64, column string, x any) {
	d.Helper()
	err := d.db.Write(ctx, "林小满", func(tx *db.Tx) error {
		return tx.Do("UPDATE customers SET "+column+" = ? WHERE id = ?", x, id)
	})
	if err != nil {
		d.Fatal(err)
	}
}

// met writes the report of a visit.
func (d *desk) met(customer register.Record, day, way, visitor string, more ...string) register.Record {
	d.Helper()
	now := d.db.Now
	defer func() { d.db.Now = now }()
	d.at(day)
	v := d.visits.Blank()
	v["customer"], v["at"], v["visitor"], v["way"] = customer.Number, day+" 08:30", visitor, way
	for i := 0; i+1 < len(more); i += 2 {
		v[more[i]] = more[i+1]
	}
	return d.put(register.Record{Values: v})
}

func (d *desk) plan(kind, from, owner string) register.Record {
	d.Helper()
	r, err := d.visits.Plans.Put(ctx, "秦越", register.Record{Values: field.Values{"period": kind, "from": from, "owner": owner}})
	if err != nil {
		d.Fatal(data.All(err), err)
	}
	return r
}

// told are the lines of a plan, each in one line of text.
func (d *desk) told(plan register.Record) []string {
	d.Helper()
	ls, err := d.visits.Plans.Planned(ctx, plan.ID)
	if err != nil {
		d.Fatal(err)
	}
	today := d.db.Now().Format(field.DateLayout)
	var out []string
	for _, l := range ls {
		way := l.Way
		if way == "" {
			way = "any"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintln(l.Day, l.Name, way, l.Visitor, l.State(today), l.VisitedOn+l.LeftOut)))
	}
	return out
}

func (d *desk) want(plan register.Record, want ...string) {
	d.Helper()
	if got := d.told(plan); !slices.Equal(got, want) {
		d.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Dealer's regulation: VIP and 优选 are visited on site every month, 合格 every
// quarter; VIP before 优选 before 合格.
func TestDealersVisitVIPAndPreferredOnSiteEachMonthInTheOrderOfPrivilege(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-11-01")
	q := d.graded("甲", "qualified", "贺敏")
	p := d.graded("乙", "preferred", "贺敏")
	v := d.graded("丙", "vip", "贺敏")
	d.graded("丁", "potential", "贺敏")
	d.met(q, "2026-08-11", "phone", "贺敏")
	d.met(p, "2026-10-09", "on_site", "贺敏")
	d.met(v, "2026-10-20", "on_site", "贺敏")
	d.met(v, "2026-10-28", "phone", "贺敏") // does not count: on site is asked for
	plan := d.plan(visit.ByMonth, "2026-11-15", "")
	d.want(plan,
		"2026-11-20 丙 on_site 贺敏 due",
		"2026-11-09 乙 on_site 贺敏 due",
		"2026-11-11 甲 any 贺敏 due",
	)
	if plan.Number != "JH-2026-0001" || plan.Values.Text("from") != "2026-11-01" || plan.Values.Text("to") != "2026-11-30" || plan.Values.Text("planned") != "3" {
		t.Errorf("the plan is %v", plan)
	}
}

// The turnover regulation: VIP quarterly by the deputy and, drawn, half-yearly by
// the head; 重点 quarterly, 一般 half-yearly; the salesperson monthly where nobody
// visited on site.
func TestTurnoverHasVIPVisitedByTheDeputyQuarterlyAndTheSalespersonWhereNobodyWasOnSite(t *testing.T) {
	d := under(t, "turnover")
	d.at("2026-10-01")
	vip := d.graded("甲", "vip", "贺敏")
	key := d.graded("乙", "key", "贺敏")
	rest := d.graded("丙", "regular", "江一帆")
	d.met(vip, "2026-07-14", "on_site", "高原")
	d.met(vip, "2026-09-22", "on_site", "贺敏") // not the deputy
	d.met(key, "2026-09-24", "phone", "贺敏")
	d.met(key, "2026-07-28", "on_site", "贺敏")
	d.met(rest, "2026-04-16", "on_site", "江一帆")
	d.met(rest, "2026-09-29", "phone", "江一帆")
	lines := d.told(d.plan(visit.ByMonth, "2026-10-01", ""))
	lines = slices.DeleteFunc(lines, func(s string) bool { return strings.Contains(s, "方正") }) // the draw has a test of its own
	want := []string{
		"2026-10-14 甲 on_site 高原 due",
		"2026-10-28 乙 on_site 贺敏 due",
		"2026-10-23 乙 any 贺敏 due", // by phone a month ago, the 24th is a Saturday
		"2026-10-16 丙 on_site 江一帆 due",
	}
	// 甲 was visited on site on 09-22 and will be by the deputy on 10-14: the
	// salesperson need not; 丙 likewise on 10-16.
	slices.Sort(lines)
	slices.Sort(want)
	if !slices.Equal(lines, want) {
		t.Errorf("the plan is\n%s", strings.Join(lines, "\n"))
	}
}

func TestTheHeadsHalfYearlyVisitsAreDrawnOnceAHalfYearWithAKeptSeed(t *testing.T) {
	d := under(t, "turnover")
	d.at("2026-07-01")
	for i := range 200 {
		d.graded(fmt.Sprintf("客户%03d", i), "vip", "贺敏")
	}
	drawn := func(r register.Record) (who []string) {
		ls, err := d.visits.Plans.Planned(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range ls {
			if l.Level == policy.Manager {
				who = append(who, l.Name)
			}
		}
		slices.Sort(who)
		return who
	}
	july := d.plan(visit.ByMonth, "2026-07-01", "")
	first := drawn(july)
	if len(first) < 40 || len(first) > 80 { // 30 percent of 200
		t.Errorf("%d of 200 were drawn", len(first))
	}
	d.at("2026-08-01")
	august := d.plan(visit.ByMonth, "2026-08-01", "")
	if july.Values.Text("seed") != august.Values.Text("seed") || !slices.Equal(first, drawn(august)) {
		t.Error("others are drawn within the half-year")
	}
	d.at("2027-01-04")
	if slices.Equal(first, drawn(d.plan(visit.ByMonth, "2027-01-01", ""))) {
		t.Error("the same are drawn in the next half-year")
	}
}

func TestTheSixthVisitInARowWithoutEffectLeavesThePlanNotTheFifth(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-11-01")
	five, six, mixed := d.graded("甲", "vip", "贺敏"), d.graded("乙", "vip", "贺敏"), d.graded("丙", "vip", "贺敏")
	for i := range 6 {
		day := fmt.Sprintf("2026-10-%02d", 12+i)
		if i < 5 {
			d.met(five, day, "on_site", "贺敏", "result", visit.Ineffective)
		}
		d.met(six, day, "on_site", "贺敏", "result", visit.Ineffective)
		result := visit.Ineffective
		if i == 2 {
			result = visit.Intent
		}
		d.met(mixed, day, "on_site", "贺敏", "result", result)
	}
	plan := d.plan(visit.ByMonth, "2026-11-01", "")
	d.want(plan,
		"2026-11-16 甲 on_site 贺敏 due",
		"2026-11-17 丙 on_site 贺敏 due",
		"2026-11-17 乙 on_site 贺敏 left ineffective",
	)
	ls, _ := d.visits.Plans.Planned(ctx, plan.ID)
	if ls[2].Note != "6" {
		t.Errorf("the note says %q", ls[1].Note)
	}
	d.met(six, "2026-10-30", "phone", "贺敏", "result", visit.Deal)
	if l, err := d.visits.Due(ctx, due.Query{Today: "2026-12-30", Until: "2026-12-30", Limit: 20}); err != nil || count(l, due.Visit) != 3 {
		t.Errorf("after a visit with effect: %v, %v", l, err)
	}
}

func count(l due.List, k due.Kind) (n int) {
	for _, i := range l.Items {
		if i.Kind == k {
			n++
		}
	}
	return n
}

func TestWhoIsNotToBeDisturbedOrIsBarredIsNotPlanned(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-11-01")
	d.set(d.graded("甲", "vip", "贺敏").ID, "do_not_disturb", true)
	barred := d.graded("乙", "vip", "贺敏")
	d.graded("丙", "vip", "贺敏")
	err := d.db.Write(ctx, "方正", func(tx *db.Tx) error {
		return tx.Table("blacklist").Create(map[string]any{
			"number": "HM-1", "version": 1, "created_at": 1, "created_by": "", "updated_at": 1, "updated_by": "",
			"customer_id": barred.ID, "scope": "company", "department": "", "reason": "欠款", "from_day": "2026-10-01", "until_day": "2027-04-01",
			"proposer": "", "proposed_on": "", "state": "approved", "approver": "", "approved_on": "", "opinion": "",
			"lifted_by": "", "lifted_on": "", "lift_reason": "", "edition": "",
		}).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := d.visits.Due(ctx, due.Query{Today: "2026-11-01", Until: "2026-11-30", Limit: 9})
	if err != nil || len(l.Items) != 1 || l.Items[0].Who != "丙" {
		t.Errorf("due without a plan: %+v, %v", l, err)
	}
	plan := d.plan(visit.ByMonth, "2026-11-01", "")
	d.want(plan,
		"2026-11-02 丙 on_site 贺敏 due",
		"2026-11-02 甲 on_site 贺敏 left do_not_disturb",
		"2026-11-02 乙 on_site 贺敏 left barred",
	)
	ls, _ := d.visits.Plans.Planned(ctx, plan.ID)
	if err := d.visits.Plans.TakeBack(ctx, "秦越", ls[2].ID); data.CodeOf(err) != data.Refused {
		t.Errorf("taking a barred customer in: %v", err)
	}
	if err := d.visits.Plans.TakeBack(ctx, "秦越", ls[1].ID); err != nil {
		t.Error(err)
	}
	if err := d.visits.Plans.LeaveOut(ctx, "秦越", ls[0].ID, " "); data.CodeOf(err) != data.Invalid {
		t.Errorf("left out for no reason: %v", err)
	}
	if err := d.visits.Plans.LeaveOut(ctx, "秦越", ls[0].ID, "停业装修"); err != nil {
		t.Error(err)
	}
	d.want(plan,
		"2026-11-02 丙 on_site 贺敏 left person",
		"2026-11-02 甲 on_site 贺敏 due",
		"2026-11-02 乙 on_site 贺敏 left barred",
	)
	h, err := d.visits.Plans.History(ctx, plan.ID)
	if err != nil || len(h) != 3 || h[0].Action != visit.Left {
		t.Errorf("history %v, %v", h, err)
	}
}

func TestALineIsDoneByAVisitWithinItsDaysInTheWayAskedFor(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-10-01")
	c := d.graded("甲", "vip", "贺敏")
	d.met(c, "2026-09-15", "on_site", "贺敏")
	plan := d.plan(visit.ByQuarter, "2026-10-01", "贺敏")
	d.want(plan,
		"2026-10-15 甲 on_site 贺敏 due",
		"2026-11-13 甲 on_site 贺敏 due", // the 15th is a Sunday
		"2026-12-15 甲 on_site 贺敏 due",
	)
	d.met(c, "2026-10-14", "phone", "贺敏")
	d.met(c, "2026-10-20", "on_site", "江一帆")
	d.met(c, "2026-10-22", "on_site", "贺敏") // the same month's again
	d.at("2026-11-20")
	d.want(plan,
		"2026-10-15 甲 on_site 贺敏 done 2026-10-20",
		"2026-11-13 甲 on_site 贺敏 late",
		"2026-12-15 甲 on_site 贺敏 due",
	)
	ls, _ := d.visits.Plans.Planned(ctx, plan.ID)
	if p := visit.ProgressOf(ls, "2026-11-20"); p != (visit.Progress{Planned: 3, Done: 1, Late: 1}) {
		t.Errorf("progress %+v", p)
	}
	l, err := d.visits.Due(ctx, due.Query{Today: "2026-11-20", Until: "2026-12-31", Limit: 9})
	l.Items = slices.DeleteFunc(l.Items, func(i due.Item) bool { return i.Kind == due.Report })
	if err != nil || len(l.Items) != 2 || l.Items[0].Kind != due.Visit || l.Items[0].Number != plan.Number || l.Items[0].Day != "2026-11-13" {
		t.Errorf("due %+v, %v", l, err)
	}
	f, err := d.visits.Figures(ctx, "2026-10-01", "2026-12-31")
	if err != nil || f.All != (visit.Progress{Planned: 3, Done: 1, Late: 1}) || f.Visits != 3 || f.Customers != 1 || len(f.Owners) != 1 || f.Owners[0].Key != "贺敏" {
		t.Errorf("figures %+v, %v", f, err)
	}
}

func TestWhatWasDueBeforeThePlanIsSpreadOverWorkingDaysBestGradeFirst(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-11-01")
	for _, n := range []string{"丁", "丙", "乙"} {
		d.graded(n, "preferred", "贺敏")
	}
	d.graded("甲", "vip", "贺敏")
	plan := d.plan(visit.ByMonth, "2026-11-01", "")
	d.want(plan, // 21 working days for four visits
		"2026-11-02 甲 on_site 贺敏 due",
		"2026-11-09 丙 on_site 贺敏 due",
		"2026-11-16 丁 on_site 贺敏 due",
		"2026-11-23 乙 on_site 贺敏 due",
	)
}

func TestOnePlanForADay(t *testing.T) {
	d := under(t, "dealer")
	d.at("2026-11-01")
	d.graded("甲", "vip", "贺敏")
	p := d.plan(visit.ByMonth, "2026-11-01", "贺敏")
	for _, x := range []struct{ kind, from, owner, field, key string }{
		{"month", "2026-11-30", "贺敏", "from", "plan.error.twice"},
		{"quarter", "2026-10-01", "", "from", "plan.error.twice"},
		{"month", "2026-11-01", "江一帆", "from", "plan.error.nobody"},
		{"month", "", "", "from", "error.required"},
	} {
		_, err := d.visits.Plans.Put(ctx, "x", register.Record{Values: field.Values{"period": x.kind, "from": x.from, "owner": x.owner}})
		if es := data.All(err); len(es) != 1 || es[0].Field != x.field || es[0].Key != x.key {
			t.Errorf("%v: %v", x, err)
		}
	}
	p.Values["owner"] = "江一帆"
	if _, err := d.visits.Plans.Put(ctx, "x", p); data.CodeOf(err) != data.Invalid {
		t.Errorf("another owner: %v", err)
	}
}

func TestPromisesAndNextStepsAreDoneWithOneClick(t *testing.T) {
	d := open(t)
	c := d.customer("甲")
	v := d.report(c.Number)
	v["promises"] = []field.Values{{"what": "报价", "owner": "周岚", "due": "2026-11-21"}, {"what": "样品", "owner": "林小满", "due": "2026-11-22"}}
	v["next_step"], v["next_on"] = "送合同", "2026-11-24"
	v["reviewer"] = "贺敏"
	r := d.put(register.Record{Values: v})
	q := due.Query{Today: "2026-11-22", Until: "2026-11-30", Limit: 10}
	l, err := d.visits.Due(ctx, q)
	if err != nil || l.Late != 1 || l.Today != 1 || l.Later != 2 || len(l.Items) != 4 {
		t.Fatalf("due %+v, %v", l, err)
	}
	if i := l.Items[0]; i.Kind != due.Promise || i.What != "报价" || i.Owner != "周岚" || i.Who != "甲" || i.Register != "visit" || i.ID != r.ID {
		t.Errorf("first %+v", i)
	}
	for _, i := range l.Items {
		if i.Act == "" {
			continue
		}
		if err := d.visits.DoDue(ctx, "林小满", i); err != nil {
			t.Error(err)
		}
		if err := d.visits.DoDue(ctx, "林小满", i); data.CodeOf(err) != data.Refused {
			t.Errorf("done twice: %v", err)
		}
	}
	if l, _ = d.visits.Due(ctx, q); len(l.Items) != 1 || l.Items[0].Kind != due.Approval || l.Items[0].Day != "2026-11-23" {
		t.Errorf("then %+v", l)
	}
	got, _ := d.visits.Get(ctx, r.ID)
	if rows := got.Values.Rows("promises"); rows[0].Text("done_on") != "2026-11-22" || got.Values.Text("next_done_on") != "2026-11-22" || got.Values.Text("promise_due") != "" {
		t.Errorf("kept %v", got.Values)
	}
}

func TestALaterVisitTakesTheNextStep(t *testing.T) {
	d := open(t)
	c := d.customer("甲")
	v := d.report(c.Number)
	v["at"], v["next_step"], v["next_on"] = "2026-11-10 10:00", "再访", "2026-11-18"
	d.put(register.Record{Values: v})
	q := due.Query{Today: "2026-11-22", Until: "2026-11-22", Limit: 10}
	if l, _ := d.visits.Due(ctx, q); l.Late != 1 {
		t.Errorf("late %+v", l)
	}
	d.put(register.Record{Values: d.report(c.Number)})
	if l, _ := d.visits.Due(ctx, q); l.Late != 0 {
		t.Errorf("still late %+v", l)
	}
}

func TestTheQuartersReportIsDueOnceAndForAll(t *testing.T) {
	d := open(t)
	c := d.customer("甲")
	d.met(c, "2026-09-10", "phone", "林小满", "result", visit.Ineffective)
	q := due.Query{Today: "2026-11-22", Until: "2026-11-30", Limit: 10}
	l, err := d.visits.Due(ctx, q)
	if err != nil || len(l.Items) != 1 || l.Items[0].Kind != due.Report || l.Items[0].Day != "2026-09-30" || l.Late != 1 {
		t.Fatalf("due %+v, %v", l, err)
	}
	r, err := d.visits.Quarters.Put(ctx, "贺敏", register.Record{Values: field.Values{"from": "2026-08-15", "author": "贺敏", "improvements": "提前预约"}})
	if err != nil || r.Number != "JB-2026-0001" || r.Values.Text("from") != "2026-07-01" || r.Values.Text("to") != "2026-09-30" {
		t.Fatalf("%v, %v", r, err)
	}
	if l, _ := d.visits.Due(ctx, q); len(l.Items) != 0 {
		t.Errorf("still due %+v", l)
	}
	_, err = d.visits.Quarters.Put(ctx, "贺敏", register.Record{Values: field.Values{"from": "2026-07-01", "author": "贺敏"}})
	if es := data.All(err); len(es) != 1 || es[0].Key != "quarter.error.twice" {
		t.Errorf("twice: %v", err)
	}
	f, err := d.visits.Figures(ctx, "2026-07-01", "2026-09-30")
	if err != nil || f.Visits != 1 || len(f.Ineffective) != 1 || f.Ineffective[0].InRow != 1 || len(f.Ways) != 1 || f.Ways[0] != (visit.Tally{Key: "phone", N: 1}) {
		t.Errorf("figures %+v, %v", f, err)
	}
}
