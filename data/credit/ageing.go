package credit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Ageing is what customers owe by how long it is overdue (账龄分析).
type Ageing struct {
	Day    string
	Bounds []int // of the columns, in days overdue: 30, 60, 90
	Lines  []Aged
	Total  Aged
}

// Aged is one customer's line.
type Aged struct {
	CustomerID    int64
	Number, Name  string
	Owner         string
	Grade         string  // of the credit file, "" where there is none
	Limit         int64   // 分
	Open, Overdue int64   // 分
	Buckets       []int64 // 分: not due, up to each bound, beyond the last
}

// Heads are the headings of the columns: not due, 1–30, 31–60, 61–90, >90.
func (a *Ageing) Heads(s data.Speaker) []string {
	heads := []string{s.T("credit.ageing.not_due")}
	from := 1
	for _, b := range a.Bounds {
		heads = append(heads, s.T("credit.ageing.days", "Days", strconv.Itoa(from)+"–"+strconv.Itoa(b)))
		from = b + 1
	}
	return append(heads, s.T("credit.ageing.days", "Days", ">"+strconv.Itoa(from-1)))
}

// Age sorts what is open on a day into the columns of the regulation, by
// customer: whoever is overdue most comes first. owner "" is everybody's whom
// whoever is at the desk may see; of other customers there is neither a line nor
// a share in the total.
func (s *Store) Age(ctx context.Context, day, owner string) (*Ageing, error) {
	if err := s.Receivables.Permit(ctx, right.Sensitive); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	a := &Ageing{Day: day, Bounds: p.Credit.Ageing}
	query, args := columns(a.Bounds, day)
	theirs, whose := register.Theirs(ctx, s.DB, "c.id")
	where, args := " WHERE "+theirs, append(args, whose...)
	if owner != "" {
		where, args = where+" AND c.owner = ?", append(args, owner)
	}
	rows, err := s.DB.Pool().QueryContext(ctx, "SELECT c.id, c.number, c.name, c.owner, coalesce(f.grade, ''), coalesce(f.credit_limit, 0), "+
		strings.Join(alias(len(a.Bounds)+2), ", ")+" FROM ("+query+") k JOIN customers c ON c.id = k.customer_id"+
		" LEFT JOIN credit_files f ON f.customer_id = c.id AND f.deleted_at = 0"+where, args...)
	if err != nil {
		return nil, db.Translate(err)
	}
	defer rows.Close()
	a.Total.Buckets = make([]int64, len(a.Bounds)+2)
	for rows.Next() {
		x := Aged{Buckets: make([]int64, len(a.Bounds)+2)}
		to := []any{&x.CustomerID, &x.Number, &x.Name, &x.Owner, &x.Grade, &x.Limit}
		for i := range x.Buckets {
			to = append(to, &x.Buckets[i])
		}
		if err := rows.Scan(to...); err != nil {
			return nil, db.Translate(err)
		}
		a.add(x)
	}
	slices.SortFunc(a.Lines, func(x, y Aged) int {
		return cmp.Or(cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Open, x.Open), cmp.Compare(x.CustomerID, y.CustomerID))
	})
	return a, db.Translate(rows.Err())
}

func (a *Ageing) add(x Aged) {
	for i, n := range x.Buckets {
		x.Open += n
		a.Total.Buckets[i] += n
		a.Total.Open += n
		if i > 0 {
			x.Overdue += n
			a.Total.Overdue += n
		}
	}
	a.Lines = append(a.Lines, x)
}

// columns is the SQL that sums what is open into columns, by customer: between
// days, for SQLite compares them sooner than it counts them.
func columns(bounds []int, day string) (string, []any) {
	var parts []string
	var args []any
	sum := func(where string, days ...any) {
		parts = append(parts, fmt.Sprintf("sum(CASE WHEN %s THEN open ELSE 0 END) AS b%d", where, len(parts)))
		args = append(args, days...)
	}
	before := func(days int) string {
		t, _ := time.Parse(field.DateLayout, day)
		return t.AddDate(0, 0, -days).Format(field.DateLayout)
	}
	sum("due_on >= ?", day)
	from := day
	for _, b := range bounds {
		sum("due_on < ? AND due_on >= ?", from, before(b))
		from = before(b)
	}
	sum("due_on < ?", from)
	return "SELECT customer_id, " + strings.Join(parts, ", ") + " FROM receivables WHERE open > 0 AND deleted_at = 0 GROUP BY customer_id", args
}

func alias(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "k.b" + strconv.Itoa(i)
	}
	return out
}

// Sum sorts debts into the columns.
func (a *Ageing) Sum(rs []*Receivable) []int64 {
	sums := make([]int64, len(a.Bounds)+2)
	for _, r := range rs {
		i := 0
		if r.DaysOverdue > 0 {
			i, _ = slices.BinarySearch(a.Bounds, int(r.DaysOverdue))
			i++
		}
		sums[i] += r.Open
	}
	return sums
}

// Only leaves the lines of these customers.
func (a *Ageing) Only(ids []int64) *Ageing {
	keep := map[int64]bool{}
	for _, id := range ids {
		keep[id] = true
	}
	out := &Ageing{Day: a.Day, Bounds: a.Bounds, Total: Aged{Buckets: make([]int64, len(a.Bounds)+2)}}
	for _, x := range a.Lines {
		if keep[x.CustomerID] {
			x.Open, x.Overdue = 0, 0
			out.add(x)
		}
	}
	return out
}
