package survey

import "math/big"

// Places of the importance–satisfaction quadrant (四分图).
const (
	Strength    = "strength"    // 优势: matters much, done well
	Repair      = "repair"      // 修补: matters much, done badly; first of all
	Opportunity = "opportunity" // 机会: matters little, done badly
	Maintain    = "maintain"    // 维持: matters little, done well
)

// Quadrant is where the statements of the Rated questions stand by how much
// they matter and how satisfied customers are, parted at the means over them
// all.
type Quadrant struct {
	Items        []Placed
	Importance   Mean // the thresholds: means of the items' means, on 1–5
	Satisfaction Mean
}

// Placed is one statement. Both means are brought to 1–5.
type Placed struct {
	Question            // its satisfaction
	Importance   Mean   // with how many answered it
	Satisfaction Mean   //
	Place        string // Strength, Repair, Opportunity, Maintain
	// Tie tells that one of its means is the threshold itself: it was counted
	// as high, and a little more or less would have put it elsewhere.
	Tie bool
}

// Quadrant places the statements; one that lacks an answer of either kind has
// no place and is left out.
func (s *Summary) Quadrant() Quadrant {
	var q Quadrant
	weight := map[string]*Figures{}
	for i := range s.Questions {
		f := &s.Questions[i]
		if f.Type == Importance {
			weight[f.Key] = f
		}
		w := weight[f.Pair]
		if f.Pair == "" || w == nil || f.N == 0 || w.N == 0 {
			continue
		}
		q.Items = append(q.Items, Placed{Question: f.Question, Importance: w.onFive(), Satisfaction: f.onFive()})
	}
	if len(q.Items) == 0 {
		return q
	}
	high, good := new(big.Rat), new(big.Rat)
	for i := range q.Items {
		high.Add(high, q.Items[i].Importance.rat())
		good.Add(good, q.Items[i].Satisfaction.rat())
	}
	n := new(big.Rat).SetInt64(int64(len(q.Items)))
	high.Quo(high, n)
	good.Quo(good, n)
	for i := range q.Items {
		p := &q.Items[i]
		a, b := p.Importance.rat().Cmp(high), p.Satisfaction.rat().Cmp(good)
		p.Place, p.Tie = placeOf(a >= 0, b >= 0), a == 0 || b == 0
	}
	q.Importance, q.Satisfaction = meanOf(high, len(q.Items)), meanOf(good, len(q.Items))
	return q
}

func placeOf(important, good bool) string {
	switch {
	case important && good:
		return Strength
	case important:
		return Repair
	case good:
		return Maintain
	}
	return Opportunity
}

// onFive is the mean of a score brought to the scale 1–5, exactly.
func (f *Figures) onFive() Mean {
	var b blend
	_, most, _ := f.Points()
	for i, bar := range f.Bars {
		b.sum += onFive(int64(i+1), most) * bar.Count.Part
		b.weight += bar.Count.Part
	}
	b.n = b.weight
	return b.mean()
}

func (m Mean) rat() *big.Rat { return big.NewRat(m.Sum, max(m.Of, 1)) }

// meanOf is a threshold as a Mean, to the millionth.
func meanOf(r *big.Rat, n int) Mean {
	f, _ := r.Float64()
	const part = 1_000_000
	return Mean{int64(f*part + 0.5), part, int64(n)}
}

// Float is the mean as a number, for drawing; 0 where there is nothing.
func (m Mean) Float() float64 {
	if m.Of == 0 {
		return 0
	}
	return float64(m.Sum) / float64(m.Of)
}
