package kit

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// month is the calendar of a date field: weeks begin on Monday, today is
// ringed, the marked day filled. It takes no focus.
type month struct {
	base
	at    time.Time // marked day
	shown time.Time // first of the month in sight
	pick  func(time.Time)

	title      *canvas.Text
	back, next *iconPic
	today      *canvas.Text
	heads      [7]*canvas.Text
	days       [42]*canvas.Text
	mark, ring *canvas.Rectangle
	hover      *canvas.Rectangle
	over       int
	tap        *tapArea
	wheel      *listWheel
}

const dayWidth, dayHeight, monthHead float32 = 36, 32, 36

func newMonth(at time.Time, pick func(time.Time)) *month {
	m := &month{pick: pick, over: -1}
	m.at = at
	m.shown = first(at)
	m.tap = newTapArea(m.tapped)
	m.tap.onHover = func(p fyne.Position, in bool) {
		m.over = -1
		if in {
			m.over = m.cell(p)
		}
		m.Refresh()
	}
	m.wheel = newListWheel(func(dy float32) {
		n := 1
		if dy > 0 {
			n = -1
		}
		m.shown = m.shown.AddDate(0, n, 0)
		m.Refresh()
	})
	m.ExtendBaseWidget(m)
	return m
}

func first(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.Local)
}

func (m *month) setFlyout(f func() *flyout) { m.tap.fly = f }

// goTo marks a day and shows its month.
func (m *month) goTo(t time.Time) {
	m.at, m.shown = t, first(t)
	m.Refresh()
}

// step moves the mark by months and days; the 31st stays within a short month.
func (m *month) step(months, days int) {
	t := m.at
	if months != 0 {
		f := first(t).AddDate(0, months, 0)
		last := f.AddDate(0, 1, -1).Day()
		t = f.AddDate(0, 0, min(t.Day(), last)-1)
	}
	m.goTo(t.AddDate(0, 0, days))
}

// start is the Monday on or before the first of the month.
func (m *month) start() time.Time {
	return m.shown.AddDate(0, 0, -(int(m.shown.Weekday())+6)%7)
}

func (m *month) cell(p fyne.Position) int {
	y := p.Y - monthHead - 26
	if y < 0 || p.X < 0 || p.X >= 7*dayWidth {
		return -1
	}
	i := int(y/dayHeight)*7 + int(p.X/dayWidth)
	if i >= 42 {
		return -1
	}
	return i
}

func (m *month) tapped(p fyne.Position) {
	if p.Y < monthHead {
		switch {
		case p.X < 40:
			m.shown = m.shown.AddDate(0, -1, 0)
		case p.X > 7*dayWidth-40:
			m.shown = m.shown.AddDate(0, 1, 0)
		default:
			m.shown = first(now())
		}
		m.Refresh()
		return
	}
	if p.Y > monthHead+26+6*dayHeight {
		m.pick(now())
		return
	}
	if i := m.cell(p); i >= 0 {
		m.pick(m.start().AddDate(0, 0, i))
	}
}

// MinSize is the month's.
func (m *month) MinSize() fyne.Size {
	return fyne.NewSize(7*dayWidth, monthHead+26+6*dayHeight+32)
}

// CreateRenderer implements fyne.Widget.
func (m *month) CreateRenderer() fyne.WidgetRenderer {
	m.title = newLabel("", ColorText, TextSize, true)
	m.title.Alignment = fyne.TextAlignCenter
	m.back, m.next = newIconImage("chevron-left", ColorMuted), newIconImage("chevron-right", ColorMuted)
	m.today = newLabel("", ColorPrimary, SmallSize, false)
	m.today.Alignment = fyne.TextAlignCenter
	m.mark, m.ring = newRect(ColorPrimary, ColorNone, RadiusSmall), newRect(ColorNone, ColorPrimary, RadiusSmall)
	m.hover = newRect(ColorHover, ColorNone, RadiusSmall)
	objects := []fyne.CanvasObject{m.title, m.back, m.next, m.today, m.hover, m.ring, m.mark}
	for i := range m.heads {
		m.heads[i] = newLabel("", ColorMuted, SmallSize, false)
		m.heads[i].Alignment = fyne.TextAlignCenter
		objects = append(objects, m.heads[i])
	}
	for i := range m.days {
		m.days[i] = newLabel("", ColorText, TextSize, false)
		m.days[i].Alignment = fyne.TextAlignCenter
		objects = append(objects, m.days[i])
	}
	objects = append(objects, m.tap, m.wheel)
	m.draw()
	return m.faced(&face{objects: objects, min: m.MinSize, layout: func(s fyne.Size) {
		place(m.tap, 0, 0, s.Width, s.Height)
		place(m.wheel, 0, 0, s.Width, s.Height)
		m.draw()
	}, refresh: m.draw, of: m})
}

func (m *month) draw() {
	w := 7 * dayWidth
	write(m.title, T("kit.month_title", "Year", strconv.Itoa(m.shown.Year()), "Month", int(m.shown.Month()), "Name", T(fmt.Sprintf("kit.month_%d", m.shown.Month()))), ColorText)
	middle(m.title, 0, w, monthHead)
	setIcon(m.back, "chevron-left", ColorMuted)
	setIcon(m.next, "chevron-right", ColorMuted)
	place(m.back, 10, 10, 16, 16)
	place(m.next, w-26, 10, 16, 16)
	for i, h := range m.heads {
		write(h, T([...]string{"kit.head_mon", "kit.head_tue", "kit.head_wed", "kit.head_thu", "kit.head_fri", "kit.head_sat", "kit.head_sun"}[i]), ColorMuted)
		place(h, float32(i)*dayWidth, monthHead+3, dayWidth, lineHeight(SmallSize))
	}
	start, today := m.start(), now()
	m.mark.Hide()
	m.ring.Hide()
	m.hover.Hide()
	for i, t := range m.days {
		d := start.AddDate(0, 0, i)
		x, y := float32(i%7)*dayWidth, monthHead+26+float32(i/7)*dayHeight
		c := ColorText
		if d.Month() != m.shown.Month() {
			c = ColorFaint
		}
		if i == m.over {
			m.hover.Show()
			paint(m.hover, ColorHover, ColorNone)
			place(m.hover, x+2, y+1, dayWidth-4, dayHeight-2)
		}
		if sameDay(d, today) {
			m.ring.Show()
			paint(m.ring, ColorNone, ColorPrimary)
			place(m.ring, x+2, y+1, dayWidth-4, dayHeight-2)
			c = ColorPrimary
		}
		if sameDay(d, m.at) {
			m.mark.Show()
			paint(m.mark, ColorPrimary, ColorNone)
			place(m.mark, x+2, y+1, dayWidth-4, dayHeight-2)
			c = ColorOnPrimary
		}
		write(t, strconv.Itoa(d.Day()), c)
		place(t, x, y+(dayHeight-lineHeight(TextSize))/2, dayWidth, lineHeight(TextSize))
	}
	write(m.today, T("kit.today")+" "+today.Format("01-02")+" "+Weekday(today), ColorPrimary)
	place(m.today, 0, monthHead+26+6*dayHeight+7, w, lineHeight(SmallSize))
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}
