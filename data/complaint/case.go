package complaint

import (
	"slices"

	"kezhi/data"
	"kezhi/data/field"
)

// Case is a complaint with its steps. Its state is nothing kept for itself: it
// follows from the steps in the order in which they were entered.
//
// Each step leads to the next: assessment, assignment, investigation, proposal,
// approval, reply, opinion, corrective action, archive. An approval that sends
// back leads to a new proposal. A complainant who is not satisfied leads to a
// new round of investigation; every round's steps stay. Nothing is passed over
// but corrective action where the complaint was found to be unfounded.
type Case struct {
	Complaint *Complaint
	Steps     []Step // as entered; the first is the receipt
	State     string // Kind of the step that is due, or Archived or Withdrawn
	Round     int64

	deeds   map[int64]deed // of the steps, by id
	stand   []standing
	besides []int  // places in Steps of those taken besides the way
	terms   *terms // of the shop; nil where nothing is to be written
}

// standing is a step that was not taken again, with what was before it.
type standing struct {
	step   int // place in Steps
	kind   Kind
	round  int64 // after the step
	before string
	former int64 // round before
}

// newCase makes the case of a complaint and its stored steps, in their order.
func newCase(c *Complaint, steps []Step) *Case {
	k := &Case{Complaint: c, State: string(Assessment), Round: 1, deeds: map[int64]deed{}}
	k.Steps = append(k.Steps, Step{
		ComplaintID: c.ID, Round: 1, Kind: Receipt, Who: c.Receiver, At: c.ReceivedAt,
		EnteredBy: c.CreatedBy, EnteredAt: c.CreatedAt, Values: entry.Encode(c),
	})
	for _, s := range steps {
		d := s.open()
		k.Steps = append(k.Steps, s)
		k.deeds[s.ID] = d
		k.take(len(k.Steps)-1, d)
	}
	return k
}

// take lets the step at place i work on the state.
func (k *Case) take(i int, d deed) {
	s := &k.Steps[i]
	switch {
	case slices.Contains(Besides, s.Kind):
		k.besides = append(k.besides, i)
		return
	case s.Kind == Reopening:
		if k.resume(s.ID) {
			return
		}
	case s.Kind == Assignment && k.State != string(Assignment):
		k.reassign(s.ID)
	case k.top() == s.Kind:
		k.drop(s.ID)
	}
	p := standing{step: i, kind: s.Kind, before: k.State, former: k.Round}
	k.State, k.Round = k.after(s.Kind, d)
	p.round = k.Round
	k.stand = append(k.stand, p)
}

// after is the state and the round to which a step leads.
func (k *Case) after(kind Kind, d deed) (string, int64) {
	next := map[Kind]Kind{Assessment: Assignment, Assignment: Investigation, Investigation: Proposal, Proposal: Approval, Reply: Opinion}
	switch d := d.(type) {
	case *assignment:
		if place(Kind(k.State)) > place(Reply) {
			return string(Investigation), k.Round + 1
		}
	case *approval:
		if d.Decision == SentBack {
			return string(Proposal), k.Round
		}
		return string(Reply), k.Round
	case *opinion:
		switch {
		case d.Satisfied == No:
			return string(Investigation), k.Round + 1
		case k.founded() == No:
			return string(Archive), k.Round
		}
		return string(Corrective), k.Round
	case *corrective:
		if d.Needed == Yes && d.VerifiedOn == "" {
			return string(Corrective), k.Round // until the effect is verified
		}
		return string(Archive), k.Round
	case *archive:
		return Archived, k.Round
	case *withdrawal:
		return Withdrawn, k.Round
	case *reopening:
		return string(Investigation), k.Round + 1
	}
	return string(next[kind]), k.Round
}

// reassign takes back what the former handler did in this round: the new one
// investigates anew. What was replied already stays; a new round begins.
func (k *Case) reassign(by int64) {
	for slices.Contains([]Kind{Investigation, Proposal, Approval}, k.top()) && k.stand[len(k.stand)-1].round == k.Round {
		k.drop(by)
	}
	if k.top() == Assignment && k.stand[len(k.stand)-1].round == k.Round {
		k.drop(by)
	}
}

// resume takes back a withdrawal, so that the case goes on where it was; false
// where it was not withdrawn.
func (k *Case) resume(by int64) bool {
	for n, i := len(k.stand), len(k.stand)-1; i >= max(n-2, 0); i-- { // an archive may stand on it
		if k.stand[i].kind == Withdrawal {
			for len(k.stand) > i {
				k.drop(by)
			}
			return true
		}
	}
	return false
}

// drop takes back the last standing step.
func (k *Case) drop(by int64) {
	p := k.stand[len(k.stand)-1]
	k.stand = k.stand[:len(k.stand)-1]
	k.Steps[p.step].Superseded = by
	k.State, k.Round = p.before, p.former
}

// top is the kind of the last standing step.
func (k *Case) top() Kind {
	if len(k.stand) == 0 {
		return Receipt
	}
	return k.stand[len(k.stand)-1].kind
}

func place(k Kind) int { return slices.Index(Kinds, k) }

// Standing is the last step of the kind that stands, nil where there is none.
func (k *Case) Standing(kind Kind) *Step {
	if kind == Receipt {
		return &k.Steps[0]
	}
	for _, i := range slices.Backward(k.besides) {
		if k.Steps[i].Kind == kind {
			return &k.Steps[i]
		}
	}
	for _, p := range slices.Backward(k.stand) {
		if p.kind == kind {
			return &k.Steps[p.step]
		}
	}
	return nil
}

func last[D deed](k *Case, kind Kind) (d D, ok bool) {
	if s := k.Standing(kind); s != nil {
		d, ok = k.deeds[s.ID].(D)
	}
	return d, ok
}

func (k *Case) founded() string {
	if i, ok := last[*investigation](k, Investigation); ok {
		return i.Founded
	}
	return ""
}

// handler is who handles the complaint now.
func (k *Case) handler() string {
	for _, p := range slices.Backward(k.stand) {
		switch d := k.deeds[k.Steps[p.step].ID].(type) {
		case *assignment:
			return d.Handler
		case *investigation:
			return d.Handler
		}
	}
	return ""
}

// tell writes into the entry what follows from the steps.
func (k *Case) tell(c *Complaint) {
	c.State, c.Round, c.Handler, c.Founded = k.State, k.Round, k.handler(), k.founded()
	c.Due, c.Satisfied, c.RepliedOn, c.ClosedOn = "", "", "", ""
	if a, ok := last[*assignment](k, Assignment); ok {
		c.Due = a.Due
	}
	if o, ok := last[*opinion](k, Opinion); ok {
		c.Satisfied = o.Satisfied
	}
	if s := k.Standing(Reply); s != nil {
		c.RepliedOn = day(s.At)
	}
	if s := k.Standing(Archive); s != nil && k.State == Archived {
		c.ClosedOn = day(s.At)
	}
	c.PausedOn, c.PausedUntil, c.Heard, c.CorrectiveOwner, c.CorrectiveDue = "", "", "", "", ""
	if s := k.Paused(); s != nil {
		c.PausedOn, c.PausedUntil = day(s.At), s.Values.Text("until")
	}
	if s := k.Standing(Pledge); s != nil {
		c.PromisedOn = s.Values.Text("promised_on")
	}
	if x, ok := last[*corrective](k, Corrective); ok && k.State == string(Corrective) {
		c.CorrectiveOwner, c.CorrectiveDue = x.Owner, x.Due
	}
	for _, p := range k.stand {
		if x, ok := k.deeds[k.Steps[p.step].ID].(*opinion); ok && c.Heard == "" {
			c.Heard = x.Satisfied
		}
	}
	k.answered(c)
	k.rated(c)
}

// Differs are the fields of the entry that do not say what follows from the
// steps; nothing of one that was kept before there were two clocks.
func (k *Case) Differs() []field.Change {
	if k.Complaint.RuleEdition == "" {
		return nil
	}
	c := *k.Complaint
	k.tell(&c)
	cs := entry.Diff(entry.Encode(k.Complaint), entry.Encode(&c))
	if next := k.next(&c); next != k.Complaint.NextOn {
		cs = append(cs, field.Change{Key: "next_on", Before: k.Complaint.NextOn, After: next})
	}
	return cs
}

// rated writes into the entry what the customer said of the handling since the
// case was closed.
func (k *Case) rated(c *Complaint) {
	c.AskedOn, c.Score = "", ""
	if c.ClosedOn == "" {
		c.AskOn = ""
		return
	}
	closed := k.Standing(Archive).ID
	for _, i := range k.besides {
		if s := &k.Steps[i]; s.Kind == Followup && s.ID > closed {
			c.AskedOn, c.Score = day(s.At), s.Values.Text("score")
		}
	}
}

// Move is a step that may be taken now, or the reason why not.
type Move struct {
	Kind  Kind
	Due   bool        // it is the one that comes next
	Again bool        // it was taken already: this corrects it, the former stays to be read
	Why   *data.Error // nil: it may be taken
}

// Next are all kinds of steps, each with whether it may be taken now.
func (k *Case) Next() []Move {
	ms := make([]Move, 0, len(Kinds))
	for _, kind := range Kinds[1:] {
		ms = append(ms, k.Move(kind))
	}
	return ms
}

// Move says whether a step of the kind may be taken now. The reasons have the
// code data.Refused and name what comes first.
func (k *Case) Move(kind Kind) Move {
	m := Move{Kind: kind, Due: string(kind) == k.State, Again: k.top() == kind && kind != Reopening}
	no := func(key string, args ...any) Move {
		m.Why, m.Due, m.Again = data.Fault(data.Refused, key, args...), false, false
		return m
	}
	at, open := place(Kind(k.State)), k.State != Archived && k.State != Withdrawn
	switch {
	case forms[kind] == nil:
		return no("complaint.error.no_step")
	case k.Complaint.DeletedAt != 0:
		return no("complaint.error.deleted")
	case slices.Contains(Besides, kind):
		return k.beside(m, no)
	case kind == Reply && m.Due && k.Paused() != nil:
		return no("complaint.error.reply_paused", "Day", day(k.Paused().At))
	case m.Due || m.Again:
		return m
	case kind == Withdrawal && open:
		if at > place(Opinion) {
			return no("complaint.error.settled")
		}
		return m
	case kind == Reopening:
		if open && at <= place(Opinion) {
			return no("complaint.error.not_closed")
		}
		return m
	case k.State == Withdrawn && kind == Archive:
		m.Due = true
		return m
	case k.State == Archived:
		return no("complaint.error.archived")
	case k.State == Withdrawn:
		return no("complaint.error.withdrawn")
	case kind == Assignment && at > place(Assignment) && at <= place(Opinion):
		m.Again = true // to reassign
		return m
	case kind == Corrective && k.State == string(Archive) && k.top() == Opinion:
		return m // nothing was founded, yet something may be mended
	case place(kind) > at:
		return no("complaint.error.first." + k.State)
	}
	return no("complaint.error.past")
}

// beside says whether a step may be taken besides the way.
func (k *Case) beside(m Move, no func(string, ...any) Move) Move {
	paused := k.Paused()
	switch {
	case m.Kind == Followup && (k.State != Archived || k.Standing(Reply) == nil):
		return no("complaint.error.followup")
	case m.Kind == Followup:
		return m
	case !k.waiting():
		return no("complaint.error.answered")
	case m.Kind == Pause && paused != nil:
		return no("complaint.error.paused", "Day", day(paused.At))
	case m.Kind == Resumption && paused == nil:
		return no("complaint.error.not_paused")
	}
	return m
}

// previous is the time of the step after which one of the kind comes.
func (k *Case) previous(kind Kind) int64 {
	at := k.before(kind)
	if n := len(k.besides); n > 0 && (kind == Reply || slices.Contains(Besides, kind)) {
		at = max(at, k.Steps[k.besides[n-1]].At)
	}
	return at
}

// before is the time of the step of the way after which one of the kind comes.
func (k *Case) before(kind Kind) int64 {
	i := len(k.stand) - 1
	if i >= 0 && k.stand[i].kind == kind {
		i--
	}
	if i < 0 {
		return k.Complaint.ReceivedAt
	}
	return k.Steps[k.stand[i].step].At
}

// Rounds are the steps by round, each in the order of entry.
func (k *Case) Rounds() [][]Step {
	var rs [][]Step
	for _, s := range k.Steps {
		for int64(len(rs)) < s.Round {
			rs = append(rs, nil)
		}
		rs[s.Round-1] = append(rs[s.Round-1], s)
	}
	return rs
}
