package kit

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// YearDay is how a day of a Year looks.
type YearDay struct {
	Tone  Tone   // ToneNeutral: a day like any other of its week
	Mark  string // a character at its corner, 休 or 班; may be ""
	Muted bool   // a day that is free anyhow
	Own   bool   // entered by the shop: outlined
}

// Year is a year's calendar, a month a block, as many beside each other as there
// is room for. A click picks a day; with the keyboard the arrows go from day to
// day and Enter picks.
type Year struct {
	base
	OnPick func(day time.Time)

	year   int
	wide   float32 // a day
	day    func(time.Time) YearDay
	at     time.Time // where the keyboard is
	focus  bool
	months [12]yearMonth
	ring   *canvas.Rectangle // today
	mark   *canvas.Rectangle // the keyboard
	tap    *tapArea
}

type yearMonth struct {
	x, y  float32
	title *canvas.Text
	heads [7]*canvas.Text
	days  []yearCell
}

type yearCell struct {
	box       *canvas.Rectangle
	text, tag *canvas.Text
}

const (
	cellLeast, cellMost, cellHeight float32 = 28, 36, 25
	yearHead                        float32 = 44
	yearGap                         float32 = 20
	blockHeight                             = yearHead + 6*cellHeight
	tagSize                         float32 = 9
)

// NewYear makes the calendar of a year; day says how each day looks.
func NewYear(year int, day func(time.Time) YearDay) *Year {
	y := &Year{year: year, day: day, at: time.Date(year, 1, 1, 0, 0, 0, 0, time.Local)}
	if n := now(); n.Year() == year {
		y.at = n
	}
	y.tap = newTapArea(y.tapped)
	y.ExtendBaseWidget(y)
	return y
}

// columns is how many months stand beside each other in a width, and how wide a
// day is then.
func columns(width float32) (n int, cell float32) {
	for n = 6; n > 1; n-- {
		cell = (width - float32(n-1)*yearGap) / float32(7*n)
		if 12%n == 0 && cell >= cellLeast {
			break
		}
	}
	return n, min(max((width-float32(n-1)*yearGap)/float32(7*n), cellLeast), cellMost)
}

// HeightFor is the height that the months take in a width.
func (y *Year) HeightFor(width float32) float32 {
	n, _ := columns(width)
	rows := float32(12 / n)
	return rows*blockHeight + (rows-1)*Gap12
}

// MinSize is a month's width, and the height at the width there is.
func (y *Year) MinSize() fyne.Size {
	return fyne.NewSize(7*cellLeast, y.HeightFor(max(y.BaseWidget.Size().Width, 7*cellLeast)))
}

// CreateRenderer implements fyne.Widget.
func (y *Year) CreateRenderer() fyne.WidgetRenderer {
	y.ring, y.mark = newRect(ColorNone, ColorPrimary, RadiusSmall), newRect(ColorFocusRing, ColorPrimary, RadiusSmall)
	var objects []fyne.CanvasObject
	for i := range y.months {
		m := &y.months[i]
		m.title = newLabel("", ColorText, TextSize, true)
		objects = append(objects, m.title)
		for j := range m.heads {
			m.heads[j] = newLabel("", ColorFaint, SmallSize, false)
			m.heads[j].Alignment = fyne.TextAlignCenter
			objects = append(objects, m.heads[j])
		}
		m.days = make([]yearCell, time.Date(y.year, time.Month(i+2), 0, 0, 0, 0, 0, time.UTC).Day())
		for j := range m.days {
			c := &m.days[j]
			c.box = newRect(ColorNone, ColorNone, RadiusSmall)
			c.text, c.tag = newLabel("", ColorText, TextSize, false), newLabel("", ColorMuted, tagSize, false)
			c.text.Alignment = fyne.TextAlignCenter
			objects = append(objects, c.box, c.text, c.tag)
		}
	}
	objects = append(objects, y.ring, y.mark, y.tap)
	return y.faced(&face{objects: objects, min: y.MinSize, layout: func(s fyne.Size) {
		place(y.tap, 0, 0, s.Width, s.Height)
		y.draw(s.Width)
	}, refresh: func() { y.draw(y.BaseWidget.Size().Width) }, of: y})
}

func (y *Year) draw(width float32) {
	n, cell := columns(width)
	y.wide = cell
	y.ring.Hide()
	y.mark.Hide()
	for i := range y.months {
		m := &y.months[i]
		m.x = float32(i%n) * (7*cell + yearGap)
		m.y = float32(i/n) * (blockHeight + Gap12)
		first := time.Date(y.year, time.Month(i+1), 1, 0, 0, 0, 0, time.Local)
		write(m.title, T(fmt.Sprintf("kit.month_%d", i+1)), ColorText)
		place(m.title, m.x+8, m.y, 7*cell, lineHeight(TextSize))
		for j, h := range m.heads {
			write(h, T([...]string{"kit.head_mon", "kit.head_tue", "kit.head_wed", "kit.head_thu", "kit.head_fri", "kit.head_sat", "kit.head_sun"}[j]), ColorFaint)
			place(h, m.x+float32(j)*cell, m.y+22, cell, lineHeight(SmallSize))
		}
		for j := range m.days {
			y.cell(&m.days[j], first.AddDate(0, 0, j))
		}
	}
}

// spot is where a day stands.
func (y *Year) spot(d time.Time) fyne.Position {
	m := &y.months[d.Month()-1]
	first := (int(d.AddDate(0, 0, 1-d.Day()).Weekday()) + 6) % 7
	i := first + d.Day() - 1
	return fyne.NewPos(m.x+float32(i%7)*y.wide, m.y+yearHead+float32(i/7)*cellHeight)
}

func (y *Year) cell(c *yearCell, d time.Time) {
	look, p := y.day(d), y.spot(d)
	text, on, edge := ColorText, ColorNone, ColorNone
	if look.Muted {
		text = ColorMuted
	}
	if look.Tone != ToneNeutral {
		text, on = look.Tone.colours()
	}
	if look.Own {
		edge = text
	}
	paint(c.box, on, edge)
	place(c.box, p.X+1, p.Y+1, y.wide-2, cellHeight-2)
	write(c.text, strconv.Itoa(d.Day()), text)
	write(c.tag, look.Mark, text)
	tag := float32(0)
	if look.Mark != "" {
		tag = 8
	}
	place(c.text, p.X, p.Y+(cellHeight-lineHeight(TextSize))/2, y.wide-tag, lineHeight(TextSize))
	place(c.tag, p.X+y.wide-11, p.Y+1, 10, lineHeight(tagSize))
	around := func(r *canvas.Rectangle, fill Colour) {
		r.Show()
		paint(r, fill, ColorPrimary)
		place(r, p.X+1, p.Y+1, y.wide-2, cellHeight-2)
	}
	if sameDay(d, now()) {
		around(y.ring, ColorNone)
	}
	if y.focus && sameDay(d, y.at) {
		around(y.mark, ColorFocusRing)
	}
}

func (y *Year) tapped(p fyne.Position) {
	for i := range y.months {
		for j := range y.months[i].days {
			d := time.Date(y.year, time.Month(i+1), j+1, 0, 0, 0, 0, time.Local)
			if s := y.spot(d); p.X >= s.X && p.X < s.X+y.wide && p.Y >= s.Y && p.Y < s.Y+cellHeight {
				y.at = d
				y.pick()
				return
			}
		}
	}
}

func (y *Year) pick() {
	y.Refresh()
	if y.OnPick != nil {
		y.OnPick(y.at)
	}
}

// FocusGained implements fyne.Focusable.
func (y *Year) FocusGained() { y.focus = true; y.Refresh() }

// FocusLost implements fyne.Focusable.
func (y *Year) FocusLost() { y.focus = false; y.Refresh() }

// TypedRune implements fyne.Focusable.
func (y *Year) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (y *Year) TypedKey(e *fyne.KeyEvent) {
	step := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}
	switch {
	case step[e.Name] != 0:
		if d := y.at.AddDate(0, 0, step[e.Name]); d.Year() == y.year {
			y.at = d
			y.Refresh()
		}
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		Guard(y.pick)
	}
}
