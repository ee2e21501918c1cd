package complaint

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kezhi/data"
)

// Role is what somebody is in a complaint.
type Role string

// The roles that meet in recusal.
const (
	Accused      Role = "accused"      // 被投诉人
	Involved     Role = "involved"     // 原经办人
	Handler      Role = "handler"      // 处理人
	Member       Role = "member"       // 处理小组成员
	Investigator Role = "investigator" // 调查人
	Tester       Role = "tester"       // 复检人
	Proposer     Role = "proposer"     // 处理意见提出人
	Approver     Role = "approver"     // 审批人
)

// Bar is somebody who has to stand aside (回避), and why.
type Bar struct {
	Name string
	As   Role
}

// Barred are those who may not take part in a step of the kind: whoever is
// complained of and whoever did the work complained of (ISO/IEC 17025, 7.9.6);
// from an approval also everybody who handled the complaint.
func (k *Case) Barred(kind Kind) []Bar {
	bs := barred(k.Complaint)
	if kind != Approval {
		return bs
	}
	for _, s := range k.seats() {
		if s.role != Approver {
			bs = append(bs, Bar{s.name, s.role})
		}
	}
	return bs
}

func barred(c *Complaint) []Bar {
	var bs []Bar
	for _, n := range c.Accused {
		bs = append(bs, Bar{n, Accused})
	}
	for _, n := range c.Involved {
		bs = append(bs, Bar{n, Involved})
	}
	return bs
}

// seat is a person's part in a step, and the field that names them.
type seat struct {
	field string
	name  string
	role  Role
}

// seats are everybody's parts in the steps that stand, of every round.
func (k *Case) seats() []seat {
	var all []seat
	for _, p := range k.stand {
		all = append(all, k.deeds[k.Steps[p.step].ID].seats()...)
	}
	return all
}

// sitting are the parts in this round: what was done in a round that is over
// cannot be undone, but who was assigned then handles on until another is.
func (k *Case) sitting() []seat {
	var all []seat
	assigned := false
	for _, p := range slices.Backward(k.stand) {
		if p.round == k.Round || p.kind == Assignment && !assigned {
			all = append(all, k.deeds[k.Steps[p.step].ID].seats()...)
		}
		assigned = assigned || p.kind == Assignment
	}
	return all
}

func (x *assignment) seats() []seat {
	return append(many("group", x.Group, Member), seat{"handler", x.Handler, Handler})
}

func (x *investigation) seats() []seat {
	all := append(many("with", x.With, Investigator), seat{"who", x.Who, Investigator}, seat{"handler", x.Handler, Handler})
	if x.Retest {
		all = append(all, seat{"tester", x.Tester, Tester}, seat{"second_tester", x.SecondTester, Tester})
	}
	return all
}

func (x *proposal) seats() []seat { return []seat{{"who", x.Who, Proposer}} }
func (x *approval) seats() []seat { return []seat{{"who", x.Who, Approver}} }

func many(field string, names []string, r Role) []seat {
	all := make([]seat, len(names))
	for i, n := range names {
		all[i] = seat{field, n, r}
	}
	return all
}

// asides says which of the seats are taken by somebody who is barred, one
// refusal a field.
func asides(seats []seat, bars []Bar) data.Errors {
	var wrong data.Errors
	for _, s := range seats {
		i := slices.IndexFunc(bars, func(b Bar) bool { return Same(b.Name, s.name) })
		if i < 0 || slices.ContainsFunc(wrong, func(e *data.Error) bool { return e.Field == s.field }) {
			continue
		}
		wrong = append(wrong, data.Wrong(s.field, "complaint.error.recusal",
			"Name", s.name, "As", string(bars[i].As), "Role", string(s.role)))
	}
	return wrong
}

// accusing says who of those that the entry newly names has a part in the
// steps that stand. The save is refused rather than the part taken away
// silently: whoever leads the case first assigns it to somebody else, which
// takes back what the former handler did, and then the name is entered. So no
// version of the record ever has somebody handle a complaint against himself.
func (k *Case) accusing(c *Complaint) data.Errors {
	var wrong data.Errors
	seats := k.sitting()
	for _, b := range barred(c) {
		key := string(b.As)
		if slices.ContainsFunc(wrong, func(e *data.Error) bool { return e.Field == key }) {
			continue
		}
		if i := slices.IndexFunc(seats, func(s seat) bool { return Same(s.name, b.Name) }); i >= 0 {
			wrong = append(wrong, data.Wrong(key, "complaint.error.recusal_standing",
				"Name", b.Name, "As", key, "Role", string(seats[i].role)))
		}
	}
	return wrong
}

// Same tells whether two names are the same person's: full-width forms, case,
// spaces and invisible characters make no difference. An empty name is nobody's.
func Same(a, b string) bool {
	a, b = plain(a), plain(b)
	return a != "" && a == b
}

func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(name))
}
