package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

const (
	ctrl      = fyne.KeyModifierShortcutDefault
	ctrlShift = ctrl | fyne.KeyModifierShift
)

type stroke struct {
	key fyne.KeyName
	mod fyne.KeyModifier
}

// strokes are the shortcuts that work anywhere, also while typing.
func (w *Window) strokes() map[stroke]func() {
	do := func(c screen.Command) func() {
		return func() {
			if p := w.front(); p != nil {
				screen.Guard(w, func() { p.Do(c) })
			}
		}
	}
	m := map[stroke]func(){
		{fyne.KeyS, ctrl}:      do(screen.Save),
		{fyne.KeyN, ctrl}:      do(screen.New),
		{fyne.KeyP, ctrl}:      do(screen.Print),
		{fyne.KeyReturn, ctrl}: do(screen.Commit),
		{fyne.KeyEnter, ctrl}:  do(screen.Commit),
		{fyne.KeyDelete, ctrl}: do(screen.Delete),
		{fyne.KeyK, ctrl}:      w.shell.search,
		{fyne.KeyQ, ctrl}:      w.close,
		{fyne.KeyE, ctrl}:      do(screen.Reveal),
		{fyne.KeyL, ctrl}:      w.Lock,
		{fyne.KeyL, ctrlShift}: w.switchUser,

		{fyne.KeyPageDown, ctrl}: func() { kit.StepTab(w.body, 1) },
		{fyne.KeyPageUp, ctrl}:   func() { kit.StepTab(w.body, -1) },
	}
	for i, e := range entries {
		if e.key != "" {
			m[stroke{fyne.KeyName(rune('1' + i)), ctrl}] = func() { w.Browse(e.key) }
		}
	}
	for i, r := range quick {
		m[stroke{fyne.KeyName(rune('1' + i)), ctrlShift}] = func() { w.New(r, nil) }
	}
	return m
}

// keys listens to the keyboard, whatever has the focus.
func (w *Window) keys() {
	all := w.strokes()
	try := func(s fyne.Shortcut) bool {
		c, ok := s.(*desktop.CustomShortcut)
		if !ok || w.shop == nil || w.win.Canvas().Overlays().Top() != nil {
			return false
		}
		f := all[stroke{c.KeyName, c.Modifier}]
		if f != nil {
			f()
		}
		return f != nil
	}
	for s := range all {
		w.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.mod}, func(s fyne.Shortcut) { try(s) })
	}
	kit.OnShortcut = try
	kit.OnKey = w.key
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { w.key(k) })
	w.win.Canvas().SetOnTypedRune(func(r rune) {
		if w.shop != nil && !w.locked() && (r == '/' || r == '、') {
			w.shell.search()
		}
	})
}

// key is a key that whatever has the focus does not use.
func (w *Window) key(k *fyne.KeyEvent) bool {
	if w.shop == nil || w.locked() {
		return false
	}
	switch k.Name {
	case fyne.KeyEscape:
		if kit.CloseFlyouts(w.win.Canvas()) {
			return true
		}
		if p := w.front(); p != nil && !p.Do(screen.Escape) {
			w.Back()
		}
		return true
	case fyne.KeyF5:
		if p := w.front(); p != nil {
			p.Shown()
		}
		return true
	}
	s := kit.ScrollIn(w.body)
	return s != nil && s.Key(k.Name)
}
