package surveys_test

import (
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/surveys"
)

// weighing is a shop with a campaign of the questionnaire that asks how much
// things matter.
func weighing(t testing.TB) (*screentest.Host, string) {
	t.Helper()
	h := screentest.New(t)
	if err := h.Shop().Surveys.Seed(ctx, h.Who(), kit.Lang); err != nil {
		t.Fatal(err)
	}
	c := h.Enter("survey", field.Values{"name": "专项调查", "questionnaire": "WJ-0003", "state": survey.Running, "sent": "10", "way": survey.Paper})
	return h, c.Number
}

// A date, seven pairs of importance and satisfaction, three of a matrix, the
// effort, three scores out of ten, a promoter, no text, Enter to keep it.
const wholePaper = "20261101⏎" + "54" + "53" + "52" + "35" + "24" + "42" + "33" + "543" + "6" + "8710" + "9" + "⏎⏎"

func TestAPaperOfMatricesIsKeyedInByFiguresAlone(t *testing.T) {
	h, number := weighing(t)
	enter(h, field.Values{"survey": number})
	h.Must("您最近一次光顾或采购的日期", "1 / 24")
	keyIn(h, "⏎⏎⏎20261101⏎")
	h.Must("以下各方面对您有多重要，您对我们有多满意", "2.1 接待态度", "重要程度", "非常重要")
	keyIn(h, "5")
	h.Must("满意程度", "非常满意")
	keyIn(h, strings.TrimPrefix(wholePaper, "20261101⏎5"))
	h.Must("已录 1 份")
	a, err := h.Shop().Surveys.Answers.Get(ctx, int64(answers(t, h)[0]))
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]string{"q_1": "2026-11-01", "q_2_i1": "5", "q_2_r1": "4", "q_2_r7": "3", "q_3_r3": "3", "q_4": "6", "q_5": "8", "q_7": "10", "q_8": "9"} {
		if got := a.Values.Text(k); got != want {
			t.Errorf("%s is %q, want %q", k, got, want)
		}
	}
	h.Show(surveys.Page(h, "answer", a.ID, nil))
	h.Settle()
	h.Must("以下各方面对您有多重要，您对我们有多满意 · 接待态度（重要程度）")
}

func TestTheFourFieldsAndTheTargetStandBesideACampaign(t *testing.T) {
	h, number := weighing(t)
	enter(h, field.Values{"survey": number})
	keyIn(h, "⏎⏎⏎"+wholePaper)
	h.Must("已录 1 份")
	h.Show(surveys.Page(h, "survey", 1, nil))
	h.Settle()
	h.Must("低于目标 85%", "重要度与满意度", "ACSI 指数", "客户费力度", "修补", "优势", "维持", "机会", "1. 接待态度")
	h.Push("分析报告")
	if c := h.Last("print"); c.Of != "survey-analysis" {
		t.Errorf("printed %v", c)
	}
}

func TestASampleIsChosenAndCalledThrough(t *testing.T) {
	h := screentest.New(t)
	if err := h.Shop().Surveys.Seed(ctx, h.Who(), kit.Lang); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		v := field.Values{"kind": customer.Person, "name": "客户" + string(rune(0x41+i))}
		if i == 0 {
			v["do_not_disturb"] = "true"
		}
		h.Enter("customer", v)
	}
	h.Enter("survey", field.Values{"name": "下半年调查", "questionnaire": "WJ-0001", "state": survey.Running})
	h.Show(surveys.Page(h, "survey", 1, nil))
	h.Settle()
	h.Push("选择调查对象…")
	h.Settle()
	h.Must("共 6 位：勿扰 1 位，撤回同意 0 位，仅存储 0 位，近期已调查 0 位，可调查 5 位")
	h.Push("确定样本")
	h.Settle()
	h.Must("已选定 5 位客户", "样本 5 位，总体 6 位", "不含勿扰和已撤回同意的客户")
	h.Push("待访名单")
	h.Settle()
	h.Must("待访名单：5 位", "客户B")
	h.Push("录入答卷")
	if c := h.Last("new"); c.Of != "answer" || c.Preset.Text("customer") == "" || c.Preset.Text("survey") == "" {
		t.Errorf("began %v", c)
	}
}

func TestAPoorOpinionIsMadeAComplaintOrNot(t *testing.T) {
	h, c := asking(t)
	poor := func(who string) int64 {
		return h.Enter("answer", field.Values{"survey": c.Number, "respondent": who, "q_1": "1", "q_2": "2", "q_4": "1", "q_8": "1", "q_12": "0", "q_15": "没人接电话"}).ID
	}
	one, two := poor("冉红"), poor("向建国")
	h.Show(surveys.Page(h, "answer", one, nil))
	h.Settle()
	h.Must("平均分不高于 2：要不要登记为投诉？")
	h.Push("登记投诉")
	h.Settle()
	o := h.Last("open")
	if o.Of != "complaint" {
		t.Fatalf("opened %v", o)
	}
	r, err := h.Shop().Complaints.Get(ctx, o.IDs[0])
	if err != nil {
		t.Fatal(err)
	}
	if what := r.Values.Text("what"); r.Values.Text("complainant") != "冉红" || r.Values.Text("way") != complaint.InWriting ||
		!strings.Contains(what, "接待人员的态度和礼貌：1 分（满分 5）") || !strings.Contains(what, "没人接电话") {
		t.Errorf("%v", r.Values)
	}
	if _, err := h.Shop().ComplainOf(ctx, "x", assets.ZhHans, one); err == nil {
		t.Error("made twice")
	}
	h.Must("已登记为投诉 " + r.Number)

	h.Show(surveys.Page(h, "answer", two, nil))
	h.Settle()
	h.Push("不登记…")
	h.Settle()
	h.Push("保存")
	h.Must("必填")
	h.Type("客户说是误填")
	h.Push("保存")
	h.Settle()
	h.Must("决定不登记投诉：客户说是误填")
}

func TestAClosedComplaintIsAskedAbout(t *testing.T) {
	h := screentest.New(t)
	who := h.Enter("customer", field.Values{"kind": customer.Person, "name": "单雨霏"})
	c := h.Enter("complaint", field.Values{"customer": who.Number, "complainant": "单雨霏", "phone": "13512342041", "what": "送货延误", "receiver": "林小满", "way": complaint.ByPhone})
	surveys.AskAfter(h, c.ID)
	h.Settle()
	n := h.Last("new")
	if n.Of != "answer" || n.Preset.Text("complaint") != c.Number || n.Preset.Text("customer") != who.Number || n.Preset.Text("phone") != "13512342041" {
		t.Fatalf("%v", n)
	}
	enter(h, n.Preset)
	h.Must("所涉投诉 " + c.Number)
	keyIn(h, "⏎"+strings.Repeat("4", 5)+"11"+"⏎"+"1"+"9"+"⏎⏎")
	h.Must("已录 1 份")
	a, err := h.Shop().Surveys.Answers.Get(ctx, int64(answers(t, h)[0]))
	if err != nil || a.Values.Text("complaint") != c.Number {
		t.Errorf("%v, %v", a.Values, err)
	}
	if _, err := h.Shop().AskAfter(ctx, "x", assets.ZhHans, c.ID); err == nil {
		t.Error("asked twice")
	}
	// A second complaint of the same customer is asked about by itself.
	again := h.Enter("complaint", field.Values{"customer": who.Number, "complainant": "单雨霏", "what": "又延误", "receiver": "林小满", "way": complaint.ByPhone})
	v, err := h.Shop().AskAfter(ctx, "x", assets.ZhHans, again.ID)
	if err != nil || v.Text("survey") != n.Preset.Text("survey") {
		t.Fatalf("%v, %v", v, err)
	}
	h.Enter("answer", field.Values{"survey": v.Text("survey"), "complaint": again.Number, "customer": who.Number, "q_1": "4", "q_2": "4", "q_5": "4", "q_6": "yes"})
}
