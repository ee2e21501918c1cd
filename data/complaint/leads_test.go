package complaint_test

import (
	"context"
	"testing"

	"kezhi/data/complaint"
	"kezhi/data/field"
)

func TestAStepSaysWhereItWouldLead(t *testing.T) {
	for _, x := range []struct {
		due   complaint.Kind
		take  complaint.Kind
		v     field.Values
		state string
		round int64
	}{
		{complaint.Assessment, complaint.Assessment, nil, "assignment", 1},
		{complaint.Approval, complaint.Approval, field.Values{"decision": "approved"}, "reply", 1},
		{complaint.Approval, complaint.Approval, field.Values{"decision": "sent_back"}, "proposal", 1},
		{complaint.Opinion, complaint.Opinion, field.Values{"satisfied": "no"}, "investigation", 2},
		{complaint.Opinion, complaint.Opinion, field.Values{"satisfied": "yes"}, "corrective", 1},
		{complaint.Corrective, complaint.Corrective, field.Values{"needed": "yes"}, "corrective", 1},
		{complaint.Corrective, complaint.Corrective, field.Values{"needed": "no"}, "archive", 1},
		{complaint.Archive, complaint.Archive, nil, "archived", 1},
		{complaint.Proposal, complaint.Withdrawal, nil, "withdrawn", 1},
		{complaint.Approval, complaint.Assignment, nil, "investigation", 1}, // another handler begins anew
		{complaint.Proposal, complaint.Investigation, nil, "proposal", 1},   // a correction
		{complaint.Proposal, complaint.Archive, nil, "proposal", 1},         // not allowed: nowhere
	} {
		d := open(t)
		r := d.receive()
		d.until(r.ID, x.due)
		k, err := d.complaints.Case(context.Background(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		state, round := k.Leads(x.take, x.v)
		if state != x.state || round != x.round {
			t.Errorf("%s with %v leads to %s, round %d; want %s, %d", x.take, x.v, state, round, x.state, x.round)
		}
		if k.State != string(x.due) || k.Round != 1 {
			t.Errorf("asking where %s leads changed the case to %s", x.take, k.State)
		}
		for _, s := range k.Steps {
			if s.Superseded != 0 {
				t.Errorf("asking where %s leads took %s back", x.take, s.Kind)
			}
		}
	}
}

func TestPeopleStandAsideWhereTheyWouldDecide(t *testing.T) {
	for _, k := range complaint.Kinds {
		want := k == complaint.Assignment || k == complaint.Investigation || k == complaint.Proposal || k == complaint.Approval
		if complaint.Recuses(k) != want {
			t.Errorf("%s: %v", k, !want)
		}
	}
}
