package search

import (
	"slices"
	"strings"
)

// The ranks of a match, best first.
const (
	nameExact = iota
	nameHead
	pinyinHead
	initialsHead
	phoneExact
	numberExact
	phoneEnd
	phoneHead
	numberPart
	nameInside
	pinyinInside
	personHead
	personInside
	phoneInside
	tagged
	placed
	told
	unmatched
)

// match is where a word was found.
type match struct {
	rank int
	kind Field
	text string // the value that holds it
}

func (m *match) better(rank int, kind Field, text string) {
	if rank < m.rank {
		*m = match{rank, kind, text}
	}
}

// found is an entry while its words are looked for.
type found struct {
	*Entry
	names, people []heard
}

// heard is a name with its reading, made when pinyin is asked for.
type heard struct {
	raw, fold string
	es        []element
}

func (h *heard) elements() []element {
	if h.es == nil {
		h.es = read(cut(h.fold, maxRead))
	}
	return h.es
}

func newFound(body string) *found {
	f := &found{Entry: entry(body)}
	for _, s := range f.Names {
		f.names = append(f.names, heard{raw: s, fold: fold(s)})
	}
	for _, s := range f.People {
		f.people = append(f.people, heard{raw: s, fold: fold(s)})
	}
	return f
}

// all gives the match of a query: the whole as one word, or else each word in
// some field. What tells most is the word that stands in the least of them.
func (f *found) all(whole word, ws []word) match {
	best := f.one(whole)
	if len(ws) < 2 || best.rank == nameExact {
		return best
	}
	worst := match{rank: -1}
	for _, w := range ws {
		m := f.one(w)
		if m.rank > worst.rank {
			worst = m
		}
		if m.rank == unmatched {
			break
		}
	}
	if worst.rank < best.rank {
		return worst
	}
	return best
}

func (f *found) one(w word) match {
	m := match{rank: unmatched}
	for i := range f.names {
		f.names[i].match(w, &m, false)
	}
	if m.rank <= initialsHead {
		return m
	}
	f.matchPhones(w, &m)
	f.matchNumbers(w, &m)
	for i := range f.people {
		f.people[i].match(w, &m, true)
	}
	for _, l := range []struct {
		rank int
		kind Field
		all  []string
	}{{tagged, Tag, f.Tags}, {placed, Place, f.Places}, {told, Text, f.Text}} {
		for _, s := range l.all {
			if m.rank > l.rank && strings.Contains(fold(s), w.text) {
				m.better(l.rank, l.kind, s)
			}
		}
	}
	return m
}

func (h *heard) match(w word, m *match, person bool) {
	head, inside, sound, kind := nameHead, nameInside, pinyinInside, Name
	if person {
		head, inside, sound, kind = personHead, personInside, personInside, Person
	}
	switch i := strings.Index(h.fold, w.text); {
	case i == 0 && h.fold == w.text && !person:
		m.better(nameExact, kind, h.raw)
	case i == 0:
		m.better(head, kind, h.raw)
	case i > 0:
		m.better(inside, kind, h.raw)
	}
	if m.rank <= head || !w.letters {
		return
	}
	at, short, ok := spoken(w.runes, h.elements())
	if !ok {
		return
	}
	rank := sound
	if at == 0 && person {
		rank = personHead
	} else if at == 0 && short {
		rank = initialsHead
	} else if at == 0 {
		rank = pinyinHead
	}
	switch {
	case person:
	case short:
		kind = ByInitials
	default:
		kind = ByPinyin
	}
	m.better(rank, kind, h.raw)
}

// spoken finds where the pattern — characters, syllables, their beginnings —
// stands among the elements. short tells that each syllable has one letter.
func spoken(pattern []rune, es []element) (at int, short, ok bool) {
	if len(pattern) > maxKey {
		return 0, false, false
	}
	dead := make([]bool, (len(pattern)+1)*(len(es)+1))
	for at = range es {
		if n, ok := follow(pattern, es, 0, at, dead); ok {
			return at, n == len(pattern), true
		}
	}
	return 0, false, false
}

// follow matches the pattern from p on with the elements from e on and returns
// how many elements that took.
func follow(pattern []rune, es []element, p, e int, dead []bool) (n int, ok bool) {
	if p == len(pattern) {
		return 0, true
	}
	at := p*(len(es)+1) + e
	if e == len(es) || dead[at] {
		return 0, false
	}
	for _, x := range es[e].read {
		s := x.syllable()
		same := 0
		for same < len(s) && p+same < len(pattern) && pattern[p+same] == rune(s[same]) {
			same++
		}
		for ; same > 0; same-- {
			if n, ok := follow(pattern, es, p+same, e+1, dead); ok {
				return n + 1, true
			}
		}
	}
	if pattern[p] == es[e].r {
		if n, ok := follow(pattern, es, p+1, e+1, dead); ok {
			return n + 1, true
		}
	}
	dead[at] = true
	return 0, false
}

func (f *found) matchPhones(w word, m *match) {
	if w.digits == "" {
		return
	}
	for _, s := range f.Phones {
		d := phone(s)
		switch {
		case d == w.digits:
			m.better(phoneExact, Phone, s)
		case strings.HasSuffix(d, w.digits):
			m.better(phoneEnd, Phone, s)
		case strings.HasPrefix(d, w.digits):
			m.better(phoneHead, Phone, s)
		case strings.Contains(d, w.digits):
			m.better(phoneInside, Phone, s)
		}
	}
}

func (f *found) matchNumbers(w word, m *match) {
	if m.rank <= numberExact || w.full == nil {
		return
	}
	for _, s := range f.Numbers {
		n := fold(s)
		switch {
		case slices.Contains(w.full, n), slices.ContainsFunc(w.ends, func(e string) bool {
			return strings.HasSuffix(n, e) && len(n) > len(e)
		}) && len(s) < 16:
			m.better(numberExact, Number, s)
		case strings.HasPrefix(n, w.text), len(w.digits) >= 4 && strings.HasSuffix(n, w.digits):
			m.better(numberPart, Number, s)
		}
	}
}
