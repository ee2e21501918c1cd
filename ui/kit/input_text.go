package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
)

// TextField is one line of text.
type TextField struct {
	control
}

// NewTextField makes an empty field.
func NewTextField(placeholder string) *TextField {
	t := &TextField{}
	t.dress(t, "")
	t.writeIn(t, newEntry(t))
	t.entry.PlaceHolder = placeholder
	return t
}

// Text is what stands in the field.
func (t *TextField) Text() string { return t.entry.Text }

// SetText writes into the field without telling the watcher.
func (t *TextField) SetText(s string) { t.entry.set(s) }

// Value implements Input.
func (t *TextField) Value() any { return t.entry.Text }

// SetValue implements Input.
func (t *TextField) SetValue(x any) { t.entry.set(asString(x)) }

// NumberField is a whole number or an amount with two decimals. What is typed
// full-width or with separators is brought into plain digits when it is left.
type NumberField struct {
	control
	decimal bool
}

// NewNumberField makes a field for whole numbers, or for amounts.
func NewNumberField(decimal bool) *NumberField {
	n := &NumberField{decimal: decimal}
	n.dress(n, "")
	n.writeIn(n, newEntry(n))
	n.entry.selectAll = true
	n.onFocus = func(in bool) {
		if !in {
			n.tidy()
		}
	}
	return n
}

func (n *NumberField) tidy() {
	if strings.TrimSpace(n.entry.Text) == "" {
		return
	}
	read, show := field.ReadInteger, field.ShowInteger
	if n.decimal {
		read, show = field.ReadDecimal, field.ShowDecimal
	}
	v, err := read(n.entry.Text)
	if err != nil {
		return
	}
	if s := show(v); s != n.entry.Text && s != "" {
		n.entry.set(s)
		n.tell()
	}
}

// Value implements Input.
func (n *NumberField) Value() any { return strings.TrimSpace(n.entry.Text) }

// SetValue implements Input.
func (n *NumberField) SetValue(x any) { n.entry.set(asString(x)) }

// MultilineField is text of several lines; it grows with its text from its
// least lines to twelve and scrolls beyond. Tab goes to the next field.
type MultilineField struct {
	control
	least, lines int
	grown        func()
}

const mostLines = 12

// NewMultilineField makes a field of at least so many lines.
func NewMultilineField(lines int, placeholder string) *MultilineField {
	m := &MultilineField{least: max(1, lines), lines: max(1, lines)}
	m.dress(m, "")
	m.writeIn(m, newMultilineEntry(m))
	m.entry.PlaceHolder = placeholder
	m.entry.OnChanged = func(string) {
		m.measure(m.Size().Width)
		if !m.entry.quiet {
			m.tell()
		}
	}
	m.placeIn = func(_, _, _ float32) { m.measure(m.Size().Width) }
	return m
}

func (m *MultilineField) onGrown(f func()) { m.grown = f }

func (m *MultilineField) measure(width float32) {
	if width == 0 {
		return
	}
	n := countLines(m.entry.Text, width-4-2*entryPad)
	m.wheel.Hidden = n > mostLines
	n = max(m.least, min(n, max(mostLines, m.least)))
	if n != m.lines {
		m.lines = n
		if m.grown != nil {
			m.grown()
		}
	}
}

// countLines is how many lines a text takes when it may break anywhere, up to
// a little more than are ever shown.
func countLines(s string, width float32) int {
	n, w := 1, float32(0)
	for _, r := range s {
		if r == '\n' {
			n, w = n+1, 0
			continue
		}
		a := advance(r, TextSize, false)
		if w+a > width {
			n, w = n+1, 0
		}
		w += a
		if n > mostLines+8 {
			break
		}
	}
	return n
}

// HeightFor is the field's height at a width.
func (m *MultilineField) HeightFor(width float32) float32 {
	n := max(m.least, min(countLines(m.entry.Text, width-4-2*entryPad), max(mostLines, m.least)))
	return float32(n)*lineHeight(TextSize) + 2*entryPad + 2
}

// MinSize is the height of its lines.
func (m *MultilineField) MinSize() fyne.Size {
	return fyne.NewSize(120, float32(m.lines)*lineHeight(TextSize)+2*entryPad+2)
}

// Value implements Input.
func (m *MultilineField) Value() any { return strings.TrimRightFunc(m.entry.Text, unicode.IsSpace) }

// SetValue implements Input.
func (m *MultilineField) SetValue(x any) {
	m.entry.set(asString(x))
	m.measure(m.Size().Width)
}
