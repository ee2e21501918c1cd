package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// TagsField is a list of words shown as pills, with a place to type the next.
// Enter or a comma (also ，、；) adds, Backspace in the empty place takes the
// last away, a pill's cross takes that one. With fixed keys it is a choice of
// several options.
type TagsField struct {
	control
	Suggest func(prefix string) []string // words to offer; nil: none
	keys    []string                     // of a choice of several, nil: free words
	labels  []string

	words  []string
	chips  []*tagChip
	fly    *flyout
	list   *optionList
	found  []string
	height float32
	grown  func()
}

// NewTagsField makes a list of free words with suggestions (may be nil).
func NewTagsField(suggest func(prefix string) []string) *TagsField {
	t := &TagsField{Suggest: suggest, height: Control}
	t.blank = func() bool { return len(t.words) == 0 }
	t.dress(t, "")
	t.writeIn(t, newEntry(t))
	t.entry.onKey = t.key
	t.entry.onRune = func(r rune) bool {
		if strings.ContainsRune(",，、;；\n", r) && t.keys == nil {
			t.add(t.entry.Text)
			return true
		}
		return false
	}
	t.entry.OnChanged = func(s string) {
		if t.entry.quiet {
			return
		}
		if t.keys == nil && strings.ContainsAny(s, ",，、;；\n") { // pasted
			for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) }) {
				t.add(w)
			}
			return
		}
		t.offer(false)
	}
	t.onFocus = func(in bool) {
		if !in {
			t.fly.lost()
			if !t.fly.isOpen() {
				t.add(t.entry.Text)
			}
		}
	}
	return t
}

// NewChoicesField makes a choice of several among keys, shown by their labels.
func NewChoicesField(keys, labels []string) *TagsField {
	t := NewTagsField(nil)
	t.keys, t.labels = keys, labels
	t.setIcon("chevron-down")
	t.iconTap = newTapArea(func(fyne.Position) {
		if t.fly.isOpen() {
			t.fly.Close()
		} else {
			focus(t.entry)
			t.offer(true)
		}
	})
	t.iconTap.fly = func() *flyout { return t.fly }
	return t
}

// NewPeopleField makes a list of names of the shop's people.
func NewPeopleField(people func() []string) *TagsField {
	return NewTagsField(func(p string) []string {
		if people == nil {
			return nil
		}
		return among(people(), p, 8)
	})
}

func (t *TagsField) onGrown(f func()) { t.grown = f }

// Value implements Input.
func (t *TagsField) Value() any {
	words := slices.Clone(t.words)
	if w := strings.TrimSpace(t.entry.Text); w != "" && t.keys == nil && !slices.Contains(words, w) {
		words = append(words, w) // typed, not yet added: a save must not lose it
	}
	return words
}

// SetValue implements Input.
func (t *TagsField) SetValue(x any) {
	t.words = slices.Clone(asStrings(x))
	t.entry.set("")
	t.rebuild()
}

func (t *TagsField) label(key string) string {
	if i := slices.Index(t.keys, key); i >= 0 {
		return t.labels[i]
	}
	return key
}

func (t *TagsField) add(w string) {
	w = strings.TrimSpace(w)
	if t.locked {
		return
	}
	if t.keys != nil {
		i := slices.IndexFunc(t.keys, func(k string) bool { return k == w || t.label(k) == w })
		if i < 0 {
			t.entry.set("")
			return
		}
		w = t.keys[i]
	}
	t.entry.set("")
	if w == "" || slices.Contains(t.words, w) {
		return
	}
	t.words = append(t.words, w)
	t.rebuild()
	t.tell()
}

func (t *TagsField) remove(i int) {
	if i < 0 || i >= len(t.words) || t.locked {
		return
	}
	t.words = slices.Delete(t.words, i, i+1)
	t.rebuild()
	t.tell()
	focus(t.entry)
}

func (t *TagsField) rebuild() {
	t.chips = nil
	for i, w := range t.words {
		t.chips = append(t.chips, newTagChip(t.label(w), func() { t.remove(i) }))
	}
	t.flow(t.Size().Width, true)
	t.Refresh()
}

// flow places the pills and the entry in a width.
func (t *TagsField) flow(width float32, tell bool) float32 {
	x, y := float32(6), float32(0)
	edge := width - 8
	if t.icon != "" {
		edge -= 24
	}
	for _, c := range t.chips {
		m := c.MinSize()
		if x > 6 && x+m.Width > edge {
			x, y = 6, y+28
		}
		place(c, x, y+4, min(m.Width, max(20, edge-x)), 24)
		x += m.Width + 6
	}
	if x > 6 && x+70 > edge {
		x, y = 6, y+28
	}
	if t.entry != nil && width > 0 {
		place(t.entryBox, x, y+1, max(60, edge-x), Control-2)
	}
	h := y + Control
	if width > 0 && h != t.height {
		t.height = h
		if tell && t.grown != nil {
			t.grown()
		}
	}
	return h
}

// HeightFor is the height at a width.
func (t *TagsField) HeightFor(width float32) float32 {
	x, y := float32(6), float32(0)
	edge := width - 8
	if t.icon != "" {
		edge -= 24
	}
	for _, c := range t.chips {
		w := c.MinSize().Width
		if x > 6 && x+w > edge {
			x, y = 6, y+28
		}
		x += w + 6
	}
	if x > 6 && x+70 > edge {
		y += 28
	}
	return y + Control
}

// MinSize is the height of its lines.
func (t *TagsField) MinSize() fyne.Size { return fyne.NewSize(100, t.height) }

// CreateRenderer implements fyne.Widget.
func (t *TagsField) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	f := &face{min: t.MinSize}
	f.list = func() []fyne.CanvasObject { return f.objects }
	fill := func() {
		f.objects = append(f.objects[:0], t.ring, t.box)
		for _, c := range t.chips {
			f.objects = append(f.objects, c)
		}
		f.objects = append(f.objects, t.entryBox, t.img.Raster)
		if t.iconTap != nil {
			f.objects = append(f.objects, t.iconTap)
		}
		f.objects = append(f.objects, t.wheel)
	}
	fill()
	f.layout = func(s fyne.Size) {
		t.control.layout(s)
		t.flow(s.Width, true)
	}
	f.refresh = func() {
		fill()
		t.control.layout(t.Size())
		t.flow(t.Size().Width, false)
		t.paint()
		t.entry.Refresh()
		for _, c := range t.chips {
			c.Refresh()
		}
	}
	f.of = t
	return t.faced(f)
}

func (t *TagsField) offer(all bool) {
	q := strings.TrimSpace(t.entry.Text)
	var found []string
	switch {
	case t.keys != nil:
		var free []string
		for _, k := range t.keys {
			if !slices.Contains(t.words, k) {
				free = append(free, t.label(k))
			}
		}
		found = among(free, q, 50)
	case t.Suggest != nil && (q != "" || all):
		for _, w := range t.Suggest(q) {
			if !slices.Contains(t.words, w) {
				found = append(found, w)
			}
		}
	}
	if len(found) == 0 || q == "" && !all && t.keys == nil {
		t.fly.Close()
		return
	}
	options := make([]Option, len(found))
	for i, w := range found {
		options[i] = Option{Text: w}
	}
	t.found = found
	at := -1
	if t.keys != nil {
		at = 0
	}
	if !t.fly.isOpen() {
		t.list = newOptionList(func(i int) {
			t.add(t.found[i])
			t.fly.Close()
			focus(t.entry)
		})
		t.list.tap.fly = func() *flyout { return t.fly }
		t.list.set(options, at)
		t.fly = openFlyout(t, t.list)
		return
	}
	t.list.set(options, at)
	t.fly.settle()
}

func (t *TagsField) key(k *fyne.KeyEvent) bool {
	open := t.fly.isOpen()
	switch {
	case k.Name == fyne.KeyBackspace && t.entry.Text == "" && len(t.words) > 0:
		t.remove(len(t.words) - 1)
	case k.Name == fyne.KeyDown && open:
		t.list.move(1)
	case k.Name == fyne.KeyUp && open:
		t.list.move(-1)
	case k.Name == fyne.KeyDown:
		t.offer(true)
	case k.Name == fyne.KeyEscape && open:
		t.fly.Close()
	case isEnter(k) && open && t.list.at >= 0:
		w := t.found[t.list.at]
		t.fly.Close()
		t.add(w)
	case isEnter(k) && strings.TrimSpace(t.entry.Text) != "":
		t.fly.Close()
		t.add(t.entry.Text)
	default:
		return false
	}
	return true
}

// tagChip is one word with its cross.
type tagChip struct {
	base
	text  string
	onX   func()
	hover bool
	box   *canvas.Rectangle
	label *canvas.Text
	img   *iconPic
}

func newTagChip(text string, x func()) *tagChip {
	c := &tagChip{text: text, onX: x}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped takes the word away when the cross is meant.
func (c *tagChip) Tapped(e *fyne.PointEvent) {
	if e.Position.X > c.Size().Width-22 {
		c.onX()
	}
}

// MouseIn implements desktop.Hoverable.
func (c *tagChip) MouseIn(*desktop.MouseEvent) { c.hover = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *tagChip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *tagChip) MouseOut() { c.hover = false; c.Refresh() }

// MinSize is the word and its cross.
func (c *tagChip) MinSize() fyne.Size {
	return fyne.NewSize(min(260, textWidth(c.text, TextSize, false))+8+22, 24)
}

// CreateRenderer implements fyne.Widget.
func (c *tagChip) CreateRenderer() fyne.WidgetRenderer {
	c.box = newRect(ColorPrimaryContainer, ColorNone, 5)
	c.label = newLabel(c.text, ColorText, TextSize, false)
	c.img = newIconImage("x", ColorMuted)
	return c.faced(&face{
		objects: []fyne.CanvasObject{c.box, c.label, c.img},
		min:     c.MinSize,
		layout: func(s fyne.Size) {
			place(c.box, 0, 0, s.Width, s.Height)
			c.label.Text = ellipsis(c.text, s.Width-28, TextSize, false)
			middle(c.label, 8, s.Width-28, s.Height)
			place(c.img, s.Width-18, (s.Height-13)/2, 13, 13)
		},
		refresh: func() {
			fill, x := ColorPrimaryContainer, ColorMuted
			if c.hover {
				x = ColorDanger
			}
			paint(c.box, fill, ColorNone)
			c.label.Color = Color(ColorText)
			setIcon(c.img, "x", x)
		},
		of: c,
	})
}
