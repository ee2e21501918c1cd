package grading_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/due"
	"kezhi/data/grading"
	"kezhi/data/policy"
)

func TestTheWholeRegisterIsEvaluated(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	h.graded(grading.Admission, first, 70)
	h.graded(grading.Admission, first+1, 70)
	if ls, err := h.Grading.Evaluate(h.ctx, "2026-09-01"); err != nil || len(ls) != 0 {
		t.Errorf("before the day: %+v, %v", ls, err)
	}
	h.draft(h.sheet(grading.Admission, first+2, 91))
	ls, err := h.Grading.Evaluate(h.ctx, "2026-09-02")
	h.must(err)
	if len(ls) != 3 {
		t.Fatalf("%+v", ls)
	}
	want := []string{"得 91 分，达到VIP标准 90 分", "应于 2026-09-02 前评价（每 6 个月一次），尚无评分", "应于 2026-09-02 前评价（每 6 个月一次），尚无评分"}
	for i, l := range ls {
		if l.Reason(assets.ZhHans) != want[i] {
			t.Errorf("%s", l.Reason(assets.ZhHans))
		}
	}
	if ls[0].Name != "江一帆的客户2" || ls[0].Department != "客服部" || ls[0].Proposed != "vip" || ls[0].ReviewID == 0 || ls[1].ReviewID != 0 || ls[1].Due != "2026-09-02" {
		t.Errorf("%+v", ls)
	}
}

func TestGradesOfAFormerRegulationAreListed(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(3, "江一帆")
	h.graded(grading.Admission, first, 70)
	p, err := policy.Shipped("turnover")
	h.must(err)
	h.must(h.SetPolicy(h.ctx, "方正", p))
	ls, err := h.Grading.Evaluate(h.ctx, "2026-03-02")
	h.must(err)
	if len(ls) != 1 || ls[0].Reason(assets.ZhHans) != "“交易额”制度中没有这个等级" {
		t.Errorf("%+v", ls)
	}
}

func TestManyAreApprovedAtOnceAndTheQuotaIsCountedMeanwhile(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	var ids []int64
	for i := range int64(5) {
		ids = append(ids, h.draft(h.sheet(grading.Admission, first+i, 91+i)))
	}
	bad := h.sheet(grading.Admission, first+5, 80)
	delete(bad, "score_volume")
	ids = append(ids, h.draft(bad), h.draft(h.sheet(grading.Admission, first+6, 80)))
	out, err := h.Grading.ApproveAll(h.ctx, "贺敏", ids, "批量评价")
	h.must(err)
	var kept int
	for _, o := range out {
		if o.Err == nil {
			kept++
		}
	}
	if len(out) != 7 || kept != 4 {
		t.Fatalf("%d of %d: %+v", kept, len(out), out)
	}
	h.says(out[3].Err, "proposed", "客服部已有 3 位VIP客户，占 15.0 %，上限 15 %")
	h.says(out[5].Err, "score_volume", "尚未填写")
	if h.grade(first) != "vip" || h.grade(first+3) != "" || h.grade(first+6) != "preferred" {
		t.Error("other grades than approved")
	}
	r, err := h.Grading.Reviews.Get(h.ctx, ids[3])
	h.must(err)
	if r.Values.Text("state") != grading.Draft {
		t.Errorf("the refused one is %s", r.Values.Text("state"))
	}
	if _, err := h.Grading.ApproveAll(h.ctx, "贺敏", []int64{999}, ""); data.CodeOf(err) != data.NotFound {
		t.Error(err)
	}
}

func TestWhatIsDueAboutGrades(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	h.graded(grading.Admission, first, 70)     // evaluated again on 2026-09-02
	h.proposed(grading.Admission, first+1, 70) // waits
	h.barred(first+2, customer.Company, "")    // ends on 2026-09-02
	h.on("2026-08-30")
	id := h.change(first, "preferred")
	r, err := h.Grading.Reviews.Get(h.ctx, id)
	h.must(err)
	r.Values["trouble_on"] = "2026-08-29"
	_, err = h.Grading.Reviews.Put(h.ctx, "江一帆", r)
	h.must(err)

	list := func(today, until, owner string) due.List {
		l, err := h.Grading.Due(h.ctx, due.Query{Today: today, Until: until, Owner: owner, Limit: 50})
		h.must(err)
		return l
	}
	l := list("2026-08-30", "2026-09-30", "")
	type item struct{ kind, day, why string }
	var got []item
	for _, i := range l.Items {
		got = append(got, item{string(i.Kind), i.Day, i.Reason(assets.ZhHans)})
	}
	want := []item{
		{"approval", "2026-08-30", "准入评审待审批"},
		{"blacklist", "2026-09-02", "提前 7 天提醒"},
		{"evaluation", "2026-09-02", "每 6 个月评价一次"},
		{"evaluation", "2026-09-03", "发生问题后 5 天内降级"},
	}
	if len(got) != len(want) || l.Late != 0 || l.Today != 1 || l.Later != 3 {
		t.Fatalf("%+v %d %d %d", got, l.Late, l.Today, l.Later)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	if l := list("2026-08-25", "2026-08-31", ""); len(l.Items) != 1 {
		t.Errorf("too early: %+v", l.Items)
	}
	if l := list("2026-09-10", "2026-09-10", "贺敏"); len(l.Items) != 1 || l.Items[0].Kind != due.Approval {
		t.Errorf("the head's: %+v", l.Items)
	}
	if l := list("2026-09-10", "2026-09-10", ""); l.Late != 2 || l.Today != 1 {
		t.Errorf("%+v", l)
	}
}

func TestWhoWasNeverEvaluatedIsDueAPeriodAfterTheRegulation(t *testing.T) {
	h := under(t, "general")
	first := h.customers(2, "江一帆")
	r, err := h.Customers.Get(h.ctx, first)
	h.must(err)
	r.Values["grade"] = "preferred"
	_, err = h.Customers.Put(h.ctx, "江一帆", r)
	h.must(err)
	h.on("2026-05-10")
	p, err := policy.Shipped("dealer")
	h.must(err)
	h.must(h.SetPolicy(h.ctx, "方正", p))
	for until, want := range map[string]int{"2026-11-09": 0, "2026-11-10": 1} {
		l, err := h.Grading.Due(h.ctx, due.Query{Today: "2026-11-01", Until: until, Limit: 5})
		h.must(err)
		if len(l.Items) != want || l.Later != want {
			t.Errorf("%s: %+v", until, l)
		}
		if want == 1 && l.Items[0].Day != "2026-11-10" {
			t.Errorf("%+v", l.Items[0])
		}
	}
}
