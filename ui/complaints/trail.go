package complaints

import (
	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
)

// trail is the register with the fields of the steps and of the documents
// among its own, under the keys that they have in the trail of changes.
type trail struct{ register.Register }

// Fields are the descriptions of everything that the trail names.
func (t trail) Fields() []field.Desc {
	all := t.Register.Fields()
	add := func(prefix string, ds []field.Desc) {
		for _, d := range ds {
			d.Key = prefix + "." + d.Key
			all = append(all, d)
		}
	}
	for _, k := range complaint.Kinds[1:] {
		add(string(k), complaint.StepFields(k))
	}
	add("document", document.Fields())
	return all
}
