package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// searchPanel lists the groups of hits. It takes no focus: the box tells it
// where the mark stands.
type searchPanel struct {
	base
	lines  []searchLine
	at     int
	top    float32
	query  string
	onPick func(searchLine)
	tap    *tapArea
	wheel  *listWheel
}

// searchLine is a group's title, a hit, or the way to all of a group.
type searchLine struct {
	title string
	hit   Hit
	more  string
	words string
}

func (l searchLine) canPick() bool { return l.title == "" && (l.more != "" || l.hit.ID != "") }

func (l searchLine) height() float32 {
	switch {
	case l.title != "":
		return 28
	case l.hit.Sub != "":
		return 48
	}
	return 34
}

const searchMost float32 = 460

func newSearchPanel() *searchPanel {
	p := &searchPanel{at: -1}
	p.tap = newTapArea(func(pos fyne.Position) {
		if i := p.line(pos.Y); i >= 0 && p.lines[i].canPick() {
			p.onPick(p.lines[i])
		}
	})
	p.tap.onHover = func(pos fyne.Position, in bool) {
		if i := p.line(pos.Y); in && i >= 0 && p.lines[i].canPick() && i != p.at {
			p.at = i
			p.Refresh()
		}
	}
	p.wheel = newListWheel(func(dy float32) {
		p.top = max(0, min(p.top-dy*2, p.all()-p.Size().Height))
		p.Refresh()
	})
	p.ExtendBaseWidget(p)
	return p
}

func (p *searchPanel) set(q string, groups []HitGroup) {
	p.query, p.lines, p.at, p.top = q, nil, -1, 0
	for _, g := range groups {
		if len(g.Hits) == 0 {
			continue
		}
		p.lines = append(p.lines, searchLine{title: g.Title})
		for _, h := range g.Hits {
			p.lines = append(p.lines, searchLine{hit: h})
		}
		if g.More > 0 {
			p.lines = append(p.lines, searchLine{more: g.Key, words: T("kit.more_hits", "Count", g.More)})
		}
	}
	if len(p.lines) == 0 {
		p.lines = []searchLine{{words: T("kit.nothing_found_for", "Query", q)}}
	}
	p.move(1)
	p.Refresh()
}

func (p *searchPanel) all() float32 {
	var h float32
	for _, l := range p.lines {
		h += l.height()
	}
	return h
}

func (p *searchPanel) line(y float32) int {
	y += p.top
	for i, l := range p.lines {
		if y >= 0 && y < l.height() {
			return i
		}
		y -= l.height()
	}
	return -1
}

func (p *searchPanel) move(d int) {
	n := len(p.lines)
	for i, k := p.at, 0; k < n; k++ {
		i = (i + d + n) % n
		if p.lines[i].canPick() {
			p.at = i
			break
		}
	}
	if p.at < 0 {
		return
	}
	var y float32
	for _, l := range p.lines[:p.at] {
		y += l.height()
	}
	room := min(searchMost, p.all())
	switch {
	case p.at <= 1:
		p.top = 0
	case y < p.top:
		p.top = y
	case y+p.lines[p.at].height() > p.top+room:
		p.top = y + p.lines[p.at].height() - room
	}
	p.Refresh()
}

func (p *searchPanel) marked() (searchLine, bool) {
	if p.at < 0 || p.at >= len(p.lines) {
		return searchLine{}, false
	}
	return p.lines[p.at], true
}

// MinSize is the height of the hits, within reason.
func (p *searchPanel) MinSize() fyne.Size { return fyne.NewSize(560, min(searchMost, p.all())) }

// CreateRenderer implements fyne.Widget.
func (p *searchPanel) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: p.MinSize, of: p}
	clip := newSearchClip()
	f.objects = []fyne.CanvasObject{clip, p.tap, p.wheel}
	f.layout = func(s fyne.Size) {
		place(clip, 0, 0, s.Width, s.Height)
		place(p.tap, 0, 0, s.Width, s.Height)
		place(p.wheel, 0, 0, s.Width, s.Height)
		clip.draw(p, s)
	}
	f.refresh = func() { clip.draw(p, p.Size()) }
	return p.faced(f)
}

// searchClip draws the lines in sight, cut off at the panel's edges.
type searchClip struct {
	base
	drawn []fyne.CanvasObject
}

func newSearchClip() *searchClip {
	c := &searchClip{}
	c.ExtendBaseWidget(c)
	return c
}

// Scrolled implements fyne.Scrollable, which clips; the wheel lies above.
func (c *searchClip) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer implements fyne.Widget.
func (c *searchClip) CreateRenderer() fyne.WidgetRenderer {
	return c.faced(&face{list: func() []fyne.CanvasObject { return c.drawn }, min: func() fyne.Size { return fyne.Size{} }, layout: func(fyne.Size) {}})
}

func (c *searchClip) text(s string, x, y, w float32, ink Colour, size float32, isBold bool) float32 {
	t := newLabel(ellipsis(s, w, size, isBold), ink, size, isBold)
	n := textWidth(t.Text, size, isBold)
	place(t, x, y, n+1, lineHeight(size))
	c.drawn = append(c.drawn, t)
	return n
}

func (c *searchClip) draw(p *searchPanel, s fyne.Size) {
	c.drawn = c.drawn[:0:0]
	y := -p.top
	for i, l := range p.lines {
		h := l.height()
		if y+h > 0 && y < s.Height {
			c.line(p, l, i == p.at, y, s.Width)
		}
		y += h
	}
	canvas.Refresh(c)
}

func (c *searchClip) line(p *searchPanel, l searchLine, at bool, y, width float32) {
	if at {
		r := newRect(ColorSelected, ColorNone, RadiusSmall)
		place(r, 0, y, width, l.height())
		c.drawn = append(c.drawn, r)
	}
	switch {
	case l.title != "":
		c.text(l.title, 10, y+7, width-20, ColorMuted, SmallSize, true)
		return
	case l.words != "":
		ink := ColorMuted
		if l.more != "" {
			ink = ColorPrimary
		}
		c.text(l.words, 10, y+(l.height()-lineHeight(TextSize))/2, width-20, ink, TextSize, false)
		return
	}
	x, right := float32(10), width-10
	if l.hit.Icon != "" {
		img := newIconImage(l.hit.Icon, ColorMuted)
		place(img, x, y+8, 18, 18)
		c.drawn = append(c.drawn, img.Raster)
		x += 28
	}
	th := lineHeight(TextSize)
	ty := y + (34-th)/2 - 1
	for n := len(l.hit.Pills) - 1; n >= 0; n-- {
		pill := NewPill(l.hit.Pills[n].Text, l.hit.Pills[n].Tone)
		m := pill.MinSize()
		right -= m.Width
		place(pill, right, y+7, m.Width, m.Height)
		c.drawn = append(c.drawn, pill)
		right -= 6
	}
	if l.hit.Note != "" {
		w := textWidth(l.hit.Note, SmallSize, false)
		right -= w
		c.text(l.hit.Note, right, y+(34-lineHeight(SmallSize))/2, w+1, ColorMuted, SmallSize, false)
		right -= Gap8
	}
	title := ellipsis(l.hit.Title, right-x-Gap8, TextSize, false)
	c.mark(title, l.hit.Marked, p.query, x, ty, th)
	c.text(title, x, ty, right-x, ColorText, TextSize, false)
	if l.hit.Sub != "" {
		c.text(l.hit.Sub, x, ty+th, width-x-10, ColorMuted, SmallSize, false)
	}
}

// mark lays a colour under what matched within a title: the words typed, or,
// where those do not stand there (pinyin, initials), what the search names.
func (c *searchClip) mark(title, what, query string, x, y, h float32) {
	lower := strings.ToLower(title)
	if len(lower) != len(title) {
		return
	}
	for _, words := range []string{query, what} {
		hit := false
		for _, w := range strings.Fields(strings.ToLower(words)) {
			at := strings.Index(lower, w)
			if at < 0 {
				continue
			}
			hit = true
			r := newRect(ColorMark, ColorNone, 3)
			place(r, x+textWidth(title[:at], TextSize, false), y, textWidth(title[at:at+len(w)], TextSize, false), h-1)
			c.drawn = append(c.drawn, r)
		}
		if hit {
			return
		}
	}
}
