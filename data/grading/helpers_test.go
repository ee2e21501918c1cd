package grading_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

var people = []staff.Member{
	{Name: "江一帆", Department: "客服部", Role: staff.AccountManager},
	{Name: "谭晓琴", Department: "销售部", Role: staff.AccountManager},
	{Name: "贺敏", Department: "客服部", Role: staff.DepartmentHead},
	{Name: "方正", Department: "总经理室", Role: staff.GeneralManager},
}

// house is a shop under a preset as it comes with the program.
type house struct {
	*shop.Shop
	*testing.T
	ctx context.Context
	day time.Time
}

func under(t *testing.T, preset string) *house {
	t.Helper()
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	h := &house{s, t, t.Context(), time.Date(2026, 3, 2, 10, 0, 0, 0, time.Local)}
	s.DB.Now = func() time.Time { return h.day }
	p, err := policy.Shipped(preset)
	if err != nil {
		t.Fatal(err)
	}
	h.must(s.SetPolicy(h.ctx, "方正", p))
	h.must(s.SetStaff(h.ctx, "方正", people))
	return h
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(data.Explain(err, assets.ZhHans))
	}
}

// on moves the clock to a day.
func (h *house) on(day string) {
	t, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	h.must(err)
	h.day = t.Add(10 * time.Hour)
}

// customers makes so many files of an owner and gives the first one's id.
func (h *house) customers(n int, owner string) int64 {
	h.Helper()
	first := int64(0)
	for i := range n {
		c := &customer.Customer{Kind: customer.Organisation, Name: fmt.Sprintf("%s的客户%d", owner, i), Owner: owner}
		h.must(h.Customers.Save(h.ctx, owner, c))
		if i == 0 {
			first = c.ID
		}
	}
	return first
}

func (h *house) number(id int64) string { return fmt.Sprintf("KH-%06d", id) }

// sheet fills in a score sheet in full, with so many points of 100.
func (h *house) sheet(kind string, id int64, total int64) field.Values {
	h.Helper()
	p, err := h.Policy(h.ctx)
	h.must(err)
	v := h.Grading.Reviews.Blank()
	v["customer"], v["kind"], v["reason"], v["proposer"] = h.number(id), kind, "合作情况变化", "江一帆"
	for _, i := range grading.Asked(p, kind) {
		n := min(total, int64(i.Weight))
		total -= n
		v[grading.Key(i)] = field.ShowInteger(n)
		if i.Required {
			v[grading.Key(i)] = grading.Yes
		}
	}
	return v
}

func (h *house) draft(v field.Values) int64 {
	h.Helper()
	r, err := h.Grading.Reviews.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
	return r.ID
}

// proposed makes a review that waits for approval.
func (h *house) proposed(kind string, id, total int64) int64 {
	h.Helper()
	r := h.draft(h.sheet(kind, id, total))
	h.must(h.Grading.Propose(h.ctx, "江一帆", r))
	return r
}

// graded takes a customer through an approved review.
func (h *house) graded(kind string, id, total int64) {
	h.Helper()
	h.must(h.Grading.Approve(h.ctx, "贺敏", h.proposed(kind, id, total), ""))
}

func (h *house) grade(id int64) string {
	h.Helper()
	g, err := customer.Graded(h.DB.Read(h.ctx), id)
	h.must(err)
	return g.Grade
}

// change writes a review of the kind 升降级 as a draft.
func (h *house) change(id int64, to string) int64 {
	h.Helper()
	v := h.Grading.Reviews.Blank()
	v["customer"], v["kind"], v["proposed"], v["reason"], v["proposer"] = h.number(id), grading.Change, to, "特殊贡献", "江一帆"
	return h.draft(v)
}

// barred puts a customer on the blacklist and gives the entry's id.
func (h *house) barred(id int64, scope, department string) int64 {
	h.Helper()
	v := h.Grading.Blacklist.Blank()
	v["customer"], v["scope"], v["department"], v["reason"] = h.number(id), scope, department, "恶意拖欠货款"
	r, err := h.Grading.Blacklist.Put(h.ctx, "江一帆", register.Record{Values: v})
	h.must(err)
	h.must(h.Grading.ProposeEntry(h.ctx, "江一帆", r.ID))
	h.must(h.Grading.ApproveEntry(h.ctx, "贺敏", r.ID, ""))
	return r.ID
}

// says checks that an error says this, at a field ("" for any).
func (h *house) says(err error, key, want string) {
	h.Helper()
	for _, e := range data.All(err) {
		if (key == "" || e.Field == key) && strings.Contains(e.Text(assets.ZhHans), want) {
			return
		}
	}
	if err == nil {
		h.Errorf("nothing is refused, want %s: %s", key, want)
		return
	}
	h.Errorf("%v\n%s\nwant %s: %s", err, data.Explain(err, assets.ZhHans), key, want)
}
