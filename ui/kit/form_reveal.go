package kit

import (
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
)

// veiled is an input whose text may be masked; unveil is called by the eye that
// then stands at its right end.
type veiled interface {
	setUnveil(func())
	masked() bool
	holds(fyne.Focusable) bool
	unveiled()
}

// veil gives an input its eye where its field is sensitive.
func veil(in Input, d *field.Desc, o *FormOptions, path func() string) {
	if v, ok := in.(veiled); ok && d.Sensitive && o.Reveal != nil {
		v.setUnveil(func() { o.Reveal(path()) })
	}
}

func (c *control) setUnveil(f func()) {
	c.unveil = f
	if c.iconTap == nil {
		c.iconTap = newTapArea(nil)
	}
	usual := c.iconTap.onTap
	c.iconTap.onTap = func(p fyne.Position) {
		switch {
		case c.masked():
			f()
		case usual != nil:
			usual(p)
		}
	}
}

// masked tells whether what stands in the input is masked.
func (c *control) masked() bool {
	return c.unveil != nil && c.entry != nil && field.IsMasked(c.entry.Text)
}

func (c *control) holds(f fyne.Focusable) bool { return c.entry != nil && fyne.Focusable(c.entry) == f }

func (c *control) unveiled() { Guard(c.unveil) }

// shownIcon is the icon at the right end: an eye over what is masked.
func (c *control) shownIcon() string {
	if c.masked() {
		return "eye"
	}
	return c.icon
}

// Unveil asks for the whole of a masked value: of the one that has the keyboard,
// else of the first. It tells whether there is one.
func (f *RecordForm) Unveil() bool {
	var first veiled
	focused := focusedOn(f)
	for _, p := range f.sections {
		for _, x := range p.fields {
			if x.label == nil || !f.shows(x, f.values) {
				continue
			}
			for _, v := range veils(x.label.Input) {
				if v.holds(focused) {
					v.unveiled()
					return true
				}
				if first == nil {
					first = v
				}
			}
		}
	}
	if first == nil {
		return false
	}
	first.unveiled()
	return true
}

func focusedOn(o fyne.CanvasObject) fyne.Focusable {
	if c := canvasOf(o); c != nil {
		return c.Focused()
	}
	return nil
}

// veils are the masked inputs within an input.
func veils(in Input) []veiled {
	if v, ok := in.(veiled); ok && v.masked() {
		return []veiled{v}
	}
	r, ok := in.(*RowsField)
	if !ok {
		return nil
	}
	var out []veiled
	for _, l := range r.rows {
		for _, c := range l.cells {
			if c != nil {
				out = append(out, veils(c.Input)...)
			}
		}
	}
	return out
}

// SetPlain shows the whole of a value that was masked, "phones[0].number". It is
// no change by the person.
func (f *RecordForm) SetPlain(path, plain string) {
	key := path
	m := cellKey.FindStringSubmatch(path)
	if m != nil {
		key = m[1]
	}
	x := f.byKey[key]
	if x == nil {
		return
	}
	f.values.SetAt(path, plain)
	f.clean.SetAt(path, plain)
	if x.label == nil {
		return
	}
	if r, ok := x.label.Input.(*RowsField); ok && m != nil {
		n, _ := strconv.Atoi(m[2])
		if c := r.cell(n, m[3]); c != nil {
			c.Input.SetValue(plain)
		}
		return
	}
	x.label.Input.SetValue(plain)
}

// cellPath is where a cell's value stands among the form's: "phones[0].number".
func (r *RowsField) cellPath(l *rowLine, key string) string {
	for i, x := range r.rows {
		if x == l {
			return r.path + "[" + strconv.Itoa(i) + "]." + key
		}
	}
	return ""
}
