package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// PageHeader is the line over a page: where it belongs, its title, pills, and
// at the right what can be done.
type PageHeader struct {
	base
	crumb   *Link
	title   *Text
	note    *Text
	pills   []*Pill
	actions []fyne.CanvasObject
	filters *Flow // under the title where there is no room beside it; nil for none
}

// NewPageHeader makes a header of a title and a muted note (may be "").
func NewPageHeader(title, note string) *PageHeader {
	h := &PageHeader{title: Heading(title), note: Muted(note).Shortened()}
	h.ExtendBaseWidget(h)
	return h
}

// Crumb shows before the title where the page belongs, and goes there.
func (h *PageHeader) Crumb(label string, tap func()) *PageHeader {
	h.crumb = NewLink(label+" ›", tap)
	h.crumb.Color = ColorMuted
	return h
}

// Actions puts buttons and filters at the right.
func (h *PageHeader) Actions(os ...fyne.CanvasObject) *PageHeader {
	h.actions = os
	h.Refresh()
	return h
}

// Filters puts chips before the actions, or where there is no room for both
// under the title.
func (h *PageHeader) Filters(os ...fyne.CanvasObject) *PageHeader {
	if h.filters == nil {
		h.filters = NewFlow(Gap8)
	}
	h.filters.Set(os...)
	h.Refresh()
	return h
}

// Pills puts pills after the title.
func (h *PageHeader) Pills(ps ...*Pill) *PageHeader {
	h.pills = ps
	h.Refresh()
	return h
}

// Set changes title and note.
func (h *PageHeader) Set(title, note string) {
	h.title.Text, h.note.Text = title, note
	h.Refresh()
}

func (h *PageHeader) objects() []fyne.CanvasObject {
	var os []fyne.CanvasObject
	if h.crumb != nil {
		os = append(os, h.crumb)
	}
	os = append(os, h.title)
	for _, p := range h.pills {
		os = append(os, p)
	}
	os = append(os, h.note)
	if h.filters != nil {
		os = append(os, h.filters)
	}
	return append(os, h.actions...)
}

const actionGap float32 = Gap8 + 2

// lead is how wide crumb, title and pills are, with the beginning of the note: a
// record's number whole.
func (h *PageHeader) lead() float32 {
	w := textWidth(h.title.Text, TitleSize, true) + 12
	if h.crumb != nil {
		w += h.crumb.MinSize().Width + 9
	}
	for _, p := range h.pills {
		w += p.MinSize().Width + actionGap
	}
	return w + min(140, textWidth(h.note.Text, TextSize, false)+Gap8+2)
}

// plan says how many of the actions show their icon only, and whether the
// filters stand below.
func (h *PageHeader) plan(width float32) (icons int, below bool) {
	try := func(room float32) (int, bool) {
		for _, o := range h.actions {
			if o.Visible() {
				room -= o.MinSize().Width + actionGap
				if b, ok := o.(*Button); ok {
					room += b.MinSize().Width - b.width(false)
				}
			}
		}
		n := 0
		for ; room < 0 && n < len(h.actions); n++ {
			if b, ok := h.actions[n].(*Button); ok && b.Visible() && b.shrinks() {
				room += b.width(false) - b.width(true)
			}
		}
		return n, room >= 0
	}
	room := width - h.lead()
	if h.filters != nil {
		if n, ok := try(room - h.filters.wide() - actionGap); ok {
			return n, false
		}
	}
	icons, _ = try(room)
	return icons, h.filters != nil
}

// HeightFor is the height at a width.
func (h *PageHeader) HeightFor(width float32) float32 {
	if _, below := h.plan(width); below {
		return Control + Gap8 + h.filters.HeightFor(width)
	}
	return Control
}

func (h *PageHeader) layout(s fyne.Size) {
	if s.Width == 0 {
		return
	}
	icons, below := h.plan(s.Width)
	for i, o := range h.actions {
		if b, ok := o.(*Button); ok {
			b.setCompact(i < icons)
		}
	}
	right := s.Width
	for i := len(h.actions) - 1; i >= 0; i-- {
		if !h.actions[i].Visible() {
			continue
		}
		m := h.actions[i].MinSize()
		right -= m.Width
		place(h.actions[i], right, (Control-m.Height)/2, m.Width, m.Height)
		right -= actionGap
	}
	switch {
	case below:
		place(h.filters, 0, Control+Gap8, s.Width, h.filters.HeightFor(s.Width))
	case h.filters != nil:
		w := h.filters.wide()
		tall := h.filters.HeightFor(w)
		right -= w
		place(h.filters, right, (Control-tall)/2, w, tall)
		right -= actionGap
	}
	x := float32(0)
	if h.crumb != nil {
		m := h.crumb.MinSize()
		place(h.crumb, 0, (Control-m.Height)/2, m.Width, m.Height)
		x = m.Width + 9
	}
	h.title.Ellipsis = true
	m := fyne.NewSize(textWidth(h.title.Text, TitleSize, true)+2, lineHeight(TitleSize))
	m.Width = max(40, min(m.Width, right-x))
	place(h.title, x, (Control-m.Height)/2, m.Width, m.Height)
	x += m.Width + 10
	for _, p := range h.pills {
		w := p.MinSize().Width
		place(p, x, (Control-pillHeight)/2, w, pillHeight)
		p.Hidden = x+w > right
		x += w + actionGap
	}
	nh := lineHeight(TextSize)
	h.note.Hidden = right-x < 40
	place(h.note, x, (Control-nh)/2+1, max(0, right-x-Gap8), nh)
}

// CreateRenderer implements fyne.Widget.
func (h *PageHeader) CreateRenderer() fyne.WidgetRenderer {
	return h.faced(&face{
		list: h.objects,
		min: func() fyne.Size {
			if w := h.Size().Width; w > 0 {
				return fyne.NewSize(200, h.HeightFor(w))
			}
			return fyne.NewSize(200, Control)
		},
		layout: h.layout,
		refresh: func() {
			h.layout(h.Size())
			settled(h) // what stands below moves
			for _, o := range h.objects() {
				o.Refresh()
			}
		},
		of: h,
	})
}

// Link is words to click.
type Link struct {
	base
	Color Colour
	OnTap func()
	text  *Text
	hover bool
}

// NewLink makes words to click, in the primary colour.
func NewLink(s string, tap func()) *Link {
	l := &Link{Color: ColorPrimary, OnTap: tap, text: NewText(s)}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the words.
func (l *Link) SetText(s string) { l.text.SetText(s); l.Refresh() }

// Tapped implements fyne.Tappable.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.OnTap != nil {
		Guard(l.OnTap)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *Link) MouseIn(*desktop.MouseEvent) { l.hover = true; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *Link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *Link) MouseOut() { l.hover = false; l.Refresh() }

// Cursor implements desktop.Cursorable.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	l.text.Color = l.Color
	return l.faced(&face{
		objects: []fyne.CanvasObject{l.text},
		refresh: func() {
			c := l.Color
			if l.hover {
				c = ColorPrimaryHover
				if l.Color == ColorMuted {
					c = ColorText
				}
			}
			l.text.SetColor(c)
			l.text.Refresh()
		},
		of: l,
	})
}
