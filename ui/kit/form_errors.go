package kit

import (
	"regexp"
	"strconv"

	"kezhi/data"
)

var cellKey = regexp.MustCompile(`^([^\[]+)\[(\d+)\](?:\.(.+))?$`)

// SetErrors shows every refusal at its field, opens what is folded, goes to the
// first, and lists in a banner those that no field of the form has. Nil takes
// all away.
func (f *RecordForm) SetErrors(es data.Errors) {
	f.clearErrors()
	wrong := map[*formField]string{}
	rows := map[string]string{}
	lost := ""
	for _, e := range es {
		text := e.Text(Lang)
		key := e.Field
		m := cellKey.FindStringSubmatch(key)
		if m != nil {
			key = m[1]
		}
		x := f.byKey[key]
		if x == nil || !x.d.When.Met(f.Values()) {
			lost = joinLine(lost, text)
			continue
		}
		if x.d.Secondary {
			x.part.open = true
		}
		if m != nil && m[3] != "" {
			n, _ := strconv.Atoi(m[2])
			if r, ok := f.build(x).Input.(*RowsField); ok && r.setWrong(n, m[3], text) {
				rows[x.d.Key] = e.Field
				continue
			}
		}
		wrong[x] = joinLine(wrong[x], text)
	}
	for x, text := range wrong {
		x.wrong = text
		if x.label != nil {
			x.label.SetWrong(text)
		}
	}
	f.banner.SetText(lost)
	if lost != "" {
		f.banner.Show()
	}
	f.relayout()
	for _, p := range f.sections {
		for _, x := range p.fields {
			if wrong[x] != "" {
				f.Focus(x.d.Key)
				return
			}
			if rows[x.d.Key] != "" {
				for _, e := range es {
					if m := cellKey.FindStringSubmatch(e.Field); m != nil && m[1] == x.d.Key {
						f.Focus(e.Field)
						return
					}
				}
			}
		}
	}
	if lost != "" {
		reveal(f.banner)
	}
}

func joinLine(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// SetNotes says something of the values of fields, under them; fields without a
// note say nothing.
func (f *RecordForm) SetNotes(notes map[string]string) {
	changed := false
	for key, x := range f.byKey {
		if x.note == notes[key] {
			continue
		}
		x.note, changed = notes[key], true
		if x.label != nil {
			x.label.SetNote(x.note)
		}
	}
	if changed {
		f.relayout()
	}
}

func (f *RecordForm) clearErrors() {
	for _, x := range f.byKey {
		x.wrong = ""
		if x.label == nil {
			continue
		}
		if x.label.Wrong() != "" {
			x.label.SetWrong("")
		}
		if r, ok := x.label.Input.(*RowsField); ok {
			r.clearWrong()
		}
	}
	f.banner.Hide()
}

// Wrong is the reason shown at a field, "" for none.
func (f *RecordForm) Wrong(key string) string {
	if m := cellKey.FindStringSubmatch(key); m != nil {
		if x := f.byKey[m[1]]; x != nil && x.label != nil {
			if r, ok := x.label.Input.(*RowsField); ok {
				n, _ := strconv.Atoi(m[2])
				if c := r.cell(n, m[3]); c != nil {
					return c.Wrong()
				}
			}
		}
		return ""
	}
	if x := f.byKey[key]; x != nil {
		return x.wrong
	}
	return ""
}
