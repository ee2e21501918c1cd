package grading_test

import (
	"testing"

	"kezhi/data/customer"
	"kezhi/data/grading"
	"kezhi/data/register"
)

func TestTheBlacklistEndsAfterSixMonths(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	h.barred(id, customer.Company, "")
	g := h.DB.Read(h.ctx)
	for _, x := range []struct {
		day  string
		want bool
	}{{"2026-03-01", false}, {"2026-03-02", true}, {"2026-09-02", true}, {"2026-09-03", false}} {
		b, err := grading.Barred(g, id, "销售部", x.day)
		h.must(err)
		if (b != nil) != x.want {
			t.Errorf("%s: %+v", x.day, b)
		}
	}
	c, err := h.Customers.Get(h.ctx, id)
	h.must(err)
	if got := c.Values.Text("barred_until"); got != "2026-09-02" {
		t.Error(got)
	}
}

func TestADepartmentsListBarsThatDepartmentAlone(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	h.graded(grading.Admission, id, 70)
	h.barred(id, customer.InDepartment, "销售部")
	g := h.DB.Read(h.ctx)
	for of, want := range map[customer.Department]bool{"销售部": true, "客服部": false} {
		b, err := grading.Barred(g, id, of, "2026-03-02")
		h.must(err)
		if (b != nil) != want {
			t.Errorf("%s: %+v", of, b)
		}
	}
	h.graded(grading.Stage, id, 80) // its own department goes on
	if h.grade(id) != "preferred" {
		t.Error(h.grade(id))
	}
}

func TestABlacklistedCustomerIsNotGradedUp(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	h.graded(grading.Admission, id, 70)
	h.barred(id, customer.Company, "")
	if h.grade(id) != "" {
		t.Errorf("the grade %q goes on", h.grade(id))
	}
	r := h.draft(h.sheet(grading.Admission, id, 95))
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "在黑名单中（HM-2026-0001，至 2026-09-02），不能提升等级")
}

func TestOneOnTheListBetweenProposalAndApprovalIsNotApproved(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	r := h.proposed(grading.Admission, id, 95)
	h.barred(id, customer.Company, "")
	h.says(h.Grading.Approve(h.ctx, "贺敏", r, ""), "proposed", "不能提升等级")
}

func TestABlacklistedCustomerMayComplain(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(1, "江一帆")
	h.barred(id, customer.Company, "")
	v := h.Complaints.Blank()
	v["customer"], v["complainant"], v["what"], v["receiver"], v["way"] = h.number(id), "老陈", "说好的退款没有到", "江一帆", "phone"
	_, err := h.Complaints.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
}

func TestAfterTheBlacklistACustomerComesBackAsQualifiedOnly(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	h.barred(id, customer.Company, "")
	h.on("2026-09-03")
	r := h.draft(h.sheet(grading.Admission, id, 95))
	h.says(h.Grading.Propose(h.ctx, "江一帆", r), "proposed", "只能重新准入为“合格”")
	v := h.sheet(grading.Admission, id, 95)
	v["proposed"], v["reason"] = "qualified", "黑名单期满"
	r = h.draft(v)
	h.must(h.Grading.Propose(h.ctx, "江一帆", r))
	h.must(h.Grading.Approve(h.ctx, "贺敏", r, ""))
	h.on("2027-03-03") // then like any other
	h.graded(grading.Stage, id, 95)
	if h.grade(id) != "vip" {
		t.Error(h.grade(id))
	}
}

func TestAnEntryIsLiftedWithAReason(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	e := h.barred(id, customer.Company, "")
	h.says(h.Grading.Lift(h.ctx, "贺敏", e, ""), "lift_reason", "请写明提前解除的原因")
	h.says(h.Grading.Lift(h.ctx, "江一帆", e, "已付清"), "", "不是部门负责人")
	h.must(h.Grading.Lift(h.ctx, "贺敏", e, "已付清"))
	b, err := grading.Barred(h.DB.Read(h.ctx), id, "客服部", "2026-03-02")
	h.must(err)
	c, err := h.Customers.Get(h.ctx, id)
	h.must(err)
	if b != nil || c.Values.Text("barred_until") != "" {
		t.Errorf("%+v, %s", b, c.Values.Text("barred_until"))
	}
	h.says(h.Grading.Propose(h.ctx, "江一帆", h.draft(h.sheet(grading.Admission, id, 80))), "proposed", "只能重新准入为“合格”")
}

func TestACustomerIsListedOnce(t *testing.T) {
	h := under(t, "dealer")
	id := h.customers(10, "江一帆")
	h.barred(id, customer.Company, "")
	v := h.Grading.Blacklist.Blank()
	v["customer"], v["reason"] = h.number(id), "又一次"
	r, err := h.Grading.Blacklist.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
	h.says(h.Grading.ProposeEntry(h.ctx, "江一帆", r.ID), "customer", "已在黑名单中（HM-2026-0001")
}

func TestByHandABlacklistedCustomerIsNotGradedUpEither(t *testing.T) {
	h := under(t, "general")
	id := h.customers(10, "江一帆")
	set := func(grade string) error {
		r, err := h.Customers.Get(h.ctx, id)
		h.must(err)
		r.Values["grade"] = grade
		_, err = h.Customers.Put(h.ctx, "江一帆", r)
		return err
	}
	h.must(set("qualified"))
	h.barred(id, customer.Company, "")
	h.says(set("vip"), "grade", "不能提升等级")
	h.must(set("potential"))
}
