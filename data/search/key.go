package search

import (
	"slices"
	"unicode/utf8"
)

// The kinds of keys. A key is the register's letter, the kind and the text.
const (
	keyName      = 'n' // folded name
	keyPinyin    = 'y' // of a name
	keyInitials  = 'i' // of a name
	keyPhone     = 't' // digits
	keyPhoneEnd  = 'r' // digits from behind
	keyNumber    = 'k' // folded number
	keyNumberEnd = 'e' // the same from behind
	keyAlike     = 'z'
)

// letter is a register's first letter in keys and tokens.
func letter(code int64) byte { return 'a' + byte(code) }

// keys are the keys of an entry, sorted, each once.
func (e *Entry) keys(code int64) []string {
	ks := make([]string, 0, 24)
	add := func(kind byte, text string) {
		if text = cut(text, maxKey); text != "" {
			ks = append(ks, string([]byte{letter(code), kind})+text)
		}
	}
	for _, s := range e.Names {
		f := fold(s)
		add(keyName, f)
		whole, initials := spell(read(cut(f, maxRead)))
		for _, s := range whole {
			add(keyPinyin, s)
		}
		for _, s := range initials {
			add(keyInitials, s)
		}
	}
	for _, s := range e.Phones {
		d := phone(s)
		add(keyPhone, d)
		add(keyPhoneEnd, reverse(d))
	}
	for _, s := range e.Numbers {
		f := fold(s)
		add(keyNumber, f)
		if ascii(f) {
			add(keyNumberEnd, reverse(f))
		}
	}
	for _, s := range e.Alike {
		add(keyAlike, fold(s))
	}
	slices.Sort(ks)
	return slices.Compact(ks)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
