package book_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

// Figures of other days never stand under days that are no period, nor go on
// paper.
func TestDaysThatAreNoPeriodHaveNoFigures(t *testing.T) {
	h := screentest.New(t)
	printed := 0
	p := book.NewFigures(h, book.Counting{
		Room: "figures", Title: "figures.title", Period: "year", Periods: []string{"year"},
		Count: func(_ context.Context, from, to string) (func() fyne.CanvasObject, error) {
			return func() fyne.CanvasObject { return kit.NewText("counted " + from + " " + to) }, nil
		},
		Print: func(string, string) { printed++ },
	})
	h.Show(p)
	h.Settle()
	fill := func(i int, day string) {
		t.Helper()
		p.Period.Parts()[2*i+1].(*fyne.Container).Objects[0].(kit.Input).FocusFirst()
		h.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		h.Type(day)
		h.Settle()
	}
	refused := func(sentence string) {
		t.Helper()
		h.Must(sentence)
		if h.Reads("counted") {
			t.Errorf("figures of other days:\n%s", h.Texts())
		}
		p.Do(screen.Print)
	}
	fill(1, "2026-11-30")
	fill(0, "2026-02-30")
	refused("没有这一天")
	fill(0, "2027-05-01")
	refused("结束日期不能早于 2027-05-01")
	fill(0, "2026-02-28")
	h.Must("counted 2026-02-28 2026-11-30")
	if p.Do(screen.Print); printed != 1 {
		t.Errorf("printed %d times", printed)
	}
}
