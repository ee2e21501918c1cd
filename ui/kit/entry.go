package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entry is Fyne's entry without its box, that lets shortcuts through, moves on
// with Enter, and shows itself when it gets the keyboard.
type entry struct {
	widget.Entry
	outer     fyne.CanvasObject         // the control it stands in
	onKey     func(*fyne.KeyEvent) bool // sees keys first; true: used
	onRune    func(rune) bool           // sees characters first; true: used
	onCut     func(fyne.Shortcut) bool  // sees shortcuts first; true: used
	onFocus   func(bool)                //
	grabsTab  func() bool               // a list is open and Tab takes what is marked
	onTab     func() bool               // asked when Tab or Enter leaves; true: went elsewhere
	selectAll bool                      // Tab selects the whole text
	byMouse   bool                      // the focus comes from a click
	onSet     func()                    // after the program has written
	quiet     bool                      // set while the program writes
}

func newEntry(outer fyne.CanvasObject) *entry {
	e := &entry{outer: outer}
	e.ExtendBaseWidget(e)
	return e
}

func newMultilineEntry(outer fyne.CanvasObject) *entry {
	e := &entry{outer: outer}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.ExtendBaseWidget(e)
	return e
}

// entryBox cuts the border off an entry: Fyne draws one in the primary colour
// whatever the theme says, and the control around it has its own.
type entryBox struct {
	base
	e *entry
}

func newEntryBox(e *entry) *entryBox {
	b := &entryBox{e: e}
	b.ExtendBaseWidget(b)
	return b
}

type clipFace struct{ *face }

// IsClip tells Fyne's painter to cut.
func (clipFace) IsClip() {}

// CreateRenderer implements fyne.Widget.
func (b *entryBox) CreateRenderer() fyne.WidgetRenderer {
	f := &face{
		objects: []fyne.CanvasObject{b.e},
		min:     func() fyne.Size { return fyne.NewSize(20, 20) },
		layout: func(s fyne.Size) {
			// the entry keeps its text 6 below its top: a line of 14 stands in
			// the middle of a control of 32
			place(b.e, -4, -2, s.Width+8, max(s.Height, Control-2)+8)
		},
		refresh: func() { b.e.Refresh() },
	}
	b.faced(f)
	return clipFace{f}
}

// set writes the text without telling the watcher. Not while a person types.
func (e *entry) set(s string) {
	if e.Text == s {
		return
	}
	e.quiet = true
	e.SetText(s)
	e.quiet = false
	if e.onSet != nil {
		e.onSet()
	}
}

// AcceptsTab implements fyne.Tabbable: Tab goes to the next field, unless a
// table of rows wants to know of it.
func (e *entry) AcceptsTab() bool {
	return (e.onTab != nil || e.grabsTab != nil && e.grabsTab()) && !shiftHeld()
}

// FocusGained implements fyne.Focusable.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if !e.byMouse {
		if e.selectAll && e.Text != "" {
			e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		} else if !e.MultiLine {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		}
		reveal(e.outer)
	}
	if e.onFocus != nil {
		e.onFocus(true)
	}
	placeIME(e)
}

// FocusLost implements fyne.Focusable.
func (e *entry) FocusLost() {
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// MouseDown implements desktop.Mouseable.
func (e *entry) MouseDown(m *desktop.MouseEvent) {
	e.byMouse = true
	e.Entry.MouseDown(m)
	e.byMouse = false
}

// TypedKey implements fyne.Focusable.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) {
		return
	}
	switch {
	case isEnter(k) && !e.MultiLine:
		if e.OnSubmitted != nil {
			e.OnSubmitted(e.Text)
			return
		}
		leave(e, e.onTab)
	case k.Name == fyne.KeyTab:
		leave(e, e.onTab)
	case k.Name == fyne.KeyEscape || len(k.Name) >= 2 && k.Name[0] == 'F' && k.Name[1] >= '1' && k.Name[1] <= '9',
		!e.MultiLine && (k.Name == fyne.KeyPageUp || k.Name == fyne.KeyPageDown):
		passKey(e.outer, k)
	default:
		e.Entry.TypedKey(k)
		placeIME(e)
	}
}

// TypedRune implements fyne.Focusable.
func (e *entry) TypedRune(r rune) {
	if e.onRune != nil && e.onRune(r) {
		return
	}
	e.Entry.TypedRune(r)
	placeIME(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if e.onCut != nil && e.onCut(s) {
		return
	}
	if editing(s) {
		e.Entry.TypedShortcut(s)
		return
	}
	passShortcut(e.outer, s)
}

// TappedSecondary opens our own menu: Fyne's speaks the system's language.
func (e *entry) TappedSecondary(p *fyne.PointEvent) {
	focus(e)
	clip := fyne.CurrentApp().Clipboard()
	do := func(s fyne.Shortcut) func() { return func() { focus(e); e.Entry.TypedShortcut(s) } }
	items := []MenuItem{
		{Text: T("kit.copy"), Icon: "copy", Hint: "Ctrl+C", OnTap: do(&fyne.ShortcutCopy{Clipboard: clip}), Off: e.SelectedText() == ""},
		{Text: T("kit.select_all"), Hint: "Ctrl+A", OnTap: do(&fyne.ShortcutSelectAll{}), Off: e.Text == ""},
	}
	if !e.Disabled() {
		items = append([]MenuItem{{Text: T("kit.cut"), Hint: "Ctrl+X", OnTap: do(&fyne.ShortcutCut{Clipboard: clip}), Off: e.SelectedText() == ""}}, items...)
		items = append(items, MenuItem{Text: T("kit.paste"), Hint: "Ctrl+V", OnTap: do(&fyne.ShortcutPaste{Clipboard: clip}), Off: clip.Content() == ""})
	}
	ShowMenu(e.outer, p.AbsolutePosition, items)
}
