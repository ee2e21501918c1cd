package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// BoolField is a check box with words at its right.
type BoolField struct {
	base
	reply
	Text    string
	on      bool
	onTab   func() bool
	focused bool
	hovered bool

	ring, box *canvas.Rectangle
	tick      *iconPic
	label     *canvas.Text
}

// NewBoolField makes a check box; the words may be "".
func NewBoolField(text string) *BoolField {
	b := &BoolField{Text: text}
	b.ExtendBaseWidget(b)
	return b
}

// On tells whether it is ticked.
func (b *BoolField) On() bool { return b.on }

// SetOn ticks it without telling the watcher.
func (b *BoolField) SetOn(on bool) { b.on = on; b.Refresh() }

// Value implements Input.
func (b *BoolField) Value() any {
	if b.on {
		return "true"
	}
	return "false"
}

// SetValue implements Input.
func (b *BoolField) SetValue(x any) { b.SetOn(asString(x) == "true") }

// SetWrong implements Input.
func (b *BoolField) SetWrong(w bool) { b.wrong = w; b.Refresh() }

// SetLocked implements Input.
func (b *BoolField) SetLocked(l bool) { b.locked = l; b.Refresh() }

// FocusFirst implements Input.
func (b *BoolField) FocusFirst() { focus(b) }

func (b *BoolField) toggle() {
	if !b.locked {
		b.on = !b.on
		b.Refresh()
		b.tell()
	}
}

// Tapped implements fyne.Tappable.
func (b *BoolField) Tapped(*fyne.PointEvent) { focus(b); b.toggle() }

// FocusGained implements fyne.Focusable.
func (b *BoolField) FocusGained() { b.focused = true; b.Refresh(); reveal(b) }

// FocusLost implements fyne.Focusable.
func (b *BoolField) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable: Space ticks.
func (b *BoolField) TypedRune(r rune) {
	if r == ' ' {
		b.toggle()
	}
}

// TypedKey implements fyne.Focusable.
func (b *BoolField) TypedKey(k *fyne.KeyEvent) {
	switch {
	case isEnter(k), k.Name == fyne.KeyTab:
		leave(b, b.onTab)
	case k.Name == fyne.KeySpace:
	default:
		passKey(b, k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *BoolField) TypedShortcut(s fyne.Shortcut) { passShortcut(b, s) }

// MouseIn implements desktop.Hoverable.
func (b *BoolField) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *BoolField) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *BoolField) MouseOut() { b.hovered = false; b.Refresh() }

// MinSize is the box and its words.
func (b *BoolField) MinSize() fyne.Size {
	return fyne.NewSize(16+Gap8+textWidth(b.Text, TextSize, false)+2, Control)
}

// CreateRenderer implements fyne.Widget.
func (b *BoolField) CreateRenderer() fyne.WidgetRenderer {
	b.ring, b.box = newRect(ColorFocusRing, ColorNone, 6), newRect(ColorSurface, ColorLineStrong, 4)
	b.tick = newIconImage("check", ColorOnPrimary)
	b.label = newLabel(b.Text, ColorText, TextSize, false)
	b.paint()
	return b.faced(&face{
		objects: []fyne.CanvasObject{b.ring, b.box, b.tick, b.label},
		min:     b.MinSize,
		layout: func(s fyne.Size) {
			y := (s.Height - 16) / 2
			place(b.ring, -3, y-3, 22, 22)
			place(b.box, 0, y, 16, 16)
			place(b.tick, 1, y+1, 14, 14)
			middle(b.label, 16+Gap8, s.Width, s.Height)
		},
		refresh: b.paint,
		of:      b,
	})
}

func (b *BoolField) paint() {
	if b.box == nil {
		return
	}
	fill, line := ColorSurface, ColorLineStrong
	if b.hovered || b.focused {
		line = ColorPrimary
	}
	if b.wrong {
		line = ColorDanger
	}
	if b.on {
		fill, line = ColorPrimary, ColorNone
	}
	if b.locked {
		fill, line = ColorSubtle, ColorLine
	}
	paint(b.box, fill, line)
	b.ring.FillColor, b.ring.Hidden = Color(ColorFocusRing), !b.focused
	tick := ColorOnPrimary
	if b.locked {
		tick = ColorMuted
	}
	setIcon(b.tick, "check", tick)
	b.tick.Hidden = !b.on
	write(b.label, b.Text, ColorText)
}

// AcceptsTab implements fyne.Tabbable, for tables of rows.
func (b *BoolField) AcceptsTab() bool { return b.onTab != nil && !shiftHeld() }

func (b *BoolField) setTab(f func() bool) { b.onTab = f }
