package kit

import (
	"strconv"
	"strings"

	"kezhi/data/field"
)

// FormOptions are what a form's inputs ask of the program. All may be nil.
type FormOptions struct {
	// People are the names of the shop's people.
	People func() []string
	// Customers finds customer files; called in a goroutine.
	Customers func(q string) []Pick
	// Records finds records of a register; called in a goroutine.
	Records func(register, q string) []Pick
	// Name gives the title of a customer's ("customer") or record's number;
	// called in a goroutine.
	Name func(register, number string) string
	// Suggest offers texts for a field beside those of its description, by the
	// field's key ("industry", "contacts.post"); answers at once.
	Suggest func(key, prefix string) []string
	// OnPick tells that a reference was picked, to fill in what follows from it.
	OnPick func(key string, p Pick)
	// ReadOnly shows every field as text.
	ReadOnly bool
	// Label overrides the words of a label; "" leaves them.
	Label func(d *field.Desc) string
	// Show masks or rewords what a read-only field shows; nil: as it is.
	Show func(d *field.Desc, value string) string
	// Hide leaves out fields.
	Hide func(key string) bool
	// Reveal asks for the whole of a masked value by its path, "phones[0].number";
	// nil: masked values have no eye.
	Reveal func(path string)
	// Placeholder is a hint within an empty text, by the field's key.
	Placeholder func(key string) string
}

// optionLabels are the words of a field's options.
func optionLabels(d *field.Desc) []string {
	labels := make([]string, len(d.Options))
	for i, o := range d.Options {
		labels[i] = field.Option(Lang, *d, o)
	}
	return labels
}

func (o *FormOptions) label(d *field.Desc) string {
	if o.Label != nil {
		if s := o.Label(d); s != "" {
			return s
		}
	}
	return T(d.Label)
}

func (o *FormOptions) placeholder(key string) string {
	if o.Placeholder == nil {
		return ""
	}
	return o.Placeholder(key)
}

// suggest is the source of a text's suggestions, nil for none.
func (o *FormOptions) suggest(d *field.Desc, path string) func(string) []string {
	var offered []string
	for _, k := range d.Suggest {
		offered = append(offered, T(k))
	}
	if len(offered) == 0 && (o.Suggest == nil || d.Kind != field.Text && d.Kind != field.Tags) {
		return nil
	}
	return func(prefix string) []string {
		found := among(offered, prefix, 8)
		if o.Suggest != nil {
			for _, s := range o.Suggest(path, prefix) {
				if !strings.Contains("\x00"+strings.Join(found, "\x00")+"\x00", "\x00"+s+"\x00") {
					found = append(found, s)
				}
			}
		}
		return found
	}
}

// newInput makes the input that fits a field's kind; path is its key within
// the form ("contacts.post" within rows).
func newInput(d *field.Desc, path string, o *FormOptions) Input {
	switch d.Kind {
	case field.Multiline:
		return NewMultilineField(max(2, d.Lines), o.placeholder(path))
	case field.Integer, field.Decimal:
		return NewNumberField(d.Kind == field.Decimal)
	case field.Date:
		return NewDateField()
	case field.DateTime:
		return NewDateTimeField()
	case field.Bool:
		return NewBoolField("")
	case field.Choice:
		labels := optionLabels(d)
		if !strings.Contains(path, ".") && (radio(labels) || d.Wide && points(labels)) {
			return NewRadioRow(d.Options, labels)
		}
		c := NewChoiceField(d.Options, labels)
		c.Required = d.Required
		return c
	case field.Choices:
		return NewChoicesField(d.Options, optionLabels(d))
	case field.Tags:
		return NewTagsField(o.suggest(d, path))
	case field.Person:
		people := o.People
		return NewSuggestField(func(p string) []string {
			if people == nil {
				return nil
			}
			return among(people(), p, 8)
		})
	case field.People:
		return NewPeopleField(o.People)
	case field.Customer:
		return o.pick(path, "customer", o.Customers)
	case field.Record:
		search := func(q string) []Pick {
			if o.Records == nil {
				return nil
			}
			return o.Records(d.Of, q)
		}
		return o.pick(path, d.Of, search)
	case field.Rows:
		return NewRowsField(d, path, o)
	}
	if s := o.suggest(d, path); s != nil {
		f := NewSuggestField(s)
		f.entry.PlaceHolder = o.placeholder(path)
		return f
	}
	return NewTextField(o.placeholder(path))
}

// radio tells whether options are few and short enough to stand in a row.
func radio(labels []string) bool {
	return len(labels) <= 3 && len([]rune(strings.Join(labels, ""))) <= 10
}

// points tells whether options are the points of a short scale, which a digit
// chooses: all in sight they read like the paper.
func points(labels []string) bool {
	for i, l := range labels {
		if !strings.HasPrefix(l, strconv.Itoa(i+1)) {
			return false
		}
	}
	return len(labels) <= 7
}

func (o *FormOptions) pick(path, register string, search func(string) []Pick) *PickField {
	p := NewPickField(search)
	if o.Name != nil {
		p.Name = func(n string) string { return o.Name(register, n) }
	}
	if o.OnPick != nil {
		p.OnPick = func(x Pick) { o.OnPick(path, x) }
	}
	return p
}

// showValue is a field's value as words.
func showValue(d *field.Desc, x any) string {
	switch d.Kind {
	case field.Choice:
		labels := optionLabels(d)
		for i, k := range d.Options {
			if k == asString(x) {
				return labels[i]
			}
		}
	case field.Bool:
		if asString(x) == "true" {
			return T("kit.yes")
		}
		return T("kit.no")
	case field.Choices:
		var words []string
		labels := optionLabels(d)
		for _, v := range asStrings(x) {
			for i, k := range d.Options {
				if k == v {
					words = append(words, labels[i])
				}
			}
		}
		return strings.Join(words, T("kit.comma"))
	case field.Tags, field.People:
		return strings.Join(asStrings(x), T("kit.comma"))
	}
	return asString(x)
}
