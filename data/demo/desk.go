package demo

import (
	"context"
	"time"

	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/data/register"
)

// streamDesk is the stream of dice of the front desk, one a day.
const streamDesk = 4096

// deskDays is how many days of visitors there are before today.
const deskDays = 24

// frontDesk makes the visitors of the last weeks and of today, each received by
// whom the rules say, with a dispute and the sheets of two shifts. A shop of
// very many customers has none: they would be lost among them.
func (m *maker) frontDesk(ctx context.Context) error {
	if m.n >= bulkFrom || len(m.sales) < 2 {
		return nil
	}
	var came []visitor
	for n := deskDays; n >= 0; n-- {
		day := m.cal.today.AddDate(0, 0, -n)
		if n > 0 && day.Weekday() == time.Sunday {
			continue
		}
		if err := m.deskDay(ctx, day, n, &came); err != nil {
			return err
		}
	}
	m.clock(m.cal.now)
	if err := m.disputed(ctx, came); err != nil {
		return err
	}
	return m.handedOver(ctx)
}

// visitor is somebody who came, to come again.
type visitor struct {
	name, phone, number string // of the reception
	customer            string
}

// deskDay lets people sign in and visitors come on one day; n days ago.
func (m *maker) deskDay(ctx context.Context, day time.Time, n int, came *[]visitor) error {
	d := roll(m.seed, streamDesk+uint64(n))
	share := 1.0
	if n == 0 {
		if share = float64(m.cal.open()) / float64(closes-opens); share < 0.05 {
			return nil
		}
	}
	first := d.IntN(len(m.sales))
	for i := range min(len(m.sales), 4) {
		who := m.sales[(first+i)%len(m.sales)]
		m.clock(clock(day, opens-time.Duration(20-4*i)*time.Minute))
		if n == 0 || d.in100(85) {
			if err := m.shop.Desk.SignIn(ctx, who, who); err != nil {
				return err
			}
		}
	}
	most := d.between(3, 6)
	for i := range most {
		at := clock(day, opens+time.Duration((float64(i)+0.3+0.4*d.Float64())/float64(most)*share*float64(closes-opens)))
		if err := m.comes(ctx, d, at, n, i, most, came); err != nil {
			return err
		}
	}
	if n == 0 {
		line, err := m.shop.Desk.Line(ctx, day.Format(field.DateLayout))
		if err == nil && len(line) > 2 {
			err = m.shop.Desk.Leave(ctx, line[2].Who, line[2].Who)
		}
		return err
	}
	return nil
}

// comes lets the i-th visitor of a day come, and mostly leave again.
func (m *maker) comes(ctx context.Context, d dice, at time.Time, n, i, most int, came *[]visitor) error {
	m.clock(at)
	v := m.shop.Desk.Receptions.Blank()
	var x visitor
	switch {
	case len(*came) > 4 && d.in100(24):
		x = (*came)[len(*came)-1-d.IntN(min(len(*came), 12))]
		v["channel"] = desk.Regular
	case d.in100(30):
		c, err := m.shop.Customers.Get(ctx, int64(m.ids[d.IntN(len(m.ids))]))
		if err != nil {
			return err
		}
		x = visitor{name: c.Values.Text("contact"), phone: c.Values.Text("phone"), customer: c.Number}
		if x.name == "" {
			x.name = c.Values.Text("name")
		}
		v["channel"] = weightedOf(d, desk.Appointment, 70, desk.Online, 30)
	default:
		name, female := m.name(d)
		if d.in100(25) {
			name = string([]rune(name)[0]) + map[bool]string{true: "女士", false: "先生"}[female]
		}
		x = visitor{name: name, phone: mobile(d)}
		v["channel"] = weightedOf(d, desk.WalkIn, 46, desk.Referral, 24, desk.Online, 22, desk.Advert, 8)
	}
	v["name"], v["phone"], v["customer"] = x.name, x.phone, x.customer
	v["party"] = weightedOf(d, "1", 48, "2", 34, "3", 12, "5", 6)
	v["wants"] = weightedOf(d, "看货", 26, "订货", 18, "咨询新店备货", 12, "提货", 14, "对账付款", 10, "退换货", 8, "商务洽谈", 12)
	v["level"] = weightedOf(d, "A", 22, "B", 38, "C", 26, "", 14)
	if d.in100(8) {
		v["named"] = one(d, m.sales)
	}
	who := one(d, m.desk)
	r, err := m.shop.Desk.Receptions.Put(ctx, who, register.Record{Values: v})
	if err != nil {
		return err
	}
	if x.number == "" {
		x.number = r.Number
		*came = append(*came, x)
	}
	gone := at.Add(time.Duration(d.between(12, 75)) * time.Minute)
	if n > 0 || i < most-2 && gone.Before(m.cal.now) { // else still in the shop
		m.clock(gone)
		if err := m.shop.Desk.Left(ctx, who, r.ID); err != nil {
			return err
		}
	}
	return m.answered(ctx, d, r, at, n)
}

// answered makes promises to some of the visitors: those of earlier days are
// kept but for a few.
func (m *maker) answered(ctx context.Context, d dice, r register.Record, at time.Time, n int) error {
	if !d.in100(26) {
		return nil
	}
	due := at.AddDate(0, 0, min(d.between(0, 3), n+1))
	v := field.Values{
		"what":  one(d, []string{"回电报价", "确认到货时间", "送样品", "发最新价目表", "答复能否换货", "查上月对账单"}),
		"owner": r.Values.Text("receiver"), "due": due.Format(field.DateLayout), "clock": "",
	}
	if d.in100(40) {
		v["clock"] = one(d, []string{"11:00", "15:30", "17:00"})
	}
	if err := m.shop.Desk.Promised(ctx, m.who(), r.ID, v); err != nil {
		return err
	}
	if due.Before(m.cal.today) && (n > 4 || d.in100(60)) {
		m.clock(clock(due, closes-2*time.Hour))
		return m.shop.Desk.Keep(ctx, r.Values.Text("receiver"), r.ID, 0, due.Format(field.DateLayout))
	}
	return nil
}

// disputed makes a dispute that is decided and one that waits.
func (m *maker) disputed(ctx context.Context, came []visitor) error {
	if len(came) < 6 {
		return nil
	}
	for i, decided := range []bool{true, false} {
		x := came[len(came)-3-i*2]
		id, err := m.shop.Desk.Receptions.Find(ctx, x.number)
		if err != nil {
			return err
		}
		r, err := m.shop.Desk.Receptions.Get(ctx, id)
		if err != nil {
			return err
		}
		who := r.Values.Text("receiver")
		v := m.shop.Desk.Disputes.Blank()
		v["name"], v["phone"], v["customer"] = x.name, x.phone, x.customer
		v["subject"] = []string{"客户下单后，两位同事都说是自己接待的客户。", "客户家人来店时由另一位同事接待，成交归谁有争议。"}[i]
		v["claims"] = []field.Values{
			{"who": who, "reception": r.Number, "relation": desk.Self},
			{"who": m.other(roll(m.seed, streamDesk+100+uint64(i)), m.sales, who), "reception": "", "relation": []string{desk.Self, desk.Spouse}[i]},
		}
		if decided {
			v["shares"] = []field.Values{{"who": who, "percent": "100"}}
			v["decision"], v["decided_by"] = "按来访登记认定，客户归登记在先的接待人。", m.reviewer
		}
		if _, err := m.shop.Desk.Disputes.Put(ctx, m.who(), register.Record{Values: v}); err != nil {
			return err
		}
	}
	return nil
}

// handedOver makes yesterday's sheet, which was accepted, and today's.
func (m *maker) handedOver(ctx context.Context) error {
	if len(m.desk) < 2 {
		return nil
	}
	from, to := m.desk[0], m.desk[1]
	var mine []field.Values
	var c []string
	err := m.shop.DB.Read(ctx).Table("customers").Where("first_contact = ? AND deleted_at = 0", from).Order("id DESC").Limit(1).Pluck("number", &c).Error
	if err != nil {
		return err
	}
	for _, number := range c {
		mine = append(mine, field.Values{"customer": number, "reason": "休假"})
	}
	for i, day := range []time.Time{m.cal.today.AddDate(0, 0, -1), m.cal.today} {
		m.clock(clock(day, opens+5*time.Minute))
		v := m.shop.Desk.Handovers.Blank()
		v["shift"], v["from"], v["to"] = "早班", from, to
		v["cash"], v["keys"] = "备用金 500 元，收据 2 本（未用）", "大门钥匙 2 把，保险柜钥匙 1 把，POS 机 1 台"
		v["items"] = "样品柜已清点；打印机余粉不足，已报修。"
		v["left"] = []field.Values{{"kind": desk.LeftOther, "what": "三楼仓库送来的样品未拆箱，请入柜", "due": day.Format(field.DateLayout)}}
		if i == 0 {
			v["customers"] = mine
		}
		r, err := m.shop.Desk.Handovers.Put(ctx, from, register.Record{Values: v})
		if err != nil {
			return err
		}
		if i == 0 {
			if err := m.shop.Desk.Accept(ctx, to, r.ID); err != nil {
				return err
			}
		}
		from, to = to, from
	}
	return nil
}
