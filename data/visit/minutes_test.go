package visit_test

import (
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// meeting saves the report of a meeting on Friday the 20th at half past two.
func (d *desk) meeting(decisions ...field.Values) register.Record {
	d.Helper()
	v := d.report(d.customer("甲").Number)
	v["way"], v["topics"], v["decisions"] = visit.Talk, "明年供货", decisions
	return d.put(register.Record{Values: v})
}

func (d *desk) due(q due.Query) due.List {
	d.Helper()
	l, err := d.visits.Due(ctx, q)
	if err != nil {
		d.Fatal(err)
	}
	return l
}

func TestADecisionHasSomebodyResponsibleWithin24Hours(t *testing.T) {
	d := under(t, "general")
	r := d.meeting(field.Values{"what": "试行每日两送"}, field.Values{"what": "签年度框架合同"})
	q := due.Query{Today: "2026-11-21", Until: "2026-11-21", Limit: 10}
	l := d.due(q)
	if l.Late != 0 || l.Today != 2 || l.Later != 0 || len(l.Items) != 2 {
		t.Fatalf("due %+v", l)
	}
	i, want := l.Items[0], time.Date(2026, 11, 21, 14, 30, 0, 0, time.Local).UnixMilli()
	if i.At != want || i.Day != "2026-11-21" || i.Owner != "林小满" || i.What != "试行每日两送" || i.Who != "甲" || i.Register != "visit" || i.ID != r.ID || i.Act != "" {
		t.Errorf("first %+v", i)
	}
	if i.Why != "due.why.decide" || len(i.WhyArgs) != 2 || i.WhyArgs[1] != 24 {
		t.Errorf("why %s %v", i.Why, i.WhyArgs)
	}
	for name, x := range map[string]struct {
		q                  due.Query
		late, today, later int
		items              int
	}{
		"the day before":      {due.Query{Today: "2026-11-20", Until: "2026-11-20", Limit: 10}, 0, 0, 0, 0},
		"a day ahead":         {due.Query{Today: "2026-11-20", Until: "2026-11-21", Limit: 10}, 0, 0, 2, 2},
		"the day after":       {due.Query{Today: "2026-11-22", Until: "2026-11-22", Limit: 10}, 2, 0, 0, 2},
		"from the day after":  {due.Query{Today: "2026-11-22", From: "2026-11-22", Until: "2026-11-22", Limit: 10}, 0, 0, 0, 0},
		"from the day itself": {due.Query{Today: "2026-11-22", From: "2026-11-21", Until: "2026-11-22", Limit: 10}, 2, 0, 0, 2},
		"of the visitor":      {due.Query{Today: "2026-11-21", Until: "2026-11-21", Owner: "林小满", Limit: 10}, 0, 2, 0, 2},
		"of another":          {due.Query{Today: "2026-11-21", Until: "2026-11-21", Owner: "贺敏", Limit: 10}, 0, 0, 0, 0},
		"one of two":          {due.Query{Today: "2026-11-21", Until: "2026-11-21", Limit: 1}, 0, 2, 0, 1},
	} {
		if l := d.due(x.q); l.Late != x.late || l.Today != x.today || l.Later != x.later || len(l.Items) != x.items {
			t.Errorf("%s: %+v", name, l)
		}
	}

	r.Values["decisions"] = []field.Values{{"what": "试行每日两送", "owner": "贺敏"}, {"what": "签年度框架合同", "done_on": "2026-11-21"}}
	r = d.put(r)
	if l := d.due(q); len(l.Items) != 0 || l.Today != 0 {
		t.Errorf("named, and carried out: %+v", l)
	}
	if err := d.visits.Delete(ctx, "林小满", d.meeting(field.Values{"what": "样品"}).ID); err != nil {
		t.Fatal(err)
	}
	if l := d.due(q); l.Today != 0 {
		t.Errorf("of a report in the bin: %+v", l)
	}
}

func TestADecisionIsFollowedUpUntilItIsCarriedOut(t *testing.T) {
	d := under(t, "general")
	r := d.meeting(field.Values{"what": "试行每日两送", "owner": "贺敏", "due": "2026-11-25"}, field.Values{"what": "签年度框架合同", "owner": "江一帆", "due": "2026-11-21"})
	q := due.Query{Today: "2026-11-22", Until: "2026-11-30", Limit: 10}
	l := d.due(q)
	if l.Late != 1 || l.Today != 0 || l.Later != 1 || len(l.Items) != 2 {
		t.Fatalf("due %+v", l)
	}
	if l := d.due(due.Query{Today: "2026-11-22", Until: "2026-11-30", Owner: "贺敏", Limit: 10}); len(l.Items) != 1 || l.Items[0].Pos != 0 {
		t.Errorf("of one of them: %+v", l)
	}
	i := l.Items[0]
	if i.Kind != due.NextStep || i.Owner != "江一帆" || i.Pos != 1 || i.Act != visit.ActDecision {
		t.Errorf("first %+v", i)
	}
	if err := d.visits.DoDue(ctx, "江一帆", i); err != nil {
		t.Fatal(err)
	}
	if err := d.visits.DoDue(ctx, "江一帆", i); data.CodeOf(err) != data.Refused {
		t.Errorf("carried out twice: %v", err)
	}
	if i.Pos = 2; data.CodeOf(d.visits.DoDue(ctx, "江一帆", i)) != data.NotFound {
		t.Error("a decision that is not there")
	}
	if l := d.due(q); l.Late != 0 || l.Later != 1 {
		t.Errorf("then %+v", l)
	}
	got, err := d.visits.Get(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if ds := got.Values.Rows("decisions"); len(ds) != 2 || ds[0].Text("done_on") != "" || ds[1].Text("done_on") != "2026-11-22" || got.Values.Text("topics") != "明年供货" {
		t.Errorf("%v", got.Values)
	}
}

func TestMinutesAreNotAskedForWhereTheWayIsCorrected(t *testing.T) {
	d := under(t, "general")
	r := d.meeting(field.Values{"what": "试行每日两送"}, field.Values{"what": "签年度框架合同", "owner": "贺敏", "due": "2026-11-21"})
	q := due.Query{Today: "2026-11-22", Until: "2026-11-22", Limit: 10}
	for way, late := range map[string]int{visit.ByPhone: 0, visit.Presentation: 2} {
		r.Values["way"] = way
		r = d.put(r)
		if l := d.due(q); l.Late != late || len(l.Items) != late {
			t.Errorf("%s: %+v", way, l)
		}
	}
}
