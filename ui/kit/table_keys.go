package kit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// FocusGained implements fyne.Focusable.
func (t *RecordTable) FocusGained() {
	t.focused = true
	if t.at < 0 && t.source.Len() > 0 {
		t.at = int(math.Ceil(t.top / float64(RowHeight)))
		t.Mark(t.at)
		if t.OnSelect != nil {
			r, _ := t.source.Row(t.at)
			t.OnSelect(t.at, r.ID)
		}
		return
	}
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *RecordTable) FocusLost() { t.focused = false; t.Refresh() }

// FocusFirst gives the keyboard to the table.
func (t *RecordTable) FocusFirst() { focus(t) }

// TypedRune implements fyne.Focusable.
func (t *RecordTable) TypedRune(r rune) {
	if r == ' ' {
		t.choose(t.at, true)
		return
	}
	if t.OnType != nil {
		t.OnType(r)
	}
}

// TypedKey implements fyne.Focusable.
func (t *RecordTable) TypedKey(k *fyne.KeyEvent) {
	extend := shiftHeld()
	from := t.at
	switch {
	case k.Name == fyne.KeyUp:
		t.Mark(t.at - 1)
	case k.Name == fyne.KeyDown:
		t.Mark(t.at + 1)
	case k.Name == fyne.KeyPageUp:
		t.Mark(t.at - t.page())
	case k.Name == fyne.KeyPageDown:
		t.Mark(t.at + t.page())
	case k.Name == fyne.KeyHome:
		t.Mark(0)
	case k.Name == fyne.KeyEnd:
		t.Mark(t.source.Len() - 1)
	case k.Name == fyne.KeyLeft:
		t.scroll(60, 0)
		return
	case k.Name == fyne.KeyRight:
		t.scroll(-60, 0)
		return
	case isEnter(k):
		t.openRow(t.at)
		return
	case k.Name == fyne.KeySpace:
		return
	case k.Name == fyne.KeyEscape && len(t.chosen) > 0:
		t.ClearChosen()
		return
	default:
		passKey(t, k)
		return
	}
	if extend {
		if t.anchor < 0 {
			t.anchor = from
		}
		t.chooseRange(t.anchor, t.at)
	} else {
		t.anchor = -1
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl+A chooses what is loaded.
func (t *RecordTable) TypedShortcut(s fyne.Shortcut) { passShortcut(t, s) }

func (t *RecordTable) choose(row int, toggle bool) {
	r, ok := t.source.Row(row)
	if row < 0 || !ok {
		return
	}
	if toggle && t.chosen[r.ID] {
		delete(t.chosen, r.ID)
	} else {
		t.chosen[r.ID] = true
	}
	t.Refresh()
	t.tellChosen()
}

// mostChosen bounds a Shift selection: a batch to print, not a register.
const mostChosen = 5000

func (t *RecordTable) chooseRange(a, b int) {
	if a > b {
		a, b = b, a
	}
	t.chosen = map[int64]bool{}
	for i := max(0, a); i <= b && i-a < mostChosen; i++ {
		if r, ok := t.source.Row(i); ok {
			t.chosen[r.ID] = true
		}
	}
	t.Refresh()
	t.tellChosen()
}

func (t *RecordTable) tapped(p fyne.Position, mod fyne.KeyModifier) {
	focus(t)
	if p.Y < 0 {
		return
	}
	row := t.rowAt(p.Y)
	if row < 0 {
		return
	}
	switch {
	case mod&fyne.KeyModifierShift != 0:
		from := t.anchor
		if from < 0 {
			from = t.at
		}
		t.anchor = from
		t.Mark(row)
		t.chooseRange(from, row)
		return
	case mod&fyne.KeyModifierShortcutDefault != 0:
		if len(t.chosen) == 0 && t.at >= 0 && t.at != row {
			t.choose(t.at, false)
		}
		t.Mark(row)
		t.choose(row, true)
		t.anchor = row
		return
	}
	double := row == t.tapRow && time.Since(t.tapTime) < 400*time.Millisecond
	t.tapRow, t.tapTime = row, time.Now()
	t.anchor = row
	if len(t.chosen) > 0 {
		t.ClearChosen()
	}
	t.Mark(row)
	if double {
		t.openRow(row)
	}
}
