package sheet

import "context"

// Where things of the frame stand, in points from the edges of the page.
const (
	headLine  = 51.0          // baseline of the shop's name
	titleTop  = 59.0          // top of the title's line
	titleLead = 27.0          // height of a line of the title
	bodyGap   = 8.0           // below the title
	footRule  = 13.6 * mm     // line above the footer, from the bottom
	footBase  = 9.2 * mm      // baseline of the footer, from the bottom
	bodyEnd   = footRule + 12 // end of the body, from the bottom
	logoHigh  = 9 * mm
	logoWide  = 40 * mm
	codeSide  = 17 * mm
)

// pages sets a form and puts header and footer on its pages.
func (c *setter) pages(ctx context.Context, f *Form) ([]Page, error) {
	w, h := pageShort, pageLong
	if f.Landscape {
		w, h = h, w
	}
	width := w - 2*margin
	fr := c.frame(f, w, h)
	p := &paginator{ctx: ctx, x: margin, first: fr.first, rest: fr.rest, bottom: h - bodyEnd}
	if err := p.fill(c.lay(f.Body, width)); err != nil {
		return nil, err
	}
	pages := make([]Page, len(p.leaves))
	for i, l := range p.leaves {
		fr.draw(c, l, i+1, len(p.leaves))
		pages[i] = Page{Form: c.form, Number: i + 1, Of: len(p.leaves), Width: w, Height: h, ops: l.ops()}
	}
	return pages, nil
}

// A formFrame is what stands around the body on every page of a form.
type formFrame struct {
	form                    *Form
	w, h                    float64
	shop, number, title     *passage
	again, printed, guarded *passage
	bits                    [][]bool
	spacing                 float64
	logoW, logoH            float64
	first, rest             float64
}

func (c *setter) frame(f *Form, w, h float64) *formFrame {
	fr := &formFrame{form: f, w: w, h: h}
	width := w - 2*margin
	faint := func(s string) Content { return Content{{Text: s, Faint: true}} }
	if f.QR != "" {
		fr.bits = c.bits(f.QR)
	}
	if f.Logo != nil {
		fr.logoW, fr.logoH = f.Logo.fit(logoWide, logoHigh)
	}
	fr.shop = c.oneLine(Plain(f.Shop), headSize, width*0.6, false)
	if f.Number != "" {
		fr.number = c.oneLine(Plain(c.lang.T("paper.number", "Number", f.Number)), headSize, width*0.4, false)
	}
	fr.first = headLine + 14
	fr.rest = headLine + 14
	if f.Title != "" {
		fr.spacing = spacingOf(f.Title, titleSize)
		room := width
		if fr.bits != nil {
			room -= 2 * (codeSide + 6)
		}
		fr.title = c.passage(Plain(f.Title), titleSize, titleWidth(room, titleSize, fr.spacing), 0, true)
		fr.title.balance(titleWidth(room, titleSize, fr.spacing))
		fr.first = titleTop + titleLead*float64(len(fr.title.lines)) + bodyGap
		fr.again = c.oneLine(Plain(c.lang.T("paper.continued", "Title", f.Title)), bodySize, width*0.5, true)
	}
	if fr.bits != nil {
		fr.first = max(fr.first, margin-6+codeSide+8)
	}
	if f.Printed != "" {
		fr.printed = c.oneLine(faint(c.lang.T("paper.printed", "By", f.Printed)), footSize, width*0.4, false)
	}
	if f.Confidential {
		fr.guarded = c.oneLine(faint(c.lang.T("paper.confidential")), footSize, width*0.4, false)
	}
	return fr
}

// oneLine sets text so small that it fits one line, down to two thirds of size;
// what is longer still takes more lines.
func (c *setter) oneLine(t Content, size, width float64, bold bool) *passage {
	for least := size * 2 / 3; ; size -= 0.5 {
		p := c.passage(t, size, width, 0, bold)
		if len(p.lines) == 1 || size <= least {
			return p
		}
	}
}

func (fr *formFrame) draw(c *setter, l *leaf, n, of int) {
	width := fr.w - 2*margin
	x, right := margin, width
	const lead = 14
	top := headLine - baseline(headSize, lead)
	if fr.form.Logo != nil {
		l.image(Rect{x, headLine - 3.5 - fr.logoH/2, fr.logoW, fr.logoH}, fr.form.Logo)
		x += fr.logoW + 6
	}
	fr.shop.set(l, 0, len(fr.shop.lines), x, top, width, lead, Left, Ink, 0)
	if n == 1 {
		if fr.bits != nil {
			drawBits(l, fr.bits, margin+width-codeSide, margin-12, codeSide)
			right -= codeSide + 8
		}
		if fr.title != nil {
			fr.title.set(l, 0, len(fr.title.lines), margin, titleTop, width, titleLead, Center, Ink, fr.spacing)
		}
	} else if fr.again != nil {
		fr.again.set(l, 0, len(fr.again.lines), margin, top, width, lead, Center, Ink, 0)
	}
	if fr.number != nil {
		fr.number.set(l, 0, len(fr.number.lines), margin, top, right, lead, Right, Ink, 0)
	}
	rule := fr.h - footRule
	l.line(margin, rule, margin+width, rule, Pen{Width: inner, Color: Hair})
	foot := fr.h - footBase - baseline(footSize, lead)
	if fr.printed != nil {
		fr.printed.set(l, 0, len(fr.printed.lines), margin, foot, width, lead, Left, Faint, 0)
	}
	if fr.guarded != nil {
		fr.guarded.set(l, 0, len(fr.guarded.lines), margin, foot, width, lead, Center, Faint, 0)
	}
	count := c.passage(Content{{Text: c.lang.T("paper.page", "Page", n, "Pages", of), Faint: true}}, footSize, width, 0, false)
	count.set(l, 0, 1, margin, foot, width, lead, Right, Faint, 0)
}
