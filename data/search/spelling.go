package search

import "slices"

// part is what a query has for one character of a name: the character itself,
// its syllable, or the syllable's beginning.
type part struct {
	text string
	char bool
	full bool // a whole syllable
}

func (p part) head() string {
	if p.char {
		return p.text
	}
	return p.text[:1]
}

// maxSpellings is how many ways of parting letters into syllables are tried.
const maxSpellings = 3

// spellings parts letters into syllables, the last of which may be unfinished
// (xian: xian or xi'an), and into initials (zhw is z, w too). Letters that are
// neither give nothing.
func spellings(letters string) [][]part {
	var out [][]part
	for i := range len(letters) {
		if letters[i] < 'a' || letters[i] > 'z' {
			return nil
		}
	}
	if len(letters) > maxKey {
		letters = letters[:maxKey]
	}
	dead := make([]bool, len(letters)+1)
	segment(letters, 0, nil, dead, &out)
	for _, double := range []bool{false, true} {
		if ps := initials(letters, double); ps != nil && !slices.ContainsFunc(out, func(o []part) bool { return slices.Equal(o, ps) }) {
			out = append(out, ps)
		}
	}
	return out
}

// segment finds the ways from at on, the longest syllables first. dead marks
// the places from which there is none.
func segment(s string, at int, before []part, dead []bool, out *[][]part) bool {
	if at == len(s) {
		*out = append(*out, slices.Clone(before))
		return true
	}
	if dead[at] {
		return false
	}
	t, any := table(), false
	for n := min(6, len(s)-at); n > 0 && len(*out) < maxSpellings; n-- {
		piece := s[at : at+n]
		_, full := t.number[piece]
		_, begun := t.partial[piece]
		if full || begun && at+n == len(s) {
			any = segment(s, at+n, append(before, part{text: piece, full: full}), dead, out) || any
		}
	}
	if !any && len(*out) < maxSpellings {
		dead[at] = true
	}
	return any
}

// initials reads each letter as the beginning of a syllable; with double, zh,
// ch and sh are one beginning. nil where a letter begins no syllable.
func initials(s string, double bool) []part {
	if len(s) > 16 {
		return nil
	}
	var ps []part
	any := false
	for i := 0; i < len(s); i++ {
		if s[i] == 'i' || s[i] == 'u' || s[i] == 'v' {
			return nil
		}
		ps = append(ps, part{text: s[i : i+1]})
		if double && i+1 < len(s) && s[i+1] == 'h' && (s[i] == 'z' || s[i] == 'c' || s[i] == 's') {
			any = true
			i++
		}
	}
	if double && !any {
		return nil
	}
	return ps
}
