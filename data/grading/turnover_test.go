package grading_test

import (
	"testing"

	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/register"
)

func TestTheTurnoverThatIsProposedIsWhatCameInWithinTheYear(t *testing.T) {
	h := under(t, "turnover")
	id := h.customers(1, "江一帆")
	now := h.DB.Now().Local()
	day := func(years, days int) string { return now.AddDate(-years, 0, days).Format(field.DateLayout) }
	_, err := h.Credit.Receivables.Put(h.ctx, "江一帆", register.Record{Values: field.Values{
		"customer": h.number(id), "on": day(2, 0), "what": "货款", "amount": "700000", "due_on": day(2, 0),
		"receipts": []field.Values{{"on": day(1, 0), "amount": "400000"}, {"on": day(1, 1), "amount": "100000"}, {"on": day(0, 0), "amount": "20000"}},
	}})
	h.must(err)
	v := h.Grading.Reviews.Blank()
	v["customer"], v["kind"], v["payment"], v["reason"] = h.number(id), grading.Turnover, grading.Good, "年度评级"
	r, err := h.Grading.Reviews.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
	if r.Values.Text("amount") != "120000" || r.Values.Text("suggested") != "key" {
		t.Error(r.Values.Text("amount"), r.Values.Text("suggested"))
	}
	v["amount"] = "512300"
	r, err = h.Grading.Reviews.Put(h.ctx, "江一帆", register.Record{Values: v})
	if err == nil && r.Values.Text("amount") != "512300" {
		t.Error("what somebody enters stands", r.Values.Text("amount"))
	}
}
