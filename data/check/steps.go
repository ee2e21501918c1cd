package check

import (
	"slices"

	"kezhi/data/complaint"
	"kezhi/data/register"
)

// before are the kinds of steps that one of a kind may follow, among those
// that stand. A withdrawal or a reopening may follow several.
var before = map[complaint.Kind][]complaint.Kind{
	complaint.Assessment:    {complaint.Receipt},
	complaint.Assignment:    {complaint.Assessment, complaint.Reply, complaint.Opinion},
	complaint.Investigation: {complaint.Assignment, complaint.Opinion, complaint.Reopening, complaint.Reply},
	complaint.Proposal:      {complaint.Investigation, complaint.Approval},
	complaint.Approval:      {complaint.Proposal},
	complaint.Reply:         {complaint.Approval},
	complaint.Opinion:       {complaint.Reply},
	complaint.Corrective:    {complaint.Opinion},
	complaint.Archive:       {complaint.Opinion, complaint.Corrective, complaint.Withdrawal},
	complaint.Withdrawal: {
		complaint.Receipt, complaint.Assessment, complaint.Assignment, complaint.Investigation, complaint.Proposal,
		complaint.Approval, complaint.Reply, complaint.Opinion, complaint.Reopening,
	},
	complaint.Reopening: {
		complaint.Receipt, complaint.Assessment, complaint.Assignment, complaint.Investigation, complaint.Proposal,
		complaint.Approval, complaint.Reply, complaint.Opinion, complaint.Corrective, complaint.Archive, complaint.Withdrawal, complaint.Reopening,
	},
}

// steps looks at each complaint's steps: do they stand in an order that the
// procedure knows, does the entry say what follows from them, and has nobody
// had a part that recusal (回避) forbids.
func (c *checker) steps() error {
	store := c.shop.Complaints
	for _, bin := range []bool{false, true} {
		ids, err := store.IDs(c.ctx, register.Query{Sort: "number", Deleted: bin})
		if err != nil {
			return err
		}
		for _, id := range ids {
			if len(c.found) > 10*few {
				return nil
			}
			k, err := store.Case(c.ctx, int64(id))
			if err != nil {
				return err
			}
			c.procedure(k)
		}
	}
	return nil
}

func (c *checker) procedure(k *complaint.Case) {
	number := k.Complaint.Number
	if k.State != k.Complaint.State || k.Round != k.Complaint.Round {
		c.find(Step, number, "check.state", "Have", k.Complaint.State, "Want", k.State)
	}
	for _, f := range k.Differs() {
		c.found = append(c.found, Finding{Step, number, f.Key, "check.figure", []any{"Have", f.Before, "Want", f.After}})
	}
	last := complaint.Receipt
	var hands []string // who handled it so far
	for _, s := range k.Steps[1:] {
		if s.Superseded != 0 || slices.Contains(complaint.Besides, s.Kind) {
			continue
		}
		if !slices.Contains(before[s.Kind], last) {
			c.find(Step, number, "check.step_order", "Step", string(s.Kind), "After", string(last))
		}
		last = s.Kind
		for _, p := range parts(s) {
			barred := slices.Concat(k.Complaint.Accused, k.Complaint.Involved)
			if s.Kind == complaint.Approval {
				barred = append(barred, hands...)
			}
			if slices.ContainsFunc(barred, func(n string) bool { return complaint.Same(n, p) }) {
				c.find(Step, number, "check.recusal", "Step", string(s.Kind), "Name", p)
			}
		}
		if s.Kind != complaint.Approval {
			hands = append(hands, parts(s)...)
		}
	}
}

// parts are those who take part in what a step decides.
func parts(s complaint.Step) []string {
	var keys []string
	switch s.Kind {
	case complaint.Assignment:
		keys = []string{"handler", "group"}
	case complaint.Investigation:
		keys = []string{"who", "handler", "with", "tester", "second_tester"}
	case complaint.Proposal, complaint.Approval:
		keys = []string{"who"}
	}
	var all []string
	for _, k := range keys {
		all = append(all, s.Values.List(k)...)
		if n := s.Values.Text(k); n != "" {
			all = append(all, n)
		}
	}
	return all
}
