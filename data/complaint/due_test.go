package complaint_test

import (
	"context"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
)

func (d *desk) due(owner string) []due.Item {
	d.Helper()
	today := d.now.Format(field.DateLayout)
	l, err := d.complaints.Due(context.Background(), due.Query{Today: today, Until: "2099-12-31", Owner: owner, Limit: 50})
	if err != nil {
		d.Fatal(err)
	}
	if n := l.Late + l.Today + l.Later; n != len(l.Items) {
		d.Errorf("%d are listed, %d counted", len(l.Items), n)
	}
	return l.Items
}

func TestWhatIsDueOfAComplaintFollowsItsSteps(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	d.people()
	r := d.receive() // promised for the 24th, by the regulation for 12-03
	one := func(step string, kind due.Kind, day, owner, why string) {
		t.Helper()
		items := d.due("")
		if len(items) != 1 {
			t.Fatalf("%s: %+v", step, items)
		}
		it := items[0]
		if it.Kind != kind || it.Day != day || it.Owner != owner || it.Reason(assets.ZhHans) != why {
			t.Errorf("%s: %s %s %s %q", step, it.Kind, it.Day, it.Owner, it.Reason(assets.ZhHans))
		}
	}
	one("received", due.Reply, "2026-11-24", "林小满", "承诺答复日期")
	d.do(r.ID, complaint.Assessment, nil)
	d.do(r.ID, complaint.Assignment, field.Values{"due": "2026-11-20"})
	one("assigned", due.Step, "2026-11-20", "周岚", "交办的处理期限")
	d.do(r.ID, complaint.Pledge, field.Values{"promised_on": "2026-12-20"})
	d.do(r.ID, complaint.Investigation, nil)
	d.do(r.ID, complaint.Proposal, nil)
	one("proposed", due.Approval, "2026-12-03", "贺敏", "规定期限：一般，15 天")
	d.do(r.ID, complaint.Pause, field.Values{"until": "2026-11-25"})
	d.do(r.ID, complaint.Approval, nil)
	one("paused", due.Step, "2026-11-25", "周岚", "2026-11-18 起暂停，等客户答复")
	d.do(r.ID, complaint.Resumption, nil)
	one("approved", due.Reply, "2026-12-03", "周岚", "规定期限：一般，15 天")
	d.at("2026-12-01")
	one("at four fifths", due.Reply, "2026-12-03", "周岚", "规定期限：一般，15 天；已升级至 贺敏")
	if len(d.due("贺敏")) != 1 || len(d.due("高原")) != 0 {
		t.Error("who was told does not see it, or somebody else does")
	}
	d.do(r.ID, complaint.Reply, nil)
	if items := d.due(""); len(items) != 0 {
		t.Errorf("replied: %+v", items)
	}
	d.do(r.ID, complaint.Opinion, nil)
	d.do(r.ID, complaint.Corrective, field.Values{"needed": "yes", "reason": "", "cause": "缺流程", "action": "补流程", "owner": "石磊", "due": "2026-12-20"})
	one("corrective", due.Corrective, "2026-12-20", "石磊", "纠正预防措施完成期限")
	d.do(r.ID, complaint.Corrective, field.Values{"needed": "yes", "reason": "", "cause": "缺流程", "action": "补流程", "owner": "石磊", "due": "2026-12-20", "verified_by": "高原", "verified_on": "2026-12-01", "effect": "有效"})
	d.do(r.ID, complaint.Archive, nil)
	one("archived", due.Ask, "2026-12-08", "周岚", "归档后 7 天请客户评价处理结果")
	it := d.due("")[0]
	if err := d.complaints.DoDue(context.Background(), "林小满", it); err != nil {
		t.Fatal(err)
	}
	if items := d.due(""); len(items) != 0 {
		t.Errorf("asked: %+v", items)
	}
	if err := d.complaints.DoDue(context.Background(), "林小满", it); data.CodeOf(err) != data.Refused {
		t.Errorf("asked twice: %v", err)
	}
}

func TestAnApprovalIsNotDueOfWhoeverStandsAside(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	d.people()
	v := d.entry()
	v["accused"] = []string{"贺敏"} // the head, who would approve
	r := d.put(register.Record{Values: v})
	d.until(r.ID, complaint.Approval)
	items := d.due("")
	if len(items) != 1 || items[0].Owner != "秦书" {
		t.Fatalf("%+v", items)
	}
	if len(d.due("贺敏")) != 0 || len(d.due("周岚")) != 0 || len(d.due("秦书")) != 1 {
		t.Error("whoever is complained of, or handled it, is asked to approve")
	}
}

func TestAComplaintOfTheBinIsNotDue(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.receive()
	if err := d.complaints.Delete(context.Background(), "x", r.ID); err != nil {
		t.Fatal(err)
	}
	if items := d.due(""); len(items) != 0 {
		t.Errorf("%+v", items)
	}
}
