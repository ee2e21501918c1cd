package book

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// drawChips shows the filters above the table: one chip each, coloured where
// it narrows the table, and the recycle bin.
func (l *List) drawChips() {
	var chips []fyne.CanvasObject
	for _, key := range l.conf.Filters {
		d, ok := l.descs[key]
		if !ok {
			continue
		}
		f := l.filter(key)
		text, tone := kit.T(d.Label), kit.ToneNeutral
		if f != nil {
			text, tone = kit.T("ui.filter.is", "Field", text, "Value", l.told(d, *f)), kit.TonePrimary
		}
		p := kit.NewPill(text, tone)
		p.OnTap = func() { l.offer(d, p) }
		chips = append(chips, p)
	}
	text, tone := kit.T("ui.bin"), kit.ToneNeutral
	if l.binned {
		tone = kit.ToneWarning
	}
	p := kit.NewPill(text, tone)
	p.OnTap = func() { l.bin(!l.binned) }
	l.head.Filters(append(chips, p)...)
}

// offer opens the menu of a filter; that of a reference lists the newest
// records, which are read first.
func (l *List) offer(d field.Desc, p *kit.Pill) {
	if d.Kind != field.Record {
		kit.ShowMenuUnder(p, l.filterMenu(d))
		return
	}
	var found []kit.Pick
	screen.Beside(func(context.Context) error {
		found = Records(l.h, d.Of, "")
		return nil
	}, func(error) {
		d.Options = nil
		for _, x := range found {
			d.Options = append(d.Options, x.Number)
			l.names[x.Number] = x.Title
		}
		kit.ShowMenuUnder(p, l.filterMenu(d))
	})
}

// named is the name of a record that is filtered by: its number until it was
// read.
func (l *List) named(number string) string {
	name, asked := l.names[number]
	if !asked {
		l.names[number] = ""
		screen.Beside(func(context.Context) error {
			name = Name(l.h, number)
			return nil
		}, func(error) {
			l.names[number] = name
			l.drawChips()
		})
	}
	return cmp.Or(name, number)
}

// told is a filter's value in words.
func (l *List) told(d field.Desc, f register.Filter) string {
	if f.From != "" || f.To != "" {
		for _, s := range Spans(time.Now()) {
			if s.From == f.From && s.To == f.To {
				return kit.T(s.Key)
			}
		}
		return f.From + "–" + f.To
	}
	var vs []string
	for _, v := range f.In {
		if d.Kind == field.Record {
			vs = append(vs, l.named(v))
			continue
		}
		vs = append(vs, value(d, v))
	}
	if len(f.Not) > 0 {
		return kit.T("ui.filter.open")
	}
	return strings.Join(vs, kit.T("data.list_comma"))
}

func value(d field.Desc, v string) string {
	if v == "" || v == "0" && d.Kind == field.Bool {
		return kit.T("ui.filter.none")
	}
	if d.Kind == field.Bool {
		return kit.T("data.bool.true")
	}
	return field.Show(kit.Lang, d, v)
}

// Span is a stretch of days that a person filters by; Key names it.
type Span struct{ Key, From, To string }

// Spans are the stretches to choose from.
func Spans(now time.Time) []Span {
	day := func(t time.Time) string { return t.Format(field.DateLayout) }
	y, m, _ := now.Date()
	month := time.Date(y, m, 1, 0, 0, 0, 0, time.Local)
	monday := now.AddDate(0, 0, -(int(now.Weekday())+6)%7)
	return []Span{
		{"ui.span.today", day(now), day(now)},
		{"ui.span.week", day(monday), day(monday.AddDate(0, 0, 6))},
		{"ui.span.month", day(month), day(month.AddDate(0, 1, -1))},
		{"ui.span.last_month", day(month.AddDate(0, -1, 0)), day(month.AddDate(0, 0, -1))},
		{"ui.span.90", day(now.AddDate(0, 0, -89)), day(now)},
		{"ui.span.year", day(time.Date(y, 1, 1, 0, 0, 0, 0, time.Local)), day(time.Date(y, 12, 31, 0, 0, 0, 0, time.Local))},
	}
}

func (l *List) filterMenu(d field.Desc) []kit.MenuItem {
	f := l.filter(d.Key)
	put := func(n *register.Filter) func() {
		return func() {
			fs := slices.DeleteFunc(slices.Clone(l.like.Filters), func(x register.Filter) bool { return x.Key == d.Key })
			if n != nil {
				fs = append(fs, *n)
			}
			l.setFilters(fs)
		}
	}
	items := []kit.MenuItem{{Text: kit.T("ui.filter.all"), Ticked: f == nil, OnTap: put(nil)}}
	switch d.Kind {
	case field.Date, field.DateTime:
		for _, s := range Spans(time.Now()) {
			items = append(items, kit.MenuItem{
				Text: kit.T(s.Key), Ticked: f != nil && f.From == s.From && f.To == s.To,
				OnTap: put(&register.Filter{Key: d.Key, From: s.From, To: s.To}),
			})
		}
	case field.Bool:
		items = append(items, kit.MenuItem{Text: kit.T("data.bool.true"), Ticked: f != nil, OnTap: put(&register.Filter{Key: d.Key, In: []string{"1"}})})
	case field.Integer:
		items = append(items, kit.MenuItem{Text: kit.T("ui.filter.some"), Ticked: f != nil, OnTap: put(&register.Filter{Key: d.Key, Not: []string{"0"}})})
	case field.Record:
		for _, n := range d.Options {
			on := f != nil && slices.Contains(f.In, n)
			items = append(items, kit.MenuItem{Text: l.named(n), Hint: n, Ticked: on, OnTap: put(toggled(f, d.Key, n, on))})
		}
	case field.Person:
		for _, name := range l.people() {
			items = append(items, kit.MenuItem{
				Text: name, Ticked: f != nil && slices.Contains(f.In, name),
				OnTap: put(&register.Filter{Key: d.Key, In: []string{name}}),
			})
		}
	default:
		for _, o := range d.Options {
			on := f != nil && slices.Contains(f.In, o)
			items = append(items, kit.MenuItem{Text: field.Show(kit.Lang, d, o), Ticked: on, OnTap: put(toggled(f, d.Key, o, on))})
		}
	}
	return items
}

// toggled is a filter with one option more or less; nil when none is left.
func toggled(f *register.Filter, key, option string, on bool) *register.Filter {
	n := register.Filter{Key: key}
	if f != nil {
		n.In = slices.Clone(f.In)
	}
	if on {
		n.In = slices.DeleteFunc(n.In, func(o string) bool { return o == option })
	} else {
		n.In = append(n.In, option)
	}
	if len(n.In) == 0 {
		return nil
	}
	return &n
}

func (l *List) people() []string { return People(l.h)() }

// columnMenu offers the columns to show.
func (l *List) columnMenu() []kit.MenuItem {
	var items []kit.MenuItem
	for i, c := range l.table.Columns() {
		if c.Key == "number" {
			continue
		}
		items = append(items, kit.MenuItem{Text: c.Title, Ticked: !c.Hidden, Keep: true, OnTap: func() {
			cs := l.table.Columns()
			cs[i].Hidden = !cs[i].Hidden
			l.chose(cs)
			l.table.SetColumns(cs)
		}})
	}
	return append(items, kit.MenuItem{Text: kit.T("ui.columns.reset"), Icon: "rotate-ccw", Rule: true, OnTap: func() {
		l.chose(nil)
		l.table.SetColumns(columns(l.reg))
	}})
}
