package demo

import (
	"context"
	"fmt"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/figures"
	"kezhi/data/inspection"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// streamManagement is the stream of dice of what happens to files besides.
const streamManagement = streamClock + 16

// management lets some customers change their name or representative, some end,
// licences run out; it sets targets and audits the last quarter. A shop of very
// many customers has its targets and its audit alone.
func (m *maker) management(ctx context.Context) error {
	now := m.cal.now
	m.clock(now)
	if m.n < bulkFrom {
		if err := m.licences(ctx); err != nil {
			return err
		}
		if err := m.changes(ctx); err != nil {
			return err
		}
		if err := m.endings(ctx); err != nil {
			return err
		}
	}
	m.clock(now)
	for i, name := range m.sales {
		t := figures.Target{Year: now.Year(), Person: name, Customers: int64(m.n/len(m.sales)/3 + 4), Visits: int64(m.n/len(m.sales)/2 + 12)}
		t.Sales = int64(90+15*(i%4)) * 1_000_000
		t.Collected = t.Sales * 9 / 10
		if err := figures.SetTarget(ctx, m.shop.DB, m.reviewer, t); err != nil {
			return err
		}
	}
	return m.audits(ctx)
}

// organisations are some of the organisations among the customers, spread over
// the file, with their places.
func (m *maker) organisations(few, from int) []int {
	var out []int
	for i := from; i < m.n && len(out) < few; i += max(m.n/(few*3), 1) {
		if m.customer(i, m.opened(i)).Kind == customer.Organisation && m.cal.past(m.opened(i)) {
			out = append(out, i)
		}
	}
	return out
}

// edit changes a file by hand at a moment.
func (m *maker) edit(ctx context.Context, i int, at time.Time, change func(c *customer.Customer)) error {
	m.clock(at)
	err := m.shop.DB.Write(ctx, m.desk[0], func(tx *db.Tx) error {
		c, err := m.shop.Customers.One(tx, int64(m.ids[i]))
		if err != nil || c.EndedOn != "" {
			return err
		}
		change(c)
		return m.shop.Customers.SaveIn(tx, c)
	})
	if data.CodeOf(err) == data.Invalid { // a file that the regulation would not take so is left as it is
		return nil
	}
	return err
}

func (m *maker) licences(ctx context.Context) error {
	for n, i := range m.organisations(min(m.n/12, 24), 1) {
		until := m.cal.today.AddDate(0, 0, 25+n*37)
		if n == 2 {
			until = m.cal.today.AddDate(0, 0, -6)
		}
		if err := m.edit(ctx, i, m.cal.now, func(c *customer.Customer) {
			c.Licences = []customer.Licence{
				{Name: "营业执照", Number: c.Code},
				{Name: "食品经营许可证", Number: fmt.Sprintf("JY1500%08d", 10238741+n*9137), Until: until.Format(field.DateLayout)},
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// changes lets a few customers change; the older reports are recorded and
// reviewed, the last wait.
func (m *maker) changes(ctx context.Context) error {
	is := m.organisations(min(m.n/40+2, 8), 3)
	for n, i := range is {
		d := roll(m.seed, uint64(i)<<8|streamManagement)
		at := m.cal.now.AddDate(0, 0, -4-9*(len(is)-1-n))
		if err := m.edit(ctx, i, at, func(c *customer.Customer) {
			switch n % 3 {
			case 0:
				c.LegalRepresentative, _ = m.name(d)
			case 1:
				if c.Scope != "" {
					c.Scope += "；食品互联网销售"
				}
				c.LegalRepresentative, _ = m.name(d)
			default:
				c.Condition = customer.Reduced
			}
		}); err != nil {
			return err
		}
		if n >= len(is)-2 {
			continue
		}
		if err := m.recorded(ctx, i, at); err != nil {
			return err
		}
	}
	return nil
}

// recorded enters the evidence of a change into its report, and the review.
func (m *maker) recorded(ctx context.Context, i int, at time.Time) error {
	ids, err := m.shop.Customers.Changes.ByCustomer(ctx, int64(m.ids[i]))
	if err != nil || len(ids) == 0 {
		return err
	}
	at = at.AddDate(0, 0, 3)
	m.clock(at)
	return m.shop.DB.Write(ctx, m.desk[0], func(tx *db.Tx) error {
		r, err := m.shop.Customers.Changes.One(tx, int64(ids[0]))
		if err != nil {
			return err
		}
		day := at.Format(field.DateLayout)
		r.Evidence, r.Recorder, r.RecordedOn = "工商变更通知书、新营业执照复印件", m.desk[0], day
		r.Reviewer, r.ReviewedOn, r.Review = m.reviewer, day, "证明材料齐全，同意变更。"
		return m.shop.Customers.Changes.SaveIn(tx, r)
	})
}

// endings ends the relation with a few customers.
func (m *maker) endings(ctx context.Context) error {
	for n, i := range m.organisations(min(m.n/60, 5), 7) {
		at := m.cal.now.AddDate(0, -n, -9)
		m.clock(at)
		err := m.shop.End(ctx, m.reviewer, int64(m.ids[i]), customer.Ending{
			On: at.Format(field.DateLayout), Reason: []string{"客户停业", "连续一年未交易", "转由集团统一采购"}[n%3], Settlement: "货款已结清，保证金按制度分期退还。",
		})
		if code := data.CodeOf(err); err != nil && code != data.Invalid && code != data.Refused {
			return err
		}
	}
	return nil
}

func (m *maker) audits(ctx context.Context) error {
	now := m.cal.now
	last := now.AddDate(0, -3, 0)
	for _, v := range []field.Values{
		{
			"kind": inspection.Audit, "from": last.Format(field.DateLayout), "on": now.AddDate(0, 0, -20).Format(field.DateLayout), "inspector": m.who(),
			"scope": "客户档案、拜访计划执行、投诉办理时限、应收账款", "findings": "两份客户档案缺少证照复印件；三次计划走访未按期完成。",
			"conclusion": "总体符合制度要求，个别环节需整改。", "measures": "补齐证照复印件；逾期走访本月内补访。", "owner": m.reviewer, "due": now.AddDate(0, 0, 5).Format(field.DateLayout),
		},
		{
			"kind": inspection.Regulation, "from": now.Format(field.DateLayout), "on": now.AddDate(0, 0, -2).Format(field.DateLayout), "inspector": m.who(),
			"scope": "客户管理制度全文", "findings": "回访频次与现有人手基本匹配。", "conclusion": "制度适用，本年度不作修改。",
		},
	} {
		m.clock(now)
		_, err := m.shop.Inspections.Put(ctx, m.who(), register.Record{Values: v})
		if err != nil && data.CodeOf(err) != data.Invalid {
			return err
		}
	}
	return nil
}

// minutes writes down what a meeting with a customer talked about and decided.
func (m *maker) minutes(d dice, v *visit.Visit, at time.Time) {
	if v.Way != visit.Talk && v.Way != visit.Presentation {
		return
	}
	v.Topics = one(d, []string{"一、上季度供货情况\n二、新品试用安排\n三、对账与付款", "一、新品推介\n二、价格与账期\n三、配送时间调整", "一、满意度调查结果通报\n二、明年需求计划"})
	for _, what := range some(d, []string{"下周一送样品两箱到门店试用", "配送改为每周三次，早七点前到货", "每月二十五日前完成对账", "提供明年需求计划初稿", "指定专人对接售后"}, d.between(1, 3)) {
		x := visit.Decision{What: what, Owner: v.Visitor, Due: at.AddDate(0, 0, d.between(5, 20)).Format(field.DateLayout)}
		if due, err := time.ParseInLocation(field.DateLayout, x.Due, time.Local); err == nil && due.Before(m.cal.today.AddDate(0, 0, -3)) {
			x.DoneOn = max(v.OnDay, at.Format(field.DateLayout))
		}
		v.Decisions = append(v.Decisions, x)
	}
}
