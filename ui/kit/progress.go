package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Progress is a dialog over long work: what is done, how far, and a way to
// stop it. Set and Close may be called from any goroutine.
type Progress struct {
	dialog *Dialog
	bar    *ProgressBar
	text   *Text
	count  *Text
}

// NewProgress opens the dialog; cancel is called once for the button or Esc,
// nil leaves the work uncancellable.
func NewProgress(c fyne.Canvas, title string, cancel func()) *Progress {
	p := &Progress{bar: NewProgressBar(), text: Small("").Shortened(), count: Small("")}
	body := VBox(Gap8, p.bar, HBox(Gap8, Grow(p.text), p.count))
	var buttons []*Button
	var stop *Button
	if cancel != nil {
		stop = NewButton(T("kit.cancel"), "", nil)
		stop.OnTap = func() {
			stop.Disable()
			p.text.SetText(T("kit.stopping"))
			cancel()
		}
		buttons = append(buttons, stop)
	}
	p.dialog = NewDialog(title, body, buttons...)
	p.dialog.Locked = true
	if stop != nil {
		p.dialog.Open(c, stop)
	} else {
		p.dialog.Open(c, nil)
	}
	return p
}

// Set shows how much is done; total 0 is unknown.
func (p *Progress) Set(done, total int, text string) {
	fyne.Do(func() {
		p.bar.Set(done, total)
		if text != "" {
			p.text.SetText(text)
		}
		if total > 0 {
			p.count.SetText(T("kit.progress", "Done", done, "Total", total))
		}
	})
}

// Close takes the dialog away.
func (p *Progress) Close() { fyne.Do(p.dialog.Close) }

// ProgressBar is a thin bar.
type ProgressBar struct {
	base
	share      float32
	back, fill *canvas.Rectangle
}

// NewProgressBar makes an empty bar.
func NewProgressBar() *ProgressBar {
	b := &ProgressBar{}
	b.ExtendBaseWidget(b)
	return b
}

// Set fills the bar to done of total.
func (b *ProgressBar) Set(done, total int) {
	b.share = 0
	if total > 0 {
		b.share = float32(done) / float32(total)
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	b.back, b.fill = newRect(ColorLine, ColorNone, 3), newRect(ColorPrimary, ColorNone, 3)
	draw := func(s fyne.Size) {
		paint(b.back, ColorLine, ColorNone)
		paint(b.fill, ColorPrimary, ColorNone)
		place(b.back, 0, 0, s.Width, 6)
		place(b.fill, 0, 0, s.Width*max(0, min(1, b.share)), 6)
		b.fill.Hidden = b.share <= 0
	}
	return b.faced(&face{
		objects: []fyne.CanvasObject{b.back, b.fill},
		min:     func() fyne.Size { return fyne.NewSize(120, 6) },
		layout:  draw,
		refresh: func() { draw(b.Size()) },
		of:      b,
	})
}
