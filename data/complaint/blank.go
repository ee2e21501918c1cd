package complaint

import "kezhi/data/field"

// Blank are the values of a step of the kind that who begins now: what is known
// is filled in, and where the step is taken again, what it said before.
func (k *Case) Blank(kind Kind, who string, now int64) field.Values {
	f := forms[kind]
	if f == nil {
		return field.Values{}
	}
	d := f.blank()
	*d.by() = actor{who, now}
	if s := k.Standing(kind); s != nil && k.Move(kind).Again {
		v := s.Values.Clone()
		if kind == Assignment && k.top() != Assignment {
			v["who"], v["at"] = who, field.ShowTime(now) // somebody else, now
		}
		return v
	}
	c := k.Complaint
	switch x := d.(type) {
	case *assessment:
		x.Severity, x.Department = c.Severity, c.Department
		x.Safety, x.Immediate = No, No
		x.Route = ToDepartment
		if c.Severity == Major {
			x.Route = ToMeeting
		}
	case *assignment:
		x.Department = c.Department
		if c.PromisedOn >= day(now) {
			x.Due = c.PromisedOn
		}
	case *investigation:
		x.Handler = k.handler()
	case *reply:
		x.Way = "letter"
	case *corrective:
		if i, ok := last[*investigation](k, Investigation); ok {
			x.Cause = i.Cause
		}
	case *withdrawal:
		x.By = c.Complainant
	}
	return f.write(d)
}
