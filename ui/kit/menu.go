package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// MenuItem is one line of a menu.
type MenuItem struct {
	Text, Icon, Hint string
	OnTap            func()
	Off, Danger      bool
	Rule             bool // a line before it
	Ticked           bool
	Keep             bool // the menu stays open after it: check boxes
}

// ShowMenu opens a menu at a position on the canvas; anchor is where it
// belongs. It closes on a choice, Esc, or a click elsewhere.
func ShowMenu(anchor fyne.CanvasObject, at fyne.Position, items []MenuItem) {
	m := &menu{items: items, marked: -1}
	m.ExtendBaseWidget(m)
	m.show(anchor, at, fyne.Size{})
}

// ShowMenuUnder opens a menu under a button.
func ShowMenuUnder(anchor fyne.CanvasObject, items []MenuItem) {
	m := &menu{items: items, marked: -1}
	m.ExtendBaseWidget(m)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	m.show(anchor, at, anchor.Size())
}

type menu struct {
	base
	items  []MenuItem
	marked int
	scroll *Scroll // where the window is not high enough for all, else nil
	shut   func()
}

const menuLine float32 = 32

func (m *menu) show(anchor fyne.CanvasObject, at fyne.Position, under fyne.Size) {
	c := canvasOf(anchor)
	if c == nil {
		return
	}
	var content fyne.CanvasObject = m
	size := m.MinSize().AddWidthHeight(2*Gap4, 2*Gap4)
	room := c.Size()
	if most := room.Height - 2*Gap4; size.Height > most {
		m.scroll = NewScroll(m)
		content, size = m.scroll, fyne.NewSize(size.Width+Gap8, most)
	}
	o := newOverlay(c, content)
	m.shut = o.close
	o.onKey = m.key
	x := max(Gap4, min(at.X, room.Width-size.Width-Gap4))
	y := at.Y + under.Height + Gap4
	if y+size.Height > room.Height-Gap4 {
		y = max(Gap4, at.Y-size.Height-Gap4)
	}
	o.open(fyne.NewPos(x, y), size)
}

func (m *menu) key(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape:
		m.shut()
	case k.Name == fyne.KeyDown:
		m.step(1)
	case k.Name == fyne.KeyUp:
		m.step(-1)
	case isEnter(k) || k.Name == fyne.KeySpace:
		m.pick(m.marked)
	}
}

func (m *menu) step(d int) {
	at := m.marked
	if at < 0 && d < 0 {
		at = 0 // up from nothing is the last
	}
	for i, n := at, 0; n < len(m.items); n++ {
		i = (i + d + len(m.items)) % len(m.items)
		if i < 0 {
			i = len(m.items) - 1
		}
		if !m.items[i].Off {
			m.marked = i
			break
		}
	}
	if m.scroll != nil && m.marked >= 0 {
		m.scroll.show(m.offset(m.marked), menuLine)
	}
	m.Refresh()
}

func (m *menu) pick(i int) {
	if i < 0 || i >= len(m.items) || m.items[i].Off {
		return
	}
	if m.items[i].Keep {
		m.items[i].Ticked = !m.items[i].Ticked
		m.Refresh()
	} else {
		m.shut()
	}
	if m.items[i].OnTap != nil {
		Guard(m.items[i].OnTap)
	}
}

func (m *menu) offset(i int) float32 {
	y := float32(0)
	for j := range i + 1 {
		if m.items[j].Rule && j > 0 {
			y += 9
		}
		if j < i {
			y += menuLine
		}
	}
	return y
}

func (m *menu) line(y float32) int {
	for i := range m.items {
		if o := m.offset(i); y >= o && y < o+menuLine {
			return i
		}
	}
	return -1
}

// MinSize is the widest line and all lines.
func (m *menu) MinSize() fyne.Size {
	var w float32
	for _, i := range m.items {
		w = max(w, textWidth(i.Text, TextSize, false)+textWidth(i.Hint, SmallSize, false))
	}
	return fyne.NewSize(max(150, w+36+10+28), m.offset(len(m.items)-1)+menuLine)
}

// CreateRenderer implements fyne.Widget.
func (m *menu) CreateRenderer() fyne.WidgetRenderer {
	tap := newTapArea(func(p fyne.Position) { m.pick(m.line(p.Y)) })
	tap.onHover = func(p fyne.Position, in bool) {
		at := -1
		if in {
			at = m.line(p.Y)
		}
		if at != m.marked {
			m.marked = at
			m.Refresh()
		}
	}
	back := newRect(ColorSelected, ColorNone, RadiusSmall)
	objects := []fyne.CanvasObject{back}
	type line struct {
		img        *iconPic
		text, hint *canvas.Text
		rule       *canvas.Rectangle
	}
	var lines []line
	for range m.items {
		l := line{newIconImage("", ColorMuted), newLabel("", ColorText, TextSize, false), newLabel("", ColorMuted, SmallSize, false), newRect(ColorLine, ColorNone, 0)}
		lines = append(lines, l)
		objects = append(objects, l.img, l.text, l.hint, l.rule)
	}
	objects = append(objects, tap)
	draw := func(s fyne.Size) {
		back.Hidden = m.marked < 0 || m.items[m.marked].Off
		if !back.Hidden {
			paint(back, ColorSelected, ColorNone)
			place(back, 0, m.offset(m.marked), s.Width, menuLine)
		}
		for i, it := range m.items {
			l, y := lines[i], m.offset(i)
			c, icon := ColorText, it.Icon
			if it.Danger {
				c = ColorDanger
			}
			if it.Off {
				c = ColorFaint
			}
			if it.Ticked {
				icon = "check"
			}
			setIcon(l.img, icon, map[bool]Colour{true: c, false: ColorMuted}[it.Danger || it.Off])
			place(l.img, 10, y+8, 16, 16)
			write(l.text, it.Text, c)
			place(l.text, 36, y+(menuLine-lineHeight(TextSize))/2, s.Width, lineHeight(TextSize))
			write(l.hint, it.Hint, ColorMuted)
			hw := textWidth(it.Hint, SmallSize, false)
			place(l.hint, s.Width-hw-10, y+(menuLine-lineHeight(SmallSize))/2, hw, lineHeight(SmallSize))
			l.rule.Hidden = !it.Rule || i == 0
			l.rule.FillColor = Color(ColorLine)
			place(l.rule, 4, y-5, s.Width-8, 1)
		}
		place(tap, 0, 0, s.Width, s.Height)
	}
	return m.faced(&face{objects: objects, min: m.MinSize, layout: draw, refresh: func() { draw(m.Size()) }, of: m})
}
