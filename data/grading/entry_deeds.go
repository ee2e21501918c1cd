package grading

import (
	"context"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
)

// ProposeEntry hands an entry of the blacklist on for approval.
func (s *Store) ProposeEntry(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Blacklist.Edits(tx, id); err != nil {
			return err
		}
		e, l, err := s.entry(tx, id, Draft)
		if err != nil {
			return err
		}
		b, err := Barred(tx.DB, e.CustomerID, customer.Department(e.Department), l.today)
		if err != nil {
			return err
		}
		if b != nil {
			return data.Wrong("customer", "blacklist.error.twice", "Number", b.Number, "Until", b.Until)
		}
		e.State, e.ProposedOn, e.Edition = Proposed, l.today, l.Edition()
		return s.Blacklist.SaveIn(tx, e)
	})
}

// WithdrawEntry makes a draft of a proposed entry again.
func (s *Store) WithdrawEntry(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Blacklist.Edits(tx, id); err != nil {
			return err
		}
		e, _, err := s.entry(tx, id, Proposed)
		if err != nil {
			return err
		}
		e.State, e.ProposedOn = Draft, ""
		return s.Blacklist.SaveIn(tx, e)
	})
}

// RefuseEntry turns a proposed entry down.
func (s *Store) RefuseEntry(ctx context.Context, who string, id int64, opinion string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Blacklist.Reach(tx, right.Approve, id); err != nil {
			return err
		}
		e, l, err := s.entry(tx, id, Proposed)
		if err != nil {
			return err
		}
		if wrong := l.decider(tx.Who, e.Proposer); wrong != nil {
			return wrong
		}
		if opinion == "" {
			return data.Wrong("opinion", "grading.error.opinion")
		}
		e.State, e.Approver, e.ApprovedOn, e.Opinion = Refused, tx.Who, l.today, opinion
		return s.Blacklist.SaveIn(tx, e)
	})
}

// ApproveEntry puts a customer on the blacklist. Where the regulation readmits
// customers anew afterwards the grade ends in the same transaction: on the
// company's list always, on a department's where it is the customer's own.
func (s *Store) ApproveEntry(ctx context.Context, who string, id int64, opinion string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Blacklist.Reach(tx, right.Approve, id); err != nil {
			return err
		}
		e, l, err := s.entry(tx, id, Proposed)
		if err != nil {
			return err
		}
		if wrong := l.decider(tx.Who, e.Proposer); wrong != nil {
			return wrong
		}
		e.State, e.Approver, e.ApprovedOn, e.Opinion, e.Edition = Approved, tx.Who, l.today, opinion, l.Edition()
		if err := s.Blacklist.SaveIn(tx, e); err != nil {
			return err
		}
		return l.ends(tx, e)
	})
}

// ends takes the grade away from a customer that was put on the blacklist.
func (l law) ends(tx *db.Tx, e *Entry) error {
	c, err := customer.Graded(tx.DB, e.CustomerID)
	if err != nil {
		return err
	}
	own := customer.DepartmentOf(l.people, c.Owner) == customer.Department(e.Department)
	if l.Blacklist.ReadmitAs == "" || e.Scope == customer.InDepartment && !own {
		return nil
	}
	if err := customer.EvaluateOn(tx, e.CustomerID, ""); err != nil {
		return err
	}
	return l.regrade(tx, customer.GradeChange{
		CustomerID: e.CustomerID, Register: "blacklist", RecordID: e.ID, Number: e.Number, Kind: "blacklist",
		Reason: e.Reason, Proposer: e.Proposer, Approver: e.Approver,
	})
}

// Lift ends an entry before its time (提前解除); the reason is kept.
func (s *Store) Lift(ctx context.Context, who string, id int64, reason string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Blacklist.Reach(tx, right.Approve, id); err != nil {
			return err
		}
		e, l, err := s.entry(tx, id, Approved)
		if err != nil {
			return err
		}
		if wrong := l.decider(tx.Who, ""); wrong != nil {
			return wrong
		}
		if e.Until < l.today {
			return data.Fault(data.Refused, "blacklist.error.over", "Number", e.Number, "Until", e.Until)
		}
		if reason == "" {
			return data.Wrong("lift_reason", "blacklist.error.lift_reason")
		}
		e.State, e.LiftedBy, e.LiftedOn, e.LiftReason = Lifted, tx.Who, l.today, reason
		return s.Blacklist.SaveIn(tx, e)
	})
}

// entry reads an entry that has to be in a state.
func (s *Store) entry(tx *db.Tx, id int64, state string) (*Entry, law, error) {
	l, err := lawOf(tx)
	if err != nil {
		return nil, l, err
	}
	e, err := s.Blacklist.One(tx, id)
	switch {
	case err != nil:
		return nil, l, err
	case e.DeletedAt != 0:
		return nil, l, data.Fault(data.Refused, "grading.error.deleted", "Number", e.Number)
	case e.State != state:
		return nil, l, data.Fault(data.Refused, "grading.error.state", "Number", e.Number, "State", stateName("blacklist", e.State))
	}
	return e, l, nil
}

// Bars are the entries against a customer that are in force today.
func (s *Store) Bars(ctx context.Context, customerID int64) ([]customer.Bar, error) {
	return customer.Bars(s.DB.Read(ctx), customerID, s.DB.Now().Local().Format(field.DateLayout))
}
