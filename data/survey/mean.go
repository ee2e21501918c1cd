package survey

// part is the unit in which scores of unlike scales are added: it can be
// divided by every scale's number of steps, 2 to 9.
const part = 2520

// onFive brings x points of a scale from 1 to most onto the scale from 1 to 5,
// in parts: 1 stays 1, the highest point becomes 5, steps stay even.
func onFive(x, most int64) int64 { return part + 4*part*(x-1)/(most-1) }

// blend is a mean of scores over several questions: each brought to 1–5 and
// weighted by its question.
type blend struct{ sum, weight, n int64 }

func (b *blend) add(q *Question, points, times int64) {
	_, most, ok := q.Points()
	if !ok || !q.satisfies() {
		return
	}
	w := max(1, q.Weight)
	b.sum += onFive(points, most) * w * times
	b.weight += w * times
	b.n += times
}

func (b *blend) mean() Mean { return Mean{b.sum, b.weight * part, b.n} }

// mean5 is the mean of one answer's scores on the scale from 1 to 5.
func mean5(qs []Question, vs []Value) Mean {
	var b blend
	for i := range qs {
		for _, v := range vs {
			if v.Question == qs[i].Key {
				b.add(&qs[i], v.Amount/100, 1)
			}
		}
	}
	return b.mean()
}
