package sheet

// A Canvas is what a laid-out page is drawn on: paper or an image. Lengths are
// points (1/72 inch), the origin is the top left corner of the page, y grows
// downwards. Calls come between BeginPage and EndPage, in painting order.
type Canvas interface {
	BeginPage(width, height float64)
	EndPage()
	Text(t Text)
	Line(x1, y1, x2, y2 float64, p Pen)
	// Stroke draws the outline of r, the pen centred on its edge.
	Stroke(r Rect, p Pen)
	// Fill paints all rectangles as one path, so that neighbours show no seam.
	Fill(rs []Rect, c Color)
	Image(r Rect, p *Picture)
}

// Color is 0xRRGGBB.
type Color uint32

// RGB returns the three parts, each 0 to 255.
func (c Color) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// The colours of the paper.
const (
	Ink   Color = 0x111111 // text
	Rule  Color = 0x1A1A1A // lines of a grid
	Faint Color = 0x666666 // footers, captions, blanks to write on
	Hair  Color = 0x999999 // the line above the footer
	Shade Color = 0xF0F2F2 // label cells
	White Color = 0xFFFFFF
	Tint  Color = 0x1F6F6B // bars
	Track Color = 0xE4F1F0 // what a bar has not reached
)

// Weight is the boldness of text.
type Weight uint8

// The two weights the fonts have.
const (
	Regular Weight = iota
	Bold
)

// Text is one run of characters on one baseline.
type Text struct {
	X, Y    float64 // left end of the baseline, points
	Size    float64 // points
	Weight  Weight
	Color   Color
	Spacing float64 // points after each character
	// Glyphs are the characters to draw. If Side is set they are private use
	// characters of the side font, otherwise characters of the main font.
	Glyphs string
	Side   bool
	// Source is the text that the run stands for. It differs from Glyphs in
	// the side font, for check boxes, and for marks of unknown characters; a
	// canvas that can be copied from gives back Source.
	Source string
}

// Rect is a rectangle in points; X and Y are its top left corner.
type Rect struct{ X, Y, W, H float64 }

// Pen draws lines. Width, On and Off are points; a pen with On = 0 is solid.
type Pen struct {
	Width   float64
	Color   Color
	On, Off float64
}
