package complaint_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// laboratory is a desk under the laboratory's regulation, at nine in the
// morning of a day.
func laboratory(t *testing.T, day string) *desk {
	d := open(t)
	d.at(day)
	p, err := policy.Shipped("laboratory")
	if err != nil {
		t.Fatal(err)
	}
	d.use(p)
	return d
}

func (d *desk) use(p *policy.Preset) {
	d.Helper()
	if err := d.db.Write(context.Background(), "周岚", func(tx *db.Tx) error { return policy.Use(tx, p) }); err != nil {
		d.Fatal(err)
	}
}

// at sets the clock to nine in the morning of a day.
func (d *desk) at(day string) {
	d.Helper()
	t, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	if err != nil {
		d.Fatal(err)
	}
	d.now = t.Add(9 * time.Hour)
}

// received is a complaint of a severity that came in now, without a promise.
func (d *desk) received(severity string) register.Record {
	d.Helper()
	v := d.entry()
	v["severity"], v["promised_on"] = severity, ""
	return d.put(register.Record{Values: v})
}

func (d *desk) complaint(id int64) *complaint.Complaint {
	d.Helper()
	cs, err := d.complaints.Load(context.Background(), id)
	if err != nil || len(cs) != 1 {
		d.Fatal(err)
	}
	return cs[0]
}

func (d *desk) clocks(id int64) complaint.Clocks {
	d.Helper()
	k, err := d.complaints.Clocks(context.Background(), d.complaint(id))
	if err != nil {
		d.Fatal(err)
	}
	return k
}

func TestAnUrgentReplyIsDueThreeWorkingDaysAfterTheReceipt(t *testing.T) {
	for received, due := range map[string]string{
		"2026-09-30": "2026-10-10", // the National Day holiday; the 10th is a Saturday that is worked
		"2026-04-30": "2026-05-08",
		"2026-11-18": "2026-11-23",
	} {
		d := laboratory(t, received)
		r := d.received(complaint.Urgent)
		if got := r.Values.Text("rule_due"); got != due {
			t.Errorf("received %s: due %s, want %s", received, got, due)
		}
		c := d.complaint(r.ID)
		if c.RuleEdition != "laboratory@1" || c.Rule(assets.ZhHans) != "紧急，3 个工作日" || c.RuleUnknown != "" {
			t.Errorf("%s, %s, %s", c.RuleEdition, c.Rule(assets.ZhHans), c.RuleUnknown)
		}
	}
}

func TestAnOrdinaryReplyIsDueFifteenDaysAfterTheReceipt(t *testing.T) {
	d := laboratory(t, "2026-11-22")
	for _, severity := range []string{complaint.Ordinary, complaint.Major} {
		if due := d.received(severity).Values.Text("rule_due"); due != "2026-12-07" {
			t.Errorf("%s: %s", severity, due)
		}
	}
}

func TestAnAssessmentThatChangesTheSeverityCountsAnewFromTheReceipt(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.received(complaint.Ordinary)
	d.at("2026-11-20")
	d.do(r.ID, complaint.Assessment, field.Values{"severity": "urgent"})
	if due := d.get(r.ID).Text("rule_due"); due != "2026-11-23" {
		t.Errorf("due %s, want three working days after the receipt of the 18th", due)
	}
}

func TestADecisionKeepsTheEditionThatItWasMadeUnder(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.received(complaint.Urgent)
	p, err := policy.Shipped("laboratory")
	if err != nil {
		t.Fatal(err)
	}
	p.Complaints.Deadlines[0].Within = policy.Period{N: 1, Unit: policy.Workday}
	d.use(p)
	d.do(r.ID, complaint.Assessment, field.Values{"severity": "urgent"})
	if c := d.complaint(r.ID); c.RuleDue != "2026-11-23" || c.RuleEdition != "laboratory@1" {
		t.Errorf("%s by %s", c.RuleDue, c.RuleEdition)
	}
	if due := d.received(complaint.Urgent).Values.Text("rule_due"); due != "2026-11-19" {
		t.Errorf("by the new edition: %s", due)
	}
}

func TestADeadlineTellsWhichYearsHaveNoCalendar(t *testing.T) {
	d := laboratory(t, "2026-12-30")
	c := d.complaint(d.received(complaint.Urgent).ID)
	if c.RuleDue != "2027-01-04" || c.RuleUnknown != "2027" {
		t.Errorf("%s, %q", c.RuleDue, c.RuleUnknown)
	}
}

func TestAPauseMovesTheRegulationsClockAndNotThePromise(t *testing.T) {
	for severity, want := range map[string]string{
		complaint.Ordinary: "2026-12-10", // 15 days to 12-03, paused from Friday to Friday: 7 days
		complaint.Urgent:   "2026-11-30", // to 11-23, 5 working days
	} {
		d := laboratory(t, "2026-11-18")
		r := d.received(severity)
		v := d.entry()
		v["severity"] = severity
		r.Values = v
		r = d.put(r)
		d.at("2026-11-20")
		d.do(r.ID, complaint.Pause, field.Values{"until": "2026-11-27"})
		if v := d.get(r.ID); v.Text("paused_on") != "2026-11-20" {
			t.Fatalf("%v", v["paused_on"])
		}
		if k := d.clocks(r.ID); !k.Rule.Paused {
			t.Error("the clock is not said to stand still")
		}
		if err := d.step(r.ID, complaint.Pause, nil); data.CodeOf(err) != data.Refused || data.Explain(err, assets.ZhHans) != "2026-11-20 起已暂停计时" {
			t.Errorf("a second pause: %v", err)
		}
		d.at("2026-11-27")
		d.do(r.ID, complaint.Resumption, nil)
		v = d.get(r.ID)
		if v.Text("rule_due") != want || v.Text("promised_on") != "2026-11-24" || v.Text("paused_on") != "" {
			t.Errorf("%s: due %s, want %s; promised %s", severity, v.Text("rule_due"), want, v.Text("promised_on"))
		}
	}
}

func TestAReplyWaitsUntilTheClockIsResumed(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.receive()
	d.until(r.ID, complaint.Reply)
	d.do(r.ID, complaint.Pause, nil)
	err := d.step(r.ID, complaint.Reply, nil)
	if data.CodeOf(err) != data.Refused || data.Explain(err, assets.ZhHans) != "2026-11-18 起暂停计时，请先恢复计时再答复" {
		t.Errorf("%v", data.Explain(err, assets.ZhHans))
	}
	d.do(r.ID, complaint.Resumption, nil)
	d.do(r.ID, complaint.Reply, nil)
	if err := d.step(r.ID, complaint.Pause, nil); data.CodeOf(err) != data.Refused {
		t.Errorf("a pause after the reply: %v", err)
	}
}

func TestAPromiseIsMovedOnlyByANewOne(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.receive()
	d.do(r.ID, complaint.Assessment, nil)
	now, err := d.complaints.Get(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	now.Values["promised_on"] = "2026-12-01"
	_, err = d.complaints.Put(context.Background(), "林小满", now)
	d.said("a promise moved by hand", err, "promised_on", "complaint.error.promised")
	d.do(r.ID, complaint.Pledge, field.Values{"promised_on": "2026-12-01"})
	if v := d.get(r.ID); v.Text("promised_on") != "2026-12-01" {
		t.Errorf("promised %s", v.Text("promised_on"))
	}
}

func TestARoundCountsFromTheDayThatBeganIt(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.receive()
	d.until(r.ID, complaint.Opinion)
	d.at("2026-11-25")
	d.do(r.ID, complaint.Opinion, field.Values{"satisfied": "no", "text": "没有说明原因"})
	c := d.complaint(r.ID)
	if c.RuleFrom != "2026-11-25" || c.RuleDue != "2026-12-10" || c.RuleMet != complaint.Yes || c.AnsweredOn != "2026-11-18" {
		t.Errorf("%+v", c)
	}
	if k := d.clocks(r.ID); k.Promise.On != "" || k.Rule.Met != "" {
		t.Errorf("%+v", k)
	}
}

func TestALateReplyIsLateForGood(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	r := d.receive()
	d.until(r.ID, complaint.Reply)
	d.at("2026-12-04")
	d.do(r.ID, complaint.Reply, nil)
	v := d.get(r.ID)
	if v.Text("rule_met") != complaint.No || v.Text("promise_met") != complaint.No {
		t.Errorf("rule %s, promise %s", v.Text("rule_met"), v.Text("promise_met"))
	}
	if s := d.steps(r.ID); s[len(s)-1].Values.Text("rule_due") != "2026-12-03" {
		t.Errorf("the reply keeps %v", s[len(s)-1].Values["rule_due"])
	}
}

// people have the roles of the laboratory's levels: owner, head, office, manager.
func (d *desk) people() {
	d.Helper()
	err := d.db.Set(context.Background(), "x", staff.Setting, []staff.Member{
		{Name: "周岚", Department: "客服部"},
		{Name: "贺敏", Department: "客服部", Role: staff.DepartmentHead},
		{Name: "秦书", Department: "办公室", Role: staff.Office},
		{Name: "高原", Role: staff.GeneralManager},
	})
	if err != nil {
		d.Fatal(err)
	}
}

func TestTheNextLevelIsToldAtFourFifthsOfTheTimeAndWhenItIsLate(t *testing.T) {
	d := laboratory(t, "2026-11-02")
	d.people()
	r := d.received(complaint.Ordinary) // due 11-17; 80 % of 15 days are 12: 11-14
	d.do(r.ID, complaint.Assessment, nil)
	d.do(r.ID, complaint.Assignment, nil)
	for _, test := range []struct {
		day  string
		told []string
	}{
		{"2026-11-13", nil},
		{"2026-11-14", []string{"贺敏"}},
		{"2026-11-17", []string{"贺敏"}},
		{"2026-11-18", []string{"贺敏", "秦书"}},
		{"2026-11-20", []string{"贺敏", "秦书"}},
		{"2026-11-21", []string{"贺敏", "秦书", "高原"}}, // late by the 3 days that were left
	} {
		d.at(test.day)
		k := d.clocks(r.ID)
		var told []string
		for _, l := range k.Levels {
			told = append(told, l.Who)
		}
		if len(told) != len(test.told) || len(told) > 0 && told[len(told)-1] != test.told[len(told)-1] {
			t.Errorf("%s: %v, want %v", test.day, told, test.told)
		}
		if k.Rule.Late() != (test.day > "2026-11-17") {
			t.Errorf("%s: late %v", test.day, k.Rule.Late())
		}
	}
	d.do(r.ID, complaint.Investigation, nil)
	d.do(r.ID, complaint.Proposal, nil)
	d.do(r.ID, complaint.Approval, nil)
	d.do(r.ID, complaint.Reply, nil)
	if k := d.clocks(r.ID); len(k.Levels) > 0 {
		t.Errorf("told of what was replied: %v", k.Levels)
	}
}

func TestADeadlineInWorkingDaysFallsOnAWorkingDay(t *testing.T) {
	d := laboratory(t, "2026-01-04")
	days, roll := workday.New(), rand.New(rand.NewPCG(1, 2))
	for range 60 {
		d.at(time.Date(2026, 1, 4+roll.IntN(340), 0, 0, 0, 0, time.Local).Format(field.DateLayout))
		r := d.received(complaint.Urgent)
		d.now = d.now.AddDate(0, 0, roll.IntN(4))
		d.do(r.ID, complaint.Pause, nil)
		d.now = d.now.AddDate(0, 0, roll.IntN(12))
		d.do(r.ID, complaint.Resumption, nil)
		c := d.complaint(r.ID)
		if !days.Working(c.RuleDue) || c.RuleDue < c.RuleFrom {
			t.Errorf("received %s: due %s", c.RuleFrom, c.RuleDue)
		}
		if n, _ := days.Count(c.RuleFrom, c.RuleDue); n < 3 {
			t.Errorf("received %s: due %s, %d working days", c.RuleFrom, c.RuleDue, n)
		}
	}
}

func TestAnObjectionToAReportIsInTimeForTenDays(t *testing.T) {
	d := laboratory(t, "2026-11-18")
	v := d.entry()
	v["report"], v["report_received_on"] = "JC-202611-07", "2026-11-08"
	d.put(register.Record{Values: v})
	v["report_received_on"] = "2026-11-07"
	_, err := d.complaints.Put(context.Background(), "x", register.Record{Values: v})
	d.said("an objection on the eleventh day", err, "late_reason", "complaint.error.objection")
	if s := data.Explain(err, assets.ZhHans); s != "收到报告后 10 天内提出异议有效，本件应在 2026-11-17 前提出，已迟 1 天。如仍受理，请写明理由" {
		t.Error(s)
	}
	v["late_reason"] = "客户出差，已电话告知"
	d.put(register.Record{Values: v})
}

func TestWhoApprovesDependsOnTheCompensation(t *testing.T) {
	d := open(t)
	p, err := policy.Shipped("dealer") // up to 5,000 yuan the head, beyond it the manager
	if err != nil {
		t.Fatal(err)
	}
	d.use(p)
	d.people()
	for _, test := range []struct{ amount, who, refusal string }{
		{"5000", "贺敏", ""},
		{"5000.01", "贺敏", "赔偿 5000.01 元须由总经理审批，贺敏无此权限"},
		{"5000.01", "高原", ""},
		{"", "林小满", "须由部门负责人审批，林小满无此权限"},
	} {
		r := d.receive()
		d.until(r.ID, complaint.Proposal)
		d.do(r.ID, complaint.Proposal, field.Values{"compensation": test.amount})
		err := d.step(r.ID, complaint.Approval, field.Values{"who": test.who})
		if test.refusal == "" {
			if err != nil {
				t.Errorf("%s, %s yuan: %v", test.who, test.amount, err)
			}
			continue
		}
		d.said(test.who, err, "who", data.All(err)[0].Key)
		if s := data.Explain(err, assets.ZhHans); s != test.refusal {
			t.Errorf("%q, want %q", s, test.refusal)
		}
	}
}
