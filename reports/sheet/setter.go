package sheet

import "kezhi/assets"

// mm is one millimetre in points.
const mm = 72 / 25.4

// The measures of the paper, in points.
const (
	pageShort = 210 * mm
	pageLong  = 297 * mm
	margin    = 16 * mm

	bodySize  = 10.0
	leading   = 15.6 // of body text
	titleSize = 16.5
	headSize  = 9.0
	footSize  = 8.0

	outer = 1.1
	inner = 0.55

	padX     = 6.0 // between the rule of a cell and its text
	padLabel = 3.5 // the same for labels
	padY     = 5.0
)

var (
	outerPen = Pen{Width: outer, Color: Rule}
	innerPen = Pen{Width: inner, Color: Rule}
)

// A setter sets one form: it knows the language and gathers warnings.
type setter struct {
	lang     assets.Lang
	form     int
	warnings []Warning
	seen     map[rune]bool
}

// A strip is a part of a form that runs over the width of its block.
type strip interface {
	height() float64
	// least is the height of the smallest useful part that cut can take off.
	least() float64
	// cut parts the strip so that head is at most room high. Strips that can
	// not be parted, or not there, return nil twice.
	cut(room float64) (head, tail strip)
	place(l *leaf, x, y float64)
}

// An item is a strip with the wishes that a page break should respect.
type item struct {
	strip
	gap   float64 // space above, left out at the top of a page
	keep  bool    // on the same page as the start of the next item
	loose bool    // may be cut although it would fit on the next page whole
	back  bool    // the item before it is to be kept with it
	turn  bool    // a new page begins here
	heads []strip // repeated when a page begins with this item
}

// lay measures blocks in turn.
func (c *setter) lay(bs []Block, width float64) []item {
	var all []item
	for _, b := range bs {
		if b == nil {
			continue
		}
		its := b.lay(c, width)
		if len(its) > 0 && its[0].back && len(all) > 0 {
			all[len(all)-1].keep = true
		}
		all = append(all, its...)
	}
	return all
}
