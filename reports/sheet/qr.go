package sheet

import (
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// QR is a code to be scanned, in the middle of its column.
type QR struct {
	Content string  // at most about 2,300 bytes
	Size    float64 // of a side, mm; 0 is 20 mm
	Caption string
	Gap     float64 // space above, mm
}

func (q QR) lay(c *setter, width float64) []item {
	side := q.Size * mm
	if side == 0 {
		side = 20 * mm
	}
	s := &code{bits: c.bits(q.Content), side: min(side, width), width: width}
	if s.bits == nil {
		return nil
	}
	if q.Caption != "" {
		s.caption = c.passage(Content{{Text: q.Caption, Faint: true}}, footSize, width, 0, false)
	}
	return []item{{strip: s, gap: q.Gap * mm}}
}

// bits are the modules of a code for text, or nil with a warning.
func (c *setter) bits(text string) [][]bool {
	q, err := qrcode.New(strings.ToValidUTF8(text, "\uFFFD"), qrcode.Medium)
	if err != nil {
		c.warnings = append(c.warnings, Warning{Form: c.form, Around: around(text, 0), Err: err})
		return nil
	}
	q.DisableBorder = true
	return q.Bitmap()
}

type code struct {
	bits        [][]bool
	side, width float64
	caption     *passage
}

const captionLeading = 12

func (q *code) height() float64 {
	if q.caption == nil {
		return q.side
	}
	return q.side + 3 + captionLeading*float64(len(q.caption.lines))
}
func (q *code) least() float64                 { return q.height() }
func (q *code) cut(float64) (head, tail strip) { return nil, nil }
func (q *code) place(l *leaf, x, y float64) {
	drawBits(l, q.bits, x+(q.width-q.side)/2, y, q.side)
	if q.caption != nil {
		q.caption.set(l, 0, len(q.caption.lines), x, y+q.side+3, q.width, captionLeading, Center, Faint, 0)
	}
}

// drawBits fills the dark modules, neighbours in a row as one rectangle.
func drawBits(l *leaf, bits [][]bool, x, y, side float64) {
	unit := side / float64(len(bits))
	var rs []Rect
	for i, row := range bits {
		for j := 0; j < len(row); j++ {
			if !row[j] {
				continue
			}
			k := j
			for k < len(row) && row[k] {
				k++
			}
			rs = append(rs, Rect{x + float64(j)*unit, y + float64(i)*unit, float64(k-j) * unit, unit})
			j = k
		}
	}
	l.fill(0, rs...)
}
