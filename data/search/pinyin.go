package search

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// reading is a syllable and its tone: number of the syllable × 8 + tone.
// 0 is no reading.
type reading uint16

func (r reading) syllable() string { return table().syllables[r>>3] }

func (r reading) tone() byte { return '0' + byte(r&7) }

// The block of characters whose readings lie in a slice.
const (
	firstHan = 0x3400
	lastHan  = 0x9fff
)

// sounds are the readings of all characters.
type sounds struct {
	syllables []string
	number    map[string]uint16
	common    [lastHan - firstHan + 1]reading
	rare      map[rune]reading
	several   map[rune][]reading  // all that occur in names, where there are several; the usual first
	surname   map[rune]reading    // at the head of a person's name
	phrases   map[rune][]phrase   // by first character, longest first
	partial   map[string]struct{} // beginnings of syllables
}

type phrase struct {
	text     []rune
	readings []reading
}

// table is made at the first use: 42,000 characters, some 10 ms, 300 kB.
var table = sync.OnceValue(func() *sounds {
	t := &sounds{
		syllables: []string{""}, number: map[string]uint16{}, rare: map[rune]reading{},
		several: map[rune][]reading{}, surname: map[rune]reading{}, phrases: map[rune][]phrase{},
		partial: map[string]struct{}{},
	}
	for r, all := range pinyin.PinyinDict {
		first, _, _ := strings.Cut(all, ",")
		t.set(rune(r), t.parse(first))
	}
	for _, w := range strings.Fields(usual) {
		r, n := utf8.DecodeRuneInString(w)
		t.set(r, t.parse(w[n:]))
	}
	for _, w := range strings.Fields(surnames) {
		r, n := utf8.DecodeRuneInString(w)
		t.surname[r] = t.parse(w[n:])
	}
	for r, x := range t.surname {
		t.several[r] = distinct(t.of(r), x)
	}
	for _, w := range strings.Fields(others) {
		r, n := utf8.DecodeRuneInString(w)
		all := append([]reading{t.of(r)}, t.several[r]...)
		for _, s := range strings.Split(w[n:], ",") {
			all = append(all, t.parse(s))
		}
		t.several[r] = distinct(all...)
	}
	for _, list := range []string{compound, places, words} {
		for _, w := range strings.Fields(list) {
			t.phrase(w)
		}
	}
	for s := range t.number {
		for n := 1; n <= len(s); n++ {
			t.partial[s[:n]] = struct{}{}
		}
	}
	return t
})

func (t *sounds) set(r rune, x reading) {
	if r >= firstHan && r <= lastHan {
		t.common[r-firstHan] = x
	} else if x != 0 {
		t.rare[r] = x
	}
}

// phrase adds "重庆chong2qing4".
func (t *sounds) phrase(w string) {
	var p phrase
	for {
		r, n := utf8.DecodeRuneInString(w)
		if r < 0x80 {
			break
		}
		p.text = append(p.text, r)
		w = w[n:]
	}
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && (w[j] < '0' || w[j] > '9') {
			j++
		}
		p.readings = append(p.readings, t.parse(w[i:min(j+1, len(w))]))
		i = j + 1
	}
	if len(p.text) != len(p.readings) {
		panic("search: reading of " + string(p.text))
	}
	t.phrases[p.text[0]] = append(t.phrases[p.text[0]], p)
}

// parse reads "zhāng" or "zhang1"; 0 for what is no syllable, such as ńg.
func (t *sounds) parse(s string) reading {
	var b strings.Builder
	tone := reading(5)
	for _, r := range s {
		if r >= '1' && r <= '5' {
			tone = reading(r - '0')
			continue
		}
		if m, ok := marks[r]; ok {
			b.WriteByte(m[0])
			if m[1] != '0' {
				tone = reading(m[1] - '0')
			}
			continue
		}
		if r < 'a' || r > 'z' {
			return 0
		}
		b.WriteRune(r)
	}
	syllable := b.String()
	if syllable == "" || !strings.ContainsAny(syllable, "aeiouv") {
		return 0
	}
	n, ok := t.number[syllable]
	if !ok {
		n = uint16(len(t.syllables))
		t.syllables = append(t.syllables, syllable)
		t.number[syllable] = n
	}
	return reading(n)<<3 | tone
}

// marks are the vowels with their tones.
var marks = func() map[rune]string {
	m := map[rune]string{'ü': "v0"}
	for vowel, four := range map[string]string{"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "ǖǘǚǜ"} {
		i := 0
		for _, r := range four {
			i++
			m[r] = vowel + string(rune('0'+i))
		}
	}
	return m
}()

func (t *sounds) of(r rune) reading {
	if r >= firstHan && r <= lastHan {
		return t.common[r-firstHan]
	}
	if r < firstHan {
		if r == '〇' {
			return t.rare[r]
		}
		return 0
	}
	return t.rare[r]
}

// element is a character of a name and how it is read: the usual reading
// first. A letter or digit is read as itself.
type element struct {
	r    rune
	read []reading // nil: as itself
}

func (e element) syllables() []string {
	if e.read == nil {
		return []string{string(e.r)}
	}
	out := make([]string, len(e.read))
	for i, x := range e.read {
		out[i] = x.syllable()
	}
	return out
}

// read gives the elements of a folded name. Words of more than one character
// (重庆, 尉迟) and the surname at the head know their own reading; the other
// readings of a character follow, for a person may type either.
func read(name string) []element {
	t := table()
	rs := []rune(name)
	es := make([]element, len(rs))
	for i := 0; i < len(rs); i++ {
		if p := t.longest(rs[i:]); p != nil {
			for j, x := range p.readings {
				es[i+j] = t.element(rs[i+j], x)
			}
			i += len(p.text) - 1
			continue
		}
		x := t.of(rs[i])
		if i == 0 && len(rs) <= 4 {
			if s := t.surname[rs[0]]; s != 0 {
				x = s
			}
		}
		es[i] = t.element(rs[i], x)
	}
	return es
}

// element is r read as x, with the other readings that names know.
func (t *sounds) element(r rune, x reading) element {
	all := t.several[r]
	switch {
	case x == 0:
		return element{r: r}
	case len(all) == 0 && r >= firstHan && r <= lastHan && t.common[r-firstHan] == x:
		i := r - firstHan
		return element{r, t.common[i : i+1 : i+1]} // without making a slice
	case len(all) > 0 && all[0] == x:
		return element{r, all}
	}
	return element{r, distinct(append([]reading{x, t.of(r)}, all...)...)}
}

// distinct leaves of the readings those that exist and differ in the syllable.
func distinct(all ...reading) []reading {
	var out []reading
	for _, x := range all {
		if x>>3 != 0 && !slices.ContainsFunc(out, func(y reading) bool { return x>>3 == y>>3 }) {
			out = append(out, x)
		}
	}
	return out
}

func (t *sounds) longest(rs []rune) *phrase {
	var best *phrase
	ps := t.phrases[rs[0]]
	for i, p := range ps {
		if len(p.text) <= len(rs) && (best == nil || len(p.text) > len(best.text)) && slices.Equal(p.text, rs[:len(p.text)]) {
			best = &ps[i]
		}
	}
	return best
}

// maxReadings is how many ways of reading one name are kept as keys.
const maxReadings = 4

// spell gives the ways to write a name in pinyin, whole and by initials, at
// most maxReadings each; none where no character has a reading of its own.
func spell(es []element) (whole, initials []string) {
	han := false
	whole, initials = []string{""}, []string{""}
	for _, e := range es {
		han = han || e.read != nil
		ss := e.syllables()
		whole = product(whole, ss)
		initials = product(initials, heads(ss))
	}
	if !han {
		return nil, nil
	}
	return whole, initials
}

func product(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, t := range tails {
		for _, h := range heads {
			if len(out) < maxReadings {
				out = append(out, h+t)
			}
		}
	}
	return out
}

// SortKey is the text by which names stand in the order of their pinyin:
// syllable and tone of each character, then the character, so that all of one
// surname stand together. Beyond twelve characters the name itself decides.
func SortKey(name string) string {
	name = cut(fold(name), 40)
	es := read(name)
	var b strings.Builder
	b.Grow(len(es) * 9)
	for i, e := range es {
		if e.read != nil && i < 12 {
			b.WriteString(e.read[0].syllable())
			b.WriteByte(e.read[0].tone())
		}
		b.WriteRune(e.r)
	}
	return b.String()
}

// Pinyin is the usual reading of a name in small letters without tones, as
// one word; other characters stand as they are.
func Pinyin(name string) string {
	var b strings.Builder
	for _, e := range read(cut(fold(name), maxName)) {
		b.WriteString(e.syllables()[0])
	}
	return b.String()
}
