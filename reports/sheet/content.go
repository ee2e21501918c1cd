package sheet

import "slices"

// Content is text in which parts may be bold, faint, ticked or left blank.
type Content []Run

// A Run is a part of a text in one style. In every text ☐, ☑ and ☒ are drawn
// as check boxes; \n ends a line; all other control characters, and any
// character that no font has, become a visible mark and a Warning.
type Run struct {
	Text  string
	Bold  bool
	Faint bool
	Keep  bool    // on one line, unless longer than a line
	Blank float64 // instead of text, a line to write on, mm; below 0 only the room
}

// Plain is content in one style.
func Plain(s string) Content { return Content{{Text: s}} }

// Strong is a bold run.
func Strong(s string) Run { return Run{Text: s, Bold: true} }

// Blank is a line of that many millimetres to write on.
func Blank(width float64) Run { return Run{Blank: width} }

// Choice is a row of check boxes, one an option, of which the chosen are
// ticked: ☐ 成交　☒ 达成意向. An option never parts from its box.
func Choice(options []string, chosen ...string) Content {
	var c Content
	for i, o := range options {
		if i > 0 {
			c = append(c, Run{Text: "\u3000"})
		}
		mark := "☐ "
		if slices.Contains(chosen, o) {
			mark = "☒ "
		}
		c = append(c, Run{Text: mark + o, Keep: true})
	}
	return c
}

// Join puts contents one after another.
func Join(cs ...Content) Content { return slices.Concat(cs...) }

// String is the text without its styles.
func (c Content) String() string {
	n := 0
	for _, r := range c {
		n += len(r.Text)
	}
	b := make([]byte, 0, n)
	for _, r := range c {
		b = append(b, r.Text...)
	}
	return string(b)
}

// Align is where text stands in its cell or column.
type Align uint8

// The alignments. Label cells are centred, others begin at the left.
const (
	Left Align = iota
	Center
	Right
)
