package complaint_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestAComplaintGoesFromTheReceiptToTheArchive(t *testing.T) {
	d, ctx := open(t), context.Background()
	r := d.receive()
	if r.Number != "TS-2026-000001" || r.Values.Text("customer_name") != "重庆渝鲲火锅有限公司" || r.Values.Text("on") != "2026-11-18" {
		t.Fatalf("receipt = %+v", r)
	}
	if d.open(d.customer.ID) != "1" {
		t.Error("the customer's file does not count the open complaint")
	}
	after := []string{"assignment", "investigation", "proposal", "approval", "reply", "opinion", "corrective", "archive", "archived"}
	d.state(r.ID, "assessment", "1")
	for i, k := range path {
		d.do(r.ID, k, nil)
		d.state(r.ID, after[i], "1")
	}
	v := d.get(r.ID)
	for key, want := range map[string]string{
		"handler": "周岚", "due": "2026-11-24", "founded": "yes", "satisfied": "yes", "replied_on": "2026-11-18", "closed_on": "2026-11-18", "department": "客服部",
	} {
		if v.Text(key) != want {
			t.Errorf("%s = %q, want %q", key, v.Text(key), want)
		}
	}
	if d.open(d.customer.ID) != "0" {
		t.Error("the customer's file counts an archived complaint as open")
	}
	ss := d.steps(r.ID)
	if len(ss) != 10 || ss[0].Kind != complaint.Receipt || ss[9].Kind != complaint.Archive {
		t.Fatalf("%d steps", len(ss))
	}
	for _, s := range ss {
		if s.Superseded != 0 || s.Round != 1 || s.Who == "" || s.At == 0 || s.EnteredBy == "" {
			t.Errorf("step = %+v", s)
		}
	}
	if g := ss[2].Values.List("group"); len(g) != 1 || g[0] != "秦越" {
		t.Errorf("the group came back as %v", ss[2].Values["group"])
	}
	if got := ss[2].Line(assets.ZhHans); got != "分派给 客服部 周岚，小组：秦越" {
		t.Errorf("line = %q", got)
	}
	h, err := d.complaints.History(ctx, r.ID)
	if err != nil || len(h) != 10 || h[0].Action != complaint.Action(complaint.Archive) || h[0].Who != "贺敏" {
		t.Fatalf("trail = %v, %v", h, err)
	}
}

// order are, by state, the steps that may be taken; all others are refused.
var order = map[string][]complaint.Kind{
	"assessment":    {complaint.Assessment, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"assignment":    {complaint.Assessment, complaint.Assignment, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"investigation": {complaint.Assignment, complaint.Investigation, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"proposal":      {complaint.Assignment, complaint.Investigation, complaint.Proposal, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"approval":      {complaint.Assignment, complaint.Proposal, complaint.Approval, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"reply":         {complaint.Assignment, complaint.Approval, complaint.Reply, complaint.Withdrawal, complaint.Pause, complaint.Pledge},
	"opinion":       {complaint.Assignment, complaint.Reply, complaint.Opinion, complaint.Withdrawal},
	"corrective":    {complaint.Opinion, complaint.Corrective, complaint.Reopening},
	"archive":       {complaint.Corrective, complaint.Archive, complaint.Reopening},
	"archived":      {complaint.Archive, complaint.Reopening, complaint.Followup},
}

func TestAStepOutOfOrderIsRefusedWithWhatComesFirst(t *testing.T) {
	d, ctx := open(t), context.Background()
	r := d.receive()
	for i := range len(path) + 1 {
		state := d.get(r.ID).Text("state")
		ms, err := d.complaints.Next(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		allowed := map[complaint.Kind]bool{}
		for _, k := range order[state] {
			allowed[k] = true
		}
		before := len(d.steps(r.ID))
		for _, m := range ms {
			if (m.Why == nil) != allowed[m.Kind] || m.Due != (string(m.Kind) == state) {
				t.Errorf("%s: %s: %+v", state, m.Kind, m)
			}
			if m.Why == nil {
				continue
			}
			err := d.step(r.ID, m.Kind, nil)
			if data.CodeOf(err) != data.Refused {
				t.Errorf("%s: %s was not refused: %v", state, m.Kind, err)
			}
			if s := data.Explain(err, assets.ZhHans); strings.HasPrefix(s, "complaint.") || s == "" {
				t.Errorf("%s: %s: no sentence: %q", state, m.Kind, s)
			}
		}
		if n := len(d.steps(r.ID)); n != before {
			t.Errorf("%s: %d steps were written", state, n-before)
		}
		if i < len(path) {
			d.do(r.ID, path[i], nil)
		}
	}
	if err := d.step(r.ID, "nonsense", field.Values{}); data.CodeOf(err) != data.Refused {
		t.Errorf("a kind that is none: %v", err)
	}
}

func TestTheRefusalNamesWhatComesFirst(t *testing.T) {
	d := open(t)
	r := d.receive()
	err := d.step(r.ID, complaint.Reply, nil)
	if s := data.Explain(err, assets.ZhHans); s != "请先完成评估" {
		t.Errorf("said %q", s)
	}
}

func TestADissatisfiedComplainantReopensTheComplaintAndEveryRoundStays(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Opinion)
	d.said("without a reason", d.step(r.ID, complaint.Opinion, field.Values{"satisfied": "no"}), "text", "complaint.error.why_not")
	d.do(r.ID, complaint.Opinion, field.Values{"satisfied": "no", "text": "没有书面道歉"})
	d.state(r.ID, "investigation", "2")
	if v := d.get(r.ID); v.Text("handler") != "周岚" || d.open(d.customer.ID) != "1" {
		t.Errorf("after reopening: %v", v)
	}
	for _, k := range path[2:] {
		d.do(r.ID, k, nil)
	}
	d.state(r.ID, "archived", "2")
	c, err := d.complaints.Case(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	rs := c.Rounds()
	if len(rs) != 2 || len(rs[0]) != 8 || rs[0][7].Kind != complaint.Opinion || len(rs[1]) != 7 || rs[1][0].Kind != complaint.Investigation {
		t.Fatalf("rounds = %v", rs)
	}
	for _, s := range c.Steps {
		if s.Superseded != 0 {
			t.Errorf("%s of round %d does not stand any more", s.Kind, s.Round)
		}
	}
}

func TestAnApprovalCanSendTheProposalBack(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Approval)
	d.said("without a reason", d.step(r.ID, complaint.Approval, field.Values{"decision": "sent_back"}), "reason", "error.required")
	d.do(r.ID, complaint.Approval, field.Values{"decision": "sent_back", "reason": "补偿过低"})
	d.state(r.ID, "proposal", "1")
	d.do(r.ID, complaint.Proposal, field.Values{"measures": "减免全月配送费", "compensation": "300.50"})
	d.do(r.ID, complaint.Approval, nil)
	d.state(r.ID, "reply", "1")
	if ss := d.steps(r.ID); len(ss) != 8 || ss[4].Superseded != 0 || ss[6].Values.Text("compensation") != "300.5" {
		t.Errorf("steps = %+v", ss)
	}
}

func TestAStepThatIsCorrectedStaysToBeRead(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Proposal)
	d.do(r.ID, complaint.Investigation, field.Values{"founded": "no", "facts": "复核：18:02 签收"})
	d.state(r.ID, "proposal", "1")
	ss := d.steps(r.ID)
	if len(ss) != 5 || ss[3].Superseded != ss[4].ID || ss[3].Values.Text("founded") != "yes" || d.get(r.ID).Text("founded") != "no" {
		t.Errorf("steps = %+v", ss)
	}
	v, err := d.complaints.BlankStep(context.Background(), r.ID, complaint.Investigation, "x")
	if err != nil || v.Text("facts") != "复核：18:02 签收" {
		t.Errorf("a correction begins with %v, %v", v, err)
	}
	for _, q := range []string{"UPDATE complaint_steps SET who = 'x'", "DELETE FROM complaint_steps"} {
		if _, err := d.db.Pool().Exec(q); err == nil {
			t.Errorf("%s: the database let it pass", q)
		}
	}
}

func TestAnOpinionThatIsCorrectedChangesTheRound(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Opinion)
	d.do(r.ID, complaint.Opinion, field.Values{"satisfied": "no", "text": "?"})
	d.state(r.ID, "investigation", "2")
	d.do(r.ID, complaint.Opinion, nil)
	d.state(r.ID, "corrective", "1")
}

func TestANewHandlerInvestigatesAnew(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Reply)
	d.do(r.ID, complaint.Assignment, field.Values{"handler": "秦越", "group": []string{}})
	d.state(r.ID, "investigation", "1")
	if h := d.get(r.ID).Text("handler"); h != "秦越" {
		t.Errorf("handler = %s", h)
	}
	ss := d.steps(r.ID)
	by := ss[len(ss)-1].ID
	for i, want := range []int64{0, 0, by, by, by, by, 0} {
		if ss[i].Superseded != want {
			t.Errorf("%s: superseded by %d, want %d", ss[i].Kind, ss[i].Superseded, want)
		}
	}
	// After a reply it is a new round; the reply stays.
	for _, k := range path[2:6] {
		d.do(r.ID, k, field.Values{"who": map[complaint.Kind]string{complaint.Approval: "高原"}[k] + "秦"})
	}
	d.do(r.ID, complaint.Assignment, field.Values{"handler": "周岚"})
	d.state(r.ID, "investigation", "2")
	if ss = d.steps(r.ID); ss[len(ss)-1].Round != 2 || ss[len(ss)-2].Superseded != 0 {
		t.Errorf("steps = %+v", ss)
	}
}

func TestAWithdrawnComplaintClosesWithItsReason(t *testing.T) {
	for _, kind := range path[:7] {
		d := open(t)
		r := d.receive()
		d.until(r.ID, kind)
		d.said("without a reason", d.step(r.ID, complaint.Withdrawal, field.Values{"reason": ""}), "reason", "error.required")
		d.do(r.ID, complaint.Withdrawal, nil)
		d.state(r.ID, "withdrawn", "1")
		if d.open(d.customer.ID) != "0" {
			t.Error("a withdrawn complaint counts as open")
		}
		if err := d.step(r.ID, kind, nil); data.CodeOf(err) != data.Refused {
			t.Errorf("%s after the withdrawal: %v", kind, err)
		}
		d.do(r.ID, complaint.Archive, nil)
		d.state(r.ID, "archived", "1")
		d.do(r.ID, complaint.Reopening, nil)
		d.state(r.ID, string(kind), "1")
		d.do(r.ID, kind, nil)
	}
}

func TestAnArchivedComplaintReopensInANewRound(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, "")
	d.do(r.ID, complaint.Reopening, nil)
	d.state(r.ID, "investigation", "2")
	if v := d.get(r.ID); v.Text("closed_on") != "" || d.open(d.customer.ID) != "1" {
		t.Errorf("after reopening: %v", v)
	}
	d.do(r.ID, complaint.Investigation, nil)
}

func TestAnUnfoundedComplaintIsExplainedInWritingAndNeedsNoCorrectiveAction(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Investigation)
	d.do(r.ID, complaint.Investigation, field.Values{"founded": "no"})
	d.do(r.ID, complaint.Proposal, nil)
	d.do(r.ID, complaint.Approval, nil)
	d.said("not explained", d.step(r.ID, complaint.Reply, nil), "explanation", "complaint.error.explain")
	d.said("by phone", d.step(r.ID, complaint.Reply, field.Values{"explanation": "按时送达", "way": "phone"}), "way", "complaint.error.in_writing")
	d.do(r.ID, complaint.Reply, field.Values{"explanation": "按时送达"})
	d.do(r.ID, complaint.Opinion, nil)
	d.state(r.ID, "archive", "1")
}

func TestTheArchiveWaitsUntilTheEffectIsVerified(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Corrective)
	plan := field.Values{"needed": "yes", "reason": "", "cause": "未告知", "action": "晚点先电话告知", "owner": "杜军", "due": "2026-12-01"}
	d.do(r.ID, complaint.Corrective, plan)
	d.state(r.ID, "corrective", "1")
	if err := d.step(r.ID, complaint.Archive, nil); data.CodeOf(err) != data.Refused {
		t.Errorf("archived before the effect was verified: %v", err)
	}
	plan["verified_on"] = "2026-11-18"
	d.said("verified by nobody", d.step(r.ID, complaint.Corrective, plan), "verified_by", "complaint.error.verified_by")
	plan["verified_by"] = "贺敏"
	d.do(r.ID, complaint.Corrective, plan)
	d.state(r.ID, "archive", "1")
}

func TestAFailingStepWritesNothing(t *testing.T) {
	d, ctx := open(t), context.Background()
	r := d.receive()
	d.until(r.ID, complaint.Assignment)
	before, trail := d.get(r.ID), 0
	h, err := d.complaints.History(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	trail = len(h)
	// The trail is the last thing a step writes; let it fail there.
	if _, err := d.db.Pool().Exec("CREATE TRIGGER no_trail BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'no'); END"); err != nil {
		t.Fatal(err)
	}
	if err := d.step(r.ID, complaint.Assignment, nil); err == nil {
		t.Fatal("the step was saved")
	}
	after := d.get(r.ID)
	if after.Text("state") != before.Text("state") || after.Text("handler") != "" || len(d.steps(r.ID)) != 2 {
		t.Errorf("half a step was written: %v", after)
	}
	if h, err = d.complaints.History(ctx, r.ID); err != nil || len(h) != trail {
		t.Errorf("trail = %v, %v", h, err)
	}
}

func TestTheLaterStepIsToldWhatChanged(t *testing.T) {
	d, ctx := open(t), context.Background()
	r := d.receive()
	d.do(r.ID, complaint.Assessment, nil)
	_, err := d.complaints.PutStep(ctx, "x", r.ID, r.Version, complaint.Assessment, fill[complaint.Assessment])
	var c *register.ConflictError
	if !errors.As(err, &c) || c.Now.Values.Text("state") != "assignment" {
		t.Errorf("err = %v", err)
	}
	_, err = d.complaints.PutStep(ctx, "x", 999, 1, complaint.Assessment, fill[complaint.Assessment])
	if data.CodeOf(err) != data.NotFound {
		t.Errorf("no such complaint: %v", err)
	}
}

func TestAComplaintInTheBinTakesNoStep(t *testing.T) {
	d := open(t)
	r := d.receive()
	if err := d.complaints.Delete(context.Background(), "x", r.ID); err != nil {
		t.Fatal(err)
	}
	if d.open(d.customer.ID) != "0" {
		t.Error("a deleted complaint counts as open")
	}
	d.said("deleted", d.step(r.ID, complaint.Assessment, nil), "", "complaint.error.deleted")
}
