package complaint

import (
	"maps"
	"slices"

	"kezhi/data/field"
)

// Leads is where a step of the kind with these values would lead: the state
// and the round. Nothing is checked; a kind that may not be taken now leads
// nowhere.
func (k *Case) Leads(kind Kind, v field.Values) (state string, round int64) {
	f := forms[kind]
	if f == nil || k.Move(kind).Why != nil {
		return k.State, k.Round
	}
	d, _ := f.read(v)
	c := &Case{
		Complaint: k.Complaint, State: k.State, Round: k.Round,
		Steps: append(slices.Clone(k.Steps), Step{Kind: kind}), stand: slices.Clone(k.stand), deeds: maps.Clone(k.deeds),
		besides: slices.Clone(k.besides),
	}
	c.deeds[0] = d
	c.take(len(c.Steps)-1, d)
	return c.State, c.Round
}

// Recuses tells whether people who are barred have to stand aside from steps
// of the kind.
func Recuses(k Kind) bool {
	f := forms[k]
	return f != nil && len(f.blank().seats()) > 0
}
