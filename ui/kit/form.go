package kit

import (
	"reflect"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
)

// RecordForm is a form made from the descriptions of a record's fields. It
// takes and gives field.Values; what is allowed is the record's business, the
// form shows what was refused.
type RecordForm struct {
	base
	// OnChanged is called after each change by the person, with the values.
	OnChanged func(field.Values)

	opts     FormOptions
	sections []*formPart
	byKey    map[string]*formField
	values   field.Values // what was set; fields that are not built keep theirs
	clean    field.Values // what Dirty compares with
	banner   *Banner
	drawn    []fyne.CanvasObject
	height   float32
	width    float32
	labels   float32
	quiet    bool
	grown    func()
}

// formPart is a section. Its inputs are made when they are first seen.
type formPart struct {
	key    string
	title  *formTitle
	fields []*formField
	more   *moreLine // the line 更多, nil without secondary fields
	open   bool      // secondary fields are shown
}

type formField struct {
	d     *field.Desc
	part  *formPart
	label *Labelled // nil until it is first shown
	wrong string
	note  string
}

// NewRecordForm makes the form of the fields.
func NewRecordForm(descs []field.Desc, o FormOptions) *RecordForm {
	f := &RecordForm{opts: o, byKey: map[string]*formField{}, values: field.Values{}, clean: field.Values{}}
	for i := range descs {
		d := &descs[i]
		if o.Hide != nil && o.Hide(d.Key) || d.Column != nil && d.Column.Virtual {
			continue
		}
		if n := len(f.sections); n == 0 || f.sections[n-1].key != d.Section {
			f.sections = append(f.sections, f.newPart(d.Section))
		}
		p := f.sections[len(f.sections)-1]
		x := &formField{d: d, part: p}
		p.fields = append(p.fields, x)
		f.byKey[d.Key] = x
		if d.Secondary && p.more == nil {
			p.more = newMoreLine(func() { f.toggle(p) })
		}
	}
	f.banner = NewBanner(ToneDanger, "")
	f.banner.Hide()
	f.labels = f.labelWidth()
	f.ExtendBaseWidget(f)
	return f
}

func (f *RecordForm) newPart(key string) *formPart {
	p := &formPart{key: key}
	if key != "" {
		p.title = newFormTitle(T(key))
	}
	return p
}

// labelWidth is what the longest label wants, within reason: longer ones take
// two lines.
func (f *RecordForm) labelWidth() float32 {
	w := float32(56)
	for _, x := range f.byKey {
		if x.d.Kind == field.Rows {
			continue
		}
		n := textWidth(f.opts.label(x.d), TextSize, false) + 8
		w = max(w, min(n, 122))
	}
	return w
}

// asking tells whether a section has a label too long for two lines at the
// left: a question. Then all its wide fields have theirs above.
func (f *RecordForm) asking(p *formPart) bool {
	for _, x := range p.fields {
		if x.d.Wide && textWidth(f.opts.label(x.d), TextSize, false) > 2*f.labels-24 {
			return true
		}
	}
	return false
}

func (f *RecordForm) toggle(p *formPart) {
	p.open = !p.open
	f.relayout()
}

// build makes the input of a field and gives it its value.
func (f *RecordForm) build(x *formField) *Labelled {
	if x.label != nil {
		return x.label
	}
	var in Input
	if x.d.ReadOnly || f.opts.ReadOnly && x.d.Kind != field.Rows { // rows show their cells so
		in = newShown(x.d, f.opts.Show)
	} else {
		in = newInput(x.d, x.d.Key, &f.opts)
	}
	veil(in, x.d, &f.opts, func() string { return x.d.Key })
	label := f.opts.label(x.d)
	bare := x.d.Kind == field.Rows && len(x.part.fields) == 1
	if bare {
		label = "" // the title above says it
	}
	x.label = NewLabelled(label, x.d.Required && !x.d.ReadOnly && !f.opts.ReadOnly, in)
	x.label.LabelWidth = f.labels
	if bare {
		x.label.LabelWidth = 0
	} else if x.d.Kind == field.Rows || x.d.Wide && f.asking(x.part) {
		x.label.Above, x.label.LabelWidth = true, 0
	}
	x.label.grown = f.relayout
	in.SetValue(f.values[x.d.Key])
	x.label.note = x.note
	if x.wrong != "" {
		x.label.SetWrong(x.wrong)
	}
	in.Watch(func() { f.changed(x) })
	return x.label
}

func (f *RecordForm) changed(x *formField) {
	if f.quiet {
		return
	}
	f.values[x.d.Key] = x.label.Input.Value()
	if x.wrong != "" {
		x.wrong = ""
		x.label.SetWrong("") // it is being mended
	}
	if x.note != "" {
		x.note = ""
		x.label.SetNote("") // it was of another value
	}
	if f.steers(x.d.Key) {
		f.relayout()
	}
	if f.OnChanged != nil {
		Guard(func() { f.OnChanged(f.Values()) })
	}
}

// steers tells whether other fields appear or go with this one's value.
func (f *RecordForm) steers(key string) bool {
	for _, x := range f.byKey {
		if x.d.When != nil && x.d.When.Key == key {
			return true
		}
	}
	return false
}

// SetValues fills the form; Dirty counts from here. Sections folded away open
// where they have values.
func (f *RecordForm) SetValues(v field.Values) {
	f.fill(v)
	f.clean = f.Values()
}

// Fill puts values into the form as unsaved changes: a draft, a template. Keys
// it lacks keep their values.
func (f *RecordForm) Fill(v field.Values) {
	all := f.Values()
	for k, x := range v.Clone() {
		all[k] = x
	}
	f.fill(all)
}

func (f *RecordForm) fill(v field.Values) {
	f.quiet = true
	f.values = v.Clone()
	if f.values == nil {
		f.values = field.Values{}
	}
	for _, p := range f.sections {
		for _, x := range p.fields {
			x.wrong = ""
			if x.label != nil {
				x.label.Input.SetValue(f.values[x.d.Key])
				if x.label.Wrong() != "" {
					x.label.SetWrong("")
				}
			}
			if x.d.Secondary && f.telling(x) {
				p.open = true
			}
		}
	}
	f.banner.Hide()
	f.quiet = false
	f.relayout()
}

// telling tells whether a field has a value worth unfolding for.
func (f *RecordForm) telling(x *formField) bool {
	if x.d.Kind == field.Bool {
		return f.values.Text(x.d.Key) == "true"
	}
	return !f.values.Empty(x.d.Key) && f.values.Text(x.d.Key) != "0"
}

// ReadOnly tells whether the form is only read.
func (f *RecordForm) ReadOnly() bool { return f.opts.ReadOnly }

// Values are what stands in the form now.
func (f *RecordForm) Values() field.Values {
	v := f.values.Clone()
	for k, x := range f.byKey {
		if x.label != nil && !x.d.ReadOnly && !f.opts.ReadOnly {
			v[k] = x.label.Input.Value()
		}
	}
	return v
}

// Value is one field's value.
func (f *RecordForm) Value(key string) any {
	if x := f.byKey[key]; x != nil && x.label != nil {
		return x.label.Input.Value()
	}
	return f.values[key]
}

// SetValue changes one field as if typed, without calling OnChanged.
func (f *RecordForm) SetValue(key string, value any) {
	f.values[key] = value
	if x := f.byKey[key]; x != nil && x.label != nil {
		x.label.Input.SetValue(value)
	}
	if f.steers(key) {
		f.relayout()
	}
}

// Dirty tells whether the person has changed anything since SetValues.
func (f *RecordForm) Dirty() bool {
	now := f.Values()
	for k := range f.byKey {
		if !same(now[k], f.clean[k]) {
			return true
		}
	}
	return false
}

// same tells whether two values of a field mean the same: what is missing, what
// is empty and a box that is not ticked are one, within rows too.
func same(a, b any) bool {
	if hollow(a) && hollow(b) {
		return true
	}
	ra, oka := a.([]field.Values)
	rb, okb := b.([]field.Values)
	if !oka || !okb {
		return reflect.DeepEqual(a, b)
	}
	if len(ra) != len(rb) {
		return false
	}
	for i := range ra {
		for k := range ra[i] {
			if !same(ra[i][k], rb[i][k]) {
				return false
			}
		}
		for k := range rb[i] {
			if _, known := ra[i][k]; !known && !hollow(rb[i][k]) {
				return false
			}
		}
	}
	return true
}

func hollow(x any) bool {
	switch x := x.(type) {
	case nil:
		return true
	case string:
		return x == "" || x == "false"
	case []string:
		return len(x) == 0
	case []field.Values:
		return len(x) == 0
	}
	return false
}

// Saved makes what stands in the form the state that Dirty compares with.
func (f *RecordForm) Saved() { f.clean = f.Values() }

// Input is the input of a field, nil for none: to wire more than a form knows.
func (f *RecordForm) Input(key string) Input {
	x := f.byKey[key]
	if x == nil {
		return nil
	}
	return f.build(x).Input
}

// FocusFirst gives the keyboard to the first field that can be filled in.
func (f *RecordForm) FocusFirst() {
	for _, p := range f.sections {
		for _, x := range p.fields {
			if !x.d.ReadOnly && f.shows(x, f.values) {
				f.build(x).Input.FocusFirst()
				return
			}
		}
	}
}

// Focus gives the keyboard to a field, "contacts[1].phone" to a cell.
func (f *RecordForm) Focus(key string) {
	m := cellKey.FindStringSubmatch(key)
	if m != nil {
		key = m[1]
	}
	x := f.byKey[key]
	if x == nil {
		return
	}
	if x.d.Secondary && !x.part.open {
		x.part.open = true
		f.relayout()
	}
	in := f.build(x).Input
	if r, ok := in.(*RowsField); ok && m != nil {
		n, _ := strconv.Atoi(m[2])
		r.FocusCell(n, m[3])
		return
	}
	in.FocusFirst()
}

// OnGrown is called when the form's height has changed.
func (f *RecordForm) OnGrown(g func()) { f.grown = g }
