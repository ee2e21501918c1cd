// Package field describes the fields of a record once; everything else that
// deals with fields asks the description: the form on screen and its errors,
// the table's columns, import and export, printed cells, the trail of changes.
//
// Between a record's Go type and the rest of the program stand Values: plain
// texts under the fields' keys. A half-typed form, a draft, a line of an
// imported file and a JSON object are Values; Set.Decode turns them into a
// record or says everything that is wrong with them, Set.Encode is the way back.
package field

// Kind is what sort of value a field holds, and so how it is typed and shown.
type Kind string

// The kinds. In Values a Tags, Choices or People field is []string, Rows is
// []Values, every other kind is a string.
const (
	Text      Kind = "text"      // one line
	Multiline Kind = "multiline" // several lines
	Integer   Kind = "integer"   // a whole number
	Decimal   Kind = "decimal"   // a number with decimals, kept in hundredths
	Date      Kind = "date"      // "2026-11-22"
	DateTime  Kind = "datetime"  // "2026-11-22 14:30", local time
	Bool      Kind = "bool"      // "true", "false"
	Choice    Kind = "choice"    // the key of one option
	Choices   Kind = "choices"   // keys of several options
	Tags      Kind = "tags"      // free words
	Person    Kind = "person"    // somebody of the shop, by name
	People    Kind = "people"    // several of the shop
	Phone     Kind = "phone"
	Email     Kind = "email"
	Customer  Kind = "customer" // the number of a customer file, "KH-000123"
	Record    Kind = "record"   // the number of another register's record, see Desc.Of
	Rows      Kind = "rows"     // several small records, see Desc.Rows
)

// List tells whether the values of the kind are []string.
func (k Kind) List() bool { return k == Tags || k == Choices || k == People }

// Desc is the description of a field without the type of its record.
type Desc struct {
	Key       string   // "name"
	Label     string   // message key of the label, "customer.name"; options add ".option"; a shop's own field has its label itself
	Section   string   // message key of the form's section, "customer.section.identity"
	Kind      Kind     //
	Required  bool     //
	Sensitive bool     // masked by role, every look on record
	ReadOnly  bool     // set by the program
	Wide      bool     // takes the form's whole width
	Max       int      // most characters of a text, most entries of a list
	Least     int64    // bounds of Integer and Decimal (hundredths); both 0: none
	Most      int64    //
	Options   []string // keys of a Choice's or Choices' options
	Names     []string // what the options are called, in their order: texts or message keys; nil: Label + ".option"
	Suggest   []string // message keys of texts to offer, nothing forced
	Of        string   // register of a Record
	Rows      []Desc   // fields of one row
	When      *When    // shown and required only then
	Column    *Column  // how a table shows it, nil: not in tables
	Aliases   []string // other headings by which an imported column is known
	Lines     int      // lines a Multiline shows at first
	Secondary bool     // folded away at first: 更多
}

// When is the condition under which a field applies.
type When struct {
	Key string
	In  []string
}

// Met tells whether the condition holds for these values; for a list, whether
// one of its entries meets it.
func (w *When) Met(v Values) bool {
	if w == nil {
		return true
	}
	s := v.Text(w.Key)
	for _, o := range w.In {
		if o == s || contains(v.List(w.Key), o) {
			return true
		}
	}
	return false
}

// Column is how a table shows a field.
type Column struct {
	Width   float32 // at scale 1, in the window's units
	Shown   bool    // among the columns at first
	Sort    string  // SQL column to sort by, "" not sortable
	Right   bool    // numbers stand right
	Pill    bool    // shown as a coloured pill
	Flex    bool    // takes the room that is left
	Virtual bool    // no field of the form: a figure the register keeps
}

// Values are a record's fields as texts, by key. See Kind for the types.
type Values map[string]any

// Text is the text under key, "" when there is none or it is a list.
func (v Values) Text(key string) string {
	s, _ := v[key].(string)
	return s
}

// List is the list of texts under key.
func (v Values) List(key string) []string {
	l, _ := v[key].([]string)
	return l
}

// Rows are the small records under key.
func (v Values) Rows(key string) []Values {
	r, _ := v[key].([]Values)
	return r
}

// Clone copies the values so that changing one leaves the other alone.
func (v Values) Clone() Values {
	if v == nil {
		return nil
	}
	c := make(Values, len(v))
	for k, x := range v {
		switch x := x.(type) {
		case []string:
			c[k] = append([]string(nil), x...)
		case []Values:
			rows := make([]Values, len(x))
			for i, r := range x {
				rows[i] = r.Clone()
			}
			c[k] = rows
		default:
			c[k] = x
		}
	}
	return c
}

// Empty tells whether nothing is under key.
func (v Values) Empty(key string) bool {
	switch x := v[key].(type) {
	case nil:
		return true
	case string:
		return x == ""
	case []string:
		return len(x) == 0
	case []Values:
		return len(x) == 0
	}
	return false
}
