// Package sheettest has sample forms for the tests of the canvases.
package sheettest

import (
	"fmt"
	"strings"
	"time"

	"kezhi/assets"
	"kezhi/reports/sheet"
)

// Created is the fixed time of all sample documents.
var Created = time.Date(2026, 10, 21, 17, 32, 0, 0, time.UTC)

// Document wraps forms.
func Document(forms ...sheet.Form) *sheet.Document {
	return &sheet.Document{Lang: assets.ZhHans, Created: Created, Forms: forms}
}

// Visit is a visit summary of one page.
func Visit() sheet.Form {
	g := sheet.Grid{
		Columns: []float64{15, 20, 20, 20, 15, 20},
		Rows: []sheet.Row{
			{sheet.Label("客户名称"), sheet.Value("重庆渝鲲火锅有限公司").Span(3), sheet.Label("客户等级"), sheet.Value("VIP")},
			{sheet.Label("拜访方式"), sheet.Value("走访"), sheet.Label("拜访时间"), sheet.Value("2026-10-21 14:30"), sheet.Label("地点"), sheet.Value("江北观音桥店")},
			{sheet.Label("拜访人"), sheet.Value("林小满"), sheet.Label("陪同人"), sheet.Value("贺敏"), sheet.Label("责任部门"), sheet.Value("客服部")},
			{sheet.Label("受访人及职务"), sheet.Value("向建国（总经理）、冉红（采购）").Span(5)},
			{sheet.Label("拜访目的"), sheet.Value("季度回访").Span(5)},
			{sheet.Label("洽谈内容"), sheet.Value("新店12月开业，日均用量约增三成；希望改为每日两送。对现有产品质量满意，认可售后响应速度。").Span(5).Tall(32)},
			{sheet.Label("客户最新需求"), sheet.Value("冷链配送；结算由月结改为半月结。").Span(5).Tall(21)},
			{sheet.Label("意见和建议"), sheet.Value("送货延误时应提前电话告知。").Span(5).Tall(21)},
			{sheet.Label("承诺事项").Down(3), sheet.Label("事项").Span(3), sheet.Label("责任人"), sheet.Label("期限")},
			{sheet.Value("新合同报价").Span(3), sheet.Value("林小满"), sheet.Value("2026-10-25")},
			{sheet.Value("冷链方案").Span(3), sheet.Value("贺敏"), sheet.Value("2026-11-01")},
			{sheet.Label("结果评价"), sheet.Options([]string{"成交", "达成意向", "保持联系", "无效果"}, "达成意向").Span(5)},
			{sheet.Label("下一步行动"), sheet.Value("2026-11-22 带报价再访（林小满）").Span(5)},
			{sheet.Label("部门负责人\n审阅意见"), sheet.Value("同意，冷链方案请物流部会签。").Span(5).Tall(29).Sign()},
		},
	}
	return sheet.Form{
		Shop: "望江客户服务中心", Number: "BF-2026-000342", Title: "客户拜访总结报告",
		Printed: "林小满 2026-10-21 17:32", Confidential: true,
		Body: []sheet.Block{g, sheet.Sign{Labels: []string{"报告人"}, Date: true}},
	}
}

// Receipt is a complaint's registration with a receipt to tear off.
func Receipt() sheet.Form {
	g := sheet.Grid{
		Columns: []float64{15, 40, 15, 40},
		Rows: []sheet.Row{
			{sheet.Label("受理时间"), sheet.Value("2026-11-18 09:12"), sheet.Label("投诉方式"), sheet.Options([]string{"电话", "来访", "书面", "网络"}, "电话")},
			{sheet.Label("投诉人"), sheet.Value("冉红（重庆渝鲲火锅有限公司）"), sheet.Label("联系电话"), sheet.Value("13512342041")},
			{sheet.Label("涉及产品/服务"), sheet.Value("11-17 配送"), sheet.Label("合同/单号"), sheet.Value("PS-20261117-08")},
			{sheet.Label("投诉内容"), sheet.Value("11月17日约定18:00送达，实际19:52送到，期间无人电话告知，影响晚市营业。").Span(3).Tall(32)},
			{sheet.Label("投诉人诉求"), sheet.Value("书面道歉，减免当次配送费。").Span(3).Tall(15)},
			{sheet.Label("提交材料"), sheet.Value("配送单照片1张").Span(3)},
			{sheet.Label("严重程度"), sheet.Options([]string{"一般", "重大", "紧急"}, "一般"), sheet.Label("答复期限"), sheet.Value("承诺 2026-11-24　规定 2026-12-03")},
			{sheet.Label("受理人"), sheet.Value("林小满"), sheet.Label("转交部门"), sheet.Value("客服部（周岚）")},
		},
	}
	receipt := sheet.Beside{
		Left: []sheet.Block{
			sheet.Heading{Text: "投诉受理回执", Center: true},
			sheet.Para{Content: sheet.Plain("冉红 先生/女士：")},
			sheet.Para{Indent: true, Content: sheet.Content{
				{Text: "您于2026年11月18日反映的事项我们已经受理，编号"},
				sheet.Strong("TS-2026-000118"),
				{Text: "。我们将于"},
				sheet.Strong("2026年11月24日"),
				{Text: "前给您答复。查询电话023-6788 1234，请报编号。"},
			}},
			sheet.Sign{Labels: []string{"受理人"}, Tail: "（盖章）2026年11月18日", Gap: 5},
		},
		Right: []sheet.Block{sheet.QR{Content: "TS-2026-000118", Caption: "凭此查询"}},
	}
	return sheet.Form{
		Shop: "望江客户服务中心", Number: "TS-2026-000118", Title: "投诉受理登记表", Printed: "林小满 2026-11-18 09:14",
		Body: []sheet.Block{
			g,
			sheet.Sign{Labels: []string{"受理人签名", "投诉人签名"}},
			sheet.Keep{sheet.Tear{Text: "沿虚线撕下交投诉人"}, receipt},
		},
	}
}

// Ledger is a table of n rows on landscape pages.
func Ledger(n int) sheet.Form {
	t := sheet.Table{Columns: []sheet.Column{
		{Title: "序号", Width: 6, Align: sheet.Center},
		{Title: "编号", Width: 17},
		{Title: "投诉人", Width: 14},
		{Title: "内容", Width: 40},
		{Title: "受理", Width: 12, Align: sheet.Center},
		{Title: "费用", Width: 10, Align: sheet.Right},
	}}
	for i := range n {
		t.Rows = append(t.Rows, sheet.Texts(fmt.Sprint(i+1), fmt.Sprintf("TS-2026-%06d", i+1), "冉红",
			"送货延误"+strings.Repeat("，期间无人电话告知", i%5)+"。", "2026-11-18", fmt.Sprintf("%d.00", i*7)))
	}
	return sheet.Form{
		Shop: "望江客户服务中心", Title: "投诉台账", Landscape: true, Printed: "林小满 2026-11-18 09:14", Confidential: true,
		Body: []sheet.Block{t, sheet.Sign{Labels: []string{"制表", "审核"}, Date: true}},
	}
}
