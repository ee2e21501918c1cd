package sheet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kezhi/assets"
)

func mustLay(t testing.TB, forms ...Form) *Layout {
	t.Helper()
	l, err := Lay(context.Background(), &Document{Forms: forms})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func texts(p *Page) (ts []Text) {
	for _, o := range p.ops {
		if o.kind == opText {
			ts = append(ts, o.text)
		}
	}
	return ts
}

// words joins the text of a page, each run apart.
func words(p *Page) string {
	var b strings.Builder
	for _, t := range texts(p) {
		b.WriteString(t.Source + "|")
	}
	return b.String()
}

// pageOf is the page that says s, from 0; -1 for none.
func pageOf(l *Layout, s string) int {
	for i := range l.Pages {
		if strings.Contains(words(&l.Pages[i]), s) {
			return i
		}
	}
	return -1
}

func rows(n int) (rs []Row) {
	for i := range n {
		rs = append(rs, Row{Label(fmt.Sprint("行", i)), Value("内容")})
	}
	return rs
}

func TestEmptyDocumentHasNoPages(t *testing.T) {
	if l := mustLay(t); len(l.Pages) != 0 {
		t.Errorf("%d pages", len(l.Pages))
	}
}

func TestEmptyFormHasOnePage(t *testing.T) {
	l := mustLay(t, Form{}, Form{Title: "空", Body: []Block{Grid{}, nil, Table{}, Keep{}, Bars{}, Figure{}, Beside{}, QR{}, Space(3), Para{}}})
	if len(l.Pages) != 2 {
		t.Errorf("%d pages", len(l.Pages))
	}
}

func TestPagesAreCountedByForm(t *testing.T) {
	l := mustLay(t, Form{Title: "甲", Body: []Block{Grid{Columns: []float64{1, 4}, Rows: rows(70)}}}, Form{Title: "乙"})
	for i, want := range []string{"第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页", "第 1 页 共 1 页"} {
		if i >= len(l.Pages) {
			t.Fatalf("%d pages", len(l.Pages))
		}
		if got := words(&l.Pages[i]); !strings.Contains(strings.ReplaceAll(got, "|", ""), want) {
			t.Errorf("page %d lacks %q: %s", i, want, got)
		}
	}
}

func TestTableHeadComesAgainOnEachPage(t *testing.T) {
	tb := Table{Columns: []Column{{Title: "序号"}, {Title: "事项", Width: 4}}}
	for i := range 100 {
		tb.Rows = append(tb.Rows, Texts(fmt.Sprint("n", i, "."), "事"))
	}
	l := mustLay(t, Form{Title: "台账", Body: []Block{tb}})
	if len(l.Pages) < 3 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i := range l.Pages {
		if n := strings.Count(words(&l.Pages[i]), "序号|事项|"); n != 1 {
			t.Errorf("page %d: %d heads", i+1, n)
		}
	}
	for i := range 100 {
		if pageOf(l, fmt.Sprint("|n", i, ".|")) < 0 {
			t.Errorf("row %d is lost", i)
		}
	}
}

func TestSignatureStaysWithLastRow(t *testing.T) {
	for n := 1; n < 64; n++ {
		l := mustLay(t, Form{Title: "报告", Body: []Block{
			Grid{Columns: []float64{1, 4}, Rows: rows(n)}, Sign{Labels: []string{"报告人"}, Date: true},
		}})
		row, sign := pageOf(l, fmt.Sprintf("行|%d|", n-1)), pageOf(l, "报告人")
		if row != sign || sign < 0 {
			t.Errorf("%d rows: last row on page %d, signature on %d", n, row, sign)
		}
	}
}

func TestSignatureStaysWithLastLineOfTallRow(t *testing.T) {
	for n := 40; n < 140; n += 3 {
		text := strings.TrimSuffix(strings.Repeat("一行\n", n), "\n") + "末"
		l := mustLay(t, Form{Title: "报告", Body: []Block{
			Grid{Columns: []float64{1, 4}, Rows: []Row{{Label("意见"), Value(text).Sign("负责人")}}}, Sign{Labels: []string{"报告人"}},
		}})
		last := len(l.Pages) - 1
		for _, s := range []string{"行末", "负责人", "报告人"} {
			if p := pageOf(l, s); p != last {
				t.Errorf("%d lines: %s on page %d of %d", n, s, p+1, last+1)
			}
		}
	}
}

func TestRowThatFitsAPageIsNotCut(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat("一行\n", 20), "\n")
	for n := 1; n < 30; n++ {
		rs := append(rows(n), Row{Label("意见"), Value("首" + long + "末")})
		l := mustLay(t, Form{Title: "报告", Body: []Block{Grid{Columns: []float64{1, 4}, Rows: rs}}})
		if a, b := pageOf(l, "首一行"), pageOf(l, "行末"); a != b {
			t.Errorf("after %d rows: cut between pages %d and %d", n, a+1, b+1)
		}
	}
}

func TestLabelOverRowsComesAgainAfterBreak(t *testing.T) {
	rs := []Row{{Label("承诺").Down(61), Label("事项")}}
	for i := range 60 {
		rs = append(rs, Row{Value(fmt.Sprint("n", i, "."))})
	}
	l := mustLay(t, Form{Title: "报告", Body: []Block{Grid{Columns: []float64{1, 4}, Rows: rs}}})
	if len(l.Pages) != 3 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i := range l.Pages {
		if n := strings.Count(words(&l.Pages[i]), "承诺|"); n != 1 {
			t.Errorf("page %d: label %d times", i+1, n)
		}
	}
	for i := range 60 {
		if pageOf(l, fmt.Sprint("|n", i, ".|")) < 0 {
			t.Errorf("row %d is lost", i)
		}
	}
}

func TestValueOverRowsGoesOnAfterBreak(t *testing.T) {
	var want strings.Builder
	for i := range 80 {
		fmt.Fprintf(&want, "<%d>", i)
	}
	text := strings.ReplaceAll(want.String(), "><", ">\n<")
	rs := []Row{{Value(text).Down(50), Value("甲")}}
	for range 49 {
		rs = append(rs, Row{Value("乙")})
	}
	l := mustLay(t, Form{Title: "报告", Body: []Block{Grid{Columns: []float64{1, 1}, Rows: rs}}})
	var got strings.Builder
	for i := range l.Pages {
		for _, x := range texts(&l.Pages[i]) {
			if strings.HasPrefix(x.Source, "<") {
				got.WriteString(x.Source)
			}
		}
	}
	if got.String() != want.String() {
		t.Errorf("%s", got.String())
	}
}

func TestTextStaysAboveTheFooter(t *testing.T) {
	for n := 1; n < 90; n += 7 {
		l := mustLay(t, Form{Title: "报告", Printed: "林", Body: []Block{
			Heading{Text: "一"},
			Para{Content: Plain(strings.Repeat("长文", 40*n))},
			Grid{Columns: []float64{1, 4}, Rows: rows(n)},
			Keep{Heading{Text: "二"}, Bars{Items: []Bar{{"甲", 3, "3"}, {"乙", 5, "5"}}}},
			Tear{},
			Beside{Left: []Block{Indented(strings.Repeat("回执", 9*n))}, Right: []Block{QR{Content: "x"}}},
		}})
		for i := range l.Pages {
			for _, x := range texts(&l.Pages[i]) {
				if x.Size > footSize && x.Y > pageLong-bodyEnd+0.1 {
					t.Errorf("%d rows: %q at %.1f on page %d", n, x.Source, x.Y, i+1)
				}
			}
		}
	}
}

func TestHeadingStaysWithWhatFollows(t *testing.T) {
	for n := 1; n < 60; n++ {
		l := mustLay(t, Form{Title: "报告", Body: []Block{
			Grid{Columns: []float64{1, 4}, Rows: rows(n)}, Heading{Text: "结论"}, Indented("首先" + strings.Repeat("长", 900)),
		}})
		if a, b := pageOf(l, "结论"), pageOf(l, "首先"); a != b {
			t.Errorf("after %d rows: heading on page %d, text on %d", n, a+1, b+1)
		}
	}
}

func TestJoinedGridsShareAFrame(t *testing.T) {
	frames := func(gap float64) (n int) {
		l := mustLay(t, Form{Body: []Block{Grid{Columns: []float64{1, 4}, Rows: rows(2)}, Grid{Columns: []float64{1, 2, 3}, Rows: rows(2), Gap: gap}}})
		for _, o := range l.Pages[0].ops {
			if o.kind == opStroke && o.pen == outerPen {
				n++
			}
		}
		return n
	}
	if a, b := frames(0), frames(-1); a != 2 || b != 1 {
		t.Errorf("%d frames apart, %d joined", a, b)
	}
}

func TestBreakBeginsAPage(t *testing.T) {
	l := mustLay(t, Form{Body: []Block{Indented("甲"), Break{}, Break{}, Indented("乙"), Break{}, Break{}}})
	if len(l.Pages) != 2 || pageOf(l, "乙") != 1 {
		t.Errorf("%d pages, 乙 on %d", len(l.Pages), pageOf(l, "乙"))
	}
}

func TestRowTooWideAndTooNarrow(t *testing.T) {
	l := mustLay(t, Form{Body: []Block{Grid{Columns: []float64{1, 1, 1}, Rows: []Row{
		{Value("甲").Span(9), Value("lost by its author")}, {}, {Value("乙").Down(7)}, {Label("丙"), Label("丁").Span(5)},
	}}}})
	for _, s := range []string{"甲", "乙", "丙", "丁"} {
		if pageOf(l, s) != 0 {
			t.Errorf("%s is missing", s)
		}
	}
}

func TestCancelledLayoutStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Lay(ctx, &Document{Forms: []Form{{}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestFormsInOtherLanguages(t *testing.T) {
	for lang, want := range map[assets.Lang]string{assets.ZhHant: "第 1 頁 共 1 頁", assets.En: "Page 1 of 1"} {
		l, err := Lay(context.Background(), &Document{Lang: lang, Forms: []Form{{Title: "T", Body: []Block{Sign{Date: true}}}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(words(&l.Pages[0]), "|", ""); !strings.Contains(got, want) {
			t.Errorf("%s: %s", lang, got)
		}
	}
}
