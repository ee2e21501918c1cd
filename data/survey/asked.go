package survey

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kezhi/data"
	"kezhi/data/field"
)

// Prefix begins the keys of the questions' own fields: "q_1" for the question
// with the key "1", "q_1_other" for the text beside its other option.
const Prefix = "q_"

const otherSuffix = "_other"

// FieldKey is the key under which the answer to a question stands.
func (q *Question) FieldKey() string { return Prefix + q.Key }

// AnswerFields describes the answers to these questions, so that a form can
// show them and the same rules check them. Labels and the names of options are
// the questionnaire's own words, not message keys. Under the keys stand:
//
//	score, nps   the points, "5"
//	choice       the option's text
//	choices      the texts of the options
//	yes_no       "yes" or "no"
//	number       "12.5"
//	text         the text
//	date         "2026-11-22"
//	matrix       the points, under "q_3_r1" for the first statement
//	rated        the points, under "q_4_i1" for its importance and "q_4_r1"
func AnswerFields(qs []Question) []field.Desc {
	qs = Parts(qs)
	ds := make([]field.Desc, 0, len(qs))
	for i := range qs {
		q := &qs[i]
		d := field.Desc{Key: q.FieldKey(), Label: q.label(), Section: "answer.section.questions", Required: q.Required, Wide: true}
		switch q.Type {
		case Score, Promote, Importance:
			d.Kind = field.Choice
			d.Options, d.Names = points(q)
		case One:
			d.Kind, d.Options = field.Choice, q.Choices()
			d.Names = d.Options
		case Many:
			d.Kind, d.Options = field.Choices, q.Choices()
			d.Names, d.Max = d.Options, len(d.Options)
		case YesNo:
			d.Kind, d.Options = field.Choice, []string{Yes, No}
			d.Names = []string{"answer.yes", "answer.no"}
		case Number:
			d.Kind, d.Max = field.Decimal, 20
			d.Least, d.Most = q.Least*100, q.Most*100
			if q.Unit != "" {
				d.Label += "（" + q.Unit + "）"
			}
		case Text:
			d.Kind, d.Max, d.Lines = field.Multiline, 4000, 3
		case Date:
			d.Kind, d.Max = field.Date, 10
		default:
			continue
		}
		ds = append(ds, d)
		if q.Other != "" && (q.Type == One || q.Type == Many) {
			ds = append(ds, field.Desc{
				Key: d.Key + otherSuffix, Label: q.Other, Section: d.Section, Kind: field.Text, Max: 200, Wide: true,
				When: &field.When{Key: d.Key, In: []string{q.Other}},
			})
		}
	}
	return ds
}

// The values of a yes or no.
const (
	Yes = "yes"
	No  = "no"
)

func points(q *Question) (options, names []string) {
	least, most, _ := q.Points()
	for n := least; n <= most; n++ {
		s := strconv.FormatInt(n, 10)
		options = append(options, s)
		switch {
		case n == least && q.LowLabel != "":
			s += " " + q.LowLabel
		case n == most && q.HighLabel != "":
			s += " " + q.HighLabel
		}
		names = append(names, s)
	}
	return options, names
}

// accept checks what was given to the questions and returns it as it is kept.
func accept(qs []Question, given field.Values) (field.Values, data.Errors) {
	qs = Parts(qs)
	tidy := make(field.Values, len(given))
	for k, x := range given {
		tidy[k] = x
	}
	for i := range qs {
		q := &qs[i]
		if x, ok := tidy[q.FieldKey()]; ok {
			tidy[q.FieldKey()] = meant(q, x)
		}
	}
	out, wrong := field.Accept(AnswerFields(qs), tidy)
	for i := range qs {
		q := &qs[i]
		for _, e := range wrong {
			if least, most, ok := q.Points(); ok && e.Field == q.FieldKey() && e.Key == "error.no_option" {
				*e = *data.Wrong(e.Field, "error.out_of_range", "Least", least, "Most", most)
			}
		}
		if q.Type != Many {
			continue
		}
		ticked := out.List(q.FieldKey())
		if len(ticked) == 0 {
			continue
		}
		if int64(len(ticked)) < q.Least {
			wrong = append(wrong, data.Wrong(q.FieldKey(), "answer.error.least", "Least", q.Least))
		}
		if q.Most > 0 && int64(len(ticked)) > q.Most {
			wrong = append(wrong, data.Wrong(q.FieldKey(), "error.too_many", "Max", q.Most))
		}
		order := q.Choices()
		slices.SortFunc(ticked, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	}
	return out, wrong
}

// meant turns what stands for an answer into the answer: an option by its
// place, yes and no in words or figures.
func meant(q *Question, x any) any {
	switch q.Type {
	case Score, Promote, Importance:
		if s := text(x); s != "" { // "５", 5.0
			if h, err := field.ReadDecimal(s); err == nil && h%100 == 0 {
				return field.ShowInteger(h / 100)
			}
		}
	case YesNo:
		switch strings.ToLower(strings.TrimSpace(text(x))) {
		case "yes", "true", "1", "是":
			return Yes
		case "no", "false", "2", "0", "否":
			return No
		}
	case One:
		return placed(q, x)
	case Many:
		switch l := x.(type) {
		case []string:
			out := make([]any, len(l))
			for i, e := range l {
				out[i] = placed(q, e)
			}
			return out
		case []any:
			out := make([]any, len(l))
			for i, e := range l {
				out[i] = placed(q, e)
			}
			return out
		}
	}
	return x
}

func placed(q *Question, x any) any {
	all, s := q.Choices(), strings.TrimSpace(text(x))
	if slices.Contains(all, s) {
		return s
	}
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(all) {
		return all[n-1]
	}
	return x
}

func text(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case bool:
		return strconv.FormatBool(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case int:
		return strconv.Itoa(x)
	case fmt.Stringer: // json.Number
		return x.String()
	}
	return ""
}

// spread writes accepted answers out as rows, in the order of the questions.
func spread(qs []Question, given field.Values) []Value {
	var vs []Value
	for i := range qs {
		q := &qs[i]
		key := q.FieldKey()
		ticks := given.List(key)
		if s := given.Text(key); s != "" {
			ticks = []string{s}
		}
		for _, s := range ticks {
			v := Value{Question: q.Key, Type: q.Type, Value: s}
			switch q.Type {
			case Score, Promote, Number, Importance:
				v.Amount, _ = field.ReadDecimal(s)
			case One, Many:
				if s == q.Other {
					v.Other = given.Text(key + otherSuffix)
				}
			}
			vs = append(vs, v)
		}
	}
	return vs
}

// gather is the way back from rows to what was given.
func gather(vs []Value) field.Values {
	given := field.Values{}
	for _, v := range vs {
		key := Prefix + v.Question
		if v.Type == Many {
			given[key] = append(given.List(key), v.Value)
		} else {
			given[key] = v.Value
		}
		if v.Other != "" {
			given[key+otherSuffix] = v.Other
		}
	}
	return given
}
