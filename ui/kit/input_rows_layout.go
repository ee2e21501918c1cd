package kit

import (
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/assets"
	"kezhi/data/field"
)

// weight says how much of a row's width a field of a table wants.
func weight(d *field.Desc) float32 {
	switch d.Kind {
	case field.Bool:
		return .6
	case field.Integer, field.Decimal:
		return .8
	case field.Choice:
		if Lang == assets.En { // whose words for one thing are longer
			return 2.2
		}
		return 1.15
	case field.Date, field.Person:
		return 1.15
	case field.DateTime, field.Phone:
		return 1.4
	}
	if d.Max > 0 && d.Max <= 20 {
		return 1
	}
	if d.Max >= 500 || d.Wide {
		return 2.6
	}
	return 1.7
}

const rowTools float32 = 34

// HeightFor is the height at a width.
func (r *RowsField) HeightFor(width float32) float32 { return r.arrange(width, false) }

// MinSize is the height at the width it has.
func (r *RowsField) MinSize() fyne.Size {
	if r.Size().Width == 0 {
		return fyne.NewSize(200, r.height)
	}
	return fyne.NewSize(200, r.HeightFor(r.Size().Width))
}

// CreateRenderer implements fyne.Widget.
func (r *RowsField) CreateRenderer() fyne.WidgetRenderer {
	return r.faced(&face{
		list:   func() []fyne.CanvasObject { return r.drawn },
		min:    r.MinSize,
		layout: func(s fyne.Size) { r.arrange(s.Width, true) },
		refresh: func() {
			r.arrange(r.Size().Width, true)
			for _, o := range r.drawn {
				o.Refresh()
			}
		},
		of: r,
	})
}

// arrange places everything in a width and returns the height; without put it
// only measures.
func (r *RowsField) arrange(width float32, put bool) float32 {
	if width == 0 {
		return Control
	}
	if put {
		r.drawn = r.drawn[:0:0]
	}
	if r.o.ReadOnly && len(r.rows) == 0 {
		if put {
			place(r.none, 0, shownTop, width, Control-shownTop)
			r.drawn = append(r.drawn, r.none)
		}
		return Control
	}
	var y float32
	if r.cards {
		y = r.arrangeCards(width, put)
	} else {
		y = r.arrangeTable(width, put)
	}
	if r.locked || r.o.ReadOnly {
		return max(y, Control)
	}
	if put {
		place(r.add, 0, y+2, r.add.MinSize().Width, 28)
		r.drawn = append(r.drawn, r.add)
	}
	return y + Control
}

func (r *RowsField) arrangeTable(width float32, put bool) float32 {
	if len(r.rows) == 0 {
		return 0
	}
	room, inset := width-rowTools, float32(12)
	if r.o.ReadOnly { // nothing to do at the end of a row, and no boxes around the cells
		room, inset = width, 2
	}
	ds := r.rows[0].fields
	var sum float32
	for _, d := range ds {
		sum += weight(d)
	}
	const head float32 = 26
	if put {
		x := float32(0)
		for i, d := range ds {
			if i == len(r.heads) {
				r.heads = append(r.heads, newLabel("", ColorMuted, SmallSize, false))
			}
			w := room * weight(d) / sum
			s := r.o.label(d)
			if d.Required && !r.o.ReadOnly {
				s += " *"
			}
			write(r.heads[i], ellipsis(s, w-inset, SmallSize, false), ColorMuted)
			place(r.heads[i], x+inset, (head-lineHeight(SmallSize))/2, w-inset, lineHeight(SmallSize))
			r.drawn = append(r.drawn, r.heads[i])
			x += w
		}
		r.rule(0, head-1, width, 1, 0)
	}
	y := head
	v := field.Values(nil)
	for n, l := range r.rows {
		h, x := Control, float32(0)
		for i, d := range l.fields {
			w := room * weight(d) / sum
			h = max(h, l.cells[i].HeightFor(w-4))
			if put {
				l.cells[i].Hidden = false
				if d.When != nil {
					if v == nil {
						v = l.values()
					}
					l.cells[i].Hidden = !d.When.Met(v)
				}
				place(l.cells[i], x+2, y+3, w-4, l.cells[i].HeightFor(w-4))
				r.drawn = append(r.drawn, l.cells[i])
			}
			x += w
		}
		v = nil
		if put {
			if !r.locked && !r.o.ReadOnly {
				place(l.bin, width-rowTools+2, y+5, 30, 28)
				r.drawn = append(r.drawn, l.bin)
			}
			r.rule(0, y+h+5, width, 1, n+1)
		}
		y += h + 6
	}
	return y
}

// rule places hairline i.
func (r *RowsField) rule(x, y, w, h float32, i int) {
	for len(r.rules) <= i {
		r.rules = append(r.rules, newRect(ColorLine, ColorNone, 0))
	}
	r.rules[i].FillColor = Color(ColorLine)
	place(r.rules[i], x, y, w, h)
	r.drawn = append(r.drawn, r.rules[i])
}

func (r *RowsField) arrangeCards(width float32, put bool) float32 {
	columns := 1
	switch {
	case width >= 1000:
		columns = 4
	case width >= 760:
		columns = 3
	case width >= 460:
		columns = 2
	}
	const gap, pad float32 = 12, 12
	one := (width - 2*pad - gap*float32(columns-1)) / float32(columns)
	var y float32
	for n, l := range r.rows {
		top := y
		y += pad - 4
		if put {
			r.drawn = append(r.drawn, l.box)
			write(l.number, T(r.d.Label)+" "+strconv.Itoa(n+1), ColorMuted)
			place(l.number, pad, y+6, 200, lineHeight(SmallSize))
			r.drawn = append(r.drawn, l.number)
		}
		y += 28
		v := l.values()
		column, tall := 0, float32(0)
		for i, d := range l.fields {
			met := d.When.Met(v)
			if put {
				l.cells[i].Hidden = !met
			}
			if !met {
				if put {
					r.drawn = append(r.drawn, l.cells[i])
				}
				continue
			}
			span := 1
			if d.Wide || d.Kind == field.Multiline || d.Kind == field.Rows {
				span = columns
			}
			if column+span > columns {
				y, column, tall = y+tall+8, 0, 0
			}
			w := one*float32(span) + gap*float32(span-1)
			h := l.cells[i].HeightFor(w)
			if put {
				place(l.cells[i], pad+float32(column)*(one+gap), y, w, h)
				r.drawn = append(r.drawn, l.cells[i])
			}
			tall = max(tall, h)
			column += span
		}
		y += tall + pad
		if put {
			paint(l.box, ColorSurface, ColorLine)
			place(l.box, 0, top, width, y-top)
			r.tools(l, n, width, top+pad-6)
		}
		y += 8
	}
	return y
}

func (r *RowsField) tools(l *rowLine, n int, width, y float32) {
	if r.locked || r.o.ReadOnly {
		return
	}
	x := width - 36
	for _, b := range []*Tool{l.bin, l.down, l.up} {
		if b == l.up && n == 0 || b == l.down && n == len(r.rows)-1 {
			continue
		}
		place(b, x, y, 30, 28)
		r.drawn = append(r.drawn, b)
		x -= 32
	}
}
