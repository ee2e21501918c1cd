package figures

import (
	"strconv"

	"kezhi/data/field"
)

// Sorts of a figure.
const (
	Number   = "number"
	Percent  = "percent"
	PerMille = "permille"
	Money    = "money" // in hundredths
)

// Figure is one figure of a report: "figures." + Key names it, "figures.from." +
// Key says what it is counted from, with the places Part and Of.
type Figure struct {
	Key   string  `json:"key"`
	Sort  string  `json:"sort"`
	Value float64 `json:"value"`
	Known bool    `json:"known"` // false: of nothing
	Part  int64   `json:"part"`
	Of    int64   `json:"of"`
	// Last is the same of the period before; LastKnown as Known.
	Last      float64 `json:"last"`
	LastKnown bool    `json:"last_known"`
	Target    int64   `json:"target,omitempty"` // what was wanted; 0: nothing was set
}

// Figures are the figures of a report in their order; amounts only where they
// may be seen.
func (r *Report) Figures() []Figure {
	fs := r.Now.figures(r.Target)
	for i, f := range r.Last.figures(Target{}) {
		fs[i].Last, fs[i].LastKnown = f.Value, f.Known
	}
	if r.Hidden {
		for i := range fs {
			if fs[i].Sort == Money || fs[i].Key == "bad_rate" || fs[i].Key == "collected_rate" {
				fs[i].Known, fs[i].LastKnown = false, false
			}
		}
	}
	return fs
}

// Figures are the figures of one person.
func (p *Person) Figures() []Figure { return p.figures(p.Target) }

func (c *Counts) figures(t Target) []Figure {
	number := func(key string, n, target int64) Figure {
		return Figure{Key: key, Sort: Number, Value: float64(n), Known: true, Part: n, Target: target}
	}
	money := func(key string, n, target int64) Figure {
		return Figure{Key: key, Sort: Money, Value: float64(n), Known: true, Part: n, Target: target}
	}
	rate := func(key, sort string, part, of int64) Figure {
		f := Figure{Key: key, Sort: sort, Known: of > 0, Part: part, Of: of}
		if of > 0 {
			f.Value = map[string]float64{Percent: 100, PerMille: 1000}[sort] * float64(part) / float64(of)
		}
		return f
	}
	return []Figure{
		number("new", c.New, t.Customers),
		number("customers", c.After, 0),
		rate("growth", Percent, c.After-c.Before, c.Before),
		rate("loss", Percent, c.Lost, c.Before),
		number("visits", c.Visits, t.Visits),
		rate("satisfaction", Percent, c.Satisfied, c.Answers),
		rate("complaints", PerMille, c.Complaints, c.After),
		money("sales", c.Sales, t.Sales),
		money("collected", c.Collected, t.Collected),
		rate("collected_rate", Percent, c.Collected, c.Sales),
		money("bad_debts", c.BadDebts, 0),
		rate("bad_rate", Percent, c.BadDebts, c.Sales),
	}
}

// Text is the figure in digits, "12", "8.3%", "12,000"; a dash of nothing.
func (f Figure) Text() string { return text(f.Sort, f.Value, f.Known) }

// LastText is the figure of the period before.
func (f Figure) LastText() string { return text(f.Sort, f.Last, f.LastKnown) }

// TargetText is what was wanted, "" for nothing.
func (f Figure) TargetText() string {
	if f.Target == 0 {
		return ""
	}
	return text(f.Sort, float64(f.Target), true)
}

// Reached is how many percent of the target are reached, false without one.
func (f Figure) Reached() (float64, bool) {
	if f.Target == 0 {
		return 0, false
	}
	return 100 * f.Value / float64(f.Target), true
}

// ReachedText is Reached, "83.3%", "" without a target.
func (f Figure) ReachedText() string {
	x, ok := f.Reached()
	if !ok {
		return ""
	}
	return text(Percent, x, true)
}

// Base are Part and Of in digits, for the message that says what the figure is
// counted from.
func (f Figure) Base() []any {
	sort := Number
	switch f.Key {
	case "sales", "collected", "collected_rate", "bad_debts", "bad_rate":
		sort = Money
	}
	return []any{"Part", text(sort, float64(f.Part), true), "Of", text(sort, float64(f.Of), true)}
}

func text(sort string, x float64, known bool) string {
	if !known {
		return "—"
	}
	switch sort {
	case Percent:
		return strconv.FormatFloat(x, 'f', 1, 64) + "%"
	case PerMille:
		return strconv.FormatFloat(x, 'f', 1, 64) + "‰"
	case Money:
		if x == 0 {
			return "0"
		}
		return field.Parted(field.ShowDecimal(int64(x)))
	}
	return field.Parted(strconv.FormatInt(int64(x), 10))
}
