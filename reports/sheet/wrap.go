package sheet

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a glyph is drawn.
type drawn uint8

const (
	plain    drawn = iota
	fromSide       // from the side font
	boxed          // check box, in vectors
	unknown        // mark in place of a character no font has
	blank          // a line to write on
	skip           // room without a line
	nothing        // zero width
)

// A glyph is one character of a text, measured.
type glyph struct {
	r     rune    // as typed
	code  rune    // as drawn: r, a place in the side font, or a plain space
	at    int32   // where r stands in the source of its run
	width float32 // points
	gap   float32 // points before it, unless it begins a line
	run   uint16  // index of the run
	keep  uint16  // runs to be kept whole have a number, others 0
	class class
	drawn drawn
	broad bool // a break may stand on either side
}

// A row of glyphs [from, to); width leaves out the spaces that hang.
type lineOf struct {
	from, to int
	width    float64
}

// A passage is a text measured at one size and broken into lines.
type passage struct {
	runs   []Run
	size   float64 // points
	glyphs []glyph
	lines  []lineOf
	torn   int // words that had to be broken in two
}

// clean makes every kind of line end a \n and every tab four spaces.
func clean(s string) string {
	if !strings.ContainsAny(s, "\r\t\v\f\u0085\u2028\u2029") {
		return s
	}
	return cleaner.Replace(s)
}

var cleaner = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ")

// passage measures t at size points and breaks it into lines no wider than
// width points, the first shorter by indent points. There is always one line.
func (c *setter) passage(t Content, size, width, indent float64, bold bool) *passage {
	p := &passage{size: size, runs: make([]Run, len(t))}
	n := 0
	for i, r := range t {
		r.Text = clean(r.Text)
		r.Bold = r.Bold || bold
		p.runs[i] = r
		n += len(r.Text)
	}
	p.glyphs = make([]glyph, 0, n/2+len(t))
	keep := uint16(0)
	for i := range p.runs {
		k := uint16(0)
		if p.runs[i].Keep {
			keep++
			k = keep
		}
		c.measure(p, i, k)
	}
	p.wrap(width, indent)
	return p
}

func (c *setter) measure(p *passage, run int, keep uint16) {
	r := p.runs[run]
	f := faces()[weightOf(r.Bold)]
	if r.Blank != 0 {
		g := glyph{r: '_', width: float32(math.Abs(r.Blank) * mm), run: uint16(run), class: wide, drawn: blank, broad: true}
		if r.Blank < 0 {
			g.drawn = skip
		}
		p.glyphs = append(p.glyphs, g)
		return
	}
	for i, ch := range r.Text {
		g := glyph{r: ch, code: ch, at: int32(i), run: uint16(run), keep: keep, class: classOf(ch)}
		em, ok := f.advance(ch)
		switch {
		case g.class == line:
			g.drawn = nothing
		case g.class == box:
			g.drawn, g.code, em = boxed, ' ', 1
		case ok && !silent(ch) && ch != utf8.RuneError:
		case silent(ch):
			g.drawn, em = nothing, 0
			if g.class != soft {
				g.class = ghost
			}
		case sides()[ch] != 0:
			g.drawn, g.code, g.class = fromSide, sides()[ch], wide
			em = f.sideAdvance(g.code)
		case g.class == space || g.class == glue:
			g.code = ' '
			em, _ = f.advance(' ')
		default:
			g.drawn, g.class, em = unknown, wide, 1
			c.warn(ch, r.Text, i)
		}
		g.width = float32(em * p.size)
		g.broad = g.class == wide || g.class == box || g.class != word && isWide(ch)
		if k := len(p.glyphs); k > 0 {
			last := &p.glyphs[k-1]
			g.gap = float32(gapBetween(last.r, ch, float64(last.width)/p.size, em) * p.size)
		}
		p.glyphs = append(p.glyphs, g)
	}
}

// silent tells the characters that are meant to show nothing.
func silent(r rune) bool {
	if r < 0x80 || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

func weightOf(bold bool) Weight {
	if bold {
		return Bold
	}
	return Regular
}

// wrap breaks the glyphs into lines.
func (p *passage) wrap(width, indent float64) {
	const slack = 0.01
	gs := p.glyphs
	p.torn = 0
	from, brk := 0, -1
	w, room := 0.0, width-indent
	end := func(to int) {
		p.lines = append(p.lines, p.line(from, to))
		from, brk, w, room = to, -1, 0, width
	}
	for i := 0; i < len(gs); i++ {
		g := &gs[i]
		if g.class == line {
			end(i)
			from = i + 1
			continue
		}
		if i > from {
			if mayBreak(gs, i, true) {
				brk = i
			}
			w += float64(g.gap)
		}
		w += float64(g.width)
		if w > room+slack && i > from && g.class != space && g.width > 0 {
			if brk < 0 {
				brk = emergency(gs, from, i)
				if gs[brk].class == word && gs[brk-1].class == word {
					p.torn++
				}
			}
			end(brk)
			i = from - 1
		}
	}
	p.lines = append(p.lines, p.line(from, len(gs)))
}

// emergency finds a break for a line without one: inside a run that wanted to
// stay whole, else inside a word, else anywhere.
func emergency(gs []glyph, from, i int) int {
	for b := i; b > from; b-- {
		if mayBreak(gs, b, false) {
			return b
		}
	}
	for b := i; b > from; b-- {
		if c, p := gs[b].class, gs[b-1].class; c != shut && c != ghost && p != open && c != space {
			return b
		}
	}
	return i
}

func (p *passage) line(from, to int) lineOf {
	l := lineOf{from: from, to: to}
	w := 0.0
	for i := from; i < to; i++ {
		g := &p.glyphs[i]
		if i > from {
			w += float64(g.gap)
		}
		w += float64(g.width)
		if g.class != space && (g.class != ghost || g.width > 0) {
			l.width = w
		}
	}
	return l
}
