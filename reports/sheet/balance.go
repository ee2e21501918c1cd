package sheet

// balance makes the lines of a short text about equally long, without making
// more of them; two lines part at a slash or bracket if there is one. A label
// reads 联系电话 ⏎（手机）rather than 联系电话（手 ⏎ 机）.
func (p *passage) balance(width float64) {
	const most = 40 // characters; longer texts are not labels
	n := len(p.lines)
	if n < 2 || len(p.glyphs) > most {
		return
	}
	if n == 2 && p.halve(width) {
		return
	}
	low, high, torn := 0.0, width, p.torn
	for high-low > p.size/4 {
		mid := (low + high) / 2
		p.lines = p.lines[:0]
		if p.wrap(mid, 0); len(p.lines) > n || p.torn > torn {
			low = mid
		} else {
			high = mid
		}
	}
	p.lines = p.lines[:0]
	p.wrap(high, 0)
}

// halve parts the text after a slash or before an opening bracket, if both
// halves then fit.
func (p *passage) halve(width float64) bool {
	gs := p.glyphs
	for i := 1; i < len(gs); i++ {
		if gs[i].class == line || gs[i-1].class == line {
			return false
		}
		if gs[i-1].r != '/' && gs[i].r != '（' || !mayBreak(gs, i, true) {
			continue
		}
		a, b := p.line(0, i), p.line(i, len(gs))
		if a.width <= width && b.width <= width {
			p.lines = append(p.lines[:0], a, b)
			return true
		}
	}
	return false
}
