package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tip is a word under the pointer about what an icon does. It comes after a
// moment and goes with the pointer.
type tip struct {
	base
	text string
	box  *canvas.Rectangle
	txt  *canvas.Text
}

const tipDelay = 450 * time.Millisecond

// tipping is the tip of the object under the pointer, on its way or shown.
var tipping struct {
	of    fyne.CanvasObject
	timer *time.Timer
	shown *tip
	root  *Root
}

// wantTip lets a tip come for an object; "" is none.
func wantTip(of fyne.CanvasObject, text string) {
	dropTip()
	if text == "" {
		return
	}
	tipping.of = of
	tipping.timer = time.AfterFunc(tipDelay, func() {
		fyne.Do(func() {
			if tipping.of == of {
				showTip(of, text)
			}
		})
	})
}

func showTip(of fyne.CanvasObject, text string) {
	r := rootOf(of)
	if r == nil {
		return
	}
	t := &tip{text: text}
	t.ExtendBaseWidget(t)
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(of).Subtract(d.AbsolutePositionForObject(r))
	m := t.MinSize()
	x := max(Gap4, min(at.X+(of.Size().Width-m.Width)/2, r.Size().Width-m.Width-Gap4))
	y := at.Y + of.Size().Height + 6
	if y+m.Height > r.Size().Height {
		y = at.Y - m.Height - 6
	}
	if _, ok := of.(*navItem); ok { // beside the narrow sidebar
		x, y = at.X+of.Size().Width+Gap12, at.Y+(of.Size().Height-m.Height)/2
	}
	place(t, x, y, m.Width, m.Height)
	tipping.shown, tipping.root = t, r
	r.layer.Add(t)
}

// dropTip takes the tip away.
func dropTip() {
	if tipping.timer != nil {
		tipping.timer.Stop()
	}
	if tipping.shown != nil {
		tipping.root.layer.Remove(tipping.shown)
	}
	tipping.of, tipping.timer, tipping.shown, tipping.root = nil, nil, nil, nil
}

// MinSize is the words on one line.
func (t *tip) MinSize() fyne.Size {
	return fyne.NewSize(textWidth(t.text, SmallSize, false)+2*Gap8, 24)
}

// CreateRenderer implements fyne.Widget.
func (t *tip) CreateRenderer() fyne.WidgetRenderer {
	t.box, t.txt = newRect(ColorToast, ColorNone, 5), newLabel(t.text, ColorOnToast, SmallSize, false)
	return t.faced(&face{
		objects: []fyne.CanvasObject{t.box, t.txt},
		min:     t.MinSize,
		layout: func(s fyne.Size) {
			place(t.box, 0, 0, s.Width, s.Height)
			middle(t.txt, Gap8, s.Width, s.Height)
		},
	})
}
