package demo

import (
	"context"
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// plans makes the plan of this month, drawn up on its first day, and the report
// on the last quarter. A shop of very many customers has none: its plan is
// drawn up by whoever wants to see it.
func (m *maker) plans(ctx context.Context) error {
	if m.n >= bulkFrom {
		return nil
	}
	now := m.cal.now
	first := time.Date(now.Year(), now.Month(), 1, 9, 0, 0, 0, time.Local)
	m.clock(first)
	who := m.reviewer
	r, err := m.shop.Visits.Plans.Put(ctx, who, register.Record{Values: field.Values{
		"period": visit.ByMonth, "from": first.Format(field.DateLayout), "remark": "VIP 和优选客户优先，逾期的月底前补访。",
	}})
	if err == nil {
		err = m.carryOut(ctx, r.ID)
	}
	if err != nil && data.CodeOf(err) != data.Invalid { // of a few customers nobody may be due
		return err
	}
	m.clock(now)
	_, err = m.shop.Visits.Quarters.Put(ctx, who, register.Record{Values: field.Values{
		"from": now.AddDate(0, -3, 0).Format(field.DateLayout), "author": who,
		"results":      "重点客户走访覆盖面提高，新增意向订单较上季度增多；客户对配送时效的评价好转。",
		"problems":     "部分优选客户联系人变动，未能按期走访；两家客户连续拜访无效果。",
		"improvements": "走访前一天电话确认联系人；无效果客户改由主管走访一次，仍无效果的退出计划；承诺事项每周五核对。",
	}})
	if err != nil && data.CodeOf(err) != data.Invalid {
		return err
	}
	return nil
}

// planned is the place of a planned visit among the customer's: after all others.
const planned = 8

// carryOut makes most of the visits that the plan asked for until now.
func (m *maker) carryOut(ctx context.Context, id int64) error {
	ls, err := m.shop.Visits.Plans.Planned(ctx, id)
	if err != nil {
		return err
	}
	at := map[int64]int{}
	for i, id := range m.ids {
		at[int64(id)] = i
	}
	return m.shop.DB.Write(ctx, m.who(), func(tx *db.Tx) error {
		for _, l := range ls {
			i, ok := at[l.CustomerID]
			d := roll(m.seed, uint64(l.CustomerID)<<8|streamVisit+planned+48)
			day, err := time.ParseInLocation(field.DateLayout, l.Day, time.Local)
			if err != nil {
				return err
			}
			if !ok || l.LeftOut != "" || l.VisitID != 0 || !day.Before(m.cal.today) || d.in100(8) {
				continue
			}
			e := event{at: clock(day, closes), what: visiting, i: i, opened: m.opened(i), nth: planned}
			v, _ := m.visit(e)
			if l.Way != "" {
				v.Way = l.Way
			}
			v.Promises = slices.DeleteFunc(v.Promises, func(p visit.Promise) bool { return p.Due < m.cal.today.Format(field.DateLayout) })
			m.as(tx, e.at, v.Visitor)
			if err := m.shop.Visits.SaveIn(tx, v); err != nil {
				return err
			}
			m.count.Visits++
		}
		return nil
	})
}
