package kit

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// SecretField is a password: hidden while it is typed, shown for a look by the
// eye at its right end.
type SecretField struct {
	control
	// OnCaps tells that what is typed looks as if Caps Lock were on, or no more.
	OnCaps func(on bool)
	caps   bool
}

// NewSecretField makes an empty field.
func NewSecretField(placeholder string) *SecretField {
	s := &SecretField{}
	s.dress(s, "eye")
	s.writeIn(s, newEntry(s))
	s.entry.Password = true
	s.entry.ActionItem = newRect(ColorNone, ColorNone, 0) // in the place of Fyne's own eye
	s.entry.PlaceHolder = placeholder
	s.entry.selectAll = true
	s.entry.onRune = func(r rune) bool {
		s.look(r)
		return false
	}
	s.iconTap = newTapArea(func(fyne.Position) { s.turn() })
	return s
}

// look tells from a letter whether Caps Lock is on: it comes large without
// Shift, or small with it.
func (s *SecretField) look(r rune) {
	on := s.caps
	switch {
	case unicode.IsUpper(r):
		on = !shiftHeld()
	case unicode.IsLower(r):
		on = shiftHeld()
	}
	if on != s.caps {
		s.caps = on
		if s.OnCaps != nil {
			s.OnCaps(on)
		}
	}
}

// turn shows what is typed, or hides it again.
func (s *SecretField) turn() {
	s.entry.Password = !s.entry.Password
	s.setIcon(map[bool]string{true: "eye", false: "eye-off"}[s.entry.Password])
	s.entry.Refresh()
	focus(s.entry)
}

// Text is what was typed.
func (s *SecretField) Text() string { return s.entry.Text }

// Clear empties the field and hides what is typed next.
func (s *SecretField) Clear() {
	s.entry.set("")
	if !s.entry.Password {
		s.entry.Password = true
		s.setIcon("eye")
		s.entry.Refresh()
	}
}

// Value implements Input.
func (s *SecretField) Value() any { return s.entry.Text }

// SetValue implements Input.
func (s *SecretField) SetValue(x any) { s.entry.set(asString(x)) }
