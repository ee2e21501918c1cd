package search

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Bounds of a query; the rest of a longer one is not looked at.
const (
	maxQuery  = 200 // runes
	maxWords  = 8
	maxTokens = 12 // tokens asked for one way of reading a word
	maxWays   = 6  // ways of reading a word
)

// word is a part of a query that one field of the record must hold.
type word struct {
	text   string // folded
	pieces []string
	digits string // where it is made of digits and the marks of phones

	runes   []rune
	letters bool     // it has some of a to z
	full    []string // see numbers
	ends    []string // see padded
}

// parse parts a query at spaces. whole is all of it as one word: a name or a
// phone may be typed with spaces. ok is false where nothing is left to look for.
func parse(q string) (whole word, ws []word, ok bool) {
	q = cut(strings.ToValidUTF8(q, ""), maxQuery)
	if !plain(q) {
		q = norm.NFKC.String(q)
	}
	for _, f := range strings.Fields(q) {
		if w := newWord(f); w.text != "" && len(ws) < maxWords {
			ws = append(ws, w)
		}
	}
	whole = newWord(q)
	return whole, ws, whole.text != ""
}

func newWord(s string) word {
	w := word{pieces: pieces(s)}
	w.text = strings.Join(w.pieces, "")
	if strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && !strings.ContainsRune("+-() .*#/ ", r) }) < 0 {
		w.digits = phone(s)
	}
	w.runes = []rune(w.text)
	w.letters = strings.ContainsFunc(w.text, func(r rune) bool { return r >= 'a' && r <= 'z' })
	w.full = w.numbers()
	if w.digits != "" && len(w.digits) <= 6 {
		w.ends = padded(w.digits)
	}
	return w
}

// latin tells that the word may be pinyin or initials, alone or mixed with
// letters and digits of the name.
func (w word) latin() bool { return w.letters && ascii(w.text) }

// numbers are the full forms of a number that the word may be short for:
// kh123 is kh000123, ts2026123 is ts2026000123.
func (w word) numbers() []string {
	if !ascii(w.text) || len(w.text) > 30 {
		return nil
	}
	ns := []string{w.text}
	at := strings.IndexAny(w.text, "0123456789")
	if at < 1 || strings.IndexFunc(w.text[at:], func(r rune) bool { return r > '9' }) >= 0 {
		return ns
	}
	head, tail := w.text[:at], w.text[at:]
	if len(tail) > 4 && (tail[:2] == "20" || tail[:2] == "19") {
		for _, n := range padded(tail[4:]) {
			ns = append(ns, head+tail[:4]+n)
		}
	}
	for _, n := range padded(tail) {
		ns = append(ns, head+n)
	}
	return ns
}

// padded are the ends of numbers that digits may be short for.
func padded(n string) []string {
	var out []string
	for _, width := range []int{6, 4} {
		if len(n) <= width {
			out = append(out, strings.Repeat("0", width-len(n))+n)
		}
	}
	return out
}

// kinds are the tokens of one field.
type kinds struct{ text, syllable, initials byte }

var (
	ofNames  = kinds{tokName, tokNameSyllable, tokNameInitials}
	ofPeople = kinds{tokPerson, tokPersonSyllable, tokPersonInitials}
)

// scope is where a full-text query looks.
type scope int

const (
	inNames scope = iota
	inPeople
	inOthers
	anywhere
)

// clause is the part of a full-text query that finds the word in the scope, ""
// where no token says anything about it, and the share of entries it finds. It
// asks for at most so many tokens of each way to read the word.
func (w word) clause(letter byte, in scope, known *shares, most int) (match string, share float64) {
	var ways [][]string
	if in == inNames || in == anywhere {
		ways = w.ways(letter, ofNames)
	}
	if in == inPeople || in == anywhere {
		ways = append(ways, w.ways(letter, ofPeople)...)
	}
	if in == inOthers || in == anywhere {
		if w.digits != "" && len(w.digits) < 4 {
			return "", 1 // it may be a phone's, which has no token of its own
		}
		t := &tokens{letter: letter}
		for i := 0; i+4 <= len(w.digits); i++ {
			t.add(tokPhone, w.digits[i:i+4])
		}
		ways = append(ways, t.all, w.literal(letter, tokOther))
	}
	var b strings.Builder
	for _, way := range ways {
		if len(way) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(" OR ")
		}
		way, least := known.thin(way, most)
		share += least
		b.WriteString(`("` + strings.Join(way, `" AND "`) + `")`)
	}
	return b.String(), share
}

// literal are the tokens of the word as it stands.
func (w word) literal(letter, kind byte) []string {
	t := &tokens{letter: letter}
	for _, p := range w.pieces {
		rs := runs(p)
		for _, run := range rs {
			switch {
			case !gram(run[0]):
				t.add(kind, string(run[:min(len(run), maxEdge)]))
			case len(run) > 1:
				for i := 1; i < len(run); i++ {
					t.add(kind, string(run[i-1:i+1]))
				}
			case kind != tokOther || len(rs) == 1:
				t.add(kind, string(run))
			}
		}
	}
	return t.all
}

// ways are the tokens of the word for each way of reading it: as it stands,
// and with its letters as pinyin or initials.
func (w word) ways(letter byte, k kinds) [][]string {
	out := [][]string{w.literal(letter, k.text)}
	if len(w.pieces) != 1 {
		return out
	}
	spelt := [][]part{nil}
	letters := false
	for _, run := range runs(w.text) {
		var add [][]part
		if gram(run[0]) {
			chars := make([]part, len(run))
			for i, r := range run {
				chars[i] = part{text: string(r), char: true}
			}
			add = [][]part{chars}
		} else {
			add = spellings(string(run))
			letters = true
		}
		var next [][]part
		for _, s := range spelt {
			for _, a := range add {
				if len(next) < maxWays {
					next = append(next, append(s[:len(s):len(s)], a...))
				}
			}
		}
		spelt = next
	}
	if !letters {
		return out
	}
	for _, s := range spelt {
		if way := (&tokens{letter: letter}).parts(s, k); len(way) > 0 {
			out = append(out, way)
		}
	}
	return out
}

// parts are the tokens of a spelling.
func (t *tokens) parts(ps []part, k kinds) []string {
	for i, p := range ps {
		if i > 0 {
			b := ps[i-1]
			kind := k.text
			if !b.char && !p.char {
				kind = k.initials
			}
			t.add(kind, b.head(), p.head())
		} else if p.char && len(ps) == 1 {
			t.add(k.text, p.text)
		}
		if p.full {
			t.add(k.syllable, p.text)
		}
	}
	return t.all
}
