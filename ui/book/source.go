package book

import (
	"context"
	"errors"
	"log/slog"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// source shows a vector in a kit.RecordTable.
type source struct {
	vec     *vector
	cells   func(register.Line) []kit.Cell
	arrived func() // on the window's goroutine, after lines were read
}

// Len is how many records answer the query.
func (s *source) Len() int { return s.vec.len() }

// Row is a line's cells.
func (s *source) Row(i int) (kit.Row, bool) {
	l, ok := s.vec.line(i)
	if !ok {
		return kit.Row{ID: s.vec.id(i)}, false
	}
	return kit.Row{ID: s.vec.id(i), Cells: s.cells(l)}, true
}

// Want reads what is in sight and not there yet.
func (s *source) Want(first, last int) {
	pages, edition := s.vec.missing(first, last)
	if len(pages) == 0 {
		return
	}
	screen.Beside(func(ctx context.Context) error {
		var err error
		for _, p := range pages {
			err = errors.Join(err, s.vec.read(ctx, p, edition))
		}
		return err
	}, func(err error) {
		if err != nil {
			slog.Error("lines", "register", s.vec.reg.Key(), "error", err)
		}
		s.arrived()
	})
}

// columns are a register's columns: the number first, then the fields' own.
func columns(reg register.Register) []kit.TableColumn {
	wide := float32(116)
	switch reg.Key() {
	case "customer": // KH-000123 has no year
		wide = 92
	case "answer": // DC-2026-0001-0012
		wide = 148
	}
	cs := []kit.TableColumn{{Key: "number", Title: kit.T("ui.number"), Width: wide, Sortable: true}}
	for _, d := range reg.Fields() {
		if d.Column == nil {
			continue
		}
		cs = append(cs, kit.TableColumn{
			Key: d.Key, Title: kit.T(d.Label), Width: d.Column.Width, Right: d.Column.Right,
			Flex: d.Column.Flex, Sortable: d.Column.Sort != "", Hidden: !d.Column.Shown, Pill: d.Column.Pill,
		})
	}
	return cs
}

// liking is how a person likes a register's table, kept between starts.
type liking struct {
	Sort    string            `json:"sort"`
	Desc    bool              `json:"desc"`
	Filters []register.Filter `json:"filters,omitempty"`
	Columns []width           `json:"columns,omitempty"`
	At      int64             `json:"at,omitempty"` // the record that was marked
}

type width struct {
	Key    string  `json:"key"`
	Width  float32 `json:"width"`
	Hidden bool    `json:"hidden,omitempty"`
}

// liked puts the columns into the order and widths a person likes; a column
// the program has learned since comes where it would be by itself.
func liked(cs []kit.TableColumn, ws []width) []kit.TableColumn {
	if len(ws) == 0 {
		return cs
	}
	by := map[string]kit.TableColumn{}
	for _, c := range cs {
		by[c.Key] = c
	}
	var out []kit.TableColumn
	for _, w := range ws {
		if c, ok := by[w.Key]; ok {
			c.Width, c.Hidden = w.Width, w.Hidden
			out = append(out, c)
			delete(by, w.Key)
		}
	}
	for _, c := range cs {
		if _, left := by[c.Key]; left {
			out = append(out, c)
		}
	}
	return out
}

func widths(cs []kit.TableColumn) []width {
	ws := make([]width, len(cs))
	for i, c := range cs {
		ws[i] = width{c.Key, c.Width, c.Hidden}
	}
	return ws
}

// cells shows a line in the columns as they stand.
func cells(ds map[string]field.Desc, cs []kit.TableColumn, conf *Table, l register.Line) []kit.Cell {
	out := make([]kit.Cell, len(cs))
	for i, c := range cs {
		if c.Key == "number" {
			out[i] = kit.Cell{Text: l.Number, Muted: true, Small: true}
			continue
		}
		out[i] = cell(ds[c.Key], conf.Tones, l.Values)
		if conf.Tone == nil {
			continue
		}
		if t := conf.Tone(l, c.Key); t != kit.ToneNeutral {
			out[i].Tone, out[i].Muted = t, false
		}
	}
	return out
}

func cell(d field.Desc, tones Tones, v field.Values) kit.Cell {
	raw := v.Text(d.Key)
	text := field.Show(kit.Lang, d, v[d.Key])
	switch d.Kind {
	case field.Bool:
		if raw != "true" {
			text = ""
		}
	case field.Integer:
		if raw == "0" {
			text = ""
		}
	case field.Decimal:
		text = field.Parted(text)
	}
	c := kit.Cell{Text: text, Tone: tones.Of(d.Key, raw), Pill: d.Column != nil && d.Column.Pill && text != ""}
	c.Muted = d.Kind == field.Date || d.Kind == field.DateTime
	if c.Tone != kit.ToneNeutral {
		c.Muted = false
	}
	return c
}

// Tones are the colours of values: by field, then by option; "*" is any value
// that is not empty or zero.
type Tones map[string]map[string]kit.Tone

// Of is the colour of a value of a field.
func (t Tones) Of(key, raw string) kit.Tone {
	m := t[key]
	if tone, ok := m[raw]; ok {
		return tone
	}
	if raw == "" || raw == "0" {
		return kit.ToneNeutral
	}
	return m["*"]
}
