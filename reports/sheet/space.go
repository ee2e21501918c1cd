package sheet

// Space is room of that many millimetres, left out at the top of a page.
type Space float64

func (s Space) lay(*setter, float64) []item {
	return []item{{strip: hollow{}, gap: max(0, float64(s)) * mm, keep: true}}
}

// Break begins a new page.
type Break struct{}

func (Break) lay(*setter, float64) []item { return []item{{strip: hollow{}, turn: true}} }

// Keep holds blocks on one page, if a page can hold them.
type Keep []Block

func (k Keep) lay(c *setter, width float64) []item {
	items := c.lay(k, width)
	if len(items) == 0 {
		return nil
	}
	s := &stack{items: items}
	return []item{{strip: s, gap: items[0].gap, keep: items[len(items)-1].keep, back: items[0].back}}
}

// hollow is a strip of no height.
type hollow struct{}

func (hollow) height() float64                { return 0 }
func (hollow) least() float64                 { return 0 }
func (hollow) cut(float64) (head, tail strip) { return nil, nil }
func (hollow) place(*leaf, float64, float64)  {}
