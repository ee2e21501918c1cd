package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Initials gives the pinyin initials of a text, for finding an option by
// typing "tq" for 投诉. The window sets it; without it only the text counts.
var Initials func(string) string

// ChoiceField is one of a few options. Typing goes to the option that begins
// so; Enter, Space or ↓ opens the list; Delete clears.
type ChoiceField struct {
	control
	Keys        []string
	Labels      []string
	Placeholder string
	Required    bool // cannot be cleared

	key   string
	text  *canvas.Text
	list  *optionList
	fly   *flyout
	typed string
	last  time.Time
}

// NewChoiceField makes a choice among keys, shown by their labels.
func NewChoiceField(keys, labels []string) *ChoiceField {
	c := &ChoiceField{Keys: keys, Labels: labels, Placeholder: T("kit.choose")}
	c.text = newLabel("", ColorText, TextSize, false)
	c.inner = []fyne.CanvasObject{c.text}
	c.placeIn = func(x, w, h float32) {
		c.text.Text = ellipsis(c.shown(), w, TextSize, false)
		middle(c.text, x, w, h)
	}
	c.blank = func() bool { return c.key == "" }
	c.dress(c, "chevron-down")
	c.show()
	return c
}

// SetOptions changes what can be chosen; the choice stays if it can.
func (c *ChoiceField) SetOptions(keys, labels []string) {
	c.Keys, c.Labels = keys, labels
	c.show()
}

// Key is the chosen key, "" for none.
func (c *ChoiceField) Key() string { return c.key }

// Value implements Input.
func (c *ChoiceField) Value() any { return c.key }

// SetValue implements Input.
func (c *ChoiceField) SetValue(x any) {
	c.key = asString(x)
	c.show()
}

func (c *ChoiceField) index() int {
	for i, k := range c.Keys {
		if k == c.key {
			return i
		}
	}
	return -1
}

func (c *ChoiceField) shown() string {
	if i := c.index(); i >= 0 {
		return c.Labels[i]
	}
	if c.key != "" {
		return c.key
	}
	return c.Placeholder
}

func (c *ChoiceField) show() {
	color := ColorText
	if c.key == "" {
		color = ColorFaint
	} else if c.locked {
		color = ColorMuted
	}
	write(c.text, ellipsis(c.shown(), max(0, c.Size().Width-40), TextSize, false), color)
	c.paint()
}

func (c *ChoiceField) choose(i int) {
	key := ""
	if i >= 0 {
		key = c.Keys[i]
	}
	if key != c.key {
		c.key = key
		c.show()
		c.tell()
	}
}

// FocusFirst implements Input.
func (c *ChoiceField) FocusFirst() { focus(c) }

// Tapped implements fyne.Tappable.
func (c *ChoiceField) Tapped(*fyne.PointEvent) {
	if c.locked {
		return
	}
	focus(c)
	if c.fly.isOpen() {
		c.fly.Close()
	} else {
		c.open()
	}
}

func (c *ChoiceField) open() {
	if c.locked || len(c.Keys) == 0 {
		return
	}
	options := make([]Option, len(c.Keys))
	for i := range c.Keys {
		options[i] = Option{Text: c.Labels[i]}
	}
	c.list = newOptionList(func(i int) {
		c.choose(i)
		c.fly.Close()
		focus(c)
	})
	c.list.chosen = map[int]bool{c.index(): true}
	c.list.set(options, max(0, c.index()))
	c.fly = openFlyout(c, c.list)
	c.list.tap.fly = func() *flyout { return c.fly }
}

// FocusGained implements fyne.Focusable.
func (c *ChoiceField) FocusGained() {
	c.focused = true
	c.paint()
	reveal(c)
}

// FocusLost implements fyne.Focusable.
func (c *ChoiceField) FocusLost() {
	c.focused = false
	c.fly.lost()
	c.paint()
}

// TypedRune implements fyne.Focusable: Space opens, letters look for an option.
func (c *ChoiceField) TypedRune(r rune) {
	if c.locked {
		return
	}
	if now().Sub(c.last) > time.Second {
		c.typed = ""
	}
	c.last = now()
	if r == ' ' && c.typed == "" {
		if !c.fly.isOpen() {
			c.open()
		}
		return
	}
	c.typed += strings.ToLower(string(r))
	if i := c.find(c.typed); i >= 0 {
		c.choose(i)
		if c.fly.isOpen() {
			c.list.chosen = map[int]bool{i: true}
			c.list.mark(i)
		}
	}
}

func (c *ChoiceField) find(typed string) int {
	for pass := range 3 {
		for i, l := range c.Labels {
			l = strings.ToLower(l)
			switch {
			case pass == 0 && strings.HasPrefix(l, typed),
				pass == 1 && Initials != nil && strings.HasPrefix(strings.ToLower(Initials(c.Labels[i])), typed),
				pass == 2 && strings.Contains(l, typed):
				return i
			}
		}
	}
	return -1
}

// TypedKey implements fyne.Focusable.
func (c *ChoiceField) TypedKey(k *fyne.KeyEvent) {
	if c.fly.isOpen() {
		switch {
		case k.Name == fyne.KeyTab:
			c.choose(c.list.at)
			c.fly.Close()
			leave(c, c.onTab)
		case k.Name == fyne.KeyUp:
			c.list.move(-1)
		case k.Name == fyne.KeyDown:
			c.list.move(1)
		case k.Name == fyne.KeyPageUp:
			c.list.move(-8)
		case k.Name == fyne.KeyPageDown:
			c.list.move(8)
		case k.Name == fyne.KeyEscape:
			c.fly.Close()
		case isEnter(k):
			c.choose(c.list.at)
			c.fly.Close()
			leave(c, c.onTab)
		}
		return
	}
	switch {
	case isEnter(k):
		if c.key == "" {
			c.open()
		} else {
			leave(c, c.onTab)
		}
	case k.Name == fyne.KeyTab:
		leave(c, c.onTab)
	case k.Name == fyne.KeyDown:
		c.open()
	case (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace) && !c.Required && !c.locked:
		c.choose(-1)
	case k.Name == fyne.KeySpace:
	default:
		passKey(c, k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (c *ChoiceField) TypedShortcut(s fyne.Shortcut) { passShortcut(c, s) }

// AcceptsTab implements fyne.Tabbable: for tables of rows, and because Tab takes
// what is marked in an open list.
func (c *ChoiceField) AcceptsTab() bool {
	return (c.onTab != nil || c.fly.isOpen()) && !shiftHeld()
}
