package survey

import "fmt"

// All figures are kept exactly, as whole numbers over a count, and rounded
// once, when they are read: percentages to one decimal, means to two, halves
// away from zero. Nothing counted gives no figure ("—"), never a division by
// zero.

// None is what a figure reads as where nothing was counted.
const None = "—"

// Rate is a part of a whole.
type Rate struct{ Part, Of int64 }

// Tenths is the rate in tenths of a percent; ok is false where the whole is 0.
func (r Rate) Tenths() (tenths int64, ok bool) {
	if r.Of == 0 {
		return 0, false
	}
	return divide(r.Part*1000, r.Of), true
}

// String is the rate as "62.5%", None where the whole is 0.
func (r Rate) String() string {
	t, ok := r.Tenths()
	if !ok {
		return None
	}
	return tenths(t) + "%"
}

// Mean is Sum over Of, taken over N answers.
type Mean struct{ Sum, Of, N int64 }

// Hundredths is the mean in hundredths, 0 where there is nothing.
func (m Mean) Hundredths() int64 {
	if m.Of == 0 {
		return 0
	}
	return divide(m.Sum*100, m.Of)
}

// String is the mean as "4.25", None where there is nothing.
func (m Mean) String() string {
	if m.Of == 0 {
		return None
	}
	return hundredths(m.Hundredths())
}

// NPS is the Net Promoter Score (净推荐值): the share of those who answered 9
// or 10 less the share of those who answered 0 to 6, from −100 to 100.
type NPS struct{ Promoters, Passives, Detractors int64 }

// N is how many answered.
func (n NPS) N() int64 { return n.Promoters + n.Passives + n.Detractors }

// Tenths is the score in tenths of a point, rounded once from the counts; ok
// is false where nobody answered.
func (n NPS) Tenths() (tenths int64, ok bool) {
	if n.N() == 0 {
		return 0, false
	}
	return divide((n.Promoters-n.Detractors)*1000, n.N()), true
}

// String is the score as "12.5", None where nobody answered.
func (n NPS) String() string {
	t, ok := n.Tenths()
	if !ok {
		return None
	}
	return tenths(t)
}

// ACSI is the index of the American Customer Satisfaction Index, after those
// who gave all three scores: overall satisfaction X1, against expectation X2,
// against an ideal X3, each 1 to 10; (X1 + X2 + X3 − 3) / 27 × 100 of their
// means, 0 to 100.
type ACSI struct {
	Sum int64 // of all three scores of all of them
	N   int64
}

// Tenths is the index in tenths of a point; ok is false where nobody gave all
// three scores.
func (a ACSI) Tenths() (tenths int64, ok bool) {
	if a.N == 0 {
		return 0, false
	}
	return divide((a.Sum-3*a.N)*1000, 27*a.N), true
}

// String is the index as "72.8", None where there is none.
func (a ACSI) String() string {
	t, ok := a.Tenths()
	if !ok {
		return None
	}
	return tenths(t)
}

// divide rounds a/b, b > 0, to the nearest whole, halves away from zero.
func divide(a, b int64) int64 {
	if a < 0 {
		return -divide(-a, b)
	}
	return (2*a + b) / (2 * b)
}

func tenths(t int64) string {
	if t < 0 {
		return "-" + tenths(-t)
	}
	return fmt.Sprintf("%d.%d", t/10, t%10)
}

func hundredths(h int64) string {
	if h < 0 {
		return "-" + hundredths(-h)
	}
	return fmt.Sprintf("%d.%02d", h/100, h%100)
}
