package grading_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/policy"
	"kezhi/data/register"
)

func TestVIPsAreAtMostFifteenPercentOfADepartment(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	h.customers(30, "谭晓琴") // another department's do not count
	for i := range int64(3) {
		h.graded(grading.Admission, first+i, 95)
	}
	r := h.draft(h.sheet(grading.Admission, first+3, 95))
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "客服部已有 3 位VIP客户，占 15.0 %，上限 15 %")
	if h.grade(first+3) != "" {
		t.Error("graded all the same")
	}
}

func TestPreferredAreAtMostThirtyPercentOfADepartment(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	for i := range int64(3) {
		h.graded(grading.Admission, first+i, 80)
	}
	r := h.draft(h.sheet(grading.Admission, first+3, 80))
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "客服部已有 3 位优选客户，占 30.0 %，上限 30 %")
}

func TestAQuotaFilledMeanwhileStopsTheApproval(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(7, "江一帆")
	a, b := h.proposed(grading.Admission, first, 95), h.proposed(grading.Admission, first+1, 92)
	h.must(h.Grading.Approve(h.ctx, "贺敏", a, "同意"))
	h.says(h.Grading.Approve(h.ctx, "贺敏", b, "同意"), "proposed", "客服部已有 1 位VIP客户，占 14.3 %")
}

func TestAScoreReachesItsGradeAtTheThreshold(t *testing.T) {
	p, err := policy.Shipped("dealer")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		total int64
		want  string
	}{{100_00, "vip"}, {90_00, "vip"}, {89_99, "preferred"}, {75_00, "preferred"}, {74_99, "qualified"}, {60_00, "qualified"}, {59_99, ""}, {0, ""}} {
		if got := grading.ByScore(p, grading.Stage, x.total); got != x.want {
			t.Errorf("%d: %q, want %q", x.total, got, x.want)
		}
	}
}

func TestTheWeightsOfASheetAreAHundred(t *testing.T) {
	for _, key := range assets.Presets {
		p, err := policy.Shipped(key)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{grading.Admission, grading.Stage} {
			sum := 0
			for _, i := range grading.Asked(p, kind) {
				sum += i.Weight
			}
			if sum != 0 && sum != 100 {
				t.Errorf("%s, %s: %d", key, kind, sum)
			}
		}
	}
}

func TestARequiredIndicatorCannotBeSkipped(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	v := h.sheet(grading.Admission, first, 70)
	delete(v, "score_contract")
	r := h.draft(v)
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "score_contract", "“签订购销合同”尚未填写")

	v = h.sheet(grading.Admission, first+1, 70)
	v["score_lawful"] = grading.No
	r = h.draft(v)
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "score_lawful", "“无违法记录”不符合，不予准入")
}

func TestTooFewPointsAreNoAdmission(t *testing.T) {
	h := under(t, "dealer")
	r := h.draft(h.sheet(grading.Admission, h.customers(1, "江一帆"), 59))
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "得分 59，未达到最低的 60 分，不予准入")
}

func TestMorePointsThanTheWeightAreRefusedAtTheLine(t *testing.T) {
	h := under(t, "dealer")
	v := h.sheet(grading.Admission, h.customers(1, "江一帆"), 70)
	v["score_volume"] = "26"
	_, err := h.Grading.Reviews.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.says(err, "score_volume", "25")
}

func TestABetterGradeThanTheScoreGivesIsRefused(t *testing.T) {
	h := under(t, "dealer")
	v := h.sheet(grading.Admission, h.customers(10, "江一帆"), 70)
	v["proposed"] = "vip"
	r := h.draft(v)
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "按标准为合格，不能拟定为更高的VIP")
}

func TestAChangeOfGradeNeedsAReason(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	h.graded(grading.Admission, first, 70)
	v := h.sheet(grading.Stage, first, 80)
	v["reason"] = ""
	r := h.draft(v)
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "reason", "调整等级要写明理由")
	v = h.sheet(grading.Stage, first, 65) // the grade stays: nothing to explain
	v["reason"] = ""
	h.must(h.Grading.Propose(h.ctx, "江一帆", h.draft(v)))
}

func TestWhoProposedDoesNotApproveAndOnlyAHeadDoes(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	v := h.sheet(grading.Admission, first, 70)
	v["proposer"] = "贺敏"
	r := h.draft(v)
	h.must(h.Grading.Propose(h.ctx, "贺敏", r))
	h.says(h.Grading.Approve(h.ctx, "贺敏", r, ""), "", "贺敏是提出人，须由另一人审批")
	h.says(h.Grading.Approve(h.ctx, "江一帆", r, ""), "", "江一帆不是部门负责人")
	h.says(h.Grading.Refuse(h.ctx, "方正", r, ""), "opinion", "不批准时请写明意见")
	h.must(h.Grading.Approve(h.ctx, "方正", r, ""))
	h.says(h.Grading.Approve(h.ctx, "方正", r, ""), "", "已批准，不能这样办理")
}

func TestWhatWasApprovedIsNotChangedAndNotThrownAway(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	id := h.proposed(grading.Admission, first, 70)
	r, err := h.Grading.Reviews.Get(h.ctx, id)
	h.must(err)
	r.Values["reason"] = "另有考虑"
	_, err = h.Grading.Reviews.Put(h.ctx, "江一帆", r)
	h.says(err, "kind", "该评价待审批，不能再改")
	h.must(h.Grading.Approve(h.ctx, "贺敏", id, ""))
	h.says(h.Grading.Reviews.Delete(h.ctx, "江一帆", id), "", "已批准，须留存")
}

func TestTheNextEvaluationIsSixMonthsAfterTheApproval(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	h.on("2026-03-31")
	h.graded(grading.Admission, first, 70)
	c, err := h.Customers.Get(h.ctx, first)
	h.must(err)
	if got := c.Values.Text("review_on"); got != "2026-09-30" {
		t.Errorf("next on %s", got)
	}
}

func TestADowngradeIsDueFiveDaysAfterTrouble(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	h.graded(grading.Admission, first, 95)
	id := h.change(first, "qualified")
	r, err := h.Grading.Reviews.Get(h.ctx, id)
	h.must(err)
	r.Values["trouble_on"] = "2026-03-01"
	r, err = h.Grading.Reviews.Put(h.ctx, "江一帆", r)
	h.must(err)
	if got := r.Values.Text("due"); got != "2026-03-06" {
		t.Errorf("due %s", got)
	}
	r.Values["trouble_on"] = "2026-03-03"
	_, err = h.Grading.Reviews.Put(h.ctx, "江一帆", r)
	h.says(err, "trouble_on", "")
}

func TestEveryChangeOfGradeIsKept(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	h.graded(grading.Admission, first, 95)
	h.on("2026-06-01")
	down := h.change(first, "qualified")
	h.must(h.Grading.Propose(h.ctx, "江一帆", down))
	h.must(h.Grading.Approve(h.ctx, "方正", down, "同意降级"))
	cs, err := h.Customers.Grades(h.ctx, first)
	h.must(err)
	if len(cs) != 2 {
		t.Fatalf("%d changes", len(cs))
	}
	now, was := cs[0], cs[1]
	if now.GradeFrom != "vip" || now.GradeTo != "qualified" || now.OnDay != "2026-06-01" || now.Number != "PJ-2026-000002" || now.Reason != "特殊贡献" ||
		now.Proposer != "江一帆" || now.Approver != "方正" || now.Edition != "dealer@1" || was.GradeTo != "vip" || was.Total != 95_00 {
		t.Errorf("%+v\n%+v", now, was)
	}
	trail, err := h.Customers.History(h.ctx, first)
	h.must(err)
	if len(trail) != 3 || trail[0].Who != "方正" || trail[0].Differences()[0].Key != "grade" {
		t.Errorf("%+v", trail)
	}
}

func TestByHandAGradeOfAnExistingFileDoesNotChangeUnderReview(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(20, "江一帆")
	r, err := h.Customers.Get(h.ctx, id)
	h.must(err)
	r.Values["grade"] = "vip"
	_, err = h.Customers.Put(h.ctx, "江一帆", r)
	h.says(err, "grade", "按“经销”制度，等级由评价决定")
	v := h.Customers.Blank()
	v["name"], v["owner"], v["grade"] = "新接手的老客户", "江一帆", "vip"
	r, err = h.Customers.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
	r.Values["remark"] = "迁入"
	_, err = h.Customers.Put(h.ctx, "江一帆", r)
	h.must(err)
}

func TestAnImportMayBringGradesInAnyOrderWithinTheQuota(t *testing.T) {
	h := under(t, "dealer")
	var vs []field.Values
	for i := range 20 {
		v := h.Customers.Blank()
		v["name"], v["owner"] = "客户"+field.ShowInteger(int64(i)), "江一帆"
		if i < 3 {
			v["grade"] = "vip"
		}
		vs = append(vs, v)
	}
	_, err := h.Customers.PutAll(h.ctx, "江一帆", vs)
	h.must(err)
	one := h.Customers.Blank()
	one["name"], one["owner"], one["grade"] = "又一家", "江一帆", "vip"
	_, err = h.Customers.Put(h.ctx, "江一帆", register.Record{Values: one})
	h.says(err, "grade", "客服部已有 3 位VIP客户，占 15.0 %")
}

func TestAFileThatWouldTakeTheRestOverTheQuotaStays(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	for i := range int64(3) {
		h.graded(grading.Admission, first+i, 95)
	}
	h.says(h.Customers.Delete(h.ctx, "江一帆", first+9), "", "客服部只剩 19 位客户，其中VIP 3 位，占 15.8 %，超过上限 15 %")
	r, err := h.Customers.Get(h.ctx, first+9)
	h.must(err)
	r.Values["owner"] = "谭晓琴"
	_, err = h.Customers.Put(h.ctx, "江一帆", r)
	h.says(err, "grade", "客服部只剩 19 位客户")
}

func TestProductQuotaWarnsOnly(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(20, "江一帆")
	for i := range int64(2) {
		r, err := h.Customers.Get(h.ctx, first+i)
		h.must(err)
		r.Values["products"] = "监护仪、耗材"
		_, err = h.Customers.Put(h.ctx, "江一帆", r)
		h.must(err)
	}
	ws, err := h.Grading.Warnings(h.ctx, first, "vip")
	h.must(err)
	if len(ws) != 2 || ws[0].Text(assets.ZhHans) != "购买“监护仪”的 2 位客户中已有 0 位VIP，原则上不超过 15 %" {
		t.Errorf("%+v", ws)
	}
	h.graded(grading.Admission, first, 95)
}

func TestVIPComesBeforePreferredBeforeQualified(t *testing.T) {
	p, err := policy.Shipped("dealer")
	if err != nil {
		t.Fatal(err)
	}
	if got := grading.Order(p, assets.ZhHans); got != "VIP 先于 优选 先于 合格" {
		t.Error(got)
	}
	if len(grading.Priorities(p, "vip")) != 4 || len(grading.Priorities(p, "preferred")) != 4 || grading.Priorities(p, "qualified") != nil {
		t.Error(grading.Priorities(p, "vip"), grading.Priorities(p, "qualified"))
	}
}

func TestTheYearsAmountGivesTheGradeAtItsBounds(t *testing.T) {
	p, err := policy.Shipped("turnover")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		amount int64
		good   bool
		want   string
	}{
		{500_000_00, true, "vip"},
		{499_999_99, true, "key"},
		{500_000_00, false, "key"},
		{2_000_000_00, false, "key"},
		{100_000_00, true, "key"},
		{99_999_99, true, "regular"},
		{1, true, "regular"},
		{0, true, "reserve"},
		{0, false, "reserve"},
	} {
		if got := grading.ByAmount(p, x.amount, x.good); got != x.want {
			t.Errorf("%d, %v: %q, want %q", x.amount, x.good, got, x.want)
		}
	}
}

func TestAGradeByTurnoverIsProposedAndApproved(t *testing.T) {
	h := under(t, "turnover")
	id := h.customers(3, "江一帆")
	v := h.Grading.Reviews.Blank()
	v["customer"], v["amount"], v["payment"], v["reason"] = h.number(id), "512300", grading.Good, "年度评级"
	r := h.draft(v)
	h.must(h.Grading.Propose(h.ctx, "江一帆", r))
	h.must(h.Grading.Approve(h.ctx, "贺敏", r, ""))
	if got := h.grade(id); got != "vip" {
		t.Error(got)
	}
}

func TestAReviewOfAFormerRegulationStillShowsItsSheet(t *testing.T) {
	h := under(t, "dealer")
	first := h.customers(10, "江一帆")
	id := h.proposed(grading.Admission, first, 95)
	h.must(h.Grading.Approve(h.ctx, "贺敏", id, ""))
	p, err := policy.Shipped("general")
	h.must(err)
	h.must(h.SetPolicy(h.ctx, "方正", p))
	r, err := h.Grading.Reviews.Get(h.ctx, id)
	h.must(err)
	d, ok := field.Find(h.Grading.Reviews.Fields(), "score_volume")
	if !ok || !d.When.Met(r.Values) || r.Values.Text("score_volume") != "25" {
		t.Errorf("%+v %v", d, r.Values)
	}
	if got := h.Grading.Reviews.Check(h.ctx, r); len(got) > 0 {
		t.Error(got)
	}
	if got := h.grade(first); got != "vip" {
		t.Error(got)
	}
}
