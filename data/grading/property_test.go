package grading_test

import (
	"math/rand/v2"
	"testing"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/grading"
	"kezhi/data/register"
)

// TestQuotasHoldWhateverHappens approves, deletes, restores and moves at random:
// what a rule refuses is refused, and no department is ever over a quota.
func TestQuotasHoldWhateverHappens(t *testing.T) {
	h := under(t, "dealer")
	p, err := h.Policy(h.ctx)
	h.must(err)
	owners := []string{"江一帆", "谭晓琴", "方正", "无部门"}
	first := h.customers(12, owners[0])
	h.customers(12, owners[1])
	all := int64(24)
	r := rand.New(rand.NewPCG(7, 1))
	done, refused := 0, 0
	for step := range 600 {
		id := first + r.Int64N(all)
		c, err := h.Customers.Get(h.ctx, id)
		h.must(err)
		switch r.IntN(8) {
		case 0:
			err = h.Customers.Delete(h.ctx, "江一帆", id)
		case 1:
			err = h.Customers.Restore(h.ctx, "江一帆", id)
		case 2:
			if c.DeletedAt == 0 {
				c.Values["owner"] = owners[r.IntN(len(owners))]
				_, err = h.Customers.Put(h.ctx, "江一帆", c)
			}
		case 3:
			v := h.Customers.Blank()
			v["name"], v["owner"], v["grade"] = "新客户", owners[r.IntN(len(owners))], []string{"", "vip", "preferred"}[r.IntN(3)]
			if _, err = h.Customers.Put(h.ctx, "江一帆", register.Record{Values: v}); err == nil {
				all++
			}
		case 4, 5, 6:
			if c.DeletedAt == 0 {
				kind := grading.Stage
				if c.Values.Text("grade") == "" {
					kind = grading.Admission
				}
				rid := h.draft(h.sheet(kind, id, 50+r.Int64N(51)))
				if err = h.Grading.Propose(h.ctx, "江一帆", rid); err == nil {
					err = h.Grading.Approve(h.ctx, "贺敏", rid, "")
				}
			}
		case 7:
			if c.DeletedAt == 0 && r.IntN(4) == 0 {
				v := h.Grading.Blacklist.Blank()
				v["customer"], v["reason"] = h.number(id), "试"
				e, perr := h.Grading.Blacklist.Put(h.ctx, "江一帆", register.Record{Values: v})
				h.must(perr)
				if err = h.Grading.ProposeEntry(h.ctx, "江一帆", e.ID); err == nil {
					err = h.Grading.ApproveEntry(h.ctx, "贺敏", e.ID, "")
				}
			}
		}
		if err != nil && len(data.All(err)) == 0 {
			t.Fatal(step, err)
		}
		if err != nil {
			refused++
		} else {
			done++
		}
		for _, of := range []customer.Department{"客服部", "销售部", "总经理室", ""} {
			s, err := customer.StandingOf(h.DB.Read(h.ctx), people, of)
			h.must(err)
			var n, vip int
			for _, owner := range owners {
				if customer.DepartmentOf(people, owner) != of {
					continue
				}
				var x struct{ N, Vip int }
				h.must(h.DB.Read(h.ctx).Raw("SELECT count(*) AS n, coalesce(sum(grade = 'vip'), 0) AS vip FROM customers WHERE deleted_at = 0 AND owner = ?", owner).Scan(&x).Error)
				n, vip = n+x.N, vip+x.Vip
			}
			if s.Total != n || s.By["vip"] != vip {
				t.Fatalf("step %d, %s: the tallies have %d of %d, the files %d of %d", step, of, s.By["vip"], s.Total, vip, n)
			}
			for _, g := range p.Grading.Grades {
				if g.Quota > 0 && s.By[g.Key]*100 > g.Quota*s.Total {
					t.Fatalf("step %d: %s has %d %s of %d", step, of, s.By[g.Key], g.Key, s.Total)
				}
			}
		}
	}
	if done < 100 || refused < 50 {
		t.Errorf("%d done, %d refused: too little of one to say much", done, refused)
	}
}
