package complaint

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Statistics are the figures of the complaints that were received in a period
// (投诉统计).
type Statistics struct {
	From string `json:"from"`
	To   string `json:"to"`

	Received  int64 `json:"received"`
	Open      int64 `json:"open"`      // of them not closed yet
	Withdrawn int64 `json:"withdrawn"` // and withdrawn, archived or not
	// Customers are the files there were at the end of the period; Rate is
	// complaints in a thousand of them.
	Customers int64 `json:"customers"`
	Rate      Rate  `json:"rate"`

	Category   []Slice `json:"category"` // the most frequent first (Pareto)
	Department []Slice `json:"department"`
	Severity   []Slice `json:"severity"` // urgent, major, ordinary
	Month      []Month `json:"month"`

	// InTime and Promise are of those replied and those that are late without a
	// reply; what still has time counts for neither.
	InTime  Rate `json:"in_time"`      // by the regulation
	Promise Rate `json:"promise_kept"` // by the promise

	Reply   Median `json:"days_to_reply"` // from the receipt to the first reply
	Closing Median `json:"days_to_close"` // to the archive

	Founded    Rate   `json:"founded"`  // wholly or partly, of those investigated
	Reopened   Rate   `json:"reopened"` // handled more than once
	Recurring  Rate   `json:"recurring"`
	Recurrence string `json:"recurrence_within"` // within how long a like one counts as one again

	Satisfied Rate `json:"satisfied"` // with the first reply, of those who said so
	Handling  Rate `json:"handling"`  // satisfied with the handling, asked after the end
	Escalated Rate `json:"escalated"` // of the open ones: somebody above was told
}

// Rate is a part of a whole.
type Rate struct {
	Part int64 `json:"part"`
	Of   int64 `json:"of"`
}

// Percent is the part in hundred; 0 of nothing.
func (r Rate) Percent() float64 {
	if r.Of == 0 {
		return 0
	}
	return 100 * float64(r.Part) / float64(r.Of)
}

// String is the part in hundred, "87.5%", a dash of nothing.
func (r Rate) String() string {
	if r.Of == 0 {
		return None
	}
	return strconv.FormatFloat(r.Percent(), 'f', 1, 64) + "%"
}

// PerMille is the part in a thousand, "12.4‰", a dash of nothing.
func (r Rate) PerMille() string {
	if r.Of == 0 {
		return None
	}
	return strconv.FormatFloat(10*r.Percent(), 'f', 1, 64) + "‰"
}

// None stands for a figure of nothing.
const None = "—"

func (r *Rate) count(part bool) {
	r.Of++
	if part {
		r.Part++
	}
}

// Slice is how many complaints are of one sort, with its share and the share
// of it and those before it (累计).
type Slice struct {
	Key        string  `json:"key"` // category or department as entered, "" for none; severity by its key
	N          int64   `json:"n"`
	Percent    float64 `json:"percent"`
	Cumulative float64 `json:"cumulative"`
}

// Month is how many complaints were received in a month, and how many of them
// were replied in time by the regulation.
type Month struct {
	Month  string `json:"month"` // "2026-11"
	N      int64  `json:"n"`
	InTime Rate   `json:"in_time"`
}

// Median is the middle of some lengths of time in days.
type Median struct {
	Days float64 `json:"days"`
	N    int64   `json:"n"`
}

// String is the days, "6.5", a dash of none.
func (m Median) String() string {
	if m.N == 0 {
		return None
	}
	return strconv.FormatFloat(m.Days, 'f', -1, 64)
}

func median(days []int) Median {
	n := len(days)
	if n == 0 {
		return Median{}
	}
	slices.Sort(days)
	mid := float64(days[n/2])
	if n%2 == 0 {
		mid = (mid + float64(days[n/2-1])) / 2
	}
	return Median{mid, int64(n)}
}

// Statistics counts the complaints that were received from a day to a day,
// both included, of those that whoever is at the desk may see; the customer files
// beside them are theirs too. Field errors: from, to.
func (s *Store) Statistics(ctx context.Context, from, to string) (*Statistics, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	for key, on := range map[string]string{"from": from, "to": to} {
		if _, err := dayEnd(on); err != nil {
			return nil, data.Wrong(key, "error.date")
		}
	}
	if from > to {
		return nil, data.Wrong("to", "complaint.error.period", "Day", from)
	}
	g := s.DB.Read(ctx)
	t, err := allTerms(g)
	if err != nil {
		return nil, db.Translate(err)
	}
	sight, whose := s.Sighted(ctx)
	cs, err := s.brief(ctx, "WHERE deleted_at = 0 AND on_day BETWEEN ? AND ? AND "+sight+" ORDER BY on_day, id", append([]any{from, to}, whose...)...)
	if err != nil {
		return nil, db.Translate(err)
	}
	st := &Statistics{From: from, To: to, Received: int64(len(cs)), Recurrence: t.preset.Complaints.Recurrence.String()}
	if st.Customers, err = s.customersAt(ctx, to); err != nil {
		return nil, err
	}
	st.Rate = Rate{st.Received, st.Customers}
	again, err := s.recurring(ctx, t, cs)
	if err != nil {
		return nil, err
	}
	st.count(t, cs, again, day(s.DB.Now().UnixMilli()))
	return st, nil
}

func (st *Statistics) count(t *terms, cs []Complaint, again map[int64]bool, today string) {
	category, department, severity := map[string]int64{}, map[string]int64{}, map[string]int64{}
	months := monthsOf(st.From, max(st.From, min(st.To, today))) // none that is still to come
	var replied, closed []int
	for i := range cs {
		c := &cs[i]
		category[c.Category]++
		department[cmp.Or(c.AccusedDepartment, c.Department)]++
		severity[c.Severity]++
		m := &months[monthAt(months, c.OnDay)]
		m.N++
		if in, ok := kept(c.RuleMet, c.RuleDue, c, today); ok {
			st.InTime.count(in)
			m.InTime.count(in)
		}
		if in, ok := kept(c.PromiseMet, c.PromisedOn, c, today); ok {
			st.Promise.count(in)
		}
		st.outcome(c)
		if c.CustomerID != nil && c.Category != "" {
			st.Recurring.count(again[c.ID])
		}
		if !slices.Contains(Closed, c.State) {
			st.Open++
			st.Escalated.count(place(Kind(c.State)) <= place(Reply) && len(t.told(c, today)) > 0)
		}
		if c.AnsweredOn != "" {
			replied = append(replied, calendarDays(c.OnDay, c.AnsweredOn))
		}
		if c.ClosedOn != "" {
			closed = append(closed, calendarDays(c.OnDay, c.ClosedOn))
		}
	}
	st.Category, st.Department = pareto(category), pareto(department)
	st.Severity = slicesOf(severity, []string{Urgent, Major, Ordinary})
	st.Month, st.Reply, st.Closing = months, median(replied), median(closed)
}

// outcome counts what became of a complaint.
func (st *Statistics) outcome(c *Complaint) {
	st.Reopened.count(c.Round > 1)
	if c.State == Withdrawn || c.State == Archived && c.AnsweredOn == "" {
		st.Withdrawn++
	}
	if c.Founded != "" {
		st.Founded.count(c.Founded != No)
	}
	if c.Heard != "" {
		st.Satisfied.count(c.Heard == Yes)
	}
	if c.Score != "" {
		st.Handling.count(slices.Contains(Scores[:2], c.Score))
	}
}

// kept tells whether a deadline was kept; ok is false where that is not said
// yet: it runs, stands still, or nobody waits any more.
func kept(met, due string, c *Complaint, today string) (in, ok bool) {
	if met != "" {
		return met == Yes, true
	}
	at := place(Kind(c.State))
	late := due != "" && due < today && c.AnsweredOn == "" && c.PausedOn == "" && at >= 0 && at <= place(Reply)
	return false, late
}

// pareto are the counts, the most frequent first.
func pareto(of map[string]int64) []Slice {
	var keys []string
	for k := range of {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(of[b], of[a]), cmp.Compare(a, b)) })
	return slicesOf(of, keys)
}

func slicesOf(of map[string]int64, keys []string) []Slice {
	var all, sum int64
	for _, n := range of {
		all += n
	}
	out := make([]Slice, 0, len(keys))
	for _, k := range keys {
		sum += of[k]
		out = append(out, Slice{k, of[k], Rate{of[k], all}.Percent(), Rate{sum, all}.Percent()})
	}
	return out
}

// monthsOf are the months from a day to a day.
func monthsOf(from, to string) []Month {
	ms := []Month{{Month: from[:7]}}
	for ms[len(ms)-1].Month < to[:7] && len(ms) < 1200 {
		next, _ := policy.Period{N: 1, Unit: policy.Month}.After(nil, ms[len(ms)-1].Month+"-01")
		ms = append(ms, Month{Month: next[:7]})
	}
	return ms
}

func monthAt(ms []Month, day string) int {
	i, _ := slices.BinarySearchFunc(ms, day[:7], func(m Month, want string) int { return cmp.Compare(m.Month, want) })
	return min(i, len(ms)-1)
}

// customersAt is how many customer files there were at the end of a day.
func (s *Store) customersAt(ctx context.Context, day string) (int64, error) {
	end, err := dayEnd(day)
	if err != nil {
		return 0, data.Wrong("to", "error.date")
	}
	var n int64
	theirs, whose := register.Theirs(ctx, s.DB, "id")
	err = s.DB.Read(ctx).Raw("SELECT count(*) FROM customers WHERE deleted_at = 0 AND created_at < ? AND "+theirs, append([]any{end}, whose...)...).Scan(&n).Error
	return n, db.Translate(err)
}

// recurring are those of some complaints, by id, before which the same customer
// had one of the same category within the time that the regulation says.
func (s *Store) recurring(ctx context.Context, t *terms, cs []Complaint) (map[int64]bool, error) {
	within, again := t.preset.Complaints.Recurrence, map[int64]bool{}
	if within.Zero() || len(cs) == 0 {
		return again, nil
	}
	first, _ := within.Before(t.days, cs[0].OnDay)
	var rows []struct {
		ID, CustomerID  int64
		Category, OnDay string
	}
	sight, whose := s.Sighted(ctx)
	err := s.DB.Read(ctx).Raw(`SELECT id, customer_id, category, on_day FROM complaints
		WHERE deleted_at = 0 AND on_day BETWEEN ? AND ? AND customer_id IS NOT NULL AND category <> '' AND `+sight+` ORDER BY on_day, received_at, id`,
		append([]any{first, cs[len(cs)-1].OnDay}, whose...)...).Scan(&rows).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	type like struct {
		customer int64
		category string
	}
	last := map[like]string{}
	for _, r := range rows {
		of := like{r.CustomerID, r.Category}
		if before, ok := last[of]; ok {
			end, _ := within.After(t.days, before)
			again[r.ID] = r.OnDay <= end
		}
		last[of] = r.OnDay
	}
	return again, nil
}
