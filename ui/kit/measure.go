package kit

import (
	"strings"
	"sync"

	"fyne.io/fyne/v2"
)

// widths caches the advance of a character per size and weight. Summing them
// is far cheaper than asking the driver for whole texts, which it lays out and
// remembers for each text anew; kerning is left out, which is under a pixel.
var widths sync.Map // glyph → float32

type glyph struct {
	r    rune
	size float32
	bold bool
}

func advance(r rune, size float32, isBold bool) float32 {
	if r >= 0x3400 && r <= 0x9FFF || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 {
		return size // Chinese characters and their punctuation are square
	}
	k := glyph{r, size, isBold}
	if w, ok := widths.Load(k); ok {
		return w.(float32)
	}
	w := fyne.MeasureText(string(r), size, fyne.TextStyle{Bold: isBold}).Width
	widths.Store(k, w)
	return w
}

// textWidth is the width of one line of text.
func textWidth(s string, size float32, isBold bool) float32 {
	var w float32
	for _, r := range s {
		w += advance(r, size, isBold)
	}
	return w
}

// lineHeight is the height of one line of text.
func lineHeight(size float32) float32 {
	return fyne.MeasureText("国", size, fyne.TextStyle{}).Height
}

// ellipsis shortens a text to a width, ending in … where something is left out.
// Line breaks become spaces.
func ellipsis(s string, width, size float32, isBold bool) string {
	if strings.ContainsAny(s, "\r\n\t") {
		s = strings.Join(strings.Fields(s), " ")
	}
	dots := advance('…', size, isBold)
	var w float32
	cut := -1
	for i, r := range s {
		a := advance(r, size, isBold)
		if w+a+dots > width && cut < 0 {
			cut = i
		}
		w += a
		if w > width {
			if cut <= 0 {
				return "…"
			}
			return strings.TrimRight(s[:cut], " ") + "…"
		}
	}
	return s
}

// No line begins with these, none ends with those (避头尾).
const (
	notFirst = "，。、；：？！）》」』】〉…—·％℃”’,.;:?!)]}%"
	notLast  = "（《「『【〈“‘([{"
)

// wrap breaks a text into lines of a width: between Chinese characters, at
// spaces between other words, never before closing punctuation.
func wrap(s string, width, size float32, isBold bool) []string {
	var lines []string
	for _, para := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		lines = append(lines, wrapLine([]rune(para), width, size, isBold)...)
	}
	return lines
}

func wrapLine(rs []rune, width, size float32, isBold bool) []string {
	var lines []string
	start, brk := 0, -1
	var w float32
	for i := 0; i < len(rs); i++ {
		if i > start && breakable(rs[i-1], rs[i]) {
			brk = i
		}
		a := advance(rs[i], size, isBold)
		if w+a > width && i > start {
			if brk <= start {
				brk = i
			}
			lines = append(lines, strings.TrimRight(string(rs[start:brk]), " "))
			for brk < len(rs) && rs[brk] == ' ' {
				brk++
			}
			start, i, w = brk, brk-1, 0
			brk = -1
			continue
		}
		w += a
	}
	return append(lines, string(rs[start:]))
}

func breakable(before, after rune) bool {
	if strings.ContainsRune(notFirst, after) || strings.ContainsRune(notLast, before) {
		return false
	}
	return before == ' ' || before >= 0x2E80 || after >= 0x2E80
}
