package audit

import (
	"context"
	"math"
	"strings"

	"kezhi/data/chain"
	"kezhi/data/register"
)

// row is an entry as it stands in the file.
type row struct {
	chain.Entry
	Value chain.Value
}

func (r *row) change() register.Change {
	return register.Change{
		ID: r.ID, At: r.At, Who: r.Who, Host: r.Host, Register: r.Register, RecordID: r.RecordID, Number: r.Number,
		Version: r.Version, Action: register.Action(r.Action), Fields: r.Fields,
	}
}

// at is the value that the entry would have at a place after a value.
func (r *row) at(id int64, prev chain.Value) chain.Value {
	e := r.Entry
	e.ID = id
	return e.After(prev)
}

// chunk is how many entries are read at once, and ahead how far is looked for
// what belongs to a break.
const (
	chunk = 4000
	ahead = 1000
)

func (v *verifier) read(ctx context.Context, after int64, n int) ([]row, error) {
	rows, err := v.c.QueryContext(ctx, "SELECT "+chain.Columns+", chain FROM changes WHERE id > ? ORDER BY id LIMIT ?", after, n) //nolint:gosec // the names of columns
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	rs := make([]row, 0, n)
	var value []byte
	for rows.Next() {
		rs = append(rs, row{})
		r := &rs[len(rs)-1]
		if err := rows.Scan(append(r.To(), &value)...); err != nil {
			return nil, err
		}
		r.Value = chain.Of(value)
	}
	return rs, rows.Err()
}

// walk goes from entry to entry. After a break it goes on from the value that
// stands there, so that each break is told of once.
func (v *verifier) walk(ctx context.Context) error {
	rs, err := v.read(ctx, math.MinInt64, chunk)
	if err != nil {
		return err
	}
	var prev, before row // the last entries that were looked at: their places and values
	for len(rs) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		next, err := v.read(ctx, rs[len(rs)-1].ID, chunk)
		if err != nil {
			return err
		}
		sight := append(rs, next[:min(len(next), ahead)]...)
		for i := range rs {
			r := &rs[i]
			if prev.Value == (chain.Value{}) && v.report.Entries == 0 {
				v.report.First = r.At
			}
			switch {
			case r.After(prev.Value) != r.Value:
				v.classify(&before, &prev, sight[i:])
			case v.h.file != "" && r.ID > v.h.last:
				v.broken(AddedKind, r.change(), "audit.broken.added")
			}
			if r.Action == string(register.Restored) && r.Register == "backup" {
				v.back = append(v.back, r.change())
			}
			if len(r.Cut) > 0 {
				v.cut = append(v.cut, cut{r.ID, r.Fields != ""})
			}
			if r.Action == string(register.Erased) {
				v.erased = append(v.erased, named(r.change())...)
			}
			if v.need[r.ID] {
				v.values[r.ID] = r.Value
			}
			before, prev = prev, *r
			v.report.Entries++
		}
		v.report.Last = prev.At
		if v.Progress != nil {
			v.Progress(v.report.Entries, v.total)
		}
		rs = next
	}
	v.last = prev
	return nil
}

// classify says what happened where the first of these entries does not follow
// the one before it.
func (v *verifier) classify(before, prev *row, rs []row) {
	r, place := &rs[0], prev.ID+1
	rest := rs[1:min(len(rs), ahead)]
	switch {
	case v.h.file != "" && r.ID > v.h.last && prev.ID >= v.h.last:
		v.broken(AddedKind, r.change(), "audit.broken.added")
		return
	case prev.ID > 0 && r.After(before.Value) == r.Value:
		v.broken(AddedKind, prev.change(), "audit.broken.added")
		return
	case added(prev, r, rest):
		v.broken(AddedKind, r.change(), "audit.broken.added")
		return
	case moved(prev, r, rest):
		v.broken(MovedKind, r.change(), "audit.broken.moved")
		return
	}
	if r.ID > place {
		key := "audit.broken.removed"
		if r.ID == place+1 {
			key = "audit.broken.removed_one"
		}
		v.broken(RemovedKind, r.change(), key, "From", place, "To", r.ID-1)
		return
	}
	if len(rest) > 0 {
		for d := int64(1); d <= ahead; d++ {
			if n := &rest[0]; n.at(n.ID+d, r.Value) == n.Value {
				v.broken(RemovedKind, r.change(), "audit.broken.renumbered", "N", d)
				return
			}
		}
	}
	v.broken(ChangedKind, r.change(), "audit.broken.changed", "Before", prev.ID)
}

// added tells whether what belongs here comes after entries that do not belong
// anywhere: as it was, or with itself and all after it numbered anew.
func added(prev, r *row, rest []row) bool {
	for i := range rest {
		n, shift := &rest[i], int64(i+1)
		if n.After(prev.Value) == n.Value {
			return true
		}
		if n.at(n.ID-shift, prev.Value) != n.Value {
			continue
		}
		if i+1 == len(rest) {
			return r.at(n.ID, n.Value) != r.Value
		}
		if m := &rest[i+1]; m.at(m.ID-shift, n.Value) == m.Value {
			return true
		}
	}
	return false
}

// moved tells whether what belongs here stands further on, under its own value
// or under the one of this place.
func moved(prev, r *row, rest []row) bool {
	for i := range rest {
		c := &rest[i]
		if x := c.at(prev.ID+1, prev.Value); x == c.Value || x == r.Value {
			return true
		}
	}
	return false
}

// guardName is the name of a trigger.
func guardName(sql string) string { return strings.Fields(sql)[2] }
