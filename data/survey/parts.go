package survey

import (
	"strconv"

	"kezhi/assets"
)

// Parts are the questions one by one as they are answered: a Matrix is a score
// for each of its statements, a Rated question two, how much the statement
// matters and how satisfied the customer is with it. Each bears its place on
// the paper, "3.2". Questions that are parts already stay as they are.
func Parts(qs []Question) []Question {
	out := make([]Question, 0, len(qs))
	for i, q := range qs {
		if q.No == "" {
			q.No = strconv.Itoa(i + 1)
		}
		if q.Type != Matrix && q.Type != Rated {
			out = append(out, q)
			continue
		}
		for j, item := range q.Items {
			n := strconv.Itoa(j + 1)
			p := q
			p.Type, p.Text, p.Of, p.Items, p.No = Score, item, q.Text, nil, q.No+"."+n
			if q.Type == Rated {
				w := p
				w.Type, w.Key, w.Weight, w.Topic, w.LowLabel, w.HighLabel = Importance, q.Key+"_i"+n, 0, "", "", ""
				out = append(out, w)
				p.Pair = w.Key
			}
			p.Key = q.Key + "_r" + n
			out = append(out, p)
		}
	}
	return out
}

// Parts are the edition's questions as they are answered.
func (e *Edition) Parts() []Question { return Parts(e.Questions) }

// Place is the question's number as it stands before its words: "3. ", of a
// part "3.2 ".
func (q *Question) Place() string {
	if q.Of != "" {
		return q.No + " "
	}
	return q.No + ". "
}

// whole is the question with the one that it is a part of.
func whole(q *Question) string {
	if q.Of == "" {
		return q.Text
	}
	return q.Of + " · " + q.Text
}

// label names the field of an answer: the question's own words, and for the
// halves of a Rated question which of the two it is, in every language.
func (q *Question) label() string {
	aspect := ""
	switch {
	case q.Type == Importance:
		aspect = "answer.part.importance"
	case q.Pair != "":
		aspect = "answer.part.satisfaction"
	default:
		return whole(q)
	}
	words := map[assets.Lang]string{}
	for _, l := range assets.Langs {
		words[l] = l.T(aspect, "Text", whole(q))
	}
	return assets.Inline(words)
}

// satisfies tells whether the score says how satisfied the customer is: it
// counts towards CSAT and the mean. Effort and the comparisons of the ACSI do
// not.
func (q *Question) satisfies() bool {
	return q.Type == Score && (q.Measure == "" || q.Measure == Overall)
}

func acsi(q *Question) bool {
	return q.Type == Score && (q.Measure == Overall || q.Measure == Expectation || q.Measure == Ideal)
}
