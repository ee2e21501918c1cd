package complaint_test

import (
	"context"
	"testing"

	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
)

func (d *desk) statistics(from, to string) *complaint.Statistics {
	d.Helper()
	s, err := d.complaints.Statistics(context.Background(), from, to)
	if err != nil {
		d.Fatal(err)
	}
	return s
}

func TestTheFiguresOfAPeriod(t *testing.T) {
	d := laboratory(t, "2026-10-05")
	enter := func(category, department, severity string) int64 {
		v := d.entry()
		v["category"], v["accused_department"], v["severity"] = category, department, severity
		v["promised_on"] = d.now.AddDate(0, 0, 2).Format(field.DateLayout)
		return d.put(register.Record{Values: v}).ID
	}
	a := enter("等待时间", "配送部", "ordinary")
	d.until(a, complaint.Reply)
	d.at("2026-10-07")
	for _, k := range path[5:] {
		d.do(a, k, nil)
	}
	d.do(a, complaint.Followup, field.Values{"score": "5"})
	d.at("2026-10-20")
	b := enter("等待时间", "配送部", "urgent") // like the first, of the same customer
	d.until(b, complaint.Reply)
	d.at("2026-10-30") // the third working day was the 23rd
	d.do(b, complaint.Reply, nil)
	d.do(b, complaint.Opinion, field.Values{"satisfied": "no", "text": "没有说明原因"})
	enter("收费", "客服部", "ordinary")
	d.at("2026-11-18")
	enter("收费", "客服部", "major")

	s := d.statistics("2026-10-01", "2026-10-31")
	if s.Received != 3 || s.Open != 2 || s.Customers != 0 {
		t.Errorf("%+v", s)
	}
	if len(s.Category) != 2 || s.Category[0].Key != "等待时间" || s.Category[0].N != 2 || s.Category[1].Cumulative != 100 {
		t.Errorf("categories %+v", s.Category)
	}
	if s.Department[0].Key != "配送部" || s.Severity[0].N != 1 || s.Severity[2].N != 2 {
		t.Errorf("%+v, %+v", s.Department, s.Severity)
	}
	for name, test := range map[string]struct{ got, want complaint.Rate }{
		"in time":   {s.InTime, complaint.Rate{Part: 1, Of: 3}}, // the one of 10-30 is late without a reply
		"promise":   {s.Promise, complaint.Rate{Part: 1, Of: 3}},
		"reopened":  {s.Reopened, complaint.Rate{Part: 1, Of: 3}},
		"recurring": {s.Recurring, complaint.Rate{Part: 1, Of: 3}},
		"satisfied": {s.Satisfied, complaint.Rate{Part: 1, Of: 2}},
		"handling":  {s.Handling, complaint.Rate{Part: 1, Of: 1}},
		"escalated": {s.Escalated, complaint.Rate{Part: 2, Of: 2}},
	} {
		if test.got != test.want {
			t.Errorf("%s: %+v, want %+v", name, test.got, test.want)
		}
	}
	if s.Reply.String() != "6" || s.Reply.N != 2 {
		t.Errorf("median %+v", s.Reply)
	}
	if m := d.statistics("2026-09-15", "2026-11-30").Month; len(m) != 3 || m[0].N != 0 || m[1].N != 3 || m[2].N != 1 {
		t.Errorf("%+v", m)
	}
	if _, err := d.complaints.Statistics(context.Background(), "2026-11-02", "2026-11-01"); data.CodeOf(err) != data.Invalid {
		t.Errorf("a period that ends before it begins: %v", err)
	}
}

func TestFiguresOfNothingAreDashes(t *testing.T) {
	s := laboratory(t, "2026-11-18").statistics("2020-01-01", "2020-12-31")
	if s.Received != 0 || s.InTime.String() != "—" || s.Reply.String() != "—" || s.Rate.PerMille() != "—" || len(s.Category) != 0 {
		t.Errorf("%+v", s)
	}
}
