package demo

import (
	"context"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/register"
)

// gradings are the reviews and the entries of the blacklist among the sample
// data: a few, in each state that one meets. A shop of a handful of customers
// has none, nor one of very many.
func (m *maker) gradings(ctx context.Context) error {
	if m.n < 40 || m.n >= bulkFrom {
		return nil
	}
	if err := m.blacklist(ctx); err != nil {
		return err
	}
	return m.reviews(ctx)
}

// blacklist puts two customers on the blacklist: one of the company, whose time
// is nearly over, and one of a department.
func (m *maker) blacklist(ctx context.Context) error {
	g := m.shop.Grading
	for k, x := range []struct {
		at                        time.Time
		scope, department, reason string
	}{
		{m.cal.now.AddDate(0, -6, 5), customer.Company, "", "货款拖欠超过 90 天，三次书面催收均无回复，并另行向同行采购。"},
		{m.cal.now.AddDate(0, 0, -40), customer.InDepartment, "销售部", "多次无故取消已备货订单，造成损失且不愿协商。"},
	} {
		m.clock(x.at)
		who := m.sales[k%len(m.sales)]
		v := g.Blacklist.Blank()
		v["customer"], v["scope"], v["department"], v["reason"], v["proposer"] = m.number(m.n/3+k), x.scope, x.department, x.reason, who
		r, err := g.Blacklist.Put(ctx, who, register.Record{Values: v})
		if err == nil {
			err = g.ProposeEntry(ctx, who, r.ID)
		}
		if err == nil {
			err = g.ApproveEntry(ctx, leads, r.ID, "同意列入，通知各部门。")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reviews changes the grade of one customer, and leaves one review that waits
// and one that is being written.
func (m *maker) reviews(ctx context.Context) error {
	g := m.shop.Grading
	for k, x := range []struct{ to, from, reason, until string }{
		{"preferred", "qualified", "连续两个季度按期付款，新增两家门店用货。", grading.Approved},
		{"vip", "preferred", "年度采购居前，主动介绍两家新客户。", grading.Proposed},
		{"qualified", "preferred", "近半年下单明显减少，建议调低等级。", grading.Draft},
	} {
		m.clock(m.cal.now.AddDate(0, 0, 3*k-12))
		who := m.sales[k%len(m.sales)]
		number, err := m.graded(ctx, x.from, k)
		if err != nil || number == "" {
			return err
		}
		v := g.Reviews.Blank()
		v["customer"], v["kind"], v["proposed"], v["reason"], v["proposer"] = number, grading.Change, x.to, x.reason, who
		r, err := g.Reviews.Put(ctx, who, register.Record{Values: v})
		if err == nil && x.until != grading.Draft {
			err = g.Propose(ctx, who, r.ID)
		}
		if err == nil && x.until == grading.Approved {
			err = g.Approve(ctx, leads, r.ID, "同意。")
		}
		if err != nil && len(data.All(err)) == 0 {
			return err // what a rule refuses is left as a draft
		}
	}
	return nil
}

// graded is the number of the nth customer of a grade who is on no blacklist,
// "" where there are not so many.
func (m *maker) graded(ctx context.Context, grade string, nth int) (string, error) {
	ids, err := m.shop.Customers.IDs(ctx, register.Query{Sort: "number", Filters: []register.Filter{{Key: "grade", In: []string{grade}}}})
	if err != nil {
		return "", err
	}
	ls, err := m.shop.Customers.Lines(ctx, ids[:min(len(ids), nth+3)])
	if err != nil {
		return "", err
	}
	for i, l := range ls {
		if i >= nth && l.Values.Text("barred_until") < m.cal.now.Format(field.DateLayout) {
			return l.Number, nil
		}
	}
	return "", nil
}
