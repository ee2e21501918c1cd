package complaints_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/complaints"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

// desk is a shop with a customer, and a window with the complaint register.
type desk struct {
	*screentest.Host
	t   *testing.T
	now time.Time
}

func open(t *testing.T) *desk {
	d := &desk{Host: screentest.New(t), t: t, now: time.Date(2026, 11, 18, 9, 12, 0, 0, time.Local)}
	d.Shop().DB.Now = func() time.Time { return d.now }
	d.People = append(d.People, []shop.Member{
		{Name: "林小满", Department: "前台"},
		{Name: "贺敏", Department: "客服部"},
		{Name: "周岚", Department: "客服部"},
		{Name: "杜军", Department: "配送部"},
		{Name: "高原", Department: "总经办"},
	}...)
	d.Enter("customer", field.Values{
		"name": "重庆渝鲲火锅有限公司", "kind": "organisation",
		"phones": []field.Values{{"use": "mobile", "number": "13512342041"}},
	})
	return d
}

// receive enters a complaint against 杜军 without the window.
func (d *desk) receive() int64 {
	d.t.Helper()
	return d.Enter("complaint", field.Values{
		"customer": "KH-000001", "complainant": "冉红", "phone": "13512342041", "receiver": "林小满",
		"what": "约定 18:00 送达，实际 19:52 送到", "demand": "书面道歉", "category": "等待时间", "promised_on": "2026-11-24",
		"accused": []string{"杜军"},
	}).ID
}

// path are steps that go through, without the window.
var path = []struct {
	kind complaint.Kind
	v    field.Values
}{
	{complaint.Assessment, field.Values{"who": "贺敏", "ours": "yes", "route": "department", "department": "客服部"}},
	{complaint.Assignment, field.Values{"who": "贺敏", "handler": "周岚"}},
	{complaint.Investigation, field.Values{"who": "周岚", "facts": "查配送记录：19:52 签收", "founded": "yes"}},
	{complaint.Proposal, field.Values{"who": "周岚", "measures": "书面道歉"}},
	{complaint.Approval, field.Values{"who": "高原", "decision": "approved"}},
	{complaint.Reply, field.Values{"who": "周岚", "way": "letter", "text": "谨致歉意"}},
	{complaint.Opinion, field.Values{"who": "林小满", "satisfied": "yes"}},
	{complaint.Corrective, field.Values{"who": "周岚", "needed": "no", "reason": "偶发"}},
	{complaint.Archive, field.Values{"who": "林小满", "place": "3 盒", "complete": "true"}},
}

// until takes every step before a kind, an hour apart; "" takes all.
func (d *desk) until(id int64, kind complaint.Kind) {
	d.t.Helper()
	for _, s := range path {
		if s.kind == kind {
			break
		}
		d.take(id, s.kind, s.v)
	}
	d.now = d.now.Add(time.Hour)
}

// take takes a step as another window would.
func (d *desk) take(id int64, kind complaint.Kind, v field.Values) {
	d.t.Helper()
	d.now = d.now.Add(time.Hour)
	r, err := d.Shop().Complaints.Get(context.Background(), id)
	if err == nil {
		_, err = d.Shop().Complaints.PutStep(context.Background(), "贺敏", id, r.Version, kind, v)
	}
	if err != nil {
		d.t.Fatalf("%s: %v", kind, err)
	}
}

func (d *desk) show(id int64, preset field.Values) {
	d.t.Helper()
	d.Show(complaints.Page(d, id, preset))
	d.Settle()
}

func (d *desk) values(id int64) field.Values {
	d.t.Helper()
	r, err := d.Shop().Complaints.Get(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r.Values
}

// state checks which step is due.
func (d *desk) state(id int64, state, round string) {
	d.t.Helper()
	if v := d.values(id); v.Text("state") != state || v.Text("round") != round {
		d.t.Fatalf("state %s, round %s; want %s, %s. The window says:\n%s", v.Text("state"), v.Text("round"), state, round, d.Texts())
	}
}

// fill types into the fields of the form in front: key, strokes, key, strokes.
func (d *desk) fill(keysAndStrokes ...string) {
	d.t.Helper()
	for i := 0; i < len(keysAndStrokes); i += 2 {
		d.Fill(keysAndStrokes[i], keysAndStrokes[i+1])
	}
}

// save presses the primary button, which leads on, and checks where it said
// that it leads.
func (d *desk) save(label string) {
	d.t.Helper()
	d.now = d.now.Add(time.Hour)
	d.Push(label)
}

func TestAComplaintIsLedFromItsReceiptToTheArchive(t *testing.T) {
	d := open(t)
	d.show(0, field.Values{"customer": "KH-000001"})
	d.fill("complainant", "冉红", "phone", "13512342041", "what", "约定 18:00 送达，实际 19:52 送到", "demand", "书面道歉", "promised_on", "2026-11-24", "category", "等待时间", "accused", "杜军")
	if !d.Front().Do(screen.Save) {
		t.Fatal("Ctrl+S was not known")
	}
	d.Settle()
	d.Must("TS-2026-000001", "待评估", "承诺", "重庆渝鲲火锅有限公司", "评估人", "打印回执")
	d.Picture("assessment")
	const id = 1
	d.state(id, "assessment", "1")

	d.fill("ours", "属我", "route", "责任", "department", "客服部")
	d.save("保存并进入分派")
	d.state(id, "assignment", "1")
	d.fill("handler", "周岚")
	d.save("保存并进入调查")
	d.state(id, "investigation", "1")
	d.Must("分派给 客服部 周岚")
	d.fill("facts", "查配送记录：19:52 签收", "cause", "隧道封闭", "founded", "1")
	d.Picture("investigation")
	d.save("保存并进入处理意见")
	d.state(id, "proposal", "1")
	d.fill("measures", "书面道歉，减免配送费", "compensation", "30")
	d.save("保存并进入审批")
	d.state(id, "approval", "1")
	d.fill("who", "高原", "decision", "2")
	d.Button("保存并进入处理意见")
	d.fill("reason", "补偿过低")
	d.save("保存并进入处理意见")
	d.state(id, "proposal", "1")
	d.Must("高原 退回了处理意见：补偿过低")
	d.fill("measures", "书面道歉，免一月配送费")
	d.save("保存并进入审批")
	d.fill("who", "高原", "decision", "1")
	d.save("保存并进入答复")
	d.state(id, "reply", "1")
	d.fill("text", "谨致歉意")
	d.save("保存并进入客户反馈")
	d.state(id, "opinion", "1")
	d.Must("已按期答复")
	d.fill("satisfied", "1")
	d.save("保存并进入纠正预防")
	d.state(id, "corrective", "1")
	d.fill("needed", "2", "reason", "偶发，已告知司机")
	d.save("保存并进入归档")
	d.state(id, "archive", "1")
	d.fill("place", "3 盒", "complete", " ")
	d.save("保存并归档")
	d.state(id, "archived", "1")
	d.Must("本件已于 2026-11-18 归档", "书面道歉，免一月配送费", "处理登记表", "重新处理")
	d.Picture("archived")
	if !d.Front().Do(screen.Print) || d.Last("print").Of != "complaint-record" || d.Last("print").IDs[0] != id {
		t.Errorf("Ctrl+P asked for %v", d.Last("print"))
	}
}

func TestTheReceiptIsOfferedAfterTheFirstSave(t *testing.T) {
	d := open(t)
	d.show(0, field.Values{"customer": "KH-000001", "complainant": "冉红", "what": "迟到"})
	d.Front().Do(screen.Print)
	d.Settle()
	if c := d.Last("print"); c.Of != "complaint-receipt" || len(c.IDs) != 1 || c.IDs[0] != 1 {
		t.Errorf("printed %v", c)
	}
	d.Must("TS-2026-000001", "评估人")
}

func TestSomebodyComplainedOfIsRefusedAtTheField(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Assignment)
	d.show(id, nil)
	d.Must("须回避：杜军（被投诉人）")
	d.fill("handler", "杜军")
	d.save("保存并进入调查")
	if got := d.Form().Wrong("handler"); got != "杜军是本件被投诉人，须回避。请另选处理人。" {
		t.Errorf("at the handler stands %q", got)
	}
	d.Must("杜军是本件被投诉人，须回避。请另选处理人。")
	d.Picture("recusal")
	d.state(id, "assignment", "1")
	d.fill("handler", "周岚")
	d.save("保存并进入调查")
	d.state(id, "investigation", "1")
}

func TestACustomerWhoIsNotSatisfiedReopensTheComplaint(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Opinion)
	d.show(id, nil)
	d.fill("satisfied", "2")
	d.save("保存并进入第 2 轮调查")
	if d.Form().Wrong("text") == "" {
		t.Error("nothing asks what the customer is not satisfied with")
	}
	d.fill("text", "没有书面道歉")
	d.save("保存并进入第 2 轮调查")
	d.state(id, "investigation", "2")
	d.Must("第 2 轮", "客户对上一轮处理不满意：没有书面道歉")
	d.Picture("round2")
}

func TestDraftsOfAComplaintAreGoneOnWith(t *testing.T) {
	d, ctx := open(t), context.Background()
	id := d.receive()
	d.until(id, complaint.Investigation)
	for reg, text := range map[string]string{
		"complaint":      `{"complainant":"冉红","what":"改过的事由"}`,
		"complaint.step": `{"kind":"investigation","values":{"facts":"查到一半"}}`,
	} {
		if err := d.Shop().DB.KeepDraft(ctx, db.Draft{Register: reg, RecordID: id, Who: d.Name, Values: text}); err != nil {
			t.Fatal(err)
		}
		p := complaints.Page(d, id, nil)
		p.(screen.Resumer).Resume(reg, id)
		d.Pages = nil
		d.Show(p)
		d.Settle()
		d.Must("接着填写")
		key, want := "what", "改过的事由"
		if reg != "complaint" {
			key, want = "facts", "查到一半"
		}
		if got := d.Form().Value(key); got != want {
			t.Errorf("%s: %s = %v", reg, key, got)
		}
		p.(interface{ Close() }).Close()
	}
}

func TestADraftOfAStepOutlivesTheWindow(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Investigation)
	d.show(id, nil)
	d.fill("facts", "查到一半")
	d.Until("the draft to be kept", func() bool { return d.Reads("草稿") && d.Reads("已存") })

	// the window goes without a word, as in a power cut
	later := complaints.Page(d, id, nil)
	d.Pages = []screen.Page{}
	d.Show(later)
	d.Settle()
	d.Must("填写的“调查”没有保存")
	if got := d.Form().Value("facts"); got != "" {
		t.Errorf("the draft came back unasked: %v", got)
	}
	d.Push("接着填写")
	if got := d.Form().Value("facts"); got != "查到一半" {
		t.Errorf("facts = %v", got)
	}
	d.Push("丢弃")
	if got := d.Form().Value("facts"); got != "" {
		t.Errorf("dropped, and facts = %v", got)
	}
	d.Undo()
	if got := d.Form().Value("facts"); got != "查到一半" {
		t.Errorf("brought back, and facts = %v", got)
	}
	d.fill("founded", "1")
	d.save("保存并进入处理意见")
	if ds, err := d.Shop().DB.Drafts(context.Background()); err != nil || len(ds) != 0 {
		t.Errorf("after the save there are drafts: %v, %v", ds, err)
	}
}

func TestAnotherWindowsStepIsToldAndNothingTypedIsLost(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Investigation)
	d.show(id, nil)
	d.fill("facts", "我查到的", "founded", "1")
	d.take(id, complaint.Investigation, field.Values{"who": "周岚", "facts": "他查到的", "founded": "partly"})
	d.save("保存并进入处理意见")
	d.Must("贺敏 已于", "他查到的", "“调查”已由对方保存")
	d.Picture("conflict")
	if got := d.Form().Value("facts"); got != "我查到的" {
		t.Errorf("facts = %v", got)
	}
	d.save("保存并进入处理意见")
	d.state(id, "proposal", "1")
	if v := d.values(id); v.Text("founded") != "yes" {
		t.Errorf("founded = %v", v["founded"])
	}
}

func TestAStepThatCannotBeTakenAnyMoreIsKeptToBeCopied(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Assessment)
	d.show(id, nil)
	d.fill("opinion", "我的意见", "ours", "属我", "route", "责任", "department", "客服部")
	for _, s := range path[:3] {
		d.take(id, s.kind, s.v)
	}
	d.save("保存并进入分派")
	d.Must("这一步已完成", "我的意见", "您填写的内容仍在下面")
	if !d.Button("保存").Disabled() {
		t.Error("it can be saved")
	}
	d.Push("不要了，办下一步")
	d.Must("提出人")
	d.state(id, "proposal", "1")
}

func TestWhatWasDoneCanBeRead(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Reply)
	d.show(id, nil)
	texts := d.Texts()
	for _, s := range []string{"分派给 客服部 周岚", "调查：属实", "电话受理：冉红"} {
		if !strings.Contains(texts, s) {
			t.Errorf("the course lacks %q:\n%s", s, texts)
		}
	}
}

func TestLeavingAStepThatIsTypedAsks(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.show(id, nil)
	left := false
	d.Front().Leave(func() { left = true })
	if !left {
		t.Fatal("asked although nothing was typed")
	}
	d.Front().Shown()
	d.Settle()
	d.fill("opinion", "半句")
	left = false
	d.Front().Leave(func() { left = true })
	if left {
		t.Fatal("went without asking")
	}
	d.Push("继续填写")
	if left || d.Form().Value("opinion") != "半句" {
		t.Error("it went, or what was typed did")
	}
	d.Front().Leave(func() { left = true })
	d.Push("不保存")
	if !left {
		t.Error("it stayed")
	}
}

func TestPrintingLeavesWhatIsTyped(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.show(id, nil)
	d.fill("opinion", "半句")
	left := false
	d.OnPrint = func() { d.Front().Leave(func() { left = true }) }
	d.Front().Do(screen.Print)
	if !left {
		t.Fatal("it asks before it prints")
	}
	d.Front().Shown()
	d.Settle()
	if got := d.Form().Value("opinion"); got != "半句" {
		t.Errorf("opinion = %v", got)
	}
}

func TestTheEntryIsMendedFromTheCaseAndEscGoesBack(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.show(id, nil)
	d.Push("编辑登记")
	d.fill("demand", "书面道歉并免费")
	d.Front().Do(screen.Save)
	d.Settle()
	d.Must("书面道歉并免费", "评估人")
	d.Push("编辑登记")
	if !d.Front().Do(screen.Escape) {
		t.Error("Esc left the complaint")
	}
	d.Settle()
	d.Must("评估人")
}

func TestTheTableShowsWhatIsLate(t *testing.T) {
	d := open(t)
	d.receive()
	d.now = time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)
	d.Show(complaints.List(d, "complaint"))
	d.Until("the panel", func() bool { return d.Reads("逾期 2 天") && d.Reads("电话受理：冉红") })
	d.Must("TS-2026-000001", "约定 18:00 送达", "打印回执")
	d.Picture("list")
}

func TestTheTrailOfTheEntrySpeaksInWords(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, "")
	d.show(id, nil)
	d.Push("编辑登记")
	d.Push("修改记录")
	d.Must("查配送记录：19:52 签收", "书面道歉")
	for _, s := range path {
		if key := string(s.kind) + "."; d.Reads(key) {
			t.Errorf("the trail says %q:\n%s", key, d.Texts())
		}
	}
}
