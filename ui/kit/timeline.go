package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// TimelineItem is one event.
type TimelineItem struct {
	Kind  string // before the pill, may be "": 投诉
	Pill  string // a state, may be ""
	Tone  Tone
	Title string
	Sub   string
	OnTap func() // nil: it cannot be opened
}

// Timeline is a list of events, dots on a line, the newest first.
type Timeline struct {
	base
	items []*timelineLine
}

// NewTimeline makes a list of events.
func NewTimeline(items ...TimelineItem) *Timeline {
	t := &Timeline{}
	t.ExtendBaseWidget(t)
	t.SetItems(items)
	return t
}

// SetItems changes the events.
func (t *Timeline) SetItems(items []TimelineItem) {
	t.items = nil
	for i, it := range items {
		l := &timelineLine{item: it, last: i == len(items)-1}
		l.ExtendBaseWidget(l)
		t.items = append(t.items, l)
	}
	t.Refresh()
	settled(t)
}

const timelineHeight float32 = 51

// CreateRenderer implements fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: func() fyne.Size { return fyne.NewSize(120, timelineHeight*float32(len(t.items))) }, of: t}
	f.list = func() []fyne.CanvasObject {
		if len(f.objects) != len(t.items) || len(t.items) > 0 && f.objects[0] != t.items[0] {
			f.objects = f.objects[:0:0]
			for _, l := range t.items {
				f.objects = append(f.objects, l)
			}
		}
		return f.objects
	}
	f.layout = func(s fyne.Size) {
		for i, l := range t.items {
			place(l, 0, timelineHeight*float32(i), s.Width, timelineHeight)
		}
	}
	f.refresh = func() {
		f.layout(t.Size())
		for _, l := range t.items {
			l.Refresh()
		}
	}
	return t.faced(f)
}

type timelineLine struct {
	base
	item  TimelineItem
	last  bool
	hover bool
}

// Tapped implements fyne.Tappable.
func (l *timelineLine) Tapped(*fyne.PointEvent) {
	if l.item.OnTap != nil {
		Guard(l.item.OnTap)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *timelineLine) MouseIn(*desktop.MouseEvent) { l.hover = l.item.OnTap != nil; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *timelineLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *timelineLine) MouseOut() { l.hover = false; l.Refresh() }

// Cursor implements desktop.Cursorable.
func (l *timelineLine) Cursor() desktop.Cursor {
	if l.item.OnTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (l *timelineLine) CreateRenderer() fyne.WidgetRenderer {
	back := newRect(ColorNone, ColorNone, RadiusSmall)
	rail, dot := newRect(ColorLine, ColorNone, 0), canvas.NewCircle(Color(ColorSurface))
	kind, title, sub := newLabel("", ColorText, TextSize, false), newLabel("", ColorText, TextSize, false), newLabel("", ColorMuted, SmallSize, false)
	pill := NewPill(l.item.Pill, l.item.Tone)
	draw := func(s fyne.Size) {
		fill := ColorNone
		if l.hover {
			fill = ColorHover
		}
		paint(back, fill, ColorNone)
		place(back, 18, 0, s.Width-18, timelineHeight-6)
		paint(rail, ColorLine, ColorNone)
		end := timelineHeight
		if l.last {
			end = 24
		}
		place(rail, 6, 18, 2, end-10)
		rail.Hidden = l.last
		dot.FillColor, dot.StrokeColor, dot.StrokeWidth = Color(ColorSurface), Color(ColorPrimary), 2
		place(dot, 1, 6, 12, 12)
		dot.Refresh()
		x, th := float32(22), lineHeight(TextSize)
		kind.Hidden, pill.Hidden = l.item.Kind == "", l.item.Pill == ""
		if l.item.Kind != "" {
			write(kind, l.item.Kind, ColorText)
			w := textWidth(l.item.Kind, TextSize, false)
			place(kind, x, 2, w+1, th)
			x += w + 5
		}
		if l.item.Pill != "" {
			m := pill.MinSize()
			place(pill, x, 2+(th-m.Height)/2, m.Width, m.Height)
			x += m.Width + 5
		} else if l.item.Kind != "" {
			x += 8
		}
		write(title, ellipsis(l.item.Title, s.Width-x-4, TextSize, false), ColorText)
		place(title, x, 2, s.Width-x, th)
		write(sub, ellipsis(l.item.Sub, s.Width-26, SmallSize, false), ColorMuted)
		place(sub, 22, 2+th+1, s.Width-22, lineHeight(SmallSize))
	}
	return l.faced(&face{
		objects: []fyne.CanvasObject{back, rail, dot, kind, pill, title, sub},
		min:     func() fyne.Size { return fyne.NewSize(100, timelineHeight) },
		layout:  draw,
		refresh: func() { draw(l.Size()); pill.Refresh() },
		of:      l,
	})
}
