package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The kinds of tokens: the field they stand for and the way they were made.
// A token is the register's letter, the kind and the text; all lower case, for
// the tokenizer folds ASCII.
const (
	tokName           = 'n' // characters, pairs, beginnings of words of a name; 张w, z伟
	tokNameSyllable   = 's'
	tokNameInitials   = 'i' // of neighbours
	tokPerson         = 'p'
	tokPersonSyllable = 't'
	tokPersonInitials = 'u'
	tokPhone          = 'd' // four digits in a row
	tokOther          = 'x' // pairs and beginnings of words of anything else
)

// maxEdge is the longest beginning of a word that is a token of its own.
const maxEdge = 8

// tokens collects the tokens of an entry, each once.
type tokens struct {
	letter byte
	all    []string
}

func (t *tokens) add(kind byte, parts ...string) {
	var b strings.Builder
	b.WriteByte(t.letter)
	b.WriteByte(kind)
	for _, p := range parts {
		b.WriteString(p)
	}
	t.all = append(t.all, b.String())
}

// tokens are the tokens of an entry as one text.
func (e *Entry) tokens(code int64) string {
	t := &tokens{letter: letter(code), all: make([]string, 0, 128)}
	for _, s := range e.Names {
		t.text(tokName, s, true)
		t.sound(s, tokName, tokNameSyllable, tokNameInitials)
	}
	for _, s := range e.People {
		t.text(tokPerson, s, true)
		t.sound(s, tokPerson, tokPersonSyllable, tokPersonInitials)
	}
	for _, s := range e.Phones {
		d := phone(s)
		for i := 0; i+4 <= len(d); i++ {
			t.add(tokPhone, d[i:i+4])
		}
	}
	for _, l := range [][]string{e.Places, e.Text} {
		for _, s := range l {
			t.text(tokOther, s, false)
		}
	}
	for _, s := range e.Tags {
		t.text(tokOther, s, true)
	}
	slices.Sort(t.all)
	return strings.Join(slices.Compact(t.all), " ")
}

// text adds pairs of characters, single ones where they are wanted, and the
// beginnings of words.
func (t *tokens) text(kind byte, s string, single bool) {
	for _, p := range pieces(s) {
		for _, run := range runs(p) {
			if !gram(run[0]) {
				for n := 1; n <= min(len(run), maxEdge); n++ {
					t.add(kind, string(run[:n]))
				}
				continue
			}
			for i, r := range run {
				if single || len(run) == 1 {
					t.add(kind, string(r))
				}
				if i > 0 {
					t.add(kind, string(run[i-1:i+1]))
				}
			}
		}
	}
}

// sound adds what is found by pinyin: syllables, the initials of neighbours,
// and a character beside an initial, for queries like 张w and zhang伟.
func (t *tokens) sound(s string, mixed, syllable, initials byte) {
	es := read(cut(fold(s), maxRead))
	var before []string // initials of the neighbour
	for i, e := range es {
		ss := e.syllables()
		now := heads(ss)
		if e.read != nil {
			for _, x := range ss {
				t.add(syllable, x)
			}
		}
		if i > 0 && (e.read != nil || es[i-1].read != nil) {
			for _, b := range before {
				for _, n := range now {
					t.add(initials, b, n)
				}
				t.add(mixed, b, string(e.r))
			}
			for _, n := range now {
				t.add(mixed, string(es[i-1].r), n)
			}
		}
		before = now
	}
}

// heads are the first letters of syllables, each once.
func heads(ss []string) []string {
	hs := make([]string, 0, len(ss))
	for _, s := range ss {
		_, n := utf8.DecodeRuneInString(s)
		if !slices.Contains(hs, s[:n]) {
			hs = append(hs, s[:n])
		}
	}
	return hs
}
