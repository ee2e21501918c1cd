package demo

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

type creditTexts struct {
	Findings []string `json:"findings"`
	Urgent   []string `json:"urgent"`
	Business []string `json:"business"`
	Payment  []string `json:"payment"`
	Notes    []string `json:"notes"`
	Opinions []string `json:"opinions"`
	Results  []string `json:"results"`
	Stops    []string `json:"stops"`
}

// streamCredit is the stream of dice of a customer's credit.
const streamCredit = 6

// mostCredit is how many customers get a credit file at most: the ledger of a
// shop is long enough then.
const mostCredit = 120

// turn is something that happens with credit at a moment.
type turn struct {
	at  time.Time
	who string
	do  func(tx *db.Tx) error
}

// creditor makes what happened with the credit of customers.
type creditor struct {
	*maker
	words    creditTexts
	policy   *policy.Preset
	days     *workday.Calendar
	approver string // of reports and files
	manager  string // of orders over the limit
	turns    []turn
}

// credit opens credit files, enters what was sold on credit, what came in and
// what was done about lateness, in the order of time.
func (m *maker) credit(ctx context.Context) error {
	k := &creditor{maker: m}
	if err := assets.Demo("credit", &k.words); err != nil {
		return err
	}
	var err error
	if k.policy, err = m.shop.Policy(ctx); err != nil {
		return err
	}
	if k.days, err = m.shop.Calendar(ctx); err != nil {
		return err
	}
	people, err := m.shop.Staff(ctx)
	if err != nil {
		return err
	}
	c := &k.policy.Credit
	if len(c.Grades) == 0 || len(m.sales) == 0 {
		return nil
	}
	k.approver = staff.Responsible(people, policy.Head, m.sales[0])
	k.manager = staff.Responsible(people, policy.Manager, "")
	if k.approver == "" || k.manager == "" {
		return nil
	}
	chosen := 0
	for i := 0; i < m.n && chosen < mostCredit; i += max(1, m.n/(4*mostCredit)) {
		d := roll(m.seed, uint64(i)<<8|streamCredit)
		opened := m.opened(i)
		x := m.customer(i, opened)
		if x.Kind != customer.Organisation || x.Grade == "potential" || x.Owner == "" || !d.in100(40) {
			continue
		}
		if at := m.cal.after(opened, d.between(0, 10), d); m.cal.past(at) {
			chosen++
			k.file(d, m.number(i), x, at)
		}
	}
	return k.run(ctx)
}

// run lets the turns happen in the order of time.
func (k *creditor) run(ctx context.Context) error {
	slices.SortStableFunc(k.turns, func(a, b turn) int { return a.at.Compare(b.at) })
	for some := range slices.Chunk(k.turns, batch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := k.shop.DB.Write(ctx, k.who(), func(tx *db.Tx) error {
			for _, x := range some {
				k.as(tx, x.at, x.who)
				if err := x.do(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (k *creditor) then(at time.Time, who string, do func(tx *db.Tx) error) {
	if k.cal.past(at) {
		k.turns = append(k.turns, turn{at, who, do})
	}
}

func day(t time.Time) string { return t.Format(field.DateLayout) }

// file opens a customer's file and plans what is sold.
func (k *creditor) file(d dice, number string, x *customer.Customer, at time.Time) {
	gs := k.policy.Credit.Grades
	g := gs[min(weightedInt(d, 0, 38, 1, 38, 2, 18, 3, 6), len(gs)-1)]
	f := &credit.File{CustomerNumber: number, Grade: g.Key, Since: day(at), Approver: k.approver}
	switch g.Limit {
	case policy.Lot:
		f.Limit = int64(d.between(6, 30)) * 10_000_00
	case policy.Step:
		f.Limit = int64(d.between(4, 16)) * 5_000_00
	case policy.Small:
		f.Limit = int64(d.between(0, 3)) * 5_000_00
	}
	if d.in100(30) {
		f.Deposit = int64(d.between(1, 5)) * 10_000_00
	}
	k.then(at, x.Owner, func(tx *db.Tx) error { return k.shop.Credit.Files.SaveIn(tx, f) })
	base := max(f.Limit/8, 2_000_00)
	for range d.between(2, 6) {
		if t, ok := k.cal.since(at, d); ok {
			k.sale(d, number, x, t, g, base)
		}
	}
	k.reports(d, number, x, at, g, f.Limit)
}

// sale is something sold, and what became of it.
func (k *creditor) sale(d dice, number string, x *customer.Customer, at time.Time, g policy.CreditGrade, base int64) {
	goods := strings.FieldsFunc(x.Products, func(r rune) bool { return r == '、' || r == '，' || r == ' ' })
	what := "货款"
	if len(goods) > 0 {
		what = one(d, goods)
	}
	r := &credit.Receivable{
		CustomerNumber: number, OnDay: day(at), What: what, State: credit.Outstanding,
		Amount: (base*int64(d.between(40, 220))/100 + 50_00) / 100_00 * 100_00,
	}
	r.Amount = max(r.Amount, 100_00)
	if d.in100(40) {
		r.Contract = "HT" + at.Format("20060102") + letter(d, "ABCD")
	}
	k.then(at, x.Owner, func(tx *db.Tx) error { return k.sell(tx, r) })
	wait := g.Days + weightedInt(d, -5, 45, 4, 20, 18, 12, 45, 8, 1000, 15)
	if at.AddDate(0, 0, g.Days+130).Before(k.cal.today) && !d.in100(2) {
		wait = min(wait, g.Days+70) // of long ago next to nothing is open
	}
	paid := k.cal.after(at, max(0, wait), d)
	k.dunnings(d, r, x.Owner, at.AddDate(0, 0, g.Days), paid)
	if d.in100(20) {
		half := r.Amount / 2
		k.then(k.cal.after(at, max(0, wait)/2, d), x.Owner, func(tx *db.Tx) error { return k.pay(tx, r, half, "transfer") })
	}
	way := weightedOf(d, "transfer", 70, "mobile", 15, "draft", 8, "cash", 7)
	k.then(paid, x.Owner, func(tx *db.Tx) error { return k.pay(tx, r, 0, way) })
}

// sell enters a debt; one over the limit has the manager's word.
func (k *creditor) sell(tx *db.Tx, r *credit.Receivable) error {
	err := k.shop.Credit.Receivables.SaveIn(tx, r)
	es := data.All(err)
	if slices.ContainsFunc(es, func(e *data.Error) bool { return e.Field == "customer" }) {
		return nil // the trade has ended meanwhile: nothing is sold, nothing is owed
	}
	if !slices.ContainsFunc(es, func(e *data.Error) bool { return e.Field == "over_approver" }) {
		return err
	}
	r.OverApprover = k.manager
	return k.shop.Credit.Receivables.SaveIn(tx, r)
}

// pay enters a payment, of what is open where no amount is given.
func (k *creditor) pay(tx *db.Tx, r *credit.Receivable, amount int64, way string) error {
	if amount == 0 {
		amount = r.Open
	}
	if amount <= 0 || amount > r.Open {
		return nil
	}
	r.Receipts = append(r.Receipts, credit.Receipt{OnDay: day(tx.Now), Amount: amount, Way: way})
	return k.shop.Credit.Receivables.SaveIn(tx, r)
}

// dunnings are the steps towards somebody late, until it is paid.
func (k *creditor) dunnings(d dice, r *credit.Receivable, who string, due, paid time.Time) {
	for _, s := range k.policy.Credit.Dunning {
		at := k.cal.after(due, s.From+d.between(0, 4), d)
		if !at.Before(paid) || d.in100(10) && between(at, k.cal.today) < 14 {
			return
		}
		result := one(d, k.words.Results)
		next := ""
		if d.in100(30) && between(at, k.cal.today) < 5 {
			next = day(at.AddDate(0, 0, d.between(3, 9)))
		}
		k.then(at, who, func(tx *db.Tx) error {
			if r.Open == 0 {
				return nil
			}
			r.Dunnings = append(r.Dunnings, credit.Dunning{OnDay: day(tx.Now), Step: s.Key, Who: who, Result: result, Next: next})
			return k.shop.Credit.Receivables.SaveIn(tx, r)
		})
	}
}

// reports are the last reports of the schedule; of few customers an urgent one,
// that waits for its decision, or the end of trade.
func (k *creditor) reports(d dice, number string, x *customer.Customer, at time.Time, g policy.CreditGrade, limit int64) {
	channels := words(k.policy.Credit.Channels)
	report := func(t time.Time) *credit.Report {
		return &credit.Report{
			CustomerNumber: number, Kind: credit.Regular, OnDay: day(t), Channels: some(d, channels, d.between(1, 3)),
			Findings: one(d, k.words.Findings), Business: one(d, k.words.Business), Payment: one(d, k.words.Payment),
			Grade: g.Key, Limit: limit, Reporter: x.Owner,
		}
	}
	var last time.Time
	for range 12 * (Years + 1) {
		to, _ := g.Report.After(k.days, day(cmp.Or(last, at)))
		t, err := time.ParseInLocation(field.DateLayout, to, time.Local)
		if err != nil || g.Report.Zero() {
			break
		}
		last = k.cal.after(t, d.between(-6, 4), d)
		if between(last, k.cal.today) > 400 {
			continue
		}
		if between(last, k.cal.today) < 40 && d.in100(15) {
			break // late with the last one
		}
		r := report(last)
		r.Decision, r.Approver, r.Opinion = credit.Approved, k.approver, one(d, k.words.Opinions)
		k.then(last, x.Owner, func(tx *db.Tx) error { return k.shop.Credit.Reports.SaveIn(tx, r) })
	}
	switch worst := k.policy.Credit.Grades[len(k.policy.Credit.Grades)-1]; {
	case d.in100(4):
		t := k.cal.after(k.cal.today, -d.between(1, 12), d)
		r := report(t)
		r.Kind, r.Findings, r.Grade, r.Limit = credit.Urgent, one(d, k.words.Urgent), worst.Key, 0
		r.Measures, r.MeasureNote = some(d, words(k.policy.Credit.Measures), 2), one(d, k.words.Notes)
		if t.After(at) {
			k.then(t, x.Owner, func(tx *db.Tx) error { return k.shop.Credit.Reports.SaveIn(tx, r) })
		}
	case d.in100(3):
		why := one(d, k.words.Stops)
		k.then(clock(k.cal.today.AddDate(0, 0, -1), opens+time.Hour), k.approver, func(tx *db.Tx) error { return k.stop(tx, number, why) })
	}
}

// stop ends the trade with a customer.
func (k *creditor) stop(tx *db.Tx, number, why string) error {
	c, _, err := customer.Resolve(tx.DB, number)
	if err != nil {
		return err
	}
	var ids []int64
	if err := tx.Table("credit_files").Where("customer_id = ?", c.ID).Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return err
	}
	f, err := k.shop.Credit.Files.One(tx, ids[0])
	if err != nil {
		return err
	}
	f.StoppedOn, f.StopReason = day(tx.Now), why
	return k.shop.Credit.Files.SaveIn(tx, f)
}

func words(ws []policy.Words) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w[assets.ZhHans]
	}
	return out
}
