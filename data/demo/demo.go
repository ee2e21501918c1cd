// Package demo fills a file with sample data that could be a shop's: customers,
// visits, complaints and surveys of the last two years, entered one after the
// other by the shop's people, each through the rules of its register.
//
// A seed makes the same data each time on the same day. No name, number or
// event in it is anybody's.
package demo

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
)

// Years is how far back the data goes.
const Years = 2

// Most is the greatest number of customers.
const Most = 5_000_000

// Options say what to make.
type Options struct {
	Customers int
	Seed      uint64
	Now       time.Time // the zero time: now
	// Mixed allows a file that holds records already.
	Mixed bool
	// Progress hears how many customers are made; may be nil.
	Progress func(done, all int)
}

// Counts are how many records were made.
type Counts struct {
	Customers, Visits, Complaints, Steps, Campaigns, Answers int
}

// The streams of dice: what is made of one customer depends on nothing else.
const (
	streamCustomer  = 0
	streamPlan      = 1
	streamComplaint = 2
	streamSteps     = 3
	streamSurvey    = 4
	streamAnswer    = 5
	streamVisit     = 16 // and the 64 after it
)

// maker makes the data.
type maker struct {
	texts *texts
	shop  *shop.Shop
	seed  uint64
	n     int
	cal   calendar
	count Counts

	queue   queue
	seq     int
	numbers []int32 // of the customers, in order
	ids     []int32
	bulk    *bulk // nil for few customers
	surveys []campaign

	sales, desk, handlers, staff []string
	reviewer                     string
	department                   map[string]string
}

// Fill makes the data. A file that holds records already is refused with the
// code data.Refused unless the options allow it. When ctx ends, what was made
// so far stays.
func Fill(ctx context.Context, s *shop.Shop, o Options) (Counts, error) {
	return fillWith(ctx, s, o, o.Customers >= bulkFrom)
}

func fillWith(ctx context.Context, s *shop.Shop, o Options, many bool) (Counts, error) {
	if err := register.Permit(ctx, s.DB, right.EditAll, "settings"); err != nil {
		return Counts{}, err
	}
	if o.Customers < 1 || o.Customers > Most {
		return Counts{}, data.Fault(data.Invalid, "error.out_of_range", "Least", 1, "Most", Most)
	}
	t, err := read()
	if err != nil {
		return Counts{}, err
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if !o.Mixed {
		for _, r := range []register.Register{s.Customers, s.Visits, s.Complaints, s.Surveys.Campaigns} {
			for _, bin := range []bool{false, true} {
				ids, err := r.IDs(ctx, register.Query{Limit: 1, Deleted: bin})
				if err != nil {
					return Counts{}, err
				}
				if len(ids) > 0 {
					return Counts{}, data.Fault(data.Refused, "demo.error.not_empty", "File", s.DB.File())
				}
			}
		}
	}
	m := &maker{texts: t, shop: s, seed: o.Seed, n: o.Customers, cal: newCalendar(o.Now, Years)}
	m.people()
	clock := s.DB.Now
	defer func() { s.DB.Now = clock }()
	if err := m.settings(ctx); err != nil {
		return m.count, err
	}
	if many {
		m.bulk = newBulk(m)
	}
	err = m.run(ctx, o.Progress)
	if m.bulk != nil {
		err = errors.Join(err, m.bulk.close(ctx))
	}
	if err == nil {
		err = m.credit(ctx)
	}
	if err == nil {
		err = m.plans(ctx)
	}
	if err == nil {
		err = m.gradings(ctx)
	}
	if err == nil {
		err = m.frontDesk(ctx)
	}
	if err == nil {
		err = m.personal(ctx)
	}
	if err == nil {
		err = m.management(ctx)
	}
	return m.count, err
}

func (m *maker) people() {
	m.department = map[string]string{}
	for _, p := range m.texts.shop.Staff {
		m.department[p.Name] = p.Department
		if p.Left {
			continue
		}
		m.staff = append(m.staff, p.Name)
		switch p.Post {
		case "前台", "客服专员":
			m.desk = append(m.desk, p.Name)
		case "销售主管":
			m.reviewer = p.Name
		}
		switch {
		case p.Post == "客户经理":
			m.sales = append(m.sales, p.Name)
		case p.Post != "总经理" && p.Post != "配送员" && p.Post != "前台" && p.Post != "客服主管":
			m.handlers = append(m.handlers, p.Name)
		}
	}
}

// settings keeps the shop's name and people where it has none yet, and the
// questionnaires that come with the program.
func (m *maker) settings(ctx context.Context) error {
	m.clock(m.cal.at(0))
	i, err := m.shop.Identity(ctx)
	if err != nil {
		return err
	}
	if i.Name == "" {
		if err := m.shop.SetIdentity(ctx, m.who(), m.texts.shop.Identity); err != nil {
			return err
		}
	}
	ms, err := m.shop.Staff(ctx)
	if err != nil {
		return err
	}
	if len(ms) == 0 {
		if err := m.shop.SetStaff(ctx, m.who(), m.texts.shop.Staff); err != nil {
			return err
		}
	}
	return m.questionnaires(ctx)
}

// who enters what nobody in particular enters.
func (m *maker) who() string { return m.texts.shop.Staff[0].Name }

func (m *maker) clock(at time.Time) { m.shop.DB.Now = func() time.Time { return at } }

// as sets the clock and the writer of a running transaction.
func (m *maker) as(tx *db.Tx, at time.Time, who string) {
	m.clock(at)
	tx.Now, tx.Who = at, who
}

// batch is how many records are kept in one transaction: few enough that a
// window on the same file does not have to wait long.
const batch = 200

// run lets everything happen in the order of time.
func (m *maker) run(ctx context.Context, progress func(done, all int)) error {
	m.surveyPlan()
	for next := 0; next < m.n || len(m.queue) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := m.shop.DB.Write(ctx, m.who(), func(tx *db.Tx) error {
			if m.bulk == nil {
				return m.some(tx, &next, batch)
			}
			m.bulk.begin()
			if err := m.some(tx, &next, bulkBatch); err != nil {
				return err
			}
			return m.bulk.end(tx)
		})
		if err != nil {
			return err
		}
		if progress != nil {
			progress(min(next, m.n), m.n)
		}
	}
	return nil
}

// some lets the next few things happen: customers come, events are due.
func (m *maker) some(tx *db.Tx, next *int, few int) error {
	for range few {
		e, ok := m.due(*next)
		switch {
		case !ok && *next == m.n:
			return nil
		case ok:
			heap.Pop(&m.queue)
			if err := m.happen(tx, e); err != nil {
				return err
			}
		default:
			if err := m.come(tx, *next); err != nil {
				return err
			}
			*next++
		}
	}
	return nil
}

// due is the event that comes before the next customer does.
func (m *maker) due(next int) (event, bool) {
	if len(m.queue) == 0 || next < m.n && !m.queue[0].at.Before(m.opened(next)) {
		return event{}, false
	}
	return m.queue[0], true
}

// late is how many customers come today.
func (m *maker) late() int {
	if m.cal.open() < 20*time.Minute {
		return 0
	}
	return min(m.n/20, 4)
}

// opened is when the i-th customer's file is opened.
func (m *maker) opened(i int) time.Time {
	late := m.late()
	if j := i - (m.n - late); j >= 0 {
		return m.cal.thisDay((float64(j) + 0.5) / float64(late))
	}
	return m.cal.at((float64(i) + 0.5) / float64(m.n))
}

// come opens the file of the next customer and plans what will happen.
func (m *maker) come(tx *db.Tx, i int) error {
	at := m.opened(i)
	c := m.customer(i, at)
	m.as(tx, at, c.FirstContact)
	save := m.shop.Customers.SaveIn
	if m.bulk != nil {
		save = m.bulk.customer
	}
	if err := save(tx, c); err != nil {
		return fmt.Errorf("customer %d: %w", i, err)
	}
	m.came(c)
	d := roll(m.seed, uint64(i)<<8|streamPlan)
	if !m.cal.past(at) {
		m.busy(i, at)
		return nil
	}
	for n := range visits(d, c, m.lead(i) != nil) {
		if t, ok := m.cal.since(at, d); ok {
			m.plan(event{at: t, what: visiting, i: i, opened: at, nth: n})
		}
	}
	m.complaintPlan(d, i, at)
	return nil
}

// busy lets something happen to the customers of today: one is visited, one
// complains.
func (m *maker) busy(i int, at time.Time) {
	e := event{at: at.Add(m.cal.open() / 16), i: i, opened: at, began: at}
	switch m.n - i {
	case 2:
		e.what = visiting
	case 3:
		e.what = complaining
	default:
		return
	}
	m.push(e)
}

func (m *maker) came(c *customer.Customer) {
	n, _ := strconv.ParseInt(strings.TrimPrefix(c.Number, "KH-"), 10, 32)
	m.numbers, m.ids = append(m.numbers, int32(n)), append(m.ids, int32(c.ID))
	m.count.Customers++
}

// number is the number of the i-th customer.
func (m *maker) number(i int) string { return fmt.Sprintf("KH-%06d", m.numbers[i]) }

// happen lets an event happen.
func (m *maker) happen(tx *db.Tx, e event) error {
	var err error
	if m.bulk != nil && e.what >= complaining && e.i >= m.bulk.written {
		if err := m.bulk.flush(tx); err != nil {
			return err
		}
	}
	switch e.what {
	case visiting:
		err = m.visiting(tx, e)
	case reviewing:
		err = m.reviewing(tx, e)
	case complaining:
		err = m.complaining(tx, e)
	case stepping:
		err = m.stepping(tx, e)
	case surveying:
		err = m.surveying(tx, e)
	case answering:
		err = m.answering(tx, e)
	case closing:
		err = m.closing(tx, e)
	}
	if err != nil {
		return fmt.Errorf("customer %d, event %d/%d: %w", e.i, e.what, e.nth, err)
	}
	return nil
}

// other is one of the people besides these.
func (m *maker) other(d dice, of []string, besides ...string) string {
	var free []string
	for _, p := range of {
		if !has(besides, p) {
			free = append(free, p)
		}
	}
	return one(d, free)
}

func has(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}
