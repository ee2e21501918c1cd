package sheet

import (
	"strings"
	"unicode"
)

// What a character may do at the ends of a line (避头尾, GB/T 15834).
type class uint8

const (
	word  class = iota // Latin letters, digits: broken only between words
	wide               // ideographs and their like: broken on either side
	open               // never at a line's end
	shut               // never at a line's start
	space              // hangs over the end of a line
	glue               // no break on either side
	soft               // zero-width space: a break may follow
	ghost              // stays with what precedes it: accents, zero-width characters
	box                // check box: stays with the option after it
	line               // ends a line
)

const (
	shutRunes = "。，、；：？！）》」』】〕〉〗〙〛｝］｠”’·・‧ー々〻‰％‱℃℉°′″～〜" + ",.;:?!)]}%/"
	openRunes = "（《「『【〔〈〖〘〚｛［｟“‘￥¥＄$£￡€№＃" + "([{"
)

func classOf(r rune) class {
	switch {
	case r == '\n':
		return line
	case r == ' ', r == '\u3000', r == '\t':
		return space
	case r == '\u00A0', r == '\u202F', r == '\u2007':
		return glue
	case r == '\u200B':
		return soft
	case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return word
	case strings.ContainsRune(shutRunes, r):
		return shut
	case strings.ContainsRune(openRunes, r):
		return open
	case r == '☐', r == '☑', r == '☒':
		return box
	case unicode.In(r, unicode.Mn, unicode.Me):
		return ghost
	case unicode.Is(unicode.Zs, r):
		return space
	case isWide(r):
		return wide
	}
	return word
}

// isWide tells ideographs, kana, full-width forms and symbols from the letters
// that make up words.
func isWide(r rune) bool {
	switch {
	case r < 0x2010:
		return false
	case r >= 0x2014 && r <= 0x2015, r == 0x2026, r >= 0x2030 && r <= 0x205E,
		r >= 0x2100 && r <= 0x2BFF, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
		r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF,
		r >= 0x1F000:
		return true
	}
	return unicode.Is(unicode.So, r)
}

// mayBreak tells whether a line may end before gs[i], i > 0. With keep, runs
// that ask to stay whole are respected.
func mayBreak(gs []glyph, i int, keep bool) bool {
	c := &gs[i]
	switch c.class {
	case ghost, space, glue, shut, line:
		return false
	}
	j := i - 1
	for j > 0 && gs[j].class == ghost {
		j--
	}
	p := &gs[j]
	if keep && c.keep != 0 && c.keep == p.keep {
		return false
	}
	switch p.class {
	case glue, open, box, ghost:
		return false
	case soft:
		return true
	case space:
		for j > 0 && (gs[j].class == space || gs[j].class == ghost) {
			j--
		}
		return gs[j].class != open && gs[j].class != box
	}
	if p.r == c.r && (c.r == '—' || c.r == '…') {
		return false
	}
	return p.broad || c.broad
}
