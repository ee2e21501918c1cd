package sheet

// Tear is a dashed line across the page, along which a receipt is torn off.
type Tear struct {
	Text string  // in the line; "" is 沿虚线撕下
	Gap  float64 // space above, mm; 0 is 6 mm
}

func (t Tear) lay(c *setter, width float64) []item {
	text, gap := t.Text, t.Gap
	if text == "" {
		text = c.lang.T("paper.tear")
	}
	if gap == 0 {
		gap = 6
	}
	s := &dashes{c.passage(Content{{Text: text, Faint: true}}, footSize, width, 0, false), width}
	return []item{{strip: s, gap: gap * mm, keep: true, back: true}}
}

type dashes struct {
	text  *passage
	width float64
}

func (d *dashes) height() float64                { return 14 }
func (d *dashes) least() float64                 { return d.height() }
func (d *dashes) cut(float64) (head, tail strip) { return nil, nil }
func (d *dashes) place(l *leaf, x, y float64) {
	p := Pen{Width: 0.6, Color: Faint, On: 2.6, Off: 2.2}
	w := d.text.lines[0].width + 16
	side, mid := max(0, (d.width-w)/2), y+7
	l.line(x, mid, x+side, mid, p)
	l.line(x+d.width-side, mid, x+d.width, mid, p)
	d.text.set(l, 0, 1, x, y, d.width, 14, Center, Faint, 0)
}
