// Command gallery shows every widget of the kit in a window, for looking at
// them. GALLERY names the page, KEZHI_DARK=1 wears the dark theme.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
	"kezhi/ui/kit"
)

func main() {
	a := app.NewWithID("app.kezhi.gallery")
	mode := kit.Light
	if os.Getenv("KEZHI_DARK") != "" {
		mode = kit.Dark
	}
	if l := os.Getenv("KEZHI_LANG"); l != "" {
		kit.SetLang(assets.Lang(l))
	}
	kit.Use(a, mode)
	w := a.NewWindow("客至")
	page := os.Getenv("GALLERY")
	search := kit.NewSearchBox("搜索客户、电话后四位、编号，拼音首字母也行", "Ctrl K")
	search.OnQuery = func(q string) {
		go func() {
			fyne.Do(func() { search.Answer(q, hits(q)) })
		}()
	}
	search.OnPick = func(h kit.Hit) { kit.NewToast(w.Canvas(), kit.ToastOptions{Text: "打开 " + h.Title}) }
	nav := kit.NewNav(kit.NavOptions{
		Title: "客至", Sub: "望江店",
		Items: []kit.NavItem{
			{Key: "today", Label: "今日", Icon: "sun", Badge: 5},
			{Key: "customers", Label: "客户", Icon: "users"},
			{Key: "visits", Label: "拜访", Icon: "map-pin"},
			{Key: "complaints", Label: "投诉", Icon: "message-square-warning", Badge: 2},
			{Key: "surveys", Label: "满意度", Icon: "smile"},
			{Key: "desk", Label: "前台", Icon: "bell-ring"},
			{Key: "print", Label: "打印", Icon: "printer"},
		},
		Bottom: []kit.NavItem{{Key: "settings", Label: "设置", Icon: "settings"}, {Key: "me", Label: "林小满", Icon: "circle-user-round", Note: "前台"}},
	})
	shell := kit.NewShell(nav, kit.NewTopBar(search,
		kit.NewButton("新客户", "plus", nil), kit.NewButton("写拜访", "map-pin", nil), kit.NewButton("登记投诉", "message-square-warning", nil).Primary()))
	show := func(p string) {
		nav.SetActive(p)
		switch p {
		case "customers":
			shell.SetPage(customers(w))
		case "visits":
			shell.SetPage(visit(w))
		case "complaints":
			shell.SetPage(complaint(w))
		case "surveys":
			shell.SetPage(kit.Page(kit.NewPageHeader("满意度", ""), kit.NewCard(kit.NewEmptyState("smile", "还没有调查", "先做一份问卷，再发一轮调查", kit.NewButton("新问卷", "plus", nil).Primary()))))
		default:
			shell.SetPage(pieces(w))
		}
	}
	kit.OnShortcut = func(s fyne.Shortcut) bool {
		fmt.Println("shortcut", s.ShortcutName())
		if s.ShortcutName() == "CustomDesktop:Control+K" {
			search.FocusFirst()
			return true
		}
		return false
	}
	w.SetContent(kit.NewRoot(shell))
	w.SetPadded(false)
	wide, high := float32(1366), float32(768)
	_, _ = fmt.Sscanf(os.Getenv("GALLERY_SIZE"), "%fx%f", &wide, &high)
	w.Resize(fyne.NewSize(wide, high))
	if page == "" {
		page = "today"
	}
	show(page)
	w.ShowAndRun()
}

func hits(q string) []kit.HitGroup {
	return []kit.HitGroup{
		{Title: "客户", Key: "customer", More: 12, Hits: []kit.Hit{
			{ID: "KH-000871", Title: "重庆渝鲲火锅有限公司", Sub: "KH-000871 · 餐饮 · 向建国 138****5678 · 上次拜访 10-21", Icon: "building-2", Pills: []kit.HitPill{{Text: "1 件未结投诉", Tone: kit.ToneDanger}, {Text: "VIP", Tone: kit.TonePrimary}}},
			{ID: "KH-000851", Title: "欧阳旻喆", Sub: "KH-000851 · 个人 · 135****7781", Icon: "user", Pills: []kit.HitPill{{Text: "勿扰", Tone: kit.ToneWarning}}},
		}},
		{Title: "投诉", Hits: []kit.Hit{{ID: "TS-2026-000118", Title: "TS-2026-000118 送货迟到两小时", Sub: "重庆渝鲲火锅有限公司 · 11-18", Icon: "message-square-warning", Pills: []kit.HitPill{{Text: "调查中", Tone: kit.ToneWarning}}}}},
	}
}

type rows struct{ n int }

func (r rows) Len() int      { return r.n }
func (r rows) Want(a, b int) {}
func (r rows) Row(i int) (kit.Row, bool) {
	if r.n > 1000 && i%97 == 13 {
		return kit.Row{}, false
	}
	names := []string{"重庆渝鲲火锅有限公司", "单雨霏", "锦程物业服务有限公司", "厦门鹭骉贸易有限公司", "欧阳旻喆", "海陆商贸行", "解珺翀", "望江第三小学", "仇英骥", "云智科技（重庆）有限公司", "百川汇建材", "翟丽华", "星辰连锁药房"}
	grades := []kit.Cell{{Text: "VIP", Pill: true, Tone: kit.TonePrimary}, {Text: "优选", Pill: true, Tone: kit.ToneInfo}, {Text: "优选", Pill: true, Tone: kit.ToneInfo}, {Text: "合格", Pill: true}, {Text: "优选", Pill: true, Tone: kit.ToneInfo}, {Text: "黑名单", Pill: true, Tone: kit.ToneDanger}}
	people := []string{"向建国", "—", "贺敏", "蔡志远", "—", "罗永"}
	n := i % len(names)
	open := ""
	if i%5 == 0 {
		open = fmt.Sprint(i%3 + 1)
	}
	return kit.Row{ID: int64(i + 1), Cells: []kit.Cell{
		{Text: fmt.Sprintf("KH-%06d", 871-i%871), Muted: true, Small: true},
		{Text: names[n]},
		grades[i%6],
		{Text: people[i%6]},
		{Text: "138****5678"},
		{Text: fmt.Sprintf("%02d-%02d", i%12+1, i%28+1)},
		{Text: open, Tone: kit.ToneDanger},
	}}, true
}

func customers(w fyne.Window) fyne.CanvasObject {
	n := 13
	if os.Getenv("ROWS") != "" {
		fmt.Sscan(os.Getenv("ROWS"), &n)
	}
	t := kit.NewRecordTable([]kit.TableColumn{
		{Key: "number", Title: "编号", Width: 94, Sortable: true},
		{Key: "name", Title: "名称", Width: 218, Sortable: true, Flex: true},
		{Key: "grade", Title: "等级", Width: 84, Sortable: true},
		{Key: "contact", Title: "联系人", Width: 72},
		{Key: "phone", Title: "电话", Width: 116},
		{Key: "visit", Title: "最近拜访", Width: 86, Right: true, Sortable: true},
		{Key: "open", Title: "未结投诉", Width: 79, Right: true, Sortable: true},
	}, rows{n})
	t.SetSort("name", false)
	t.OnOpen = func(_ int, id int64) { kit.NewToast(w.Canvas(), kit.ToastOptions{Text: fmt.Sprint("打开 ", id)}) }
	columns := kit.NewButton("列", "columns-3", nil)
	columns.OnTap = func() { t.ShowColumnsUnder(columns) }
	grade := kit.NewChip("等级", []string{"vip", "good"}, []string{"VIP", "优选"}, nil)
	grade.SetKey("vip")
	head := kit.NewPageHeader("客户", "871 份档案").Actions(grade, kit.NewChip("责任人", []string{"a"}, []string{"林小满"}, nil),
		kit.NewChip("标签", nil, nil, nil), columns, kit.NewButton("导出", "download", nil))
	side := kit.NewCard(kit.NewScroll(kit.VBox(kit.Gap12,
		kit.HBox(10, kit.NewAvatar("重庆渝鲲火锅有限公司"), kit.Grow(kit.VBox(0, kit.NewLargeTitle("重庆渝鲲火锅有限公司"), kit.Small("KH-000871 · 单位 · 餐饮 · 重庆").Shortened()))),
		kit.NewFlow(8, kit.NewPill("VIP", kit.TonePrimary), kit.NewPill("信用 A", kit.ToneGood), kit.NewPill("大客户", kit.ToneNeutral), kit.NewPill("优先合作", kit.ToneNeutral), kit.NewPill("1 件投诉未结", kit.ToneDanger)),
		kit.NewFlow(6, kit.NewButton("拜访", "map-pin", nil), kit.NewButton("投诉", "message-square-warning", nil), kit.NewButton("问卷", "smile", nil), kit.NewButton("打印", "printer", nil), kit.NewButton("", "pencil", nil)),
		kit.NewSection("联系人"),
		kit.NewKeyValues(kit.KeyValue{Key: "向建国", Value: "总经理 · 决策", Icon: "eye"}, kit.KeyValue{Key: "冉红", Value: "采购 · 使用", Pill: "首要", Tone: kit.TonePrimary}),
		kit.NewSection("往来"),
		kit.NewTimeline(
			kit.TimelineItem{Kind: "投诉", Pill: "调查中", Tone: kit.ToneWarning, Title: "送货迟到两小时", Sub: "11-18 TS-2026-000118 · 答复期限 11-27", OnTap: func() {}},
			kit.TimelineItem{Kind: "走访", Title: "新店开业，需冷链配送", Sub: "10-21 BF-2026-000342 · 林小满"},
			kit.TimelineItem{Title: "满意度 4.6 / 5", Sub: "09-05 2026 下半年调查"},
			kit.TimelineItem{Title: "等级 优选 → VIP", Sub: "07-01 阶段评价 92 分 · 批准 方正"},
			kit.TimelineItem{Title: "合同 供货框架-20260620-1.pdf", Sub: "06-20 归档"},
		))))
	return kit.Page(head, kit.Sides(kit.NewPanel(t), side, 400))
}

func descs() []field.Desc {
	opt := func(d field.Desc, o ...string) field.Desc { d.Options = o; return d }
	return []field.Desc{
		{Key: "customer", Label: "客户", Section: "基本情况", Kind: field.Customer, Required: true},
		opt(field.Desc{Key: "way", Label: "方式", Section: "基本情况", Kind: field.Choice, Required: true}, "走访", "电话拜访", "客户来访", "展会"),
		{Key: "at", Label: "时间", Section: "基本情况", Kind: field.DateTime, Required: true},
		{Key: "place", Label: "地点", Section: "基本情况", Kind: field.Text},
		{Key: "visitor", Label: "拜访人", Section: "基本情况", Kind: field.Person, Required: true},
		{Key: "with", Label: "陪同", Section: "基本情况", Kind: field.People},
		{Key: "aim", Label: "目的", Section: "基本情况", Kind: field.Text},
		opt(field.Desc{Key: "result", Label: "结果", Section: "基本情况", Kind: field.Choice}, "达成", "部分", "未达成"),
		{Key: "tags", Label: "标签", Section: "基本情况", Kind: field.Tags, Secondary: true},
		{Key: "cost", Label: "费用", Section: "基本情况", Kind: field.Decimal, Secondary: true},
		{Key: "talk", Label: "洽谈内容", Section: "内容", Kind: field.Multiline, Lines: 4},
		{Key: "needs", Label: "最新需求", Section: "内容", Kind: field.Multiline, Lines: 4},
		{Key: "opinion", Label: "意见建议", Section: "内容", Kind: field.Multiline, Lines: 3, Required: true},
		{Key: "rivals", Label: "竞争情况", Section: "内容", Kind: field.Multiline, Lines: 3},
		{Key: "promises", Label: "承诺", Section: "承诺与下一步", Kind: field.Rows, Max: 20, Rows: []field.Desc{
			{Key: "what", Label: "承诺事项", Kind: field.Text, Max: 500}, {Key: "who", Label: "责任人", Kind: field.Person}, {Key: "by", Label: "期限", Kind: field.Date},
		}},
	}
}

func visit(w fyne.Window) fyne.CanvasObject {
	people := func() []string { return []string{"林小满", "贺敏", "周岚", "方正", "杜军"} }
	f := kit.NewRecordForm(descs(), kit.FormOptions{
		People: people,
		Customers: func(q string) []kit.Pick {
			return []kit.Pick{{Number: "KH-000871", Title: "重庆渝鲲火锅有限公司", Sub: "向建国 138****5678", Note: "1 件未结"}, {Number: "KH-000866", Title: "锦程物业服务有限公司", Sub: "贺敏"}}
		},
		Name: func(_, n string) string { return "重庆渝鲲火锅有限公司" },
	})
	f.SetValues(field.Values{
		"customer": "KH-000871", "way": "走访", "at": "2026-11-22 14:30", "place": "江北观音桥店", "visitor": "林小满", "with": []string{"贺敏", "周岚"}, "aim": "季度回访", "result": "达成",
		"talk": "新店 12 月开业，日均用量约增三成；希望改为每日两送……", "needs": "冷链配送；月结改为半月结", "opinion": "上次送货迟到无人告知",
		"promises": []field.Values{{"what": "新合同报价", "who": "林小满", "by": "2026-11-25"}, {"what": "冷链方案", "who": "贺敏", "by": "2026-12-01"}},
	})
	f.OnChanged = func(v field.Values) { fmt.Println("changed", v) }
	save := kit.NewButton("保存", "", func() {
		f.SetErrors(data.Errors{data.Wrong("opinion", "客户有意见时，须写明意见与建议"), data.Wrong("promises[1].by", "期限不能早于今天"), data.Wrong("ghost", "与另一份拜访报告时间重叠")})
	}).Primary().Hint("Ctrl+S")
	head := kit.NewPageHeader("新拜访报告", "").Crumb("拜访", nil).Pills(kit.NewPill("草稿", kit.ToneNeutral)).
		Actions(kit.NewButton("预览", "eye", nil), kit.NewButton("打印", "printer", nil), save)
	fyne.CurrentApp().Lifecycle().SetOnStarted(func() { f.FocusFirst() })
	return kit.Page(head, kit.NewPanel(kit.NewScroll(kit.Pad(f, 20, 24, 20, 24))))
}
