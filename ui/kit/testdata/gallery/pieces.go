package main

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/ui/kit"
)

func complaint(w fyne.Window) fyne.CanvasObject {
	head := kit.NewPageHeader("TS-2026-000118", "").Crumb("投诉", nil).
		Pills(kit.NewPill("调查中", kit.ToneWarning), kit.NewPill("一般", kit.ToneNeutral), kit.NewPill("等待时间", kit.ToneNeutral)).
		Actions(kit.NewButton("受理回执", "printer", nil), kit.NewButton("处理登记表", "printer", nil), kit.NewButton("暂停计时", "pause", nil))
	steps := kit.NewCard(kit.NewStepper(
		kit.Step{Label: "受理", Sub: "11-18 09:12", State: kit.StepDone}, kit.Step{Label: "评估", Sub: "11-18 09:20", State: kit.StepDone}, kit.Step{Label: "分派", Sub: "11-18 10:05", State: kit.StepDone},
		kit.Step{Label: "调查", Sub: "进行中", State: kit.StepNow}, kit.Step{Label: "处理意见"}, kit.Step{Label: "答复"}, kit.Step{Label: "客户反馈"}, kit.Step{Label: "归档"}))
	l := func(label string, in kit.Input) *kit.Labelled {
		x := kit.NewLabelled(label, true, in)
		x.LabelWidth = 78
		return x
	}
	who := kit.NewChoiceField([]string{"a", "b"}, []string{"周岚", "杜军（配送部）"})
	who.SetValue("a")
	day := kit.NewDateField()
	day.SetValue("2026-11-22")
	text := kit.NewMultilineField(4, "")
	text.SetValue("查配送记录：11-17 17:40 出库，19:52 签收，较约定晚 1 小时 52 分。司机称江北隧道封闭，未按规定提前电话告知客户。")
	why := kit.NewMultilineField(2, "为什么会发生？可逐条写")
	fact := kit.NewRadioRow([]string{"a", "b", "c"}, []string{"属实", "部分属实", "不属实"})
	fact.SetValue("a")
	next := kit.NewChoiceField([]string{"a", "b"}, []string{"周岚", "杜军（配送部）"})
	next.SetValue("b")
	bad := l("交由处理", next)
	bad.SetWrong("杜军是本件被投诉人，须回避。请另选处理人。")
	form := kit.NewCard(kit.NewScroll(kit.VBox(10, kit.NewSection("调查"), kit.Split([]float32{1, 1}, l("调查人", who), l("日期", day)), l("调查情况", text), l("原因分析", why), l("是否属实", fact), bad,
		kit.Pad(kit.HBox(10, kit.NewButton("保存并进入处理", "", nil).Primary().Hint("Ctrl+Enter"), kit.NewButton("保存", "", nil).Hint("Ctrl+S"), kit.Small("草稿 10:41 已存")), 12, 0, 0, 88))))
	side := kit.VBox(kit.Gap16,
		kit.NewTitledCard("两个时限", "", nil, kit.NewKeyValues(kit.KeyValue{Key: "承诺", Value: "11-24 周二 17:00", Pill: "剩 2 个工作日", Tone: kit.ToneWarning}, kit.KeyValue{Key: "规定", Value: "12-03 周四", Pill: "剩 11 天", Tone: kit.ToneGood})),
		kit.NewTitledCard("投诉人", "", kit.NewPill("VIP", kit.TonePrimary), kit.VBox(4, kit.NewText("重庆渝鲲火锅 · 冉红"), kit.Small("135****2041 · 电话投诉 · 要求：道歉并减免配送费").Shortened())),
		kit.Grow(kit.NewTitledCard("经过", "", nil, kit.NewTimeline(kit.TimelineItem{Title: "分派给 客服部 周岚", Sub: "11-18 10:05 · 贺敏"}, kit.TimelineItem{Title: "评估：一般，服务类，属我方", Sub: "11-18 09:20 · 贺敏"}, kit.TimelineItem{Title: "受理，回执已打印", Sub: "11-18 09:12 · 林小满"}))))
	return kit.Page(head, kit.VBox(kit.Gap16, steps, kit.Grow(kit.Sides(form, side, 340))))
}

func pieces(w fyne.Window) fyne.CanvasObject {
	head := kit.NewPageHeader("11月22日 星期日", "今天 5 件要办，2 件已逾期").Actions(kit.NewButton("交接单", "clipboard-list", nil))
	var bs []fyne.CanvasObject
	off := kit.NewButton("不可用", "save", nil)
	off.Disable()
	bs = append(bs, kit.NewButton("主要", "save", nil).Primary(), kit.NewButton("次要", "printer", nil), kit.NewButton("安静", "pencil", nil).Quiet(), kit.NewButton("删除", "trash-2", func() {
		kit.Confirm(w.Canvas(), kit.ConfirmOptions{Title: "删除 重庆渝鲲火锅有限公司？", Text: "档案会移到回收站，30 天内可以恢复。相关的 3 份拜访报告、1 件投诉不会删除。", Yes: "删除", Danger: true}, func(bool) {})
	}).Danger(), off, kit.NewButton("保存", "", nil).Hint("Ctrl+S"))
	talk := kit.NewFlow(8,
		kit.NewButton("提示", "info", func() { kit.Inform(w.Canvas(), "已经存好", "文件在 D:\\客至\\备份。") }),
		kit.NewButton("三选一", "", func() {
			kit.Ask(w.Canvas(), kit.AskOptions{Title: "有未保存的修改", Text: "这份拜访报告还没有保存。", Answers: []string{"不保存", "继续编辑", "保存"}, Dangerous: 1}, func(int) {})
		}),
		kit.NewButton("通知", "", func() {
			kit.NewToast(w.Canvas(), kit.ToastOptions{Text: "已删除 单雨霏", Action: "撤销", Tone: kit.ToneGood, OnDo: func() {}})
		}),
		kit.NewButton("进度", "", func() {
			stop := make(chan struct{})
			p := kit.NewProgress(w.Canvas(), "正在生成 PDF", func() { close(stop) })
			go func() {
				for i := range 100 {
					select {
					case <-stop:
						p.Close()
						return
					case <-time.After(30 * time.Millisecond):
						p.Set(i+1, 100, fmt.Sprintf("KH-%06d", i))
					}
				}
				p.Close()
			}()
		}))
	var pills []fyne.CanvasObject
	for i, s := range []string{"中性", "主色 VIP", "良好", "提醒", "危险 逾期", "信息"} {
		pills = append(pills, kit.NewPill(s, kit.Tone(i)))
	}
	tags := kit.NewTagsField(func(p string) []string { return []string{"大客户", "老客户", "大宗"} })
	tags.SetValue([]string{"大客户", "优先合作"})
	choices := kit.NewChoicesField([]string{"a", "b", "c"}, []string{"餐饮", "零售", "物业"})
	choices.SetValue([]string{"a"})
	check := kit.NewBoolField("同意接收短信")
	check.SetOn(true)
	people := kit.NewPeopleField(func() []string { return []string{"林小满", "贺敏"} })
	num := kit.NewNumberField(true)
	num.SetValue("1234.5")
	lab := func(s string, in kit.Input) fyne.CanvasObject {
		x := kit.NewLabelled(s, false, in)
		x.LabelWidth = 80
		return x
	}
	locked := kit.NewTextField("")
	locked.SetText("不可改")
	locked.SetLocked(true)
	in := kit.VBox(10, kit.NewSection("输入"), lab("文字", kit.NewTextField("请输入")), lab("日期", kit.NewDateField()), lab("时间", kit.NewDateTimeField()), lab("标签", tags), lab("多选", choices), lab("人员", people),
		lab("金额", num), lab("", check), lab("锁定", locked))
	left := kit.NewCard(kit.NewScroll(kit.VBox(12, kit.NewSection("按钮"), kit.NewFlow(8, bs...), talk, kit.NewSection("标记"), kit.NewFlow(8, pills...), kit.NewSection("横条"),
		kit.NewBanner(kit.ToneDanger, "数据库是只读的，修改不会保存。"), kit.NewBanner(kit.ToneWarning, "发现一份没有保存的草稿（10:41），来自这台电脑。").Do("打开草稿", func() {}).Do("丢弃", func() {}),
		kit.NewBanner(kit.ToneInfo, "规定预设 v3：自受理起 15 日内书面答复"))))
	_ = in
	return kit.Page(head, kit.Split([]float32{1, 1}, left, kit.NewCard(kit.NewScroll(in))))
}
