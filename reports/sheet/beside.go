package sheet

// Beside sets blocks in two columns: text at the left, a code or picture at
// the right, as on a receipt.
type Beside struct {
	Left, Right []Block
	Width       float64 // of the right column, mm; 0 is 22 mm
	Gap         float64 // space above, mm; 0 is 2 mm
}

// gutter is the room between the columns.
const gutter = 5 * mm

func (b Beside) lay(c *setter, width float64) []item {
	right := b.Width * mm
	if right == 0 {
		right = 22 * mm
	}
	right = min(right, width/2)
	p := &pair{
		left:  &stack{items: c.lay(b.Left, width-right-gutter)},
		right: &stack{items: c.lay(b.Right, right)},
		shift: width - right,
	}
	gap := b.Gap
	if gap == 0 {
		gap = 2
	}
	return []item{{strip: p, gap: gap * mm}}
}

type pair struct {
	left, right strip
	shift       float64
}

func (p *pair) height() float64 { return max(p.left.height(), p.right.height()) }
func (p *pair) least() float64  { return max(p.left.least(), p.right.height()) }

// cut parts the left column; the right one stays above.
func (p *pair) cut(room float64) (head, tail strip) {
	over, under := p.left.cut(room)
	if over == nil {
		return nil, nil
	}
	return &pair{over, p.right, p.shift}, &pair{under, hollow{}, p.shift}
}

func (p *pair) place(l *leaf, x, y float64) {
	p.left.place(l, x, y)
	p.right.place(l, x+p.shift, y)
}
