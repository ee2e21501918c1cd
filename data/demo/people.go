package demo

import "unicode/utf8"

// name makes a person's name: mostly a common surname, sometimes one of two
// characters or one that reads otherwise as a name, now and then with a
// character that is hard to find in a font.
func (m *maker) name(d dice) (name string, female bool) {
	p := &m.texts.people
	var surname string
	switch n := d.IntN(100); {
	case n < 88:
		// The surnames stand in the order of their frequency.
		all := []rune(p.Surnames)
		surname = string(all[min(d.IntN(len(all)), d.IntN(len(all)))])
	case n < 95:
		surname = one(d, p.Rare)
	default:
		surname = one(d, p.Compound)
	}
	female = d.in100(48)
	given := p.Male
	if female {
		given = p.Female
	}
	switch n := d.IntN(100); {
	case n < 3:
		return surname + one(d, p.RareGiven), female
	case n < 35:
		// Two given names lend a character each: many more names than the list.
		a, b := []rune(one(d, given)), []rune(one(d, given))
		return surname + string(a[0]) + string(b[len(b)-1]), female
	}
	g := one(d, given)
	if utf8.RuneCountInString(surname) == 2 && utf8.RuneCountInString(g) == 2 && d.in100(50) {
		_, n := utf8.DecodeRuneInString(g)
		g = g[n:]
	}
	return surname + g, female
}

// firm makes the name of a firm of the trade, and what it is called for short.
func (m *maker) firm(d dice, t trade, p place) (name, short string) {
	fancy := letter(d, m.texts.trades.First) + letter(d, m.texts.trades.Second)
	if d.in100(25) {
		fancy += letter(d, m.texts.trades.First)
	}
	tail := one(d, t.Tails)
	name = fancy + tail
	if d.in100(70) {
		name = p.Short + name
	}
	if d.in100(6) {
		name = p.Short + fancy + "（集团）" + tail
	}
	if d.in100(45) {
		short = fancy
		if d.in100(60) {
			short += string([]rune(t.Industry))
		}
	}
	return name, short
}
