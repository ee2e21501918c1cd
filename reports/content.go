package reports

import (
	"slices"
	"strings"

	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// Room for what is written by hand, mm.
const (
	otherBlank = 16
	yearRoom   = 9
	partRoom   = 5
)

// write is the value x of a field: choices as boxes, everything else as text.
// On a blank form a date shows its places, and texts that the register offers
// stand there as boxes.
func (d *draft) write(f *field.Desc, x any) sheet.Content {
	switch {
	case f.Kind == field.Choice || f.Kind == field.Choices:
		return d.boxes(f, x)
	case f.Kind == field.Bool:
		names := []string{d.lang.T("data.bool.true"), d.lang.T("data.bool.false")}
		if s, _ := x.(string); s != "" && !d.blank() {
			return sheet.Choice(names, d.lang.T("data.bool."+s))
		}
		return sheet.Choice(names)
	case !d.blank():
		return sheet.Plain(field.Show(d.lang, *f, x))
	case len(f.Suggest) > 0:
		return d.offers(f)
	case f.Kind == field.Date:
		return d.places("form.places.date", -1)
	case f.Kind == field.DateTime:
		return d.places("form.places.time", -1)
	}
	return nil
}

// boxes are the options of a choice, the chosen ticked; what was chosen and is
// no option any more stands after them.
func (d *draft) boxes(f *field.Desc, x any) sheet.Content {
	var have []string
	switch x := x.(type) {
	case string:
		if x != "" {
			have = []string{x}
		}
	case []string:
		have = x
	}
	names := make([]string, len(f.Options))
	for i, o := range f.Options {
		names[i] = field.Option(d.lang, *f, o)
	}
	var chosen []string
	for _, h := range have {
		n := field.Option(d.lang, *f, h)
		if !slices.Contains(f.Options, h) {
			names = append(names, n)
		}
		chosen = append(chosen, n)
	}
	return sheet.Choice(names, chosen...)
}

// offers are the texts that the register offers, as boxes to tick, and a line
// for any other.
func (d *draft) offers(f *field.Desc) sheet.Content {
	names := make([]string, len(f.Suggest))
	for i, k := range f.Suggest {
		names[i] = d.lang.T(k)
	}
	other := d.lang.T("form.other")
	names = slices.DeleteFunc(names, func(s string) bool { return s == other })
	c := sheet.Choice(append(names, other))
	return append(c, sheet.Run{Text: " "}, sheet.Blank(otherBlank))
}

// places is a message such as {y}年{m}月{d}日 with room in its places, or with
// lines to write on where sign is 1.
func (d *draft) places(key string, sign float64) sheet.Content {
	var c sheet.Content
	rest := d.lang.T(key)
	for rest != "" {
		i := strings.IndexByte(rest, '{')
		if i < 0 || i+2 >= len(rest) {
			return append(c, sheet.Run{Text: rest})
		}
		if i > 0 {
			c = append(c, sheet.Run{Text: rest[:i]})
		}
		room := float64(partRoom)
		if rest[i+1] == 'y' {
			room = yearRoom
		}
		c, rest = append(c, sheet.Blank(sign*room)), rest[i+3:]
	}
	return c
}
