package credit_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// clock is the time of all these tests: a Sunday afternoon.
var clock = time.Date(2026, 11, 22, 15, 0, 0, 0, time.Local)

// people of the shop of these tests: 贺敏 sells, 秦越 heads, 唐老板 manages.
var people = []staff.Member{
	{Name: "林小满", Department: "客服部", Role: staff.Reception},
	{Name: "贺敏", Department: "销售部", Role: staff.AccountManager},
	{Name: "秦越", Department: "销售部", Role: staff.DepartmentHead},
	{Name: "唐老板", Role: staff.GeneralManager},
}

type desk struct {
	*testing.T
	db        *db.DB
	now       time.Time
	customers *customer.Store
	*credit.Store
}

func open(t *testing.T) *desk { return under(t, "general") }

// under is a desk under a preset that comes with the program.
func under(t *testing.T, preset string) *desk {
	t.Helper()
	x := dbtest.MustOpen(t)
	d := &desk{T: t, db: x, now: clock}
	x.Now = func() time.Time { return d.now }
	must(t, x.Set(t.Context(), "唐老板", staff.Setting, people))
	p, err := policy.Shipped(preset)
	must(t, err)
	must(t, x.Write(t.Context(), "唐老板", func(tx *db.Tx) error { return policy.Use(tx, p) }))
	d.customers, d.Store = customer.Open(x), credit.Open(x)
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) customer(name string) string {
	d.Helper()
	v := d.customers.Blank()
	v["name"], v["owner"] = name, "贺敏"
	r, err := d.customers.Put(context.Background(), "林小满", register.Record{Values: v})
	must(d.T, err)
	return r.Number
}

// put saves a new record of these values over the register's blank ones.
func (d *desk) put(r register.Register, v field.Values) (register.Record, error) {
	all := r.Blank()
	maps.Copy(all, v)
	return r.Put(context.Background(), "贺敏", register.Record{Values: all})
}

func (d *desk) must(r register.Register, v field.Values) register.Record {
	d.Helper()
	rec, err := d.put(r, v)
	must(d.T, err)
	return rec
}

// change saves a record with some values changed.
func (d *desk) change(r register.Register, rec register.Record, v field.Values) (register.Record, error) {
	rec, err := r.Get(context.Background(), rec.ID)
	must(d.T, err)
	maps.Copy(rec.Values, v)
	return r.Put(context.Background(), "贺敏", rec)
}

// file opens a credit file that 秦越 approved.
func (d *desk) file(name, grade, limit string) (customer string, f register.Record) {
	d.Helper()
	c := d.customer(name)
	return c, d.must(d.Files, field.Values{"customer": c, "grade": grade, "limit": limit, "approver": "秦越", "since": "2026-01-05"})
}

// owes enters a receivable of a day.
func (d *desk) owes(customer, amount, on string) register.Record {
	d.Helper()
	return d.must(d.Receivables, field.Values{"customer": customer, "what": "火锅底料", "amount": amount, "on": on})
}

// refused tests that there is one refusal, at a field, whose sentence has these
// words.
func (d *desk) refused(err error, at, key string, words ...string) {
	d.Helper()
	es := data.All(err)
	if len(es) != 1 || es[0].Field != at || es[0].Key != key {
		d.Fatalf("refused %v, want %s: %s", err, at, key)
	}
	text := es[0].Text(assets.ZhHans)
	for _, w := range words {
		if !strings.Contains(text, w) {
			d.Errorf("%q lacks %q", text, w)
		}
	}
}

func (d *desk) has(r register.Register, rec register.Record, want field.Values) {
	d.Helper()
	rec, err := r.Get(context.Background(), rec.ID)
	must(d.T, err)
	for k, w := range want {
		if got := rec.Values.Text(k); got != w {
			d.Errorf("%s = %q, want %q", k, got, w)
		}
	}
}

func TestReportsAreDueHalfYearlyQuarterlyAndMonthlyByGrade(t *testing.T) {
	d := open(t)
	for grade, want := range map[string]string{"A": "2027-05-22", "B": "2027-02-22", "C": "2026-12-22", "D": "2026-12-22"} {
		_, f := d.file("客户"+grade, grade, "")
		d.has(d.Files, f, field.Values{"report_due": want, "approved_on": "2026-11-22"})
	}
}

func TestAnApprovedReportChangesTheFileAndPlansTheNext(t *testing.T) {
	d := open(t)
	c, f := d.file("重庆渝鲲火锅有限公司", "B", "50000")
	r := d.must(d.Reports, field.Values{
		"customer": c, "on": "2026-11-20", "channels": []string{"银行", "实地"}, "findings": "付款及时", "grade": "A", "limit": "200000", "reporter": "贺敏",
	})
	d.has(d.Reports, r, field.Values{"had_grade": "B", "had_limit": "50000"})
	d.has(d.Files, f, field.Values{"grade": "B"})
	_, err := d.change(d.Reports, r, field.Values{"decision": credit.Approved, "approver": "秦越"})
	must(t, err)
	d.has(d.Reports, r, field.Values{"decided_on": "2026-11-22"})
	d.has(d.Files, f, field.Values{"grade": "A", "limit": "200000", "days": "30", "approver": "秦越", "reported_on": "2026-11-20", "report_due": "2027-05-20"})

	_, err = d.change(d.Reports, r, field.Values{"limit": "900000"})
	d.refused(err, "limit", "credit_report.error.final", "2026-11-22")
	if err := d.Reports.Delete(t.Context(), "贺敏", r.ID); data.CodeOf(err) != data.Refused {
		t.Errorf("an approved report was deleted: %v", err)
	}
	_, err = d.put(d.Reports, field.Values{
		"customer": c, "on": "2026-11-01", "findings": "补写", "grade": "C", "reporter": "贺敏", "decision": credit.Approved, "approver": "秦越",
	})
	d.refused(err, "decision", "credit_report.error.newer", "2026-11-20")
}

func TestAReportOpensTheFileWhereThereIsNone(t *testing.T) {
	d := open(t)
	c := d.customer("新客户")
	d.must(d.Reports, field.Values{"customer": c, "findings": "可以", "grade": "B", "limit": "10000", "reporter": "贺敏", "decision": credit.Approved, "approver": "秦越"})
	ids, err := d.Files.IDs(t.Context(), register.Query{})
	must(t, err)
	if len(ids) != 1 {
		t.Fatalf("%d files", len(ids))
	}
	d.has(d.Files, register.Record{Meta: register.Meta{ID: int64(ids[0])}}, field.Values{"customer": c, "grade": "B", "limit": "10000", "days": "15"})
}

func TestWhoeverReportsDoesNotApprove(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "B", "1000")
	report := func(v field.Values) error {
		all := field.Values{"customer": c, "findings": "可以", "grade": "A", "limit": "2000", "reporter": "秦越", "decision": credit.Approved}
		maps.Copy(all, v)
		_, err := d.put(d.Reports, all)
		return err
	}
	d.refused(report(nil), "approver", "credit.error.approver", "部门负责人")
	d.refused(report(field.Values{"approver": "秦越"}), "approver", "credit.error.approver_self", "秦越")
	d.refused(report(field.Values{"approver": "贺敏"}), "approver", "credit.error.approver_level", "贺敏", "部门负责人")
	must(t, report(field.Values{"approver": "唐老板"}))
	for key, v := range map[string]string{"grade": "B", "limit": "5", "days": "90", "approver": "秦越"} {
		_, err := d.change(d.Files, f, field.Values{key: v})
		d.refused(err, key, "credit.error.by_report."+key)
	}
}

func TestAnUrgentReportProposesACounterMeasure(t *testing.T) {
	d := open(t)
	c, _ := d.file("甲", "B", "1000")
	v := field.Values{"customer": c, "kind": credit.Urgent, "findings": "被多家供应商起诉", "grade": "D", "reporter": "贺敏"}
	_, err := d.put(d.Reports, v)
	d.refused(err, "measures", "credit_report.error.measures")
	ds, _ := field.Find(d.Reports.Fields(), "measures")
	if got := strings.Join(ds.Options[:5], " "); got != "提供担保人 收取保证金 合同公证 减少供货 债权转让" {
		t.Errorf("measures: %s", got)
	}
	v["measures"] = []string{"减少供货"}
	d.must(d.Reports, v)
}

func TestDHasNoCredit(t *testing.T) {
	d := open(t)
	c, _ := d.file("丁", "D", "")
	v := field.Values{"customer": c, "what": "底料", "amount": "100", "due_on": "2026-12-22"}
	_, err := d.put(d.Receivables, v)
	d.refused(err, "due_on", "receivable.error.no_credit", "D 级", "不予授信，现款或款到发货")
	delete(v, "due_on")
	r := d.must(d.Receivables, v) // cash
	d.has(d.Receivables, r, field.Values{"due_on": "2026-11-22"})
	_, err = d.put(d.Files, field.Values{"customer": d.customer("戊"), "grade": "D", "limit": "1", "approver": "秦越"})
	d.refused(err, "limit", "credit.error.no_limit", "D 级")
}

func TestCHasNoCreditWithoutAnApprovedLimit(t *testing.T) {
	d := open(t)
	c, _ := d.file("丙", "C", "")
	v := field.Values{"customer": c, "what": "底料", "amount": "100", "due_on": "2026-12-22"}
	_, err := d.put(d.Receivables, v)
	d.refused(err, "due_on", "receivable.error.no_limit", "C 级", "现款现货")
	c, _ = d.file("丙二", "C", "500")
	v["customer"] = c
	d.must(d.Receivables, v)
}

func TestWhoeverIsOnTheCompanysBlacklistGetsNoCredit(t *testing.T) {
	d := open(t)
	c, _ := d.file("甲", "A", "100000")
	g := grading.Open(d.db)
	v := g.Blacklist.Blank()
	maps.Copy(v, field.Values{"customer": c, "scope": customer.Company, "reason": "恶意拖欠货款"})
	e, err := g.Blacklist.Put(t.Context(), "贺敏", register.Record{Values: v})
	must(t, err)
	must(t, g.ProposeEntry(t.Context(), "贺敏", e.ID))
	must(t, g.ApproveEntry(t.Context(), "秦越", e.ID, ""))
	_, err = d.put(d.Receivables, field.Values{"customer": c, "what": "底料", "amount": "100"})
	d.refused(err, "customer", "credit.error.barred", "甲", e.Number)
	_, err = d.put(d.Reports, field.Values{"customer": c, "findings": "可以", "grade": "A", "limit": "1", "reporter": "贺敏", "decision": credit.Approved, "approver": "秦越"})
	d.refused(err, "limit", "credit.error.barred")
	d.must(d.Receivables, field.Values{"customer": c, "what": "底料", "amount": "100", "due_on": "2026-11-22"}) // cash
}

func TestWithoutAFileThereIsOnlyCash(t *testing.T) {
	d := open(t)
	v := field.Values{"customer": d.customer("生客"), "what": "底料", "amount": "100", "due_on": "2026-12-22"}
	_, err := d.put(d.Receivables, v)
	d.refused(err, "due_on", "receivable.error.no_file", "生客")
}

func TestAnOrderOverTheLimitNeedsTheManager(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "A", "100000")
	d.owes(c, "80000", "2026-11-01")
	d.has(d.Files, f, field.Values{"used": "80000"})
	v := field.Values{"customer": c, "what": "底料", "amount": "32000.5"}
	_, err := d.put(d.Receivables, v)
	d.refused(err, "over_approver", "receivable.error.over_limit", "信用额度 100,000 元", "已用 80,000 元", "本单 32,000.5 元", "超出 12,000.5 元", "总经理")
	v["over_approver"] = "秦越"
	_, err = d.put(d.Receivables, v)
	d.refused(err, "over_approver", "credit.error.approver_level", "秦越", "总经理")
	v["over_approver"] = "唐老板"
	r := d.must(d.Receivables, v)
	_, err = d.change(d.Receivables, r, field.Values{"remark": "改个备注"})
	must(t, err)
	_, err = d.change(d.Receivables, r, field.Values{"amount": "33000", "over_approver": ""})
	d.refused(err, "over_approver", "receivable.error.over_limit", "本单 33,000 元")
}

func TestNothingIsSoldAfterTradeStopped(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "A", "100000")
	_, err := d.change(d.Files, f, field.Values{"stopped_on": "2026-11-20"})
	d.refused(err, "stop_reason", "credit.error.stop_reason")
	_, err = d.change(d.Files, f, field.Values{"stopped_on": "2026-11-20", "stop_reason": "长期拖欠货款"})
	must(t, err)
	d.has(d.Files, f, field.Values{"report_due": ""})
	_, err = d.put(d.Receivables, field.Values{"customer": c, "what": "底料", "amount": "1"})
	d.refused(err, "customer", "receivable.error.stopped", "2026-11-20", "长期拖欠货款")
}

func TestADebtFallsDueByTheGradesDays(t *testing.T) {
	d := open(t)
	for grade, want := range map[string]string{"A": "2026-12-01", "B": "2026-11-16", "C": "2026-11-01"} {
		c, _ := d.file("客户"+grade, grade, "100000")
		d.has(d.Receivables, d.owes(c, "10", "2026-11-01"), field.Values{"due_on": want, "state": "open", "open": "10"})
	}
}

func TestNoMoreIsReceivedThanIsOwed(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "A", "100000")
	r := d.owes(c, "1000", "2026-11-01")
	ctx := t.Context()
	pay := func(amount string) error {
		_, err := d.Receive(ctx, "贺敏", r.ID, field.Values{"on": "2026-11-20", "amount": amount, "way": "transfer"})
		return err
	}
	must(t, pay("600"))
	d.has(d.Receivables, r, field.Values{"received": "600", "open": "400", "state": "open"})
	d.has(d.Files, f, field.Values{"used": "400"})
	d.refused(pay("400.01"), "amount", "receivable.error.too_much", "应收 1,000 元", "只差 400 元")
	d.refused(pay("0"), "amount", "error.out_of_range")
	must(t, pay("400"))
	d.has(d.Receivables, r, field.Values{"received": "1000", "open": "", "state": "paid", "dun_on": ""})
	d.has(d.Files, f, field.Values{"used": "", "oldest_due": ""})
}

func TestAWriteOffNeedsAReasonAndTheManager(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "A", "100000")
	r := d.owes(c, "1000", "2026-01-10")
	_, err := d.change(d.Receivables, r, field.Values{"write_off_on": "2026-11-20", "write_off_reason": "破产", "write_off_approver": "秦越"})
	d.refused(err, "write_off_approver", "credit.error.approver_level", "总经理")
	_, err = d.change(d.Receivables, r, field.Values{"write_off_on": "2026-11-20", "write_off_approver": "唐老板"})
	d.refused(err, "write_off_reason", "receivable.error.write_off_reason")
	_, err = d.change(d.Receivables, r, field.Values{"write_off_on": "2026-11-20", "write_off_reason": "破产", "write_off_approver": "唐老板"})
	must(t, err)
	d.has(d.Receivables, r, field.Values{"state": "written_off", "open": "", "written_off": "1000", "dun_on": ""})
	d.has(d.Files, f, field.Values{"used": ""})
}

func TestDunningIsByPhoneLetterVisitAndLawsuit(t *testing.T) {
	p, err := policy.Shipped("general")
	must(t, err)
	for days, want := range map[int64]string{0: "", 1: "phone", 29: "phone", 30: "letter", 59: "letter", 60: "visit", 89: "visit", 90: "lawsuit", 400: "lawsuit"} {
		s, ok := credit.Offer(&p.Credit, days)
		if s.Key != want && ok || ok != (want != "") {
			t.Errorf("%d days overdue: %s, want %s", days, s.Key, want)
		}
	}
}

func TestTheNextDunningFollowsFromTheStepsDone(t *testing.T) {
	d := open(t)
	c, _ := d.file("甲", "A", "100000")
	r := d.owes(c, "1000", "2026-09-01") // due 2026-10-01
	d.has(d.Receivables, r, field.Values{"dun_on": "2026-10-02", "days_overdue": "52"})
	dun := func(step, on, next string) {
		t.Helper()
		_, err := d.Dun(t.Context(), "贺敏", r.ID, field.Values{"on": on, "step": step, "who": "贺敏", "result": "答应付款", "next": next})
		must(t, err)
	}
	dun("phone", "2026-10-05", "2026-10-09")
	d.has(d.Receivables, r, field.Values{"dun_on": "2026-10-09"})
	dun("phone", "2026-10-09", "")
	d.has(d.Receivables, r, field.Values{"dun_on": "2026-10-31"})
	dun("lawsuit", "2026-11-20", "")
	d.has(d.Receivables, r, field.Values{"dun_on": ""})
	_, err := d.Dun(t.Context(), "贺敏", r.ID, field.Values{"on": "2026-11-21", "step": "phone", "who": "", "next": "2026-11-01"})
	d.refused(err, "who", "error.required")
}

func TestDebtsAgeInTheColumnsOfTheRegulation(t *testing.T) {
	d := open(t)
	c, _ := d.file("甲", "C", "9999999")
	other, _ := d.file("乙", "C", "9999999")
	for due, amount := range map[string]string{
		"2026-11-22": "1", "2026-12-01": "2", // not due
		"2026-11-21": "10", "2026-10-23": "20", // 1 and 30 days
		"2026-10-22": "100", "2026-09-23": "200", // 31 and 60
		"2026-09-22": "1000", "2026-08-24": "2000", // 61 and 90
		"2026-08-23": "10000", "2025-01-01": "20000", // over 90
	} {
		d.must(d.Receivables, field.Values{"customer": c, "what": due, "amount": amount, "on": min(due, "2026-11-22"), "due_on": due})
	}
	d.owes(other, "5", "2026-11-22")
	a, err := d.Age(t.Context(), "2026-11-22", "")
	must(t, err)
	if got := strings.Join(a.Heads(assets.ZhHans), "/"); got != "未到期/1–30 天/31–60 天/61–90 天/>90 天" {
		t.Errorf("heads: %s", got)
	}
	if len(a.Lines) != 2 || a.Lines[0].Name != "甲" {
		t.Fatalf("lines: %+v", a.Lines)
	}
	want := []int64{300, 3000, 30000, 300000, 3000000}
	if x := a.Lines[0]; !slices.Equal(x.Buckets, want) || x.Open != 3333300 || x.Overdue != 3333000 || x.Grade != "C" {
		t.Errorf("%+v", x)
	}
	if a.Total.Open != 3333800 || a.Total.Buckets[0] != 800 {
		t.Errorf("total: %+v", a.Total)
	}
	if a, err = d.Age(t.Context(), "2026-11-22", "没有这个人"); err != nil || len(a.Lines) != 0 {
		t.Errorf("of nobody: %+v, %v", a, err)
	}
	acc, err := d.Of(t.Context(), a2id(d, c), "2026-11-22")
	must(t, err)
	if acc.Used != 3333300 || acc.Overdue != 3333000 || acc.Days != 690 || acc.File == nil || acc.Left() != 999999900-3333300 {
		t.Errorf("account: %+v", acc)
	}
}

func a2id(d *desk, number string) int64 {
	id, err := d.customers.Find(context.Background(), number)
	must(d.T, err)
	return id
}

func TestTheDepositIsWithheldAndPaidBackByTheRegulation(t *testing.T) {
	d := under(t, "dealer")
	c := d.customer("甲")
	f := d.must(d.Files, field.Values{"customer": c, "grade": "D", "deposit": "100000", "since": "2020-05-01"})
	f, err := d.change(d.Files, f, field.Values{"stopped_on": "2026-10-31", "stop_reason": "合同期满"})
	must(t, err)
	if got := f.Values.Text("withheld"); got != "20000" { // 20 %
		t.Errorf("withheld %s", got)
	}
	rows := f.Values.Rows("instalments")
	if len(rows) != 2 || rows[0].Text("amount") != "8000" || rows[0].Text("due") != "2027-02-28" || // 40 % after 4 months
		rows[1].Text("amount") != "12000" || rows[1].Text("due") != "2027-04-30" { // 60 % after 6
		t.Errorf("instalments %v", rows)
	}
	rows[1]["amount"] = "12000.01"
	_, err = d.change(d.Files, f, field.Values{"instalments": rows})
	d.refused(err, "instalments[1].amount", "credit.error.instalments", "20,000 元")
	rows[0]["paid_on"], rows[1]["amount"] = "2026-11-22", "12000"
	f, err = d.change(d.Files, f, field.Values{"instalments": rows})
	must(t, err)
	d.has(d.Files, f, field.Values{"instalment_due": "2027-04-30"})
	if _, err = d.change(d.Files, f, field.Values{"stopped_on": "2026-10-30"}); data.CodeOf(err) != data.Refused {
		t.Errorf("settled once more: %v", err)
	}
}

func TestWhatAPeriodBrought(t *testing.T) {
	d := open(t)
	c, _ := d.file("甲", "A", "1000000")
	r := d.owes(c, "1000", "2026-10-31")
	d.owes(c, "500", "2026-11-01")
	d.owes(c, "70", "2026-11-22")
	_, err := d.Receive(t.Context(), "贺敏", r.ID, field.Values{"on": "2026-11-05", "amount": "300"})
	must(t, err)
	_, err = d.change(d.Receivables, r, field.Values{"write_off_on": "2026-11-20", "write_off_reason": "破产", "write_off_approver": "唐老板"})
	must(t, err)
	for owner, want := range map[string]credit.Figures{
		"": {Sales: 57000, Orders: 2, Collected: 30000, BadDebts: 70000}, "贺敏": {Sales: 57000, Orders: 2, Collected: 30000, BadDebts: 70000}, "别人": {},
	} {
		got, err := d.Period(t.Context(), "2026-11-01", "2026-11-30", owner)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", owner, got, err)
		}
	}
}

func TestReportsDunningAndDepositsAreWork(t *testing.T) {
	d := under(t, "dealer")
	c, _ := d.file("甲", "B", "100000")
	d.owes(c, "1000", "2026-09-01") // due 2026-09-16, 67 days ago
	gone := d.customer("乙")
	d.must(d.Files, field.Values{"customer": gone, "grade": "D", "deposit": "1000", "since": "2020-05-01", "stopped_on": "2026-07-25", "stop_reason": "期满"})
	var _ due.Source = d.Store
	l, err := d.Due(t.Context(), due.Query{Today: "2027-02-22", Until: "2027-02-28", Limit: 10})
	must(t, err)
	var got []string
	for _, i := range l.Items {
		got = append(got, i.Day+" "+string(i.Kind)+" "+i.Who+" "+i.Reason(assets.ZhHans))
	}
	want := []string{
		"2026-09-17 dunning 甲 欠 1,000 元，逾期 159 天，按规定诉讼催收",
		"2026-11-25 settlement 乙 2026-07-25 停止交易，退还暂扣保证金 80 元",
		"2027-02-22 credit 甲 B 级每 1 个季度一份信用报告",
	}
	if !slices.Equal(got, want) || l.Late != 2 || l.Today != 1 || l.Later != 0 {
		t.Errorf("%s\n%+v", strings.Join(got, "\n"), l)
	}
	if l, err = d.Due(t.Context(), due.Query{Today: "2027-02-22", From: "2027-02-22", Until: "2027-02-28", Limit: 10}); err != nil || len(l.Items) != 1 || l.Late != 0 || l.Today != 1 {
		t.Errorf("from today on: %+v, %v", l, err)
	}
	if l, err = d.Due(t.Context(), due.Query{Today: "2027-02-22", Until: "2027-02-28", Owner: "别人", Limit: 10}); err != nil || len(l.Items) != 0 || l.Late != 0 {
		t.Errorf("of somebody else: %+v, %v", l, err)
	}
}

func TestACustomerHasOneFile(t *testing.T) {
	d := open(t)
	c, f := d.file("甲", "A", "1")
	_, err := d.put(d.Files, field.Values{"customer": c, "grade": "B", "approver": "秦越"})
	d.refused(err, "customer", "credit.error.twice", f.Number)
	must(t, d.Files.Delete(t.Context(), "贺敏", f.ID))
	d.must(d.Files, field.Values{"customer": c, "grade": "B", "approver": "秦越"})
	if err := d.Files.Restore(t.Context(), "贺敏", f.ID); data.CodeOf(err) != data.Refused {
		t.Errorf("a second file was restored: %v", err)
	}
}

func TestFormerGradesStayReadableAndAnotherRegulationPlansAnew(t *testing.T) {
	d := open(t)
	_, f := d.file("甲", "B", "1")
	p, err := policy.Shipped("export")
	must(t, err)
	must(t, d.db.Write(t.Context(), "唐老板", func(tx *db.Tx) error {
		if err := policy.Use(tx, p); err != nil {
			return err
		}
		return d.Replan(tx)
	}))
	d.Store = credit.Open(d.db)
	d.has(d.Files, f, field.Values{"grade": "B", "report_due": ""})
	_, err = d.change(d.Files, f, field.Values{"remark": "仍可保存"})
	must(t, err)
	_, err = d.put(d.Files, field.Values{"customer": d.customer("乙"), "grade": "A", "approver": "秦越"})
	d.refused(err, "grade", "credit.error.grade_unknown", "A")
	d.must(d.Files, field.Values{"customer": d.customer("丙"), "grade": "excellent", "approver": "秦越"})
}

func TestMoneyHasItsThousandsParted(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 1: "0.01", 99900: "999", 100000: "1,000", 123456789: "1,234,567.89", -100000: "-1,000", 1250000050: "12,500,000.5"} {
		if got := credit.Money(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
