// Package sheet lays printed forms out on A4 pages and draws them on a Canvas.
// It knows no register and no file format: reports/pdf is the canvas for
// paper, reports/raster the one for the preview, and both show the same pages.
//
// A form is written down as what it looks like:
//
//	f := sheet.Form{
//		Shop: "望江客户服务中心", Number: "BF-2026-000342",
//		Title: "客户拜访总结报告", Printed: "林小满 2026-10-21 17:32", Confidential: true,
//		Body: []sheet.Block{
//			sheet.Grid{Columns: []float64{15, 20, 20, 20, 15, 20}, Rows: []sheet.Row{
//				{sheet.Label("客户名称"), sheet.Value(v.Customer).Span(3), sheet.Label("客户等级"), sheet.Value(v.Grade)},
//				{sheet.Label("洽谈内容"), sheet.Value(v.Talk).Span(5).Tall(32)},
//				{sheet.Label("承诺事项").Down(2), sheet.Label("事项").Span(3), sheet.Label("责任人"), sheet.Label("期限")},
//				{sheet.Value("新合同报价").Span(3), sheet.Value("林小满"), sheet.Value("2026-10-25")},
//				{sheet.Label("结果评价"), sheet.Options(results, v.Result).Span(5)},
//				{sheet.Label("部门负责人\n审阅意见"), sheet.Value(v.Opinion).Span(5).Tall(29).Sign()},
//			}},
//			sheet.Sign{Labels: []string{"报告人"}, Date: true},
//		},
//	}
//	l, err := sheet.Lay(ctx, &sheet.Document{Lang: assets.ZhHans, Created: now, Forms: []sheet.Form{f}})
//	err = pdf.WriteFile(ctx, path, l, nil) // or raster.Page(&l.Pages[0], dpi)
//
// Lengths that a form gives are millimetres, sizes of type are points. Text is
// broken by the rules of Chinese setting (避头尾) and no character of it is
// ever lost: what no font has becomes a visible mark and a Warning of the
// Layout, which the program shows to the person before they print.
//
// Page breaks: a row stays whole if a page can hold it; rows held together by
// a cell that reaches down may part, and a label is then repeated below; the
// head of a Table comes again on each page; a Sign never leaves what it signs;
// a Heading stays with what follows it; Keep holds anything together.
package sheet
