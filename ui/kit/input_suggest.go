package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// SuggestField is a text with a list of suggestions; any other text may stand.
// Suggest is asked on the UI goroutine and must answer at once.
type SuggestField struct {
	control
	Suggest func(prefix string) []string
	fly     *flyout
	list    *optionList
}

// NewSuggestField makes a text field with suggestions.
func NewSuggestField(suggest func(prefix string) []string) *SuggestField {
	s := &SuggestField{Suggest: suggest}
	s.dress(s, "")
	s.writeIn(s, newEntry(s))
	s.entry.onKey = s.key
	s.entry.OnChanged = func(string) {
		if !s.entry.quiet {
			s.tell()
			s.offer(false)
		}
	}
	s.onFocus = func(in bool) {
		if !in {
			s.fly.lost()
		}
	}
	return s
}

// Text is what stands in the field.
func (s *SuggestField) Text() string { return s.entry.Text }

// Value implements Input.
func (s *SuggestField) Value() any { return strings.TrimSpace(s.entry.Text) }

// SetValue implements Input.
func (s *SuggestField) SetValue(x any) { s.entry.set(asString(x)) }

// offer opens, changes or closes the list for the text that stands there.
func (s *SuggestField) offer(all bool) {
	if s.Suggest == nil || s.locked {
		return
	}
	q := strings.TrimSpace(s.entry.Text)
	if q == "" && !all {
		s.fly.Close()
		return
	}
	if all {
		q = ""
	}
	found := s.Suggest(q)
	if len(found) == 0 || len(found) == 1 && found[0] == s.entry.Text {
		s.fly.Close()
		return
	}
	options := make([]Option, len(found))
	for i, f := range found {
		options[i] = Option{Text: f}
	}
	if !s.fly.isOpen() {
		s.list = newOptionList(func(i int) { s.take(i); focus(s.entry) })
		s.list.tap.fly = func() *flyout { return s.fly }
		s.list.set(options, -1)
		s.fly = openFlyout(s, s.list)
		return
	}
	s.list.set(options, -1)
	s.fly.settle()
}

func (s *SuggestField) take(i int) {
	text := s.list.options[i].Text
	s.fly.Close()
	s.entry.set(text)
	s.entry.CursorColumn = len([]rune(text))
	s.entry.Refresh()
	s.tell()
}

func (s *SuggestField) key(k *fyne.KeyEvent) bool {
	if !s.fly.isOpen() {
		if k.Name == fyne.KeyDown && !s.locked {
			s.offer(true)
			return s.fly.isOpen()
		}
		return false
	}
	switch {
	case k.Name == fyne.KeyDown:
		s.list.move(1)
	case k.Name == fyne.KeyUp:
		s.list.move(-1)
	case k.Name == fyne.KeyEscape:
		s.fly.Close()
	case isEnter(k) && s.list.at >= 0:
		s.take(s.list.at)
	case isEnter(k):
		s.fly.Close()
		return false
	default:
		return false
	}
	return true
}

// among filters words by what is typed: beginning so first, then containing it
// or by pinyin initials.
func among(words []string, typed string, most int) []string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var first, rest []string
	for _, w := range words {
		l := strings.ToLower(w)
		switch {
		case strings.HasPrefix(l, typed):
			first = append(first, w)
		case strings.Contains(l, typed), Initials != nil && strings.HasPrefix(strings.ToLower(Initials(w)), typed):
			rest = append(rest, w)
		}
	}
	first = append(first, rest...)
	return first[:min(most, len(first))]
}
