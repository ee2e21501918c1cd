package field

// The methods below finish a field's description where the catalogue lists it:
//
//	field.Of("name", func(c *Customer) *string { return &c.Name }).Require().Limit(100).Show(220, "name_key")

// Require makes the field required.
func (f *Field[T]) Require() *Field[T] { f.Required = true; return f }

// Limit sets the most characters or entries.
func (f *Field[T]) Limit(n int) *Field[T] { f.Max = n; return f }

// Guard marks the field as sensitive.
func (f *Field[T]) Guard() *Field[T] { f.Sensitive = true; return f }

// Locked marks a field that the program sets.
func (f *Field[T]) Locked() *Field[T] { f.ReadOnly = true; return f }

// Broad gives the field the form's whole width.
func (f *Field[T]) Broad() *Field[T] { f.Wide = true; return f }

// Narrow gives a Multiline or Rows field one column of the form.
func (f *Field[T]) Narrow() *Field[T] { f.Wide = false; return f }

// Tall sets how many lines a Multiline shows.
func (f *Field[T]) Tall(lines int) *Field[T] { f.Lines = lines; return f }

// More folds the field away at first.
func (f *Field[T]) More() *Field[T] { f.Secondary = true; return f }

// In begins a section of the form, by its message key; the fields after it
// belong to it too.
func (f *Field[T]) In(section string) *Field[T] { f.Section = section; return f }

// If makes the field apply only where another has one of these values.
func (f *Field[T]) If(key string, in ...string) *Field[T] {
	f.When = &When{Key: key, In: in}
	return f
}

// Offer lists message keys of texts to choose from; any other text may stand.
func (f *Field[T]) Offer(keys ...string) *Field[T] { f.Suggest = keys; return f }

// Known adds headings by which an import recognises the field.
func (f *Field[T]) Known(headings ...string) *Field[T] {
	f.Aliases = append(f.Aliases, headings...)
	return f
}

// Check adds a check of the text; it returns nil or a *data.Error.
func (f *Field[T]) Check(c func(string) error) *Field[T] {
	f.check = append(f.check, c)
	return f
}

// Show makes the field one of the table's first columns.
func (f *Field[T]) Show(width float32, sort string) *Field[T] {
	f.Column = &Column{Width: width, Shown: true, Sort: sort}
	return f
}

// Hidden makes the field a column that a person may add.
func (f *Field[T]) Hidden(width float32, sort string) *Field[T] {
	f.Column = &Column{Width: width, Sort: sort}
	return f
}

// Right sets the column's text to the right.
func (f *Field[T]) Right() *Field[T] { f.Column.Right = true; return f }

// Pill shows the column's option as a coloured pill.
func (f *Field[T]) Pill() *Field[T] { f.Column.Pill = true; return f }

// Flex lets the column take the room that is left.
func (f *Field[T]) Flex() *Field[T] { f.Column.Flex = true; return f }

// Titled gives the field its label itself instead of a message key: for the
// fields that a shop makes for itself.
func (f *Field[T]) Titled(label string) *Field[T] { f.Label = label; return f }
