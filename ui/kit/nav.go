package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// NavItem is one line of the sidebar.
type NavItem struct {
	Key, Label, Icon string
	Note             string // muted, at the right: 前台
	Badge            int    // red count at the right, 0: none
	Off              string // why it cannot be gone to, "" where it can
}

// NavOptions say what the sidebar shows.
type NavOptions struct {
	Title, Sub    string // 客至, the shop's name
	Items, Bottom []NavItem
	OnSelect      func(key string)
}

// Nav is the dark sidebar. Tab passes over it: Ctrl+1 … 9 are its keys.
type Nav struct {
	base
	o      NavOptions
	active string
	items  []*navItem
	back   *canvas.Rectangle
	title  *canvas.Text
	sub    *canvas.Text
}

// NewNav makes the sidebar.
func NewNav(o NavOptions) *Nav {
	n := &Nav{o: o}
	for _, it := range append(append([]NavItem(nil), o.Items...), o.Bottom...) {
		n.items = append(n.items, newNavItem(n, it))
	}
	n.ExtendBaseWidget(n)
	return n
}

// SetActive marks the room that is shown.
func (n *Nav) SetActive(key string) {
	n.active = key
	for _, it := range n.items {
		it.Refresh()
	}
}

// Active is the key of the marked room.
func (n *Nav) Active() string { return n.active }

// SetBadge shows a count at an item, 0 takes it away.
func (n *Nav) SetBadge(key string, count int) {
	for _, it := range n.items {
		if it.item.Key == key && it.item.Badge != count {
			it.item.Badge = count
			it.Refresh()
		}
	}
}

// SetItem changes the label and note of an item: who is at the desk.
func (n *Nav) SetItem(key, label, note string) {
	for _, it := range n.items {
		if it.item.Key == key {
			it.item.Label, it.item.Note = label, note
			it.Refresh()
		}
	}
}

// SetOff says why an item cannot be gone to, "" where it can.
func (n *Nav) SetOff(key, why string) {
	for _, it := range n.items {
		if it.item.Key == key && it.item.Off != why {
			it.item.Off = why
			it.Refresh()
		}
	}
}

// SetTitle changes the words on top.
func (n *Nav) SetTitle(title, sub string) {
	n.o.Title, n.o.Sub = title, sub
	n.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (n *Nav) CreateRenderer() fyne.WidgetRenderer {
	n.back = newRect(ColorNav, ColorNone, 0)
	n.title, n.sub = newLabel(n.o.Title, ColorNavActiveText, TitleSize, true), newLabel(n.o.Sub, ColorNavText, SmallSize, false)
	objects := []fyne.CanvasObject{n.back, n.title, n.sub}
	for _, it := range n.items {
		objects = append(objects, it)
	}
	draw := func(s fyne.Size) {
		paint(n.back, ColorNav, ColorNone)
		place(n.back, 0, 0, s.Width, s.Height)
		write(n.title, n.o.Title, ColorNavActiveText)
		th := lineHeight(TitleSize)
		place(n.title, 20, 16, s.Width, th)
		w := textWidth(n.o.Title, TitleSize, true)
		write(n.sub, ellipsis(n.o.Sub, s.Width-20-w-16, SmallSize, false), ColorNavText)
		place(n.sub, 20+w+7, 16+th-lineHeight(SmallSize)-3, s.Width, lineHeight(SmallSize))
		y, pad := float32(60), float32(10)
		if s.Width < 100 {
			pad = 8
			place(n.title, (s.Width-w)/2, 16, w+2, th)
			n.sub.Hide()
		} else {
			n.sub.Show()
		}
		for i, it := range n.items {
			if i == len(n.o.Items) {
				y = max(y, s.Height-12-39*float32(len(n.o.Bottom)))
			}
			place(it, pad, y, s.Width-2*pad, 37)
			y += 39
		}
	}
	return n.faced(&face{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(NavWidth, 72+39*float32(len(n.items))) },
		layout:  draw,
		refresh: func() {
			draw(n.Size())
			for _, it := range n.items {
				it.Refresh()
			}
		},
		of: n,
	})
}

type navItem struct {
	base
	nav   *Nav
	item  NavItem
	hover bool
}

func newNavItem(n *Nav, it NavItem) *navItem {
	i := &navItem{nav: n, item: it}
	i.ExtendBaseWidget(i)
	return i
}

// Tapped implements fyne.Tappable.
func (i *navItem) Tapped(*fyne.PointEvent) {
	if i.nav.o.OnSelect != nil {
		Guard(func() { i.nav.o.OnSelect(i.item.Key) })
	}
}

// MouseIn implements desktop.Hoverable.
func (i *navItem) MouseIn(*desktop.MouseEvent) {
	i.hover = true
	i.Refresh()
	switch {
	case i.item.Off != "":
		wantTip(i, i.item.Off)
	case i.Size().Width < 60:
		wantTip(i, i.item.Label)
	}
}

// MouseMoved implements desktop.Hoverable.
func (i *navItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (i *navItem) MouseOut() { i.hover = false; i.Refresh(); dropTip() }

// Cursor implements desktop.Cursorable.
func (i *navItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	box := newRect(ColorNone, ColorNone, RadiusSmall)
	img := newIconImage(i.item.Icon, ColorNavText)
	text, note := newLabel("", ColorNavText, TextSize, false), newLabel("", ColorNavText, SmallSize, false)
	badge, count := newRect(ColorBadge, ColorNone, 8), newLabel("", ColorOnBadge, SmallSize, false)
	count.Alignment = fyne.TextAlignCenter
	draw := func(s fyne.Size) {
		narrow := s.Width < 60 // icons only
		fill, ink := ColorNone, ColorNavText
		switch {
		case i.item.Key == i.nav.active:
			fill, ink = ColorNavActive, ColorNavActiveText
		case i.item.Off != "":
			ink = ColorNavOff
		case i.hover:
			fill = ColorNavHover
		}
		paint(box, fill, ColorNone)
		place(box, 0, 0, s.Width, s.Height)
		setIcon(img, i.item.Icon, ink)
		place(img, 10, (s.Height-18)/2, 18, 18)
		if narrow {
			place(img, (s.Width-18)/2, (s.Height-18)/2, 18, 18)
		}
		right := s.Width - 10
		badge.Hidden, count.Hidden, note.Hidden = i.item.Badge == 0, i.item.Badge == 0, i.item.Note == ""
		if i.item.Badge > 0 {
			words := strconv.Itoa(i.item.Badge)
			if i.item.Badge > 999 {
				words = "999+"
			}
			w := max(20, textWidth(words, SmallSize, false)+10)
			paint(badge, ColorBadge, ColorNone)
			place(badge, right-w, (s.Height-16)/2, w, 16)
			write(count, words, ColorOnBadge)
			middle(count, right-w, w, s.Height)
			if narrow {
				place(badge, s.Width-w+2, 0, w, 16)
				middle(count, s.Width-w+2, w, 16)
			}
			right -= w + Gap4
		} else if i.item.Note != "" {
			w := textWidth(i.item.Note, SmallSize, false)
			write(note, i.item.Note, ColorNavText)
			middle(note, right-w, w+1, s.Height)
			right -= w + Gap8
		}
		text.Hidden = narrow
		note.Hidden = note.Hidden || narrow
		write(text, ellipsis(i.item.Label, right-38, TextSize, false), ink)
		middle(text, 38, right-38, s.Height)
	}
	return i.faced(&face{
		objects: []fyne.CanvasObject{box, img, text, note, badge, count},
		min:     func() fyne.Size { return fyne.NewSize(100, 37) },
		layout:  draw,
		refresh: func() { draw(i.Size()) },
		of:      i,
	})
}
