package kit

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// NewEmptyState says that there is nothing, and what to do: an icon, a
// sentence, a muted one, a button (may be nil).
func NewEmptyState(icon, say, do string, button *Button) fyne.CanvasObject {
	words, hint := Bold(say), Muted(do)
	words.Wrap, hint.Wrap = true, true
	words.Align, hint.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	col := VBox(Gap8, NewIcon(icon, ColorLineStrong, 40), words, hint)
	if do == "" {
		hint.Hide()
	}
	if button != nil {
		col.Add(Pad(HBox(0, Spacer(), button, Spacer()), Gap8, 0, 0, 0))
	}
	return VBox(0, Spacer(), Pad(col, 0, Gap16, 0, Gap16), Spacer())
}

// Avatar is a tile with the first character of a name.
type Avatar struct {
	base
	name string
	side float32
}

// NewAvatar makes a tile of 40.
func NewAvatar(name string) *Avatar {
	a := &Avatar{name: name, side: 40}
	a.ExtendBaseWidget(a)
	return a
}

// SetName changes whose tile it is.
func (a *Avatar) SetName(s string) { a.name = s; a.Refresh() }

// letter is the character that tells most: for a company the first after its
// city, otherwise the first letter.
func (a *Avatar) letter() string {
	rs := []rune(a.name)
	for _, city := range []string{"重庆", "北京", "上海", "天津", "广州", "深圳", "成都", "厦门", "杭州", "南京", "武汉", "西安", "苏州"} {
		if n := len([]rune(city)); len(rs) > n+1 && string(rs[:n]) == city {
			rs = rs[n:]
			break
		}
	}
	for _, r := range rs {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "·"
}

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	box, t := newRect(ColorPrimaryContainer, ColorNone, RadiusSmall), newLabel("", ColorPrimary, 18, true)
	t.Alignment = fyne.TextAlignCenter
	draw := func(s fyne.Size) {
		paint(box, ColorPrimaryContainer, ColorNone)
		write(t, a.letter(), ColorPrimary)
		centre(box, s, fyne.NewSquareSize(a.side))
		middle(t, 0, s.Width, s.Height)
	}
	return a.faced(&face{
		objects: []fyne.CanvasObject{box, t},
		min:     func() fyne.Size { return fyne.NewSquareSize(a.side) },
		layout:  draw,
		refresh: func() { draw(a.Size()) },
		of:      a,
	})
}

// KeyValue is one row of a KeyValues.
type KeyValue struct {
	Key, Value string
	Pill       string // at the right
	Tone       Tone
	Icon       string // at the right, with OnTap: an eye
	OnTap      func()
}

// KeyValues are rows of a muted name and a value; values wrap.
type KeyValues struct {
	base
	rows  []KeyValue
	Width float32 // of the names; 0: as the longest wants
	keys  []*Text
	vals  []*Text
	pills []*Pill
	tools []*Tool
	drawn []fyne.CanvasObject
}

// NewKeyValues makes the rows.
func NewKeyValues(rows ...KeyValue) *KeyValues {
	k := &KeyValues{}
	k.ExtendBaseWidget(k)
	k.Set(rows)
	return k
}

// Set changes the rows.
func (k *KeyValues) Set(rows []KeyValue) {
	k.rows, k.keys, k.vals, k.pills, k.tools = rows, nil, nil, nil, nil
	for _, r := range rows {
		k.keys = append(k.keys, Paragraph(r.Key).In(ColorMuted))
		k.vals = append(k.vals, Paragraph(r.Value))
		var p *Pill
		if r.Pill != "" {
			p = NewPill(r.Pill, r.Tone)
		}
		k.pills = append(k.pills, p)
		var t *Tool
		if r.Icon != "" {
			t = NewTool(r.Icon, r.OnTap)
		}
		k.tools = append(k.tools, t)
	}
	k.arrange(k.BaseWidget.Size().Width, true)
	k.Refresh()
	settled(k)
}

func (k *KeyValues) names() float32 {
	if k.Width > 0 {
		return k.Width
	}
	w := float32(40)
	for _, r := range k.rows {
		w = max(w, min(120, textWidth(r.Key, TextSize, false)))
	}
	return w + Gap16
}

// HeightFor is the height at a width.
func (k *KeyValues) HeightFor(width float32) float32 { return k.arrange(width, false) }

func (k *KeyValues) arrange(width float32, put bool) float32 {
	names, y := k.names(), float32(0)
	if put {
		k.drawn = k.drawn[:0:0]
	}
	for i := range k.rows {
		right := width
		if t := k.tools[i]; t != nil {
			right -= 28
			if put {
				place(t, right, y-1, 28, 28)
				k.drawn = append(k.drawn, t)
			}
		}
		if p := k.pills[i]; p != nil {
			m := p.MinSize()
			right -= m.Width
			if put {
				place(p, right, y+3, m.Width, m.Height)
				k.drawn = append(k.drawn, p)
			}
			right -= Gap8
		}
		name := k.keys[i].HeightFor(names - Gap8)
		h := max(name, k.vals[i].HeightFor(max(40, right-names)))
		if put {
			place(k.keys[i], 0, y+3, names-Gap8, name)
			place(k.vals[i], names, y+3, max(40, right-names), h)
			k.drawn = append(k.drawn, k.keys[i], k.vals[i])
		}
		y += h + 6
	}
	return y
}

// CreateRenderer implements fyne.Widget.
func (k *KeyValues) CreateRenderer() fyne.WidgetRenderer {
	return k.faced(&face{
		list: func() []fyne.CanvasObject { return k.drawn },
		min: func() fyne.Size {
			w := k.BaseWidget.Size().Width
			if w == 0 {
				w = 300
			}
			return fyne.NewSize(k.names()+60, k.arrange(w, false))
		},
		layout: func(s fyne.Size) { k.arrange(s.Width, true) },
		refresh: func() {
			k.arrange(k.BaseWidget.Size().Width, true)
			for _, o := range k.drawn {
				o.Refresh()
			}
		},
		of: k,
	})
}

// NewFlow puts objects side by side and begins a new line where there is no
// more room: pills, buttons.
func NewFlow(gap float32, objects ...fyne.CanvasObject) *Flow {
	f := &Flow{gap: gap, objects: objects}
	f.ExtendBaseWidget(f)
	return f
}

// Flow is a row that wraps.
type Flow struct {
	base
	gap     float32
	objects []fyne.CanvasObject
}

// Set changes what flows.
func (f *Flow) Set(objects ...fyne.CanvasObject) {
	f.objects = objects
	f.arrange(f.Size().Width, true)
	f.Refresh()
	settled(f)
}

// wide is the width of everything on one line.
func (f *Flow) wide() float32 {
	var w float32
	for _, o := range f.objects {
		if o.Visible() {
			w += o.MinSize().Width + f.gap
		}
	}
	return max(0, w-f.gap)
}

// HeightFor is the height at a width.
func (f *Flow) HeightFor(width float32) float32 { return f.arrange(width, false) }

func (f *Flow) arrange(width float32, put bool) float32 {
	var x, y, tall float32
	for _, o := range f.objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width+.5 {
			x, y, tall = 0, y+tall+f.gap, 0
		}
		if put {
			place(o, x, y, m.Width, m.Height)
		}
		x += m.Width + f.gap
		tall = max(tall, m.Height)
	}
	return y + tall
}

// CreateRenderer implements fyne.Widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer {
	return f.faced(&face{
		list: func() []fyne.CanvasObject { return f.objects },
		min: func() fyne.Size {
			w := f.Size().Width
			if w == 0 {
				w = 400
			}
			return fyne.NewSize(60, f.arrange(w, false))
		},
		layout: func(s fyne.Size) { f.arrange(s.Width, true) },
		refresh: func() {
			f.arrange(f.Size().Width, true)
			for _, o := range f.objects {
				o.Refresh()
			}
		},
		of: f,
	})
}
