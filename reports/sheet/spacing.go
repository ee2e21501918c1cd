package sheet

import "strings"

// autospace is the gap between an ideograph and a Latin letter, in em. It is
// kept below the tenth of an em from which text extractors see a typed space.
const autospace = 0.097

// squeeze is by how much two full-width marks in a row move together (标点挤压),
// in em: ）， would otherwise leave a hole in the line.
const squeeze = 0.5

const (
	rightHollow = "。，、；：）》」』】〕〉〗”’" // the right half of the square is empty
	leftHollow  = "（《「『【〔〈〖“‘"      // the left half is
)

// gapBetween is the room between two neighbours in em, each width em wide.
func gapBetween(a, b rune, widthA, widthB float64) float64 {
	switch {
	case a < 0x2010 && b < 0x2010:
		return 0
	case spaced(a, b):
		return autospace
	case widthA < 0.99 || widthB < 0.99:
		return 0
	case strings.ContainsRune(rightHollow, a) && (strings.ContainsRune(rightHollow, b) || strings.ContainsRune(leftHollow, b)),
		strings.ContainsRune(leftHollow, a) && strings.ContainsRune(leftHollow, b):
		return -squeeze
	}
	return 0
}

// spaced tells whether a narrow gap belongs between two neighbours: an
// ideograph beside a Latin letter or digit.
func spaced(a, b rune) bool {
	return isIdeograph(a) && isAlnum(b) || isAlnum(a) && isIdeograph(b)
}

func isIdeograph(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}

func isAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}
