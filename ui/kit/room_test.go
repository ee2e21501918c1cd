package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func shownKeys(x *RecordTable) []string {
	var keys []string
	for _, i := range x.order {
		keys = append(keys, x.columns[i].Key)
	}
	return keys
}

func TestColumnsGiveWayBeforeTheTableScrollsSideways(t *testing.T) {
	x := NewRecordTable([]TableColumn{
		{Key: "number", Width: 100},
		{Key: "name", Width: 100, Flex: true},
		{Key: "state", Width: 80, Pill: true},
		{Key: "phone", Width: 100},
		{Key: "day", Width: 100},
		{Key: "by", Width: 100},
		{Key: "end", Width: 20, Pill: true},
	}, &numbers{n: 3})
	x.SetSort("day", true)
	x.GiveWay = true
	for _, c := range []struct {
		width float32
		want  []string
	}{
		{600, []string{"number", "name", "state", "phone", "day", "by", "end"}},
		{510, []string{"number", "name", "state", "phone", "day", "end"}},
		{390, []string{"number", "name", "state", "day", "end"}},
		{310, []string{"number", "name", "day", "end"}},
		{100, []string{"number", "name", "day"}},
	} {
		x.fit(c.width)
		if got := shownKeys(x); !slices.Equal(got, c.want) {
			t.Errorf("%v wide: %v, want %v", c.width, got, c.want)
		}
	}
	x.GiveWay = false
	if x.fit(300); len(x.order) != 7 || x.total <= 300 {
		t.Errorf("chosen columns went: %v in %v", shownKeys(x), x.total)
	}
}

func TestTheColumnAtTheSideIsNarrowerOrGivesWay(t *testing.T) {
	main, side := NewPanel(Small("a")), NewPanel(Small("b"))
	both := Beside(main, side, 396, 440)
	for _, c := range []struct{ room, main, side float32 }{{1166, 754, 396}, {893, 573.38, 303.62}, {720, 444, 260}, {700, 700, 0}, {1166, 754, 396}} {
		both.Resize(fyne.NewSize(c.room, 500))
		if d := main.Size().Width - c.main; d > .1 || d < -.1 || side.Visible() != (c.side > 0) {
			t.Errorf("in %v the main part has %v, the side is shown: %v", c.room, main.Size().Width, side.Visible())
		}
	}
}

func TestAHeaderKeepsItsPillsAndPutsFiltersBelow(t *testing.T) {
	print, save := NewButton("Print the form", "printer", nil), NewButton("Save", "", nil).Primary()
	pill, chip := NewPill("Potential", ToneNeutral), NewPill("Account manager", ToneNeutral)
	h := NewPageHeader("Customers of the shop", "KH-000001").Pills(pill).Filters(chip, NewPill("Recycle bin", ToneNeutral)).Actions(print, save)
	below := NewPanel(Small("x"))
	w := inWindow(t, container.NewStack(Page(h, below)), 1000, 300)
	at := func(o fyne.CanvasObject) float32 { return o.Position().Y }
	if print.compact || at(h.filters) > 8 || h.Size().Height != Control {
		t.Errorf("in a wide window: icons %v, filters at %v, height %v", print.compact, at(h.filters), h.Size().Height)
	}
	w.Resize(fyne.NewSize(520, 300))
	if at(h.filters) < Control || fyne.CurrentApp().Driver().AbsolutePositionForObject(below).Y < 2*Control || pill.Hidden {
		t.Errorf("narrower: filters at %v, the page at %v, pill hidden %v", at(h.filters), at(below), pill.Hidden)
	}
	w.Resize(fyne.NewSize(480, 300))
	if !print.compact || print.said() != "Print the form" || save.compact || pill.Hidden {
		t.Errorf("narrowest: icons %v, %v; pill hidden %v", print.compact, save.compact, pill.Hidden)
	}
}
