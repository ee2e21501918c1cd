package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kezhi/assets"
)

// A Warning tells of something that could not be printed as it was given.
type Warning struct {
	Form   int    // index of the form in the document
	Rune   rune   // the character without a glyph; 0 for other troubles
	Around string // the text near it, or the content of a QR code
	Err    error  // for other troubles, what went wrong
}

// Message is the warning in a language, to be shown to the person who prints.
func (w Warning) Message(l assets.Lang) string {
	if w.Err != nil {
		return w.Err.Error()
	}
	return l.T("paper.warning.unknown", "Code", fmt.Sprintf("U+%04X", w.Rune), "Around", w.Around)
}

// maxWarnings bounds what one form reports; the marks on paper are never cut.
const maxWarnings = 100

// warn notes that r at byte i of text has no glyph. A character is reported
// once a form.
func (c *setter) warn(r rune, text string, i int) {
	if c.seen == nil {
		c.seen = map[rune]bool{}
	}
	if c.seen[r] || len(c.seen) >= maxWarnings {
		return
	}
	c.seen[r] = true
	c.warnings = append(c.warnings, Warning{Form: c.form, Rune: r, Around: around(text, i)})
}

// around is the text within some characters of byte i, on one line, with
// unprintable characters shown as ▯.
func around(text string, i int) string {
	const reach = 8
	from, to := i, i
	for n := 0; n < reach && from > 0; n++ {
		_, w := utf8.DecodeLastRuneInString(text[:from])
		from -= w
	}
	for n := 0; n <= reach && to < len(text); n++ {
		_, w := utf8.DecodeRuneInString(text[to:])
		to += w
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7F && r < 0xA0 || r == utf8.RuneError {
			return '▯'
		}
		return r
	}, text[from:to])
}
