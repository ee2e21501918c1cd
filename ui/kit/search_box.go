package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Hit is one found record in the search box's panel.
type Hit struct {
	ID     string // what OnPick gets: "KH-000123"
	Title  string
	Sub    string
	Note   string // small, at the right
	Icon   string
	Pills  []HitPill
	Marked string // what matched within the title; "": the query
}

// HitPill is a short warning at a hit: 未结投诉, 勿扰.
type HitPill struct {
	Text string
	Tone Tone
}

// HitGroup is the hits of one register.
type HitGroup struct {
	Title string
	Hits  []Hit
	// More is how many there are beside those listed, 0: none.
	More int
	Key  string // what OnMore gets
}

// SearchBox is the one box for everything, with its panel of results. OnQuery
// is called on each keystroke on the UI goroutine; who answers does so in the
// background and calls Answer with the query answered: late answers are dropped.
type SearchBox struct {
	base
	OnQuery func(q string)
	OnPick  func(Hit)
	OnMore  func(key, q string)
	// OnEnter is asked first when Enter is pressed; it tells whether it knew
	// what to do with the query. A scanner types faster than answers come.
	OnEnter func(q string) bool

	entry *entry
	clip  *entryBox
	focus bool
	fly   *flyout
	panel *searchPanel

	ring, box *canvas.Rectangle
	img       *iconPic
	keyBox    *canvas.Rectangle
	key       *canvas.Text
	clear     *Tool
}

// NewSearchBox makes the box with a placeholder and the key that leads to it.
func NewSearchBox(placeholder, key string) *SearchBox {
	s := &SearchBox{}
	s.entry = newEntry(s)
	s.clip = newEntryBox(s.entry)
	s.entry.selectAll = true
	s.entry.PlaceHolder = placeholder
	s.entry.onKey = s.onKey
	s.entry.onFocus = func(in bool) {
		s.focus = in
		if !in {
			s.fly.lost()
		} else if s.entry.Text != "" && s.OnQuery != nil {
			s.OnQuery(s.entry.Text)
		}
		s.Refresh()
	}
	s.entry.OnChanged = func(q string) {
		if s.entry.quiet {
			return
		}
		if strings.TrimSpace(q) == "" {
			s.fly.Close()
		} else if s.OnQuery != nil {
			s.OnQuery(q)
		}
		s.Refresh()
	}
	s.ring, s.box = newRect(ColorFocusRing, ColorNone, RadiusCard+1), newRect(ColorSubtle, ColorLine, RadiusSmall+1)
	s.img = newIconImage("search", ColorMuted)
	s.keyBox, s.key = newRect(ColorSurface, ColorLine, 4), newLabel(key, ColorMuted, SmallSize-1, false)
	s.key.Alignment = fyne.TextAlignCenter
	s.clear = NewTool("x", func() { s.SetText(""); s.FocusFirst() })
	s.ExtendBaseWidget(s)
	return s
}

// FocusFirst gives the keyboard to the box.
func (s *SearchBox) FocusFirst() { focus(s.entry) }

// Text is what is searched for.
func (s *SearchBox) Text() string { return s.entry.Text }

// SetText changes the query without searching; "" closes the panel.
func (s *SearchBox) SetText(q string) {
	s.entry.set(q)
	if q == "" {
		s.fly.Close()
	}
	s.Refresh()
}

// Type puts a letter into the box that was typed elsewhere, and goes there.
func (s *SearchBox) Type(r rune) {
	s.entry.set("")
	focus(s.entry)
	s.entry.TypedRune(r)
}

// Answer shows the answer to a query if it is still the one asked. Answers with
// no hits say so.
func (s *SearchBox) Answer(q string, groups []HitGroup) {
	if q != s.entry.Text || !s.focus || strings.TrimSpace(q) == "" {
		return
	}
	if !s.fly.isOpen() {
		s.panel = newSearchPanel()
		s.panel.onPick = s.pick
		s.panel.tap.fly = func() *flyout { return s.fly }
		s.panel.set(strings.TrimSpace(q), groups)
		s.fly = openFlyout(s, s.panel)
		if s.fly != nil {
			s.fly.inScroll = false
		}
		return
	}
	s.panel.set(strings.TrimSpace(q), groups)
	s.fly.settle()
}

// Close closes the panel.
func (s *SearchBox) Close() { s.fly.Close() }

func (s *SearchBox) pick(l searchLine) {
	q := s.entry.Text
	s.fly.Close()
	if l.more != "" {
		if s.OnMore != nil {
			s.OnMore(l.more, q)
		}
		return
	}
	if c := canvasOf(s); c != nil && c.Focused() == s.entry {
		c.Unfocus()
	}
	if s.OnPick != nil {
		s.OnPick(l.hit)
	}
}

func (s *SearchBox) onKey(k *fyne.KeyEvent) bool {
	open := s.fly.isOpen()
	switch {
	case k.Name == fyne.KeyDown && open:
		s.panel.move(1)
	case k.Name == fyne.KeyUp && open:
		s.panel.move(-1)
	case k.Name == fyne.KeyEscape && open:
		s.fly.Close()
	case k.Name == fyne.KeyEscape && s.entry.Text != "":
		s.SetText("")
	case k.Name == fyne.KeyEscape:
		if c := canvasOf(s); c != nil {
			c.Unfocus()
		}
	case isEnter(k) && s.OnEnter != nil && s.OnEnter(s.entry.Text):
		s.SetText("")
		if c := canvasOf(s); c != nil && c.Focused() == s.entry {
			c.Unfocus()
		}
	case isEnter(k) && open:
		if l, ok := s.panel.marked(); ok {
			s.pick(l)
		}
	case isEnter(k):
		if s.OnQuery != nil && s.entry.Text != "" {
			s.OnQuery(s.entry.Text)
		}
	case k.Name == fyne.KeyDown:
		if s.OnQuery != nil && s.entry.Text != "" {
			s.OnQuery(s.entry.Text)
		}
	default:
		return false
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (s *SearchBox) CreateRenderer() fyne.WidgetRenderer {
	draw := func(z fyne.Size) {
		fill, line := ColorSubtle, ColorLine
		if s.focus {
			fill, line = ColorSurface, ColorPrimary
		}
		paint(s.box, fill, line)
		s.ring.FillColor, s.ring.Hidden = Color(ColorFocusRing), !s.focus
		place(s.ring, -2, -2, z.Width+4, z.Height+4)
		place(s.box, 0, 0, z.Width, z.Height)
		setIcon(s.img, "search", ColorMuted)
		place(s.img, 10, (z.Height-18)/2, 18, 18)
		kw := textWidth(s.key.Text, SmallSize-1, false) + 12
		full := s.entry.Text != ""
		s.keyBox.Hidden, s.key.Hidden, s.clear.Hidden = full || s.key.Text == "", full, !full
		paint(s.keyBox, ColorSurface, ColorLine)
		place(s.keyBox, z.Width-kw-10, (z.Height-18)/2, kw, 18)
		write(s.key, s.key.Text, ColorMuted)
		middle(s.key, z.Width-kw-10, kw, z.Height)
		place(s.clear, z.Width-31, (z.Height-28)/2, 28, 28)
		place(s.clip, 32, 2, z.Width-32-kw-14, z.Height-4)
	}
	return s.faced(&face{
		objects: []fyne.CanvasObject{s.ring, s.box, s.img, s.keyBox, s.key, s.clip, s.clear},
		min:     func() fyne.Size { return fyne.NewSize(200, 34) },
		layout:  draw,
		refresh: func() { draw(s.Size()) },
		of:      s,
	})
}
