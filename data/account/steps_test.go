package account_test

import (
	"strings"
	"testing"
	"time"

	"kezhi/data/account"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/staff"
)

func TestNumbersWrittenIntoStepsAreMaskedAndComeBack(t *testing.T) {
	s, c := desk(t)
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return now }
	as(t, s, "boss")
	r, err := s.Complaints.Put(ctx, "", register.Record{Values: field.Values{
		"customer": c.Number, "complainant": "张伟", "phone": "13812345678", "way": "phone", "receiver": "李前台", "what": "锅具漏水",
		"severity": "ordinary", "received_at": "2026-11-20 09:00", "promised_on": "2026-11-25",
	}})
	if err != nil {
		t.Fatal(err)
	}
	const text = "张伟来电 13812345678，邻居 13987654321 作证，身份证 " + identity
	for _, x := range []struct {
		kind complaint.Kind
		v    field.Values
	}{
		{complaint.Assessment, field.Values{"severity": "ordinary", "ours": "yes", "route": "office", "opinion": text}},
		{complaint.Assignment, field.Values{"handler": "李前台", "note": text}},
		{complaint.Investigation, field.Values{"facts": text, "founded": "yes", "handler": "李前台"}},
	} {
		x.v["who"] = "王掌柜"
		if r, err = s.Complaints.PutStep(ctx, "", r.ID, r.Version, x.kind, x.v); err != nil {
			t.Fatal(x.kind, err)
		}
	}
	if err := account.SetRights(ctx, s.DB, account.Rights{staff.Reception: {"complaint": {account.See, account.Create, account.EditOwn, account.EditAll, account.Approve, account.Print}}}); err != nil {
		t.Fatal(err)
	}
	as(t, s, "li")
	k, err := s.Complaints.Case(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	cs, err := s.Complaints.History(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	blank, err := s.Complaints.BlankStep(ctx, r.ID, complaint.Investigation, "李前台")
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range []string{told(k.Steps), told(*k.Complaint), told(cs), told(blank)} {
		for _, secret := range []string{"13812345678", "13987654321", identity} {
			if strings.Contains(x, secret) {
				t.Errorf("%d tells %s", i, secret)
			}
		}
	}
	facts := blank.Text("facts")
	if !strings.Contains(facts, "138****5678") || !strings.Contains(k.Steps[3].Values.Text("facts"), "139****4321") {
		t.Error(facts)
	}
	blank["facts"] = facts + "；已再查"
	if es := s.Complaints.CheckStep(ctx, r.ID, complaint.Investigation, blank); len(es) > 0 {
		t.Error(es)
	}
	if _, err := s.Complaints.PutStep(ctx, "", r.ID, r.Version, complaint.Investigation, blank); err != nil {
		t.Fatal(err)
	}
	as(t, s, "boss")
	ss, err := s.Complaints.Steps(ctx, r.ID)
	if err != nil || ss[len(ss)-1].Values.Text("facts") != text+"；已再查" {
		t.Error(ss[len(ss)-1].Values.Text("facts"), err)
	}
}
