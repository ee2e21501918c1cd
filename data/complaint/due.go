package complaint

import (
	"cmp"
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// asked is the act of one click: the customer was asked about the handling.
const asked = "asked"

// Due is the work that complaints have a day for: the reply by the earlier of
// the two clocks, an approval that waits, what was assigned, the customer's
// answer while the clock is paused, corrective actions, and the question what
// the customer thinks of the handling. It goes to whoever handles the case, and
// to those whom the regulation tells of it (升级); an approval goes to nobody
// who has to stand aside.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "complaint")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	t, err := allTerms(g)
	if err != nil {
		return due.List{}, db.Translate(err)
	}
	var l due.List
	where, args := "WHERE deleted_at = 0 AND next_on <> '' AND next_on >= ? AND next_on <= ?", []any{q.From, q.Until}
	if q.Owner == "" {
		if l, err = s.countDue(ctx, q, where, args); err != nil {
			return l, db.Translate(err)
		}
		where += " ORDER BY next_on, id LIMIT ?"
		args = append(args, q.Limit)
	} else {
		if !t.leads(q.Owner) {
			where += " AND (state IN ('approval', 'corrective') OR handler IN ('', ?))"
			args = append(args, q.Owner)
		}
		where += " ORDER BY next_on, id"
	}
	cs, err := s.brief(ctx, where, args...)
	if err != nil {
		return l, db.Translate(err)
	}
	waiting, err := s.approvals(ctx, t, cs)
	if err != nil {
		return l, db.Translate(err)
	}
	for i := range cs {
		c := &cs[i]
		owner := c.owner()
		if a, ok := waiting[c.ID]; ok {
			owner = a.by
			if a.bars(q.Owner) {
				continue
			}
		}
		if q.Owner != "" && owner != "" && owner != q.Owner && !t.tells(c, q.Today, q.Owner) {
			continue
		}
		if q.Owner != "" {
			l.Count(q.Today, c.NextOn, 1)
		}
		if len(l.Items) < q.Limit {
			it := t.item(c, q.Today)
			it.Owner = owner
			l.Items = append(l.Items, it)
		}
	}
	return l, nil
}

// countDue counts everybody's work without reading it.
func (s *Store) countDue(ctx context.Context, q due.Query, where string, args []any) (due.List, error) {
	var l due.List
	row := s.DB.Pool().QueryRowContext(ctx, `SELECT coalesce(sum(next_on < ?), 0), coalesce(sum(next_on = ?), 0), coalesce(sum(next_on > ?), 0)
		FROM complaints `+where, append([]any{q.Today, q.Today, q.Today}, args...)...)
	return l, row.Scan(&l.Late, &l.Today, &l.Later)
}

// owner is whose work it is.
func (c *Complaint) owner() string {
	if c.State == string(Corrective) {
		return c.CorrectiveOwner
	}
	return cmp.Or(c.Handler, c.Receiver)
}

// leads tells whether somebody has a role that is told of others' cases.
func (t *terms) leads(name string) bool {
	m, _ := staff.Find(t.staff, name)
	return slices.Contains([]staff.Role{staff.DepartmentHead, staff.DeputyManager, staff.Office, staff.GeneralManager}, m.Role)
}

// item is what comes next of an entry.
func (t *terms) item(c *Complaint, today string) due.Item {
	it := due.Item{
		Kind: due.Step, Register: "complaint", ID: c.ID, Number: c.Number, Who: c.Complainant, What: c.What,
		Owner: c.owner(), Day: c.NextOn, Why: "complaint.why.assigned",
	}
	if c.CustomerID != nil {
		it.Customer = *c.CustomerID
	}
	switch {
	case c.State == string(Corrective):
		it.Kind, it.Why = due.Corrective, "complaint.why.corrective"
	case c.State == Archived:
		it.Kind, it.Why, it.WhyArgs, it.Act = due.Ask, "complaint.why.ask", []any{"Period", t.preset.Complaints.Ask}, asked
		return it
	case c.NextOn == c.promised():
		it.Kind, it.Why = due.Reply, "complaint.why.promise"
	case c.PausedOn != "":
		it.Why, it.WhyArgs = "complaint.why.paused", []any{"Day", c.PausedOn}
	case c.NextOn == c.RuleDue:
		it.Kind, it.Why = due.Reply, "complaint.why.rule"
		it.WhyArgs = []any{"Severity", word("complaint.severity." + c.Severity), "Period", c.Within()}
	}
	if c.State == string(Approval) {
		it.Kind = due.Approval
	}
	if ls := t.told(c, today); len(ls) > 0 && c.State != string(Corrective) {
		var names levels
		for _, l := range ls {
			names = append(names, l)
		}
		it.WhyArgs = append(it.WhyArgs, "Reason", reason{it.Why, slices.Clone(it.WhyArgs)}, "Names", names)
		it.Why = "complaint.why.escalated"
	}
	return it
}

// reason is a message with its places, worded where it stands in another.
type reason struct {
	key  string
	args []any
}

// Say is the message.
func (r reason) Say(s data.Speaker) string { return s.T(r.key, data.Said(s, r.args)...) }

// tells tells whether somebody is among those who were told of a case.
func (t *terms) tells(c *Complaint, today, who string) bool {
	at := place(Kind(c.State))
	return at >= 0 && at <= place(Reply) && slices.ContainsFunc(t.told(c, today), func(l Level) bool { return l.Who == who })
}

// waitingApproval is an approval that waits.
type waitingApproval struct {
	by   string // who decides; "" for nobody in particular
	from []Bar
}

func (a waitingApproval) bars(who string) bool {
	return slices.ContainsFunc(a.from, func(b Bar) bool { return Same(b.Name, who) })
}

// approvals are the approvals among some entries, by their ids.
func (s *Store) approvals(ctx context.Context, t *terms, cs []Complaint) (map[int64]waitingApproval, error) {
	var ids []int64
	for i := range cs {
		if cs[i].State == string(Approval) {
			ids = append(ids, cs[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	ks, err := s.cases(s.DB.Read(ctx), ids)
	if err != nil {
		return nil, err
	}
	all := map[int64]waitingApproval{}
	for _, k := range ks {
		w := waitingApproval{from: k.Barred(Approval)}
		w.by = k.approver(t, w)
		all[k.Complaint.ID] = w
	}
	return all, nil
}

// approver is who approves by the regulation, or the next above who need not
// stand aside; "" where there is nobody.
func (k *Case) approver(t *terms, w waitingApproval) string {
	p, ok := last[*proposal](k, Proposal)
	if !ok {
		return ""
	}
	level, free := t.approval(p.Compensation).By, func(name string) bool { return name != "" && !w.bars(name) }
	if who := t.responsible(level, k.handler()); level != "" && free(who) {
		return who
	}
	for _, level := range []string{policy.Head, policy.Office, policy.Deputy, policy.Manager} {
		who := t.responsible(level, k.handler())
		if free(who) && staff.Answers(t.staff, who, t.approval(p.Compensation).By) {
			return who
		}
	}
	return ""
}

// DoDue notes with one click that the customer was asked about the handling.
// Code data.Refused for other work, or where it was done meanwhile.
func (s *Store) DoDue(ctx context.Context, who string, i due.Item) error {
	if i.Act != asked {
		return data.Fault(data.Refused, "due.error.open")
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.takes(tx, i.ID, Followup); err != nil {
			return err
		}
		c, err := s.One(tx, i.ID)
		if err != nil {
			return err
		}
		if c.AskedOn != "" || c.State != Archived {
			return data.Fault(data.Refused, "complaint.error.asked", "Day", c.AskedOn)
		}
		return s.PutStepIn(tx, i.ID, c.Version, Followup, field.Values{"who": tx.Who})
	})
}

// Clocks are the two deadlines of a case today, and who was told of it.
func (s *Store) Clocks(ctx context.Context, c *Complaint) (Clocks, error) {
	t, err := allTerms(s.DB.Read(ctx))
	if err != nil {
		return Clocks{}, db.Translate(err)
	}
	return t.clocks(c, day(s.DB.Now().UnixMilli())), nil
}

// Offered is the day that the regulation offers for a promise made on a day,
// and the period as it was counted; "" for none.
func (s *Store) Offered(ctx context.Context, received string) (string, policy.Counted, error) {
	t, err := readTerms(s.DB.Read(ctx))
	if err != nil {
		return "", policy.Counted{}, db.Translate(err)
	}
	p := t.preset.Complaints.Promise
	if p.Zero() {
		return "", policy.Counted{Period: p}, nil
	}
	on, counted := p.Count(t.days, received)
	return on, counted, nil
}

// Foreseen is the deadline that the regulation will set for a complaint of a
// severity that is received on a day, and the period as it was counted; "" for none.
func (s *Store) Foreseen(ctx context.Context, severity, received string) (string, policy.Counted, error) {
	t, err := readTerms(s.DB.Read(ctx))
	if err != nil {
		return "", policy.Counted{}, db.Translate(err)
	}
	p := t.within(severity)
	if p.Zero() {
		return "", policy.Counted{Period: p}, nil
	}
	on, counted := p.Count(t.days, received)
	return on, counted, nil
}
