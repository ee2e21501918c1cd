package complaint_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

// desk is an open register with a clock that each step moves on by an hour.
type desk struct {
	*testing.T
	db         *db.DB
	customers  *customer.Store
	complaints *complaint.Store
	now        time.Time
	customer   register.Record
}

func open(t *testing.T) *desk {
	d := &desk{T: t, db: dbtest.MustOpen(t), now: time.Date(2026, 11, 18, 9, 12, 40, 0, time.Local)}
	d.db.Now = func() time.Time { return d.now }
	d.customers, d.complaints = customer.Open(d.db), complaint.Open(d.db)
	v := d.customers.Blank()
	v["name"] = "重庆渝鲲火锅有限公司"
	var err error
	if d.customer, err = d.customers.Put(context.Background(), "林小满", register.Record{Values: v}); err != nil {
		t.Fatal(err)
	}
	return d
}

// entry is a complaint against 杜军 for work that 何苗 did.
func (d *desk) entry() field.Values {
	v := d.complaints.Blank()
	v["customer"], v["complainant"], v["phone"], v["receiver"] = d.customer.Number, "冉红", "13512342041", "林小满"
	v["what"], v["demand"], v["category"] = "11 月 17 日约定 18:00 送达，实际 19:52 送到", "书面道歉", "等待时间"
	v["promised_on"], v["department"] = "2026-11-24", "客服部"
	v["accused"], v["involved"] = []string{"杜军"}, []string{"何苗"}
	return v
}

func (d *desk) receive() register.Record {
	d.Helper()
	return d.put(register.Record{Values: d.entry()})
}

func (d *desk) put(r register.Record) register.Record {
	d.Helper()
	r, err := d.complaints.Put(context.Background(), "林小满", r)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

// fill are steps that go through, each by its own person.
var fill = map[complaint.Kind]field.Values{
	complaint.Assessment:    {"who": "贺敏", "ours": "yes", "route": "department", "department": "客服部"},
	complaint.Assignment:    {"who": "贺敏", "handler": "周岚", "group": []string{"秦越"}},
	complaint.Investigation: {"who": "周岚", "facts": "查配送记录：19:52 签收", "cause": "隧道封闭", "founded": "yes"},
	complaint.Proposal:      {"who": "周岚", "measures": "书面道歉，减免配送费", "responses": []string{"apology", "refund"}},
	complaint.Approval:      {"who": "高原", "decision": "approved"},
	complaint.Reply:         {"who": "周岚", "way": "letter", "text": "谨致歉意"},
	complaint.Opinion:       {"who": "林小满", "satisfied": "yes"},
	complaint.Corrective:    {"who": "周岚", "needed": "no", "reason": "偶发，已告知司机"},
	complaint.Archive:       {"who": "方圆", "place": "2026-投诉-3 盒", "complete": "true"},
	complaint.Withdrawal:    {"who": "林小满", "reason": "已自行解决"},
	complaint.Reopening:     {"who": "贺敏", "reason": "客户再次来电"},
	complaint.Pause:         {"who": "周岚", "reason": "请客户补发照片", "until": "2027-12-31"},
	complaint.Resumption:    {"who": "周岚", "note": "照片已收到"},
	complaint.Pledge:        {"who": "周岚", "agreed_by": "冉红", "way": "phone", "reason": "等厂家检测"},
	complaint.Followup:      {"who": "林小满", "score": "4", "way": "phone"},
}

var path = []complaint.Kind{
	complaint.Assessment, complaint.Assignment, complaint.Investigation, complaint.Proposal, complaint.Approval,
	complaint.Reply, complaint.Opinion, complaint.Corrective, complaint.Archive,
}

// step tries a step, an hour after the last; more goes over what fill has.
func (d *desk) step(id int64, kind complaint.Kind, more field.Values) error {
	d.Helper()
	d.now = d.now.Add(time.Hour)
	r, err := d.complaints.Get(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	v := fill[kind].Clone()
	for k, x := range more {
		v[k] = x
	}
	_, err = d.complaints.PutStep(context.Background(), "贺敏", id, r.Version, kind, v)
	return err
}

func (d *desk) do(id int64, kind complaint.Kind, more field.Values) {
	d.Helper()
	if err := d.step(id, kind, more); err != nil {
		d.Fatalf("%s: %v", kind, err)
	}
}

// until takes every step of the path before kind.
func (d *desk) until(id int64, kind complaint.Kind) {
	d.Helper()
	for _, k := range path {
		if k == kind {
			return
		}
		d.do(id, k, nil)
	}
}

func (d *desk) get(id int64) field.Values {
	d.Helper()
	r, err := d.complaints.Get(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return r.Values
}

func (d *desk) state(id int64, state, round string) {
	d.Helper()
	if v := d.get(id); v.Text("state") != state || v.Text("round") != round {
		d.Fatalf("state %s round %s, want %s %s", v.Text("state"), v.Text("round"), state, round)
	}
}

func (d *desk) steps(id int64) []complaint.Step {
	d.Helper()
	ss, err := d.complaints.Steps(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return ss
}

func (d *desk) open(id int64) string {
	d.Helper()
	r, err := d.customers.Get(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return r.Values.Text("open_complaints")
}

// said checks that the error is the one refusal at the field.
func (d *desk) said(what string, err error, at, key string) {
	d.Helper()
	es := data.All(err)
	if len(es) != 1 || es[0].Field != at || es[0].Key != key {
		d.Errorf("%s: %v, want %s: %s", what, err, at, key)
	}
}
