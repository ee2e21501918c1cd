package complaint_test

import (
	"context"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestWhoeverIsAccusedOrInvolvedStandsAside(t *testing.T) {
	retest := field.Values{"retest": "true", "sample": "Y-07", "tester": "严正", "second_tester": "白露"}
	with := func(key string, x any) field.Values { v := retest.Clone(); v[key] = x; return v }
	for name, test := range map[string]struct {
		kind  complaint.Kind
		set   field.Values
		field string
	}{
		"the accused as handler":            {complaint.Assignment, field.Values{"handler": "杜军"}, "handler"},
		"in full width, with spaces":        {complaint.Assignment, field.Values{"handler": " 杜　军 "}, "handler"},
		"whoever did the work as handler":   {complaint.Assignment, field.Values{"handler": "何苗"}, "handler"},
		"the accused in the group":          {complaint.Assignment, field.Values{"group": []string{"秦越", "杜军"}}, "group"},
		"the accused as investigator":       {complaint.Investigation, field.Values{"who": "杜军"}, "who"},
		"whoever did it investigating too":  {complaint.Investigation, field.Values{"with": []string{"何 苗"}}, "with"},
		"handed to the accused":             {complaint.Investigation, field.Values{"handler": "杜军"}, "handler"},
		"the accused as tester":             {complaint.Investigation, with("tester", "杜军"), "tester"},
		"whoever did it as second tester":   {complaint.Investigation, with("second_tester", "何苗"), "second_tester"},
		"the accused as proposer":           {complaint.Proposal, field.Values{"who": "杜军"}, "who"},
		"the accused as approver":           {complaint.Approval, field.Values{"who": "杜军"}, "who"},
		"whoever did it as approver":        {complaint.Approval, field.Values{"who": "何苗"}, "who"},
		"the handler and proposer approves": {complaint.Approval, field.Values{"who": "周岚"}, "who"},
		"a member of the group approves":    {complaint.Approval, field.Values{"who": "秦越"}, "who"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			r := d.receive()
			d.until(r.ID, test.kind)
			d.said(name, d.step(r.ID, test.kind, test.set), test.field, "complaint.error.recusal")
			v, err := d.complaints.BlankStep(context.Background(), r.ID, test.kind, "贺敏")
			if err != nil {
				t.Fatal(err)
			}
			for _, more := range []field.Values{fill[test.kind], test.set} {
				for k, x := range more {
					v[k] = x
				}
			}
			if es := d.complaints.CheckStep(context.Background(), r.ID, test.kind, v); len(es) != 1 || es[0].Field != test.field {
				t.Errorf("check says %v", es)
			}
			d.do(r.ID, test.kind, nil)
		})
	}
}

func TestATesterMayNotApprove(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Investigation)
	d.do(r.ID, complaint.Investigation, field.Values{"retest": "true", "sample": "Y-07", "tester": "严正", "second_tester": "白露", "with": []string{"陶然"}})
	d.do(r.ID, complaint.Proposal, field.Values{"who": "孟晨"})
	for _, name := range []string{"严正", "白露", "陶然", "孟晨", "周岚", "秦越"} {
		d.said(name, d.step(r.ID, complaint.Approval, field.Values{"who": name}), "who", "complaint.error.recusal")
	}
	d.do(r.ID, complaint.Approval, nil)
}

func TestTheRefusalSaysWhoAndWhyAndWhatToDo(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.do(r.ID, complaint.Assessment, nil)
	err := d.step(r.ID, complaint.Assignment, field.Values{"handler": "杜军"})
	if s := data.Explain(err, assets.ZhHans); s != "杜军是本件被投诉人，须回避。请另选处理人。" {
		t.Errorf("said %q", s)
	}
	if s := data.Explain(err, assets.En); s != "杜军 is complained of in this complaint and has to stand aside. Please choose another handler." {
		t.Errorf("said %q", s)
	}
}

func TestNobodyIsAccusedWhileHandling(t *testing.T) {
	for _, key := range []string{"accused", "involved"} {
		for kind, names := range map[complaint.Kind][]string{
			complaint.Investigation: {"周岚", "秦 越"}, complaint.Reply: {"周岚", "高原"}, complaint.Archive: {"周岚"},
		} {
			d := open(t)
			r := d.receive()
			d.until(r.ID, kind)
			for _, n := range names {
				r = d.read(r.ID)
				r.Values[key] = append(r.Values.List(key), n)
				_, err := d.complaints.Put(context.Background(), "x", r)
				d.said(n+" in "+string(kind), err, key, "complaint.error.recusal_standing")
			}
		}
	}
}

func (d *desk) read(id int64) register.Record {
	d.Helper()
	r, err := d.complaints.Get(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

func TestAHandlerCanBeAccusedOnceAnotherIsAssigned(t *testing.T) {
	for _, kind := range path[3:7] {
		d := open(t)
		r := d.receive()
		d.until(r.ID, kind)
		d.do(r.ID, complaint.Assignment, field.Values{"handler": "孟晨", "group": []string{}})
		r = d.read(r.ID)
		r.Values["accused"] = []string{"杜军", "周岚"}
		r = d.put(r)
		d.said("the former handler", d.step(r.ID, complaint.Investigation, field.Values{"handler": "孟晨"}), "who", "complaint.error.recusal")
		d.do(r.ID, complaint.Investigation, field.Values{"who": "孟晨", "handler": "孟晨"})
	}
}

func TestACustomerWhoIsNotSatisfiedMayComplainOfTheHandler(t *testing.T) {
	d := open(t)
	r := d.receive()
	d.until(r.ID, complaint.Opinion)
	d.do(r.ID, complaint.Opinion, field.Values{"satisfied": "no", "text": "处理人态度恶劣"})
	r = d.read(r.ID)
	r.Values["accused"] = []string{"周岚"}
	_, err := d.complaints.Put(context.Background(), "x", r)
	d.said("still assigned", err, "accused", "complaint.error.recusal_standing")
	d.do(r.ID, complaint.Assignment, field.Values{"handler": "孟晨", "group": []string{}})
	r = d.read(r.ID)
	r.Values["accused"] = []string{"周岚"}
	d.put(r)
}

func TestSameNames(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"杜军", "杜　军", true},
		{"杜军", " 杜 军\u200b", true},
		{"Ｌｉ Wei", "li wei", true},
		{"杜军", "杜君", false},
		{"", "", false},
		{"杜军", "杜军（配送）", false},
	} {
		if complaint.Same(test.a, test.b) != test.same {
			t.Errorf("%q and %q: want %v", test.a, test.b, test.same)
		}
	}
}
