package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kezhi/data/field"
)

// shown is a field that is only read: its value as text.
type shown struct {
	base
	reply
	d     *field.Desc
	value any
	words func(*field.Desc, string) string
	text  *Text

	unveil func()
	eye    *IconView
	tap    *tapArea
}

func newShown(d *field.Desc, words func(*field.Desc, string) string) *shown {
	s := &shown{d: d, words: words, text: Paragraph("")}
	s.ExtendBaseWidget(s)
	return s
}

// Value implements Input.
func (s *shown) Value() any { return s.value }

// SetValue implements Input.
func (s *shown) SetValue(x any) {
	s.value = x
	w := showValue(s.d, x)
	if s.words != nil {
		w = s.words(s.d, w)
	}
	if w == "" {
		w = "—"
	}
	s.text.SetText(w)
	s.Refresh()
}

func (s *shown) setUnveil(f func()) {
	s.unveil, s.eye = f, NewIcon("eye", ColorMuted, 16)
	s.tap = newTapArea(func(fyne.Position) { s.unveiled() })
}

func (s *shown) masked() bool              { return s.unveil != nil && field.IsMasked(s.text.Text) }
func (s *shown) holds(fyne.Focusable) bool { return false }
func (s *shown) unveiled()                 { Guard(s.unveil) }

// SetWrong implements Input.
func (s *shown) SetWrong(bool) {}

// SetLocked implements Input.
func (s *shown) SetLocked(bool) {}

// FocusFirst implements Input.
func (s *shown) FocusFirst() {}

const shownTop float32 = 6

// HeightFor is the text's height at a width.
func (s *shown) HeightFor(w float32) float32 {
	return max(Control, s.text.HeightFor(w)+2*shownTop)
}

// CreateRenderer implements fyne.Widget.
func (s *shown) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{s.text}
	if s.unveil != nil {
		objects = append(objects, s.eye, s.tap)
	}
	return s.faced(&face{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(40, s.HeightFor(s.Size().Width)) },
		layout:  s.layOut,
		refresh: func() {
			s.layOut(s.Size())
			s.text.Refresh()
		},
	})
}

// layOut puts the eye behind what is masked.
func (s *shown) layOut(z fyne.Size) {
	place(s.text, 0, shownTop, z.Width, z.Height-shownTop)
	if s.unveil == nil {
		return
	}
	if !s.masked() {
		s.eye.Hide()
		s.tap.Hide()
		return
	}
	const side = 16
	x := min(textWidth(s.text.Text, TextSize, false)+Gap8, z.Width-side)
	place(s.eye, x, (Control-side)/2, side, side)
	place(s.tap, x-Gap8, 0, side+2*Gap8, Control)
	s.tap.cursor = desktop.PointerCursor
	s.eye.Show()
	s.tap.Show()
}
