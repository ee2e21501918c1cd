package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

type buttonKind int

const (
	secondary buttonKind = iota
	primary
	quiet
	danger
)

// Button is a push button of height 32. A page has one primary button.
type Button struct {
	base
	OnTap func()

	label, icon, hint, tip   string
	why                      string // it takes no press
	kind                     buttonKind
	small, off               bool
	compact                  bool // shows its icon only
	hovered, focused, downed bool

	box, ring *canvas.Rectangle
	img       *iconPic
	text, key *canvas.Text
}

// NewButton makes an ordinary (secondary) button; label or icon may be "".
func NewButton(label, icon string, tap func()) *Button {
	b := &Button{label: label, icon: icon, OnTap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Primary makes it the page's main button.
func (b *Button) Primary() *Button { b.kind = primary; return b }

// Quiet leaves its box away until the pointer is over it.
func (b *Button) Quiet() *Button { b.kind = quiet; return b }

// Danger colours it red: it takes something away.
func (b *Button) Danger() *Button { b.kind = danger; return b }

// Hint shows a shortcut beside the label, "Ctrl+S".
func (b *Button) Hint(s string) *Button { b.hint = s; return b }

// Tip shows under the pointer what the button does: for one without a label.
func (b *Button) Tip(s string) *Button { b.tip = s; return b }

// Off greys the button and says under the pointer why it takes no press; ""
// takes that back.
func (b *Button) Off(why string) *Button {
	if why != b.why {
		b.off, b.why = why != "", why
		b.Refresh()
	}
	return b
}

// Why is the reason for which it takes no press, "" for none.
func (b *Button) Why() string { return b.why }

// Small makes it 28 high, for rows and panels.
func (b *Button) Small() *Button { b.small = true; return b }

// SetText changes the label.
func (b *Button) SetText(s string) {
	b.label = s
	b.Refresh()
}

// Label is the button's label.
func (b *Button) Label() string { return b.label }

// Says is what the button does, in words: its label, or the tip of one without.
func (b *Button) Says() string {
	if b.label == "" {
		return b.tip
	}
	return b.label
}

// said is what stands under the pointer: the tip, or the label that is not
// shown.
func (b *Button) said() string {
	if b.why != "" {
		return b.why
	}
	if b.tip == "" && b.compact {
		return b.label
	}
	return b.tip
}

// setCompact leaves label and hint away where there is an icon.
func (b *Button) setCompact(on bool) {
	if on = on && b.shrinks(); on != b.compact {
		b.compact = on
		b.Refresh()
	}
}

// shrinks tells whether the icon alone can stand for the button.
func (b *Button) shrinks() bool { return b.icon != "" && b.label != "" && b.kind != primary }

// shown are the label and the hint that are seen.
func (b *Button) shown() (label, hint string) {
	if b.compact {
		return "", ""
	}
	return b.label, b.hint
}

// Enable and Disable implement fyne.Disableable.
func (b *Button) Enable() { b.off = b.why != ""; b.Refresh() }

// Disable makes the button take no press.
func (b *Button) Disable() { b.off = true; b.Refresh() }

// Disabled tells whether it takes no press.
func (b *Button) Disabled() bool { return b.off }

func (b *Button) press() {
	if !b.off && b.OnTap != nil {
		Guard(b.OnTap)
	}
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) { b.press() }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); reveal(b) }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable: Space presses.
func (b *Button) TypedRune(r rune) {
	if r == ' ' {
		b.press()
	}
}

// TypedKey implements fyne.Focusable: Enter presses, arrows move.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch {
	case isEnter(k):
		b.press()
	case k.Name == fyne.KeySpace:
	case k.Name == fyne.KeyRight:
		focusNext(b)
	case k.Name == fyne.KeyLeft:
		if c := canvasOf(b); c != nil {
			c.FocusPrevious()
		}
	default:
		passKey(b, k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *Button) TypedShortcut(s fyne.Shortcut) { passShortcut(b, s) }

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh(); wantTip(b, b.said()) }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered, b.downed = false, false; b.Refresh(); dropTip() }

// MouseDown implements desktop.Mouseable.
func (b *Button) MouseDown(*desktop.MouseEvent) { b.downed = true; b.Refresh(); dropTip() }

// MouseUp implements desktop.Mouseable.
func (b *Button) MouseUp(*desktop.MouseEvent) { b.downed = false; b.Refresh() }

// Cursor implements desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (b *Button) colours() (fill, line, text Colour) {
	switch b.kind {
	case primary:
		fill, line, text = ColorPrimary, ColorNone, ColorOnPrimary
		if b.hovered {
			fill = ColorPrimaryHover
		}
	case danger:
		fill, line, text = ColorSurface, ColorLine, ColorDanger
		if b.hovered {
			fill, line = ColorDangerContainer, ColorDanger
		}
	case quiet:
		fill, line, text = ColorNone, ColorNone, ColorMuted
		if b.hovered {
			fill, text = ColorHover, ColorText
		}
	default:
		fill, line, text = ColorSurface, ColorLine, ColorText
		if b.hovered {
			fill, line = ColorHover, ColorLineStrong
		}
	}
	if b.downed && b.kind != primary {
		fill = ColorPrimaryContainer
	}
	if b.off {
		text = ColorFaint
		if b.kind == primary {
			fill = ColorSubtle
			line = ColorLine
		} else if b.kind != quiet {
			fill, line = ColorSurface, ColorLine
		}
	}
	return fill, line, text
}

func (b *Button) height() float32 {
	if b.small {
		return 28
	}
	return Control
}

func (b *Button) iconSide() float32 {
	if b.small {
		return 16
	}
	return 18
}

// MinSize is the label with its icon and hint.
func (b *Button) MinSize() fyne.Size { return fyne.NewSize(b.width(b.compact), b.height()) }

func (b *Button) width(compact bool) float32 {
	w := float32(2 * 11)
	if b.small {
		w = 2 * 9
	}
	label, hint := b.label, b.hint
	if compact {
		label, hint = "", ""
	}
	if b.icon != "" {
		w += b.iconSide()
		if label != "" {
			w += Gap8
		}
	}
	if label != "" {
		w += textWidth(label, TextSize, false)
	}
	if hint != "" {
		w += 14 + textWidth(hint, TextSize, false)
	}
	return w
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ring = newRect(ColorFocusRing, ColorNone, RadiusSmall+3)
	b.box = newRect(ColorSurface, ColorLine, RadiusSmall)
	b.img = newIconImage(b.icon, ColorText)
	b.text, b.key = newLabel(b.label, ColorText, TextSize, false), newLabel(b.hint, ColorMuted, TextSize, false)
	f := &face{
		objects: []fyne.CanvasObject{b.ring, b.box, b.img, b.text, b.key},
		min:     b.MinSize,
		layout:  b.place,
		refresh: b.paint,
		of:      b,
	}
	b.paint()
	return b.faced(f)
}

func (b *Button) place(s fyne.Size) {
	place(b.ring, -3, -3, s.Width+6, s.Height+6)
	place(b.box, 0, 0, s.Width, s.Height)
	inner := b.MinSize().Width - 22
	if b.small {
		inner += 4
	}
	x := (s.Width - inner) / 2
	if b.icon != "" {
		side := b.iconSide()
		place(b.img, x, (s.Height-side)/2, side, side)
		x += side + Gap8
	}
	label, _ := b.shown()
	w := textWidth(label, TextSize, false)
	middle(b.text, x, w+1, s.Height)
	middle(b.key, x+w+14, s.Width, s.Height)
}

func (b *Button) paint() {
	fill, line, text := b.colours()
	paint(b.box, fill, line)
	b.ring.FillColor = Color(ColorFocusRing)
	b.ring.Hidden = !b.focused || b.off
	if b.focused && !b.off && b.kind != primary {
		paint(b.box, fill, ColorPrimary)
		if fill == ColorNone {
			b.box.FillColor = Color(ColorSurface)
		}
	}
	if b.icon != "" {
		setIcon(b.img, b.icon, text)
	}
	b.img.Hidden = b.icon == ""
	label, hint := b.shown()
	write(b.text, label, text)
	write(b.key, hint, text)
	b.place(b.Size())
}
