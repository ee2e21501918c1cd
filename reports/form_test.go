package reports_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/survey"
	"kezhi/reports"
	"kezhi/reports/sheet"
)

// A house is a shop with one record of each register.
type house struct {
	*shop.Shop
	customer, person, visit, complaint, survey, answer register.Record
}

func furnished(tb testing.TB) *house {
	h := &house{Shop: mustOpen(tb)}
	h.customer = put(tb, h.Customers, organisation())
	h.person = put(tb, h.Customers, field.Values{"kind": "person", "name": "单雨霏", "identity": "11010519491231002X", "birthday": "1949-12-31", "phones": []field.Values{{"use": "mobile", "number": "13900001234"}}})
	h.visit = put(tb, h.Visits, visited(h.customer.Number))
	h.complaint = put(tb, h.Complaints, complained(h.customer.Number))
	handled(tb, h.Shop, h.complaint.ID)
	h.survey, h.answer = surveyed(tb, h.Shop, 12)
	return h
}

// jobs are all forms, filled and blank.
func (h *house) jobs() []reports.Job {
	var js []reports.Job
	add := func(form, register string, ids ...int64) {
		j := job(h.Shop, form, ids...)
		j.Register = register
		js = append(js, j)
	}
	add("customer-card", "", h.customer.ID, h.person.ID)
	add("visit-summary", "", h.visit.ID)
	add("complaint-statement", "", h.complaint.ID)
	add("complaint-receipt", "", h.complaint.ID)
	add("complaint-record", "", h.complaint.ID)
	for _, form := range []string{"reply-letter", "customer-opinion", "complaint-ledger", "complaint-statistics"} {
		add(form, "", h.complaint.ID)
	}
	add("questionnaire", "answer", h.answer.ID)
	add("questionnaire", "survey", h.survey.ID)
	add("survey-summary", "", h.survey.ID)
	for _, f := range reports.Forms() {
		if f.CanBlank {
			add(f.Key, "")
		}
	}
	return js
}

// texts are all texts within values, options and flags left out.
func texts(ds []field.Desc, v field.Values) []string {
	var out []string
	for _, d := range ds {
		switch {
		case d.Kind == field.Choice, d.Kind == field.Choices, d.Kind == field.Bool, d.Kind == field.Integer:
		case d.Kind == field.Rows:
			for _, r := range v.Rows(d.Key) {
				out = append(out, texts(d.Rows, r)...)
			}
		case d.Kind.List():
			out = append(out, v.List(d.Key)...)
		default:
			out = append(out, v.Text(d.Key))
		}
	}
	return out
}

func holds(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text, squeeze(w)) {
			t.Errorf("the paper lacks %.60q", w)
		}
	}
}

// neverBlank are the forms that nobody fills in by hand: what they say is known
// to the program alone.
var neverBlank = []string{"customer-history", "person-copy", "erasure-certificate", "retention-list"}

func TestTheFormsAreThoseOfTheRegulations(t *testing.T) {
	want := strings.Join(strings.Fields(`
		customer-card customer-facts key-people archive-catalogue customer-history visit-summary visit-plan visit-quarter
		complaint-statement complaint-receipt complaint-record reply-letter customer-opinion complaint-ledger complaint-statistics
		questionnaire survey-summary survey-analysis survey-sample admission-review stage-evaluation blacklist
		credit-report trading-card stop-trade receivables ageing visitor-register handover greetings
		privacy-notice person-copy privacy-request erasure-certificate retention-list incident-report
		change-report inspection-record management-report`), " ")
	var got []string
	for _, f := range reports.Forms() {
		got = append(got, f.Key)
		if f.CanBlank == slices.Contains(neverBlank, f.Key) || !f.CanFill {
			t.Errorf("%s: blank %v, filled %v", f.Key, f.CanBlank, f.CanFill)
		}
		for _, l := range assets.Langs {
			if s := f.Title(l); strings.Contains(s, "form.") {
				t.Errorf("%s has no title in %s", f.Key, l)
			}
		}
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("forms: %s", s)
	}
	if fs := reports.For("complaint"); len(fs) != 7 {
		t.Errorf("a complaint has %d forms", len(fs))
	}
	if fs := reports.For("answer"); len(fs) != 1 || fs[0].Key != "questionnaire" {
		t.Errorf("an answer has %v", fs)
	}
}

func TestEveryFieldOfTheRecordIsOnItsForm(t *testing.T) {
	h := furnished(t)
	passed := map[string]bool{
		"phone": true, "contact": true, "last_visit_on": true, "open_complaints": true, "updated_at": true, "on": true, "promise_due": true,
		"handler": true, "due": true, "replied_on": true, "closed_on": true, "answered_on": true, "paused_on": true, "archive_number": true,
	}
	for form, of := range map[string]struct {
		r   register.Register
		rec register.Record
	}{
		"customer-card": {h.Customers, h.customer}, "visit-summary": {h.Visits, h.visit},
		"complaint-record": {h.Complaints, h.complaint}, "complaint-receipt": {h.Complaints, h.complaint},
	} {
		b, ws := write(t, job(h.Shop, form, of.rec.ID))
		if len(ws) > 0 {
			t.Errorf("%s: %v", form, ws)
		}
		text := read(t, b)
		rec, err := of.r.Get(context.Background(), of.rec.ID)
		must(t, err)
		for _, d := range of.r.Fields() {
			if !passed[d.Key] {
				holds(t, text, texts([]field.Desc{d}, rec.Values)...)
			}
		}
		holds(t, text, rec.Number, "望江客户服务中心", "林小满2026-11-2209:30")
	}
}

func TestTheMinutesOfAMeetingAreOnTheVisitSummary(t *testing.T) {
	s := mustOpen(t)
	v := visited(put(t, s.Customers, organisation()).Number)
	v["way"], v["topics"] = "talk", "明年供货与结算方式"
	v["decisions"] = []field.Values{{"what": "试行每日两送", "owner": "贺敏", "due": "2026-10-30", "done_on": "2026-10-29"}, {"what": "签年度框架合同"}}
	b, ws := write(t, job(s, "visit-summary", put(t, s.Visits, v).ID))
	if len(ws) > 0 {
		t.Error(ws)
	}
	holds(t, read(t, b), "议题", "明年供货与结算方式", "决议", "试行每日两送", "2026-10-30", "2026-10-29", "签年度框架合同")
}

func TestTheRecordTellsEveryStepOfEveryRound(t *testing.T) {
	h := furnished(t)
	b, _ := write(t, job(h.Shop, "complaint-record", h.complaint.ID))
	text := read(t, b)
	steps, err := h.Complaints.Steps(context.Background(), h.complaint.ID)
	must(t, err)
	if len(steps) < 9 {
		t.Fatalf("%d steps", len(steps))
	}
	for _, s := range steps[1:] {
		holds(t, text, texts(complaint.StepFields(s.Kind), s.Values)...)
	}
	holds(t, text, "第2轮·调查", "第2轮·归档", "回避声明", "被投诉人：赵启明", "原经办人：钱多多")
}

func TestTheRecordListsTheCasesDocuments(t *testing.T) {
	s := mustOpen(t)
	v := complained("")
	delete(v, "customer")
	k := put(t, s.Complaints, v)
	path := filepath.Join(t.TempDir(), "配送单照片𠮷.txt")
	must(t, os.WriteFile(path, []byte("x"), 0o600))
	_, err := s.Documents.Add(context.Background(), "林小满", document.Owner{Register: s.Complaints, ID: k.ID}, path, field.Values{"category": "投诉记录", "note": "原件"}, nil)
	must(t, err)
	b, _ := write(t, job(s, "complaint-record", k.ID))
	holds(t, read(t, b), "档案材料", "配送单照片𠮷.txt", "投诉记录", "原件")
}

func TestAWithdrawnCaseIsStillToBeArchived(t *testing.T) {
	s := mustOpen(t)
	v := complained("")
	delete(v, "customer")
	k := put(t, s.Complaints, v)
	step(t, s, k.ID, complaint.Withdrawal, "2026-11-19 09:00", field.Values{"who": "林小满", "by": "冉红", "reason": "已自行协商"})
	b, _ := write(t, job(s, "complaint-record", k.ID))
	text := read(t, b)
	holds(t, text, "撤诉", "已自行协商", "归档人")
	if strings.Contains(text, "审批人") && strings.Contains(text, "审批结论") {
		t.Error("steps that will not come have room on the paper")
	}
}

func TestEveryPaperIsSound(t *testing.T) {
	h := furnished(t)
	for _, l := range assets.Langs {
		for _, j := range h.jobs() {
			j.Lang = l
			b, ws := write(t, j)
			if len(ws) > 0 {
				t.Errorf("%s %s: %v", j.Form, l, ws)
			}
			text := read(t, b)
			if strings.Contains(text, "form.") {
				i := strings.Index(text, "form.")
				t.Errorf("%s %s has a key on paper: %.40s", j.Form, l, text[i:])
			}
		}
	}
}

func TestTheEnglishBlankFormsAreEnglish(t *testing.T) {
	s := mustOpen(t)
	must(t, s.SetIdentity(context.Background(), "x", shop.Identity{Name: "Riverview", Phone: "1"}))
	for _, f := range reports.Forms() {
		if !f.CanBlank {
			continue
		}
		j := job(s, f.Key)
		j.Lang, j.Who = assets.En, "Lin"
		b, _ := write(t, j)
		for _, r := range read(t, b) {
			if r >= 0x3400 && r <= 0x9FFF {
				t.Errorf("%s: %q on the English form", f.Key, r)
				break
			}
		}
	}
}

func TestBlankFormsAreOfAnyRegister(t *testing.T) {
	h := furnished(t)
	for _, number := range []string{h.survey.Number, "WJ-0001", h.answer.Number} {
		j, err := job(h.Shop, "questionnaire").Pick(context.Background(), number)
		must(t, err)
		b, _ := write(t, j)
		text := read(t, b)
		e, err := h.Surveys.Asked(context.Background(), h.survey.ID)
		must(t, err)
		for _, q := range e.Questions {
			holds(t, text, q.Text)
			if q.Type == survey.One || q.Type == survey.Many {
				holds(t, text, q.Choices()...)
			}
		}
		holds(t, text, number)
		if j.Register != "answer" {
			holds(t, text, e.Thanks)
		}
	}
	_, err := job(h.Shop, "questionnaire").Pick(context.Background(), h.visit.Number)
	if data.CodeOf(err) != data.Refused {
		t.Errorf("a visit on a questionnaire: %v", err)
	}
}

func TestTheSummaryCarriesNWithEveryFigure(t *testing.T) {
	h := furnished(t)
	b, _ := write(t, job(h.Shop, "survey-summary", h.survey.ID))
	text := read(t, b)
	sum, err := h.Surveys.Summarise(context.Background(), h.survey.ID)
	must(t, err)
	holds(t, text, "120", "40", sum.Response.String(), fmt.Sprintf("%s（n = %d）", sum.CSAT, sum.CSAT.Of), fmt.Sprintf("%s（n = %d）", sum.Mean, sum.Mean.N), fmt.Sprintf("%s（n = %d）", sum.NPS, sum.NPS.N()))
	for _, q := range sum.Questions {
		holds(t, text, fmt.Sprintf("n = %d", q.N))
		for _, s := range q.Texts {
			holds(t, text, s.Text)
		}
	}
}

func TestAnUnknownOrMissingThingIsRefused(t *testing.T) {
	h := furnished(t)
	for name, j := range map[string]reports.Job{
		"form": job(h.Shop, "no-such-form"), "record": job(h.Shop, "visit-summary", 4711), "register": {Shop: h.Shop, Form: "visit-summary", Register: "customer", IDs: []int64{1}},
	} {
		if _, err := j.Compose(context.Background(), nil); len(data.All(err)) == 0 || strings.Contains(data.Explain(err, assets.ZhHans), "form.") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestABatchCountsThePagesOfEachRecord(t *testing.T) {
	s := mustOpen(t)
	c := put(t, s.Customers, organisation())
	var ids []int64
	for i := range 5 {
		v := visited(c.Number)
		v["talk"] = strings.Repeat("洽谈。", 1+i*600)
		ids = append(ids, put(t, s.Visits, v).ID)
	}
	var last, total int
	d, err := job(s, "visit-summary", ids...).Compose(context.Background(), func(done, of int) { last, total = done, of })
	must(t, err)
	if last != 5 || total != 5 {
		t.Errorf("progress %d of %d", last, total)
	}
	l, err := sheet.Lay(context.Background(), d)
	must(t, err)
	most := map[int]int{}
	for _, p := range l.Pages {
		most[p.Form] = max(most[p.Form], p.Number)
	}
	for _, p := range l.Pages {
		if p.Of != most[p.Form] {
			t.Errorf("form %d: page %d of %d, has %d", p.Form, p.Number, p.Of, most[p.Form])
		}
	}
	if len(most) != 5 || most[0] != 1 || most[4] < 2 {
		t.Errorf("pages by form: %v", most)
	}
	b, _ := write(t, job(s, "visit-summary", ids...))
	holds(t, read(t, b), "BF-2026-000001", "BF-2026-000005", fmt.Sprintf("第1页共%d页", most[4]))
}

func TestACancelledJobStops(t *testing.T) {
	s := mustOpen(t)
	c := put(t, s.Customers, organisation())
	ids := make([]int64, 400)
	for i := range ids {
		ids[i] = c.ID
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err := job(s, "customer-card", ids...).Compose(ctx, func(int, int) { calls++; cancel() })
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("after %d parts: %v", calls, err)
	}
}

func TestEveryPrintIsOnRecord(t *testing.T) {
	h := furnished(t)
	j := job(h.Shop, "customer-card", h.customer.ID, h.person.ID)
	must(t, j.Note(context.Background()))
	for _, id := range j.IDs {
		cs, err := h.Customers.History(context.Background(), id)
		must(t, err)
		if c := cs[0]; c.Action != register.Printed || c.Who != "林小满" || len(c.Differences()) != 1 || c.Differences()[0].After != "customer-card" {
			t.Errorf("trail: %+v", c)
		}
	}
	must(t, job(h.Shop, "customer-card").Note(context.Background()))
}

func TestFileNamesAreSafeOnWindows(t *testing.T) {
	j := reports.Job{Lang: assets.ZhHans, Now: now, Form: "visit-summary"}
	for want, got := range map[string]string{
		"客户拜访总结报告-BF-2026-000342-20261122.pdf":    reports.FileName(j, "BF-2026-000342"),
		"客户拜访总结报告-BF-2026-000342等3份-20261122.pdf": reports.FileName(j, "BF-2026-000342", "b", "c"),
		"客户拜访总结报告-空白-20261122.pdf":                reports.FileName(j),
		"客户拜访总结报告-a_b_c_d_-20261122.pdf":          reports.FileName(j, "a/b\\c:d\x07"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if n := len([]rune(reports.FileName(j, strings.Repeat("长", 500)))); n > 130 {
		t.Errorf("%d characters", n)
	}
}
