package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ToastOptions say what a toast shows.
type ToastOptions struct {
	Text   string
	Tone   Tone          // ToneGood and ToneDanger have an icon
	Action string        // "撤销"; "" for none
	OnDo   func()        // after the action
	For    time.Duration // 0: 4 s, 8 s with an action; less than 0: until closed
}

// Toast is a short message at the bottom of the window that goes by itself.
type Toast struct {
	base
	o     ToastOptions
	root  *Root
	timer *time.Timer

	box  *canvas.Rectangle
	img  *iconPic
	text *canvas.Text
	act  *canvas.Text
	tap  *tapArea
}

// NewToast shows a message at the bottom of the canvas, in place of another.
func NewToast(c fyne.Canvas, o ToastOptions) *Toast {
	r := toastRoot(c)
	if r == nil {
		return nil
	}
	r.toast.Close()
	t := &Toast{o: o, root: r}
	t.ExtendBaseWidget(t)
	r.toast = t
	r.layer.Add(t)
	t.settle(r.Size())
	d := o.For
	if d == 0 {
		d = 4 * time.Second
		if o.Action != "" {
			d = 8 * time.Second
		}
	}
	if d > 0 {
		t.timer = time.AfterFunc(d, func() { fyne.Do(t.Close) })
	}
	return t
}

// CloseToast takes the canvas's message away: what it was about is not in
// front any more.
func CloseToast(c fyne.Canvas) {
	if r := toastRoot(c); r != nil {
		r.toast.Close()
	}
}

// toastRoot is where a canvas's messages stand: not in a dialog, which they
// outlive.
func toastRoot(c fyne.Canvas) *Root {
	if r, ok := c.Content().(*Root); ok {
		return r
	}
	return rootOn(c)
}

// SetText changes the message.
func (t *Toast) SetText(s string) {
	t.o.Text = s
	t.settle(t.root.Size())
	t.Refresh()
}

// Close takes the toast away.
func (t *Toast) Close() {
	if t == nil || t.root == nil || t.root.toast != t {
		return
	}
	if t.timer != nil {
		t.timer.Stop()
	}
	t.root.toast = nil
	t.root.layer.Remove(t)
}

func (t *Toast) settle(room fyne.Size) {
	m := t.MinSize()
	w := min(m.Width, room.Width-2*Gap24)
	place(t, (room.Width-w)/2, room.Height-m.Height-Gap24, w, m.Height)
}

func (t *Toast) icon() string {
	switch t.o.Tone {
	case ToneGood:
		return "circle-check"
	case ToneDanger, ToneWarning:
		return "circle-alert"
	}
	return ""
}

// MinSize is the message on one line.
func (t *Toast) MinSize() fyne.Size {
	w := 2*Gap16 + textWidth(t.o.Text, TextSize, false)
	if t.icon() != "" {
		w += 18 + Gap8
	}
	if t.o.Action != "" {
		w += Gap24 + textWidth(t.o.Action, TextSize, true)
	}
	return fyne.NewSize(w, 40)
}

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	t.box = newRect(ColorToast, ColorNone, RadiusCard)
	shade(t.box, 20)
	t.img = newIconImage(t.icon(), ColorOnToast)
	t.text, t.act = newLabel("", ColorOnToast, TextSize, false), newLabel("", ColorOnToast, TextSize, true)
	t.tap = newTapArea(func(fyne.Position) {
		t.Close()
		if t.o.OnDo != nil {
			t.o.OnDo()
		}
	})
	draw := func(s fyne.Size) {
		paint(t.box, ColorToast, ColorNone)
		place(t.box, 0, 0, s.Width, s.Height)
		x := Gap16
		t.img.Hidden = t.icon() == ""
		if t.icon() != "" {
			setIcon(t.img, t.icon(), ColorOnToast)
			place(t.img, x, (s.Height-18)/2, 18, 18)
			x += 18 + Gap8
		}
		right := s.Width - Gap16
		t.act.Hidden, t.tap.Hidden = t.o.Action == "", t.o.Action == ""
		if t.o.Action != "" {
			w := textWidth(t.o.Action, TextSize, true)
			write(t.act, t.o.Action, ColorToastAction)
			middle(t.act, right-w, w+1, s.Height)
			place(t.tap, right-w-Gap12, 0, w+Gap12+Gap16, s.Height)
			right -= w + Gap24
		}
		write(t.text, ellipsis(t.o.Text, right-x+1, TextSize, false), ColorOnToast)
		middle(t.text, x, right-x, s.Height)
	}
	return t.faced(&face{
		objects: []fyne.CanvasObject{t.box, t.img, t.text, t.act, t.tap},
		min:     t.MinSize,
		layout:  draw,
		refresh: func() { draw(t.Size()) },
		of:      t,
	})
}
