package kit

import (
	"fyne.io/fyne/v2"

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
}

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
	return s.faced(&face{
		objects: []fyne.CanvasObject{s.text},
		min:     func() fyne.Size { return fyne.NewSize(40, s.HeightFor(s.Size().Width)) },
		layout:  func(z fyne.Size) { place(s.text, 0, shownTop, z.Width, z.Height-shownTop) },
		refresh: func() { s.text.Refresh() },
	})
}
