package complaint_test

import (
	"context"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestWhatAnEntryMayNotSay(t *testing.T) {
	d, ctx := open(t), context.Background()
	v := d.customers.Blank()
	v["name"] = "乙"
	gone, err := d.customers.Put(ctx, "x", register.Record{Values: v})
	if err == nil {
		err = d.customers.Delete(ctx, "x", gone.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		set        field.Values
		field, key string
	}{
		"nobody":                       {field.Values{"complainant": ""}, "complainant", "error.required"},
		"nothing":                      {field.Values{"what": " \n"}, "what", "error.required"},
		"no receiver":                  {field.Values{"receiver": ""}, "receiver", "error.required"},
		"a phone with letters":         {field.Values{"phone": "打总机"}, "phone", "error.phone"},
		"tomorrow":                     {field.Values{"received_at": "2026-11-19 09:00"}, "received_at", "complaint.error.received_future"},
		"a promise before the receipt": {field.Values{"promised_on": "2026-11-17"}, "promised_on", "complaint.error.promised_before"},
		"a report of tomorrow":         {field.Values{"report_received_on": "2026-11-19"}, "report_received_on", "complaint.error.report_after"},
		"no such customer":             {field.Values{"customer": "KH-999999"}, "customer", "complaint.error.customer_missing"},
		"a customer in the bin":        {field.Values{"customer": gone.Number}, "customer", "complaint.error.customer_deleted"},
		"a way that is none":           {field.Values{"way": "pigeon"}, "way", "error.no_option"},
		"a hundred thousand letters":   {field.Values{"what": strings.Repeat("x", 100_000)}, "what", "error.too_long"},
	} {
		v := d.entry()
		for k, x := range test.set {
			v[k] = x
		}
		_, err := d.complaints.Put(ctx, "x", register.Record{Values: v})
		d.said(name, err, test.field, test.key)
	}
	if ids, err := d.complaints.IDs(ctx, register.Query{}); err != nil || len(ids) != 0 {
		t.Errorf("something was written: %v, %v", ids, err)
	}
	v = d.entry()
	v["customer"] = ""
	if r := d.put(register.Record{Values: v}); r.Values.Text("customer_name") != "" {
		t.Errorf("a stranger: %v", r.Values)
	}
}

func TestWhatAStepMayNotSay(t *testing.T) {
	for name, test := range map[string]struct {
		kind       complaint.Kind
		set        field.Values
		field, key string
	}{
		"a major complaint to a department": {complaint.Assessment, field.Values{"severity": "major"}, "route", "complaint.error.meeting"},
		"to no department":                  {complaint.Assessment, field.Values{"department": ""}, "department", "error.required"},
		"whose it is not said":              {complaint.Assessment, field.Values{"ours": ""}, "ours", "error.required"},
		"before the receipt":                {complaint.Assessment, field.Values{"at": "2026-11-18 09:11"}, "at", "complaint.error.at_before"},
		"in the future":                     {complaint.Assessment, field.Values{"at": "2026-11-18 10:13"}, "at", "complaint.error.at_future"},
		"before the previous step":          {complaint.Assignment, field.Values{"at": "2026-11-18 09:13"}, "at", "complaint.error.at_before"},
		"due before it is assigned":         {complaint.Assignment, field.Values{"due": "2026-11-17"}, "due", "complaint.error.due_before"},
		"handled by nobody":                 {complaint.Assignment, field.Values{"handler": ""}, "handler", "error.required"},
		"a retest by one":                   {complaint.Investigation, field.Values{"retest": "true", "sample": "Y-07", "tester": "严正", "second_tester": "严 正"}, "second_tester", "complaint.error.two_testers"},
		"a retest without a code":           {complaint.Investigation, field.Values{"retest": "true", "tester": "严正", "second_tester": "白露"}, "sample", "error.required"},
		"founded or not is not said":        {complaint.Investigation, field.Values{"founded": ""}, "founded", "error.required"},
		"compensation below nothing":        {complaint.Proposal, field.Values{"compensation": "-1"}, "compensation", "complaint.error.negative"},
		"a decision that is none":           {complaint.Approval, field.Values{"decision": "maybe"}, "decision", "error.no_option"},
		"not needed without a reason":       {complaint.Corrective, field.Values{"reason": ""}, "reason", "error.required"},
		"papers missing without a word":     {complaint.Archive, field.Values{"complete": "false"}, "missing", "error.required"},
		"a field that is none":              {complaint.Archive, field.Values{"shelf": "3"}, "shelf", "error.unknown_field"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			r := d.receive()
			d.until(r.ID, test.kind)
			d.said(name, d.step(r.ID, test.kind, test.set), test.field, test.key)
			d.do(r.ID, test.kind, nil)
		})
	}
}

func TestAnAssessmentSettlesTheSeverity(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.do(r.ID, complaint.Assessment, field.Values{"severity": "major", "route": "meeting"})
	if v := d.get(r.ID); v.Text("severity") != "major" {
		t.Errorf("severity = %s", v.Text("severity"))
	}
}

func TestTheReceiptCannotMoveBehindItsSteps(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Investigation)
	r = d.read(r.ID)
	r.Values["received_at"] = "2026-11-18 10:30"
	_, err := d.complaints.Put(context.Background(), "x", r)
	d.said("moved", err, "received_at", "complaint.error.received_after")
}

func TestASaveOfTheEntryCannotForgeItsState(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Proposal)
	ts, err := d.complaints.Load(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	ts[0].State, ts[0].Handler, ts[0].Remark = complaint.Archived, "x", "y"
	if err := d.complaints.Save(context.Background(), "x", ts[0]); err != nil {
		t.Fatal(err)
	}
	if v := d.get(r.ID); v.Text("state") != "proposal" || v.Text("handler") != "周岚" || v.Text("remark") != "y" {
		t.Errorf("values = %v", v)
	}
}

func TestTablesSortAndFilterComplaints(t *testing.T) {
	d, ctx := open(t), context.Background()
	a, b := d.receive(), d.receive()
	d.do(b.ID, complaint.Withdrawal, nil)
	for _, f := range complaint.Fields() {
		if f.Column == nil || f.Column.Sort == "" {
			continue
		}
		if _, err := d.complaints.IDs(ctx, register.Query{Sort: f.Key, Desc: true}); err != nil {
			t.Errorf("by %s: %v", f.Key, err)
		}
	}
	ids, err := d.complaints.IDs(ctx, register.Query{Sort: "promised_on", Filters: []register.Filter{{Key: "state", Not: complaint.Closed}}})
	if err != nil || len(ids) != 1 || int64(ids[0]) != a.ID {
		t.Errorf("open ones: %v, %v", ids, err)
	}
	if ids, err = d.complaints.ByCustomer(ctx, d.customer.ID); err != nil || len(ids) != 2 {
		t.Errorf("by customer: %v, %v", ids, err)
	}
}

func TestEveryTextOfAComplaintIsTranslated(t *testing.T) {
	for _, l := range []assets.Lang{assets.ZhHans, assets.En} {
		has := func(k string) {
			if !l.Has(k) {
				t.Errorf("%s: no text for %s", l, k)
			}
		}
		for _, k := range complaint.Kinds {
			has("complaint.step." + string(k))
			has("complaint.line." + string(k))
			has("action.step_" + string(k))
			for _, f := range complaint.StepFields(k) {
				has(f.Label)
				if f.Section != "" {
					has(f.Section)
				}
				for _, o := range append(f.Options, f.Suggest...) {
					if len(f.Suggest) == 0 {
						o = f.Label + "." + o
					}
					has(o)
				}
			}
		}
		// Every pair of parts that can meet in a refusal has its words.
		for _, as := range []complaint.Role{complaint.Accused, complaint.Involved, complaint.Handler, complaint.Member, complaint.Investigator, complaint.Tester, complaint.Proposer} {
			for _, role := range []complaint.Role{complaint.Handler, complaint.Member, complaint.Investigator, complaint.Tester, complaint.Proposer, complaint.Approver} {
				e := data.Wrong("who", "complaint.error.recusal", "Name", "杜军", "As", string(as), "Role", string(role))
				if s := e.Text(l); len([]rune(s)) < 16 {
					t.Errorf("%s: %s as %s: %q", l, as, role, s)
				}
			}
		}
	}
}
