package surveys_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/surveys"
)

var ctx = context.Background()

// paper is what is keyed in for a paper with the program's own questionnaire:
// eight scores, a choice, several, yes, a promoter, a number, two texts left
// empty, and Enter to keep it.
func paper(score string) string { return strings.Repeat(score, 8) + "213⏎1" + "9" + "12⏎⏎⏎⏎" }

// keyIn types figures, with ⏎ for Enter and ⌫ for Backspace.
func keyIn(h *screentest.Host, keys string) {
	for _, k := range keys {
		switch k {
		case '⏎':
			h.Press(fyne.KeyReturn)
		case '⌫':
			h.Press(fyne.KeyBackspace)
		default:
			h.Type(string(k))
		}
		h.Settle()
	}
}

// asking is a shop with the program's questionnaires published and a campaign
// that runs.
func asking(t testing.TB) (*screentest.Host, register.Record) {
	t.Helper()
	h := screentest.New(t)
	if err := h.Shop().Surveys.Seed(ctx, h.Who(), kit.Lang); err != nil {
		t.Fatal(err)
	}
	return h, h.Enter("survey", field.Values{"name": "下半年调查", "questionnaire": "WJ-0001", "state": survey.Running, "sent": "10", "way": survey.Paper})
}

func enter(h *screentest.Host, preset field.Values) {
	h.Show(surveys.Page(h, "answer", 0, preset))
	h.Settle()
}

func answers(t testing.TB, h *screentest.Host) []int32 {
	t.Helper()
	ids, err := h.Shop().Surveys.Answers.IDs(ctx, register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

// The whole way of a shop that never asked before.
func TestFromNothingToASummary(t *testing.T) {
	h := screentest.New(t)
	h.Show(surveys.List(h, "questionnaire"))
	h.Settle()
	h.Push("采用自带问卷")
	if c := h.Last("browse"); c.Of != "questionnaire" {
		t.Fatalf("then browse %v", c)
	}
	h.Show(surveys.Page(h, "questionnaire", 1, nil))
	h.Settle()
	h.Must("草稿")
	h.Push("发布")
	h.Push("发布") // asked whether
	h.Must("已发布", "开始调查", "新版次", "您最希望我们改进什么")
	h.Push("开始调查")
	begun := h.Last("new")
	h.Show(surveys.Page(h, begun.Of, 0, begun.Preset))
	h.Settle()
	h.Fill("name", "下半年调查")
	h.Fill("sent", "10")
	h.Fill("state", "2")
	h.Push("保存")
	h.Must("进行中", "DC-")
	h.Push("录入答卷")
	entry := h.Last("new")
	enter(h, entry.Preset)
	h.Must("接待人员的态度和礼貌", "1 / 15")

	keyIn(h, "⏎⏎⏎"+paper("5"))
	h.Must("已录 1 份", "已收回 1 / 发放 10 份")
	keyIn(h, "⏎⏎⏎"+paper("3"))
	h.Must("已录 2 份", "接待人员的态度和礼貌")
	if n := len(answers(t, h)); n != 2 {
		t.Fatalf("%d answers", n)
	}
	h.Show(surveys.Page(h, "survey", 1, nil))
	h.Settle()
	h.Must("20.0%", "50.0%", "n = 16", "4.00", "100.0", "n = 2", "老客户介绍", "路过门店", "推荐者 9–10")
	h.Push("汇总表")
	if c := h.Last("print"); c.Of != "survey-summary" || !slices.Equal(c.IDs, []int64{1}) {
		t.Errorf("printed %v", c)
	}
	h.Push("空白问卷")
	if c := h.Last("print"); c.Of != "questionnaire" {
		t.Errorf("printed %v", c)
	}
}

func TestAPaperIsEnteredOnce(t *testing.T) {
	h, c := asking(t)
	who := h.Enter("customer", field.Values{"kind": customer.Person, "name": "单雨霏"})
	preset := field.Values{"survey": c.Number, "customer": who.Number, "customer_name": "单雨霏"}
	enter(h, preset)
	h.Type("A-12") // the customer is known: the serial number comes first
	keyIn(h, "⏎"+paper("4"))
	h.Must("已录 1 份")
	first := c.Number + "-0001"

	enter(h, preset)
	keyIn(h, "⏎") // to the questions: refused before the first of them
	h.Must("该客户在本次调查中已有答卷 " + first)
	h.Push("打开")
	if o := h.Last("open"); o.Of != "answer" || o.IDs[0] != int64(answers(t, h)[0]) {
		t.Errorf("opened %v", o)
	}
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎")
	h.Type("A-12")
	keyIn(h, "⏎")
	h.Must("这份纸质问卷已录入，答卷编号 " + first)
	if n := len(answers(t, h)); n != 1 {
		t.Fatalf("%d answers", n)
	}
}

func TestFullWidthFiguresAndGoingBack(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎")
	keyIn(h, "５４")
	h.Must("3 / 15")
	keyIn(h, "-")
	h.Must("2 / 15")
	keyIn(h, "⌫⌫") // takes the answer back, then goes back
	h.Must("1 / 15")
	h.Press(fyne.KeyDown)
	h.Must("2 / 15")
	keyIn(h, "7")
	h.Must("应在 1 至 5 之间")
}

func TestAMissingAnswerIsAskedForAgain(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎5")
	h.Push("保存")
	h.Must("2 / 15", "必填")
	if n := len(answers(t, h)); n != 0 {
		t.Fatalf("%d answers", n)
	}
}

func TestTextsAreWrittenAndAnOtherOptionIsAskedFor(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎"+strings.Repeat("5", 8)+"6")
	h.Type("电视广告")
	keyIn(h, "⏎1⏎1")
	keyIn(h, "10⏎") // a promoter of 10, no number
	h.Type("冷链+1")
	keyIn(h, "⏎-")
	h.Must("14 / 15", "冷链+1")
	keyIn(h, "⏎⏎⏎")
	a, err := h.Shop().Surveys.Answers.Get(ctx, int64(answers(t, h)[0]))
	if err != nil {
		t.Fatal(err)
	}
	v := a.Values
	if v.Text("q_9") != "其他" || v.Text("q_9_other") != "电视广告" || v.Text("q_14") != "冷链+1" || v.Text("q_12") != "10" || v.Text("way") != survey.Paper {
		t.Errorf("kept %v", v)
	}
}

func TestAPaperHalfDoneIsADraft(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎54")
	h.Show(surveys.List(h, "survey"))
	h.Settle()
	h.Push("留作草稿")
	h.Settle()
	enter(h, nil)
	h.Must("没有保存的草稿")
	h.Push("接着填写")
	h.Must("3 / 15", "下半年调查")
	keyIn(h, "3")
	h.Must("4 / 15")
}

func TestAnAnswerIsMended(t *testing.T) {
	h, c := asking(t)
	a := h.Enter("answer", field.Values{"survey": c.Number, "q_1": "1", "q_2": "2", "q_4": "3", "q_8": "4", "q_12": "0"})
	h.Show(surveys.Page(h, "answer", a.ID, nil))
	h.Settle()
	h.Must("接待人员的态度和礼貌", "1 很不满意")
	h.Form().Fill(field.Values{"q_1": "5"})
	h.Push("保存")
	a, err := h.Shop().Surveys.Answers.Get(ctx, a.ID)
	if err != nil || a.Values.Text("q_1") != "5" || a.Values.Text("q_2") != "2" {
		t.Errorf("kept %v, %v", a.Values, err)
	}
}

func TestWhatIsPublishedIsReadUntilANewEditionIsBegun(t *testing.T) {
	h, _ := asking(t)
	h.Show(surveys.Page(h, "questionnaire", 1, nil))
	h.Settle()
	h.Must("第 1 版", "下半年调查")
	h.Push("新版次")
	h.Must("第 1 版已发布")
	h.Fill("name", "新的调查表")
	h.Push("保存")
	h.Must("草稿")
	q, err := h.Shop().Surveys.Questionnaires.Load(ctx, 1)
	if err != nil || q[0].Edition != 2 || q[0].State != survey.Draft {
		t.Errorf("kept %+v, %v", q[0], err)
	}
	h.Push("发布")
	h.Push("发布")
	h.Must("第 2 版", "新版次")
}

func TestTheThreeTables(t *testing.T) {
	h, c := asking(t)
	h.Enter("answer", field.Values{"survey": c.Number, "respondent": "冉红", "q_1": "1", "q_2": "2", "q_4": "3", "q_8": "4", "q_12": "0"})
	for reg, texts := range map[string][]string{
		"survey":        {"下半年调查", "进行中", "10.0%", "已收回 1 / 发放 10 份", "-100.0"},
		"questionnaire": {"客户满意度调查表", "已发布", "接待人员的态度和礼貌"},
		"answer":        {"冉红", c.Number + "-0001", "未作答"},
	} {
		h.Show(surveys.List(h, reg))
		h.Settle()
		h.Until("the lines of "+reg, func() bool { return h.Reads(texts[0]) })
		h.Press(fyne.KeyHome)
		h.Settle()
		h.Must(texts...)
		if h.Front().Room() != "survey" {
			t.Errorf("%s stands in room %s", reg, h.Front().Room())
		}
	}
}

func TestACampaignIsBegunWithTheShippedQuestionnaires(t *testing.T) {
	h := screentest.New(t)
	h.Show(surveys.Page(h, "survey", 0, nil))
	h.Settle()
	h.Must("还没有问卷")
	h.Push("采用自带问卷")
	h.Fill("name", "上半年调查")
	h.Push("保存")
	c, err := h.Shop().Surveys.Campaigns.Get(ctx, 1)
	if err != nil || c.Values.Text("questionnaire") != "WJ-0001" {
		t.Fatalf("kept %v, %v", c.Values, err)
	}
	if _, err := h.Shop().Surveys.Asked(ctx, 1); err != nil {
		t.Errorf("nothing can be asked: %v", err)
	}
}

func TestAPaperKeptByMistakeIsTakenBack(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎"+paper("5"))
	h.Must("已录 1 份", "撤销")
	h.Undo()
	h.Settle()
	if n := len(answers(t, h)); n != 0 {
		t.Errorf("%d answers", n)
	}
	if h.Reads("已录 1 份") {
		t.Error("still counted")
	}
}

func TestAPaperThatWasBegunIsGoneOnWith(t *testing.T) {
	h, c := asking(t)
	enter(h, field.Values{"survey": c.Number})
	keyIn(h, "⏎⏎⏎55")
	p := surveys.Page(h, "answer", 0, nil)
	p.(screen.Resumer).Resume("answer", 0)
	h.Show(p)
	h.Push("留作草稿")
	h.Must("接着填写", c.Values.Text("name"), "3 / 15")
	h.Push("丢弃")
	h.Must("草稿已丢弃", "1 / 15")
	h.Undo()
	h.Must("接着填写", "3 / 15")
	keyIn(h, paper("5")[2:])
	if n := len(answers(t, h)); n != 1 {
		t.Errorf("%d answers", n)
	}
	if ds, err := h.Shop().DB.Drafts(ctx); err != nil || len(ds) != 0 {
		t.Errorf("drafts %v, %v", ds, err)
	}
}

func TestADraftOfACampaignAndOfAQuestionnaireIsGoneOnWith(t *testing.T) {
	h, c := asking(t)
	for reg, x := range map[string]struct {
		id   int64
		want string
	}{"survey": {c.ID, "改了名的调查"}, "questionnaire": {1, "改了名的问卷"}} {
		if err := h.Shop().DB.KeepDraft(ctx, db.Draft{Register: reg, RecordID: x.id, Who: h.Name, Values: `{"name":"` + x.want + `"}`}); err != nil {
			t.Fatal(err)
		}
		p := surveys.Page(h, reg, x.id, nil)
		p.(screen.Resumer).Resume(reg, x.id)
		h.Pages = nil
		h.Show(p)
		h.Settle()
		h.Must("接着填写")
		if got := h.Form().Value("name"); got != x.want {
			t.Errorf("%s: the form holds %v", reg, got)
		}
		p.(interface{ Close() }).Close()
	}
}

func TestACampaignShowsItsOwnAnswers(t *testing.T) {
	h, c := asking(t)
	other := h.Enter("survey", field.Values{"name": "上半年调查", "questionnaire": "WJ-0001", "state": survey.Running, "way": survey.Paper})
	for _, n := range []string{c.Number, other.Number, other.Number} {
		enter(h, field.Values{"survey": n})
		keyIn(h, "⏎⏎⏎"+paper("5"))
	}
	h.Show(surveys.Page(h, "survey", c.ID, nil))
	h.Settle()
	h.Push("看答卷")
	n := h.Last("narrow")
	if n.Of != "answer" || len(n.Filters) != 1 {
		t.Fatalf("asked for %+v", n)
	}
	l := surveys.List(h, "answer")
	l.(screen.Narrower).Narrow(n.Filters...)
	h.Show(l)
	h.Settle()
	h.Must("调查：下半年调查", c.Number+"-0001", "1 份")
	if h.Reads(other.Number + "-0001") {
		t.Errorf("another campaign's answers are shown:\n%s", h.Texts())
	}
}
