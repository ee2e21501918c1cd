package complaint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kezhi/data"
	"kezhi/data/policy"
)

// Two clocks run for each complaint until the written reply: the promise that
// was made at the desk (承诺答复日期, PromisedOn) and the regulation's deadline
// (规定答复日期, RuleDue). The regulation counts from the receipt by the severity;
// an assessment that changes the severity counts anew, still from the receipt.
// Where the complainant was not satisfied the new round counts from the day
// that began it. While the customer is asked something the regulation's clock
// may be paused (暂停): it then ends as many days later, working days where it
// counts those. A promise is not moved by that, only by a new one that the
// customer agreed to (改约).

// clock sets the regulation's deadline of a case that still waits for its
// reply. anew: by the regulation in force now.
func (k *Case) clock(c *Complaint, t *terms, anew bool) {
	if !k.waiting() {
		return
	}
	from := k.began(c)
	if anew || c.RuleEdition == "" || c.RuleFrom != from {
		c.RuleWithin, c.RuleEdition = t.within(c.Severity).String(), t.preset.Edition()
	}
	c.RuleFrom = from
	within := c.Within()
	if within.Zero() {
		c.RuleDue, c.RuleUnknown = "", ""
		return
	}
	due, unknown := within.After(t.days, from)
	paused := 0
	for _, p := range k.pauses() {
		if p.to != "" && p.from >= from {
			paused += t.between(within, p.from, p.to)
		}
	}
	if paused > 0 {
		unit := policy.Period{N: paused, Unit: policy.Day}
		if within.Unit == policy.Workday {
			unit.Unit = policy.Workday
		}
		var more []int
		due, more = unit.After(t.days, due)
		unknown = append(unknown, more...)
	}
	c.RuleDue, c.RuleUnknown = due, years(unknown)
}

// years are the years of a list, each once, "2027 2028".
func years(ys []int) string {
	slices.Sort(ys)
	var out []string
	for _, y := range slices.Compact(ys) {
		out = append(out, strconv.Itoa(y))
	}
	return strings.Join(out, " ")
}

// Within is the period by which the regulation's deadline was counted.
func (c *Complaint) Within() policy.Period {
	p, _ := policy.ParsePeriod(c.RuleWithin)
	return p
}

// Rule is the rule behind the regulation's deadline in words, "紧急，3 个工作日",
// "" where there is none.
func (c *Complaint) Rule(s data.Speaker) string {
	if c.RuleDue == "" {
		return ""
	}
	return s.T("complaint.rule", "Severity", s.T("complaint.severity."+c.Severity), "Period", c.Within().Say(s))
}

// waiting tells whether the complainant still waits for the reply of this
// round.
func (k *Case) waiting() bool {
	at := place(Kind(k.State))
	return at >= 0 && at <= place(Reply)
}

// began is the day on which the round began.
func (k *Case) began(c *Complaint) string {
	if k.Round > 1 {
		for _, p := range k.stand {
			if p.round == k.Round {
				return day(k.Steps[p.step].At)
			}
		}
	}
	return day(c.ReceivedAt)
}

// spell is a time for which the clock stood still, to "" where it still does.
type spell struct{ from, to, until string }

func (k *Case) pauses() []spell {
	var all []spell
	for _, i := range k.besides {
		s := &k.Steps[i]
		switch n := len(all) - 1; {
		case s.Kind == Pause:
			all = append(all, spell{from: day(s.At), until: s.Values.Text("until")})
		case s.Kind == Resumption && n >= 0:
			all[n].to = day(s.At)
		}
	}
	return all
}

// Paused is the pause (暂停) that goes on, nil where the clock runs.
func (k *Case) Paused() *Step {
	if !k.waiting() {
		return nil
	}
	for _, i := range slices.Backward(k.besides) {
		switch s := &k.Steps[i]; s.Kind {
		case Pause:
			return s
		case Resumption:
			return nil
		}
	}
	return nil
}

// promised is the promise as far as it counts in this round.
func (c *Complaint) promised() string {
	if c.Round > 1 && c.PromisedOn < c.RuleFrom {
		return ""
	}
	return c.PromisedOn
}

// answered writes into the entry how the replies stand to the clocks. A reply
// that was taken before there were two clocks is measured by the promise alone.
func (k *Case) answered(c *Complaint) {
	c.AnsweredOn, c.RuleMet, c.PromiseMet = "", "", ""
	for _, p := range k.stand {
		if p.kind != Reply {
			continue
		}
		s := &k.Steps[p.step]
		on := day(s.At)
		if c.AnsweredOn == "" {
			c.AnsweredOn = on
		}
		c.RuleMet = met(c.RuleMet, s.Values.Text("rule_due"), on)
		promised := s.Values.Text("promised_on")
		if promised == "" && p.round == 1 && len(k.pledges()) == 0 {
			promised = c.PromisedOn
		}
		c.PromiseMet = met(c.PromiseMet, promised, on)
	}
}

// met joins to what is known whether a deadline was kept: late once is late.
func met(have, due, on string) string {
	switch {
	case due == "" || have == No:
		return have
	case on > due:
		return No
	}
	return Yes
}

// pledges are the new promises that the customer agreed to.
func (k *Case) pledges() []*Step {
	var all []*Step
	for _, i := range k.besides {
		if k.Steps[i].Kind == Pledge {
			all = append(all, &k.Steps[i])
		}
	}
	return all
}

// next is the day of what comes next, "" for nothing that has a day.
func (k *Case) next(c *Complaint) string {
	switch {
	case k.waiting() && c.PausedOn != "":
		return earliest(c.promised(), c.PausedUntil)
	case k.waiting():
		assigned := ""
		if at := place(Kind(k.State)); at > place(Assignment) && at < place(Approval) {
			assigned = c.Due
		}
		return earliest(c.promised(), c.RuleDue, assigned)
	case k.State == string(Corrective):
		return c.CorrectiveDue
	case k.State == Archived && c.AskedOn == "":
		return c.AskOn
	}
	return ""
}

// Deadline is one of the two clocks on a day.
type Deadline struct {
	On     string // "2026-12-07"; "" for none
	Met    string // Yes, No once it was replied; "" while it runs
	Left   int    // days from today, below 0: late
	Paused bool   // it stands still
}

// Late tells whether the deadline was missed, by today or by the reply.
func (d Deadline) Late() bool {
	return d.Met == No || d.Met == "" && d.On != "" && d.Left < 0 && !d.Paused
}

// Level is somebody who is told of a complaint that takes long (升级).
type Level struct {
	Key  string // of the regulation: policy.Head
	Who  string // "" where nobody has the role
	On   string // the day from which they are told
	Late bool   // because it is late, not because it soon will be
}

// Say is who it is by name, else what the regulation calls the level.
func (l Level) Say(s data.Speaker) string {
	if l.Who != "" {
		return l.Who
	}
	return s.T("complaint.level." + l.Key)
}

// levels are those who were told, worded where they stand in a message.
type levels []Level

// Say is the names with commas.
func (ls levels) Say(s data.Speaker) string {
	all := make([]string, len(ls))
	for i, l := range ls {
		all[i] = l.Say(s)
	}
	return strings.Join(all, s.T("data.list_comma"))
}

// Clocks are the two deadlines of a case and who was told of them.
type Clocks struct {
	Promise, Rule Deadline
	// Within and Severity are the rule; Unknown are the years without a table of
	// holidays that it counted by weekdays alone.
	Within   policy.Period
	Severity string
	Unknown  []string
	// Promised is the promise as the regulation counts it, where it was made so;
	// it tells of years without a table of holidays too.
	Promised policy.Counted
	Levels   []Level // beyond the handler, those told by now
}

// clocks are the clocks of an entry on a day.
func (t *terms) clocks(c *Complaint, today string) Clocks {
	k := Clocks{Within: c.Within(), Severity: c.Severity, Unknown: strings.Fields(c.RuleUnknown)}
	waiting := place(Kind(c.State)) >= 0 && place(Kind(c.State)) <= place(Reply)
	k.Promise = Deadline{On: c.PromisedOn, Left: calendarDays(today, c.PromisedOn), Met: c.PromiseMet}
	k.Rule = Deadline{On: c.RuleDue, Left: calendarDays(today, c.RuleDue), Met: c.RuleMet, Paused: c.PausedOn != ""}
	if waiting {
		k.Promise.On, k.Promise.Met, k.Rule.Met = c.promised(), "", ""
		k.Levels = t.told(c, today)
		if on, counted := t.preset.Complaints.Promise.Count(t.days, c.OnDay); on == k.Promise.On {
			k.Promised = counted
		}
	} else if c.AnsweredOn == "" { // withdrawn: nobody waits any more
		k.Promise, k.Rule = Deadline{}, Deadline{}
	}
	return k
}

// told are the levels that were told of a case by a day: the next one from the
// regulation's part of the time, one more when it is late, and each further
// one when it is late by as long again as was left at the first.
func (t *terms) told(c *Complaint, today string) []Level {
	now := today
	if c.PausedOn != "" && c.PausedOn < now {
		now = c.PausedOn
	}
	received := policy.Period{N: max(0, calendarDays(c.OnDay, c.PromisedOn)), Unit: policy.Day}
	days := earlier(t.warnings(c.Within(), c.RuleFrom, c.RuleDue, now), t.warnings(received, c.OnDay, c.promised(), today))
	owner := cmp.Or(c.Handler, c.Receiver)
	late := earliest(c.promised(), c.RuleDue)
	ls := t.above(owner)
	ls = ls[:min(len(ls), len(days))]
	for i := range ls {
		ls[i].On, ls[i].Late = days[i], days[i] > late
	}
	return ls
}

// above are the levels above somebody. One that they hold themselves is passed
// over: nobody is told by himself.
func (t *terms) above(owner string) []Level {
	var ls []Level
	for _, key := range t.preset.Complaints.Levels {
		if who := t.responsible(key, owner); key != policy.Owner && (who == "" || who != owner) {
			ls = append(ls, Level{Key: key, Who: who})
		}
	}
	return ls
}

// warnings are the days, up to today, from which one more level is told.
func (t *terms) warnings(within policy.Period, from, due, today string) []string {
	part := t.preset.Complaints.Escalate
	if due == "" || part <= 0 {
		return nil
	}
	end, _ := within.After(t.days, from)
	whole := t.between(within, from, end)
	rest := whole - (whole*part+99)/100
	late, _ := policy.Period{N: 1, Unit: policy.Day}.After(t.days, due)
	var days []string
	add := func(on string) {
		if on <= today {
			days = append(days, on)
		}
	}
	add(t.shift(within, due, -rest))
	add(late)
	for i := range max(0, len(t.preset.Complaints.Levels)-3) {
		add(t.shift(within, late, (i+1)*max(rest, 1)))
	}
	return days
}

// earlier is of two lists the earlier day at each place.
func earlier(a, b []string) []string {
	out := make([]string, max(len(a), len(b)))
	for i := range out {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		out[i] = earliest(x, y)
	}
	return out
}

// objection is the last day on which an objection to a report is in time, ""
// for no bound.
func (t *terms) objection(received string) string {
	p := t.preset.Complaints.Objection
	if p.Zero() || received == "" {
		return ""
	}
	last, _ := p.After(t.days, received)
	return last
}
