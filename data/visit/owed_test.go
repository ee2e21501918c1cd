package visit_test

import (
	"testing"

	"kezhi/data"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// owedOn are the customers whose visit a plan still asks for on a day.
func (d *desk) owedOn(day string) map[string]int {
	d.Helper()
	d.at(day)
	l, err := d.visits.Due(ctx, due.Query{Today: day, Until: day, Limit: 50})
	if err != nil {
		d.Fatal(err)
	}
	out := map[string]int{}
	for _, i := range l.Items {
		if i.Kind == due.Visit {
			out[i.Register+" "+i.Who]++
		}
	}
	return out
}

func TestAPlansUndoneLinesStayDueUntilDoneMovedTakenOverOrGivenUp(t *testing.T) {
	d := under(t, "dealer")
	made, late, moved, left := d.graded("做了", "vip", "贺敏"), d.graded("没做", "vip", "贺敏"), d.graded("改期", "vip", "贺敏"), d.graded("放弃", "vip", "贺敏")
	d.at("2026-09-01")
	p, err := d.visits.Plans.Put(ctx, "贺敏", register.Record{Values: field.Values{"period": "month", "from": "2026-09-01"}})
	if err != nil {
		t.Fatal(err)
	}
	d.met(made, "2026-09-10", visit.OnSite, "贺敏")

	got := d.owedOn("2026-10-09")
	if got["plan 做了"] != 0 || got["plan 没做"] != 1 || got["plan 改期"] != 1 || got["plan 放弃"] != 1 {
		t.Error("after the plan is over", got)
	}
	if got["customer 没做"] != 0 {
		t.Error("told once, not by the rounds as well", got)
	}
	ls, err := d.visits.Plans.Planned(ctx, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	line := func(c register.Record) int64 {
		for _, l := range ls {
			if l.CustomerID == c.ID {
				return l.ID
			}
		}
		t.Fatal("no line")
		return 0
	}
	for _, x := range []struct{ day, note, want string }{{"2026-10-08", "客户出差", "plan.error.move_past"}, {"2026-10-20", " ", "plan.error.move_reason"}, {"2026-02-30", "客户出差", "error.date"}} {
		if es := data.All(d.visits.Plans.Move(ctx, "贺敏", line(moved), x.day, x.note)); len(es) == 0 || es[0].Key != x.want {
			t.Error(x, es)
		}
	}
	if err := d.visits.Plans.Move(ctx, "贺敏", line(moved), "2026-10-20", "客户出差"); err != nil {
		t.Fatal(err)
	}
	if err := d.visits.Plans.LeaveOut(ctx, "贺敏", line(left), "已转同行"); err != nil {
		t.Fatal(err)
	}
	if got := d.owedOn("2026-10-19"); got["plan 改期"] != 0 || got["plan 放弃"] != 0 || got["plan 没做"] != 1 {
		t.Error("moved to the 20th, given up", got)
	}
	if got := d.owedOn("2026-10-21"); got["plan 改期"] != 1 {
		t.Error("moved and not done", got)
	}
	d.met(late, "2026-10-21", visit.OnSite, "贺敏")
	d.met(moved, "2026-10-21", "phone", "贺敏") // not the way that was planned
	if got := d.owedOn("2026-10-22"); got["plan 没做"] != 0 || got["plan 改期"] != 1 {
		t.Error("done after the plan was over", got)
	}
	if _, err := d.visits.Plans.Put(ctx, "贺敏", register.Record{Values: field.Values{"period": "month", "from": "2026-11-01"}}); err != nil {
		t.Fatal(err)
	}
	if got := d.owedOn("2026-11-02"); got["plan 改期"] != 0 {
		t.Error("a later plan has taken it over", got)
	}
}
