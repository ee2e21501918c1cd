package sheet

import "strings"

// set puts lines [from, to) of the passage on the page, the first baseline in
// the line box that begins at y. Every character of the lines is in the Source
// of some run.
func (p *passage) set(l *leaf, from, to int, x, y, width, leading float64, align Align, color Color, spacing float64) {
	for i := from; i < to; i++ {
		ln := p.lines[i]
		at := x
		lineWidth := ln.width
		if n := ln.to - ln.from; n > 1 {
			lineWidth += spacing * float64(n-1)
		}
		switch align {
		case Center:
			at += (width - lineWidth) / 2
		case Right:
			at += width - lineWidth
		}
		p.setLine(l, ln, at, y+baseline(p.size, leading), color, spacing)
		y += leading
	}
}

// baseline is where letters stand in a line box of that height: Chinese
// characters reach from 0.88 em above to 0.12 em below it.
func baseline(size, leading float64) float64 { return (leading-size)/2 + 0.87*size }

func (p *passage) setLine(l *leaf, ln lineOf, x, y float64, color Color, spacing float64) {
	gs := p.glyphs
	for i := ln.from; i < ln.to; {
		g := &gs[i]
		if i > ln.from {
			x += float64(g.gap)
		}
		run := p.runs[g.run]
		t := Text{X: x, Y: y, Size: p.size, Weight: weightOf(run.Bold), Color: color, Spacing: spacing}
		if run.Faint {
			t.Color = Faint
		}
		switch g.drawn {
		case blank, skip:
			w := float64(g.width)
			if g.drawn == blank {
				l.line(x, y+0.14*p.size, x+w, y+0.14*p.size, Pen{Width: inner, Color: Faint})
			}
			x += w
			i++
			continue
		case boxed:
			tick(l, g.r, x, y, p.size, t.Color)
			t.Glyphs, t.Source = " ", string(g.r)
			em, _ := faces()[t.Weight].advance(' ')
			t.Spacing = float64(g.width) - em*p.size
			l.text(t)
			x += float64(g.width) + spacing
			i++
			continue
		case unknown:
			mark(l, x, y, p.size)
			t.X, t.Size, t.Color, t.Weight = x+0.5*p.size-0.19*p.size, 0.72*p.size, White, Bold
			t.Y, t.Spacing = y-0.07*p.size, 0
			t.Glyphs, t.Source = "?", string(g.r)
			l.text(t)
			x += float64(g.width) + spacing
			i++
			continue
		}
		j, w := i, 0.0
		altered := false
		for ; j < ln.to; j++ {
			h := &gs[j]
			if h.run != g.run || j > i && h.gap != 0 {
				break
			}
			if h.drawn != g.drawn && h.drawn != nothing && g.drawn != nothing {
				break
			}
			if g.drawn == nothing && h.drawn != nothing {
				if h.drawn != plain && h.drawn != fromSide {
					break
				}
				g = h
			}
			altered = altered || h.drawn != plain || h.code != h.r
			w += float64(h.width)
			if h.width > 0 {
				w += spacing
			}
		}
		t.Source = run.Text[gs[i].at:after(gs, j, run.Text, gs[i].run)]
		t.Side = g.drawn == fromSide
		t.Glyphs = t.Source
		if altered {
			t.Glyphs = codes(gs[i:j])
		}
		l.text(t)
		x += w
		i = j
	}
}

// after is where the glyph before gs[j] ends in the source of its run.
func after(gs []glyph, j int, text string, run uint16) int {
	if j < len(gs) && gs[j].run == run {
		return int(gs[j].at)
	}
	return len(text)
}

func codes(gs []glyph) string {
	var b strings.Builder
	for i := range gs {
		if gs[i].drawn != nothing {
			b.WriteRune(gs[i].code)
		}
	}
	return b.String()
}

// tick draws a check box of about 0.8 em, crossed if r is ☒, ticked if ☑.
func tick(l *leaf, r rune, x, y, size float64, c Color) {
	s := 0.76 * size
	b := Rect{x + 0.06*size, y - 0.71*size, s, s}
	l.stroke(b, Pen{Width: 0.075 * size, Color: c})
	p := Pen{Width: 0.11 * size, Color: c}
	in := 0.16 * s
	switch r {
	case '☒':
		l.line(b.X+in, b.Y+in, b.X+s-in, b.Y+s-in, p)
		l.line(b.X+s-in, b.Y+in, b.X+in, b.Y+s-in, p)
	case '☑':
		l.line(b.X+0.18*s, b.Y+0.52*s, b.X+0.42*s, b.Y+0.78*s, p)
		l.line(b.X+0.42*s, b.Y+0.78*s, b.X+0.84*s, b.Y+0.22*s, p)
	}
}

// mark draws the grey plate of an unknown character; its question mark is text.
func mark(l *leaf, x, y, size float64) {
	l.fill(Faint, Rect{x + 0.06*size, y - 0.76*size, 0.88 * size, 0.88 * size})
}
