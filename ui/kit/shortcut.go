package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	// OnShortcut sees every shortcut that a focused widget of the kit does not
	// use itself: Ctrl+S, Ctrl+N, Ctrl+Enter … It returns whether it used it;
	// what it refuses goes to the shortcuts of the canvas.
	OnShortcut func(fyne.Shortcut) bool
	// OnKey sees keys that a focused widget has no use for: Esc, F1–F12. What
	// it refuses goes to the canvas' OnTypedKey.
	OnKey func(*fyne.KeyEvent) bool
)

// passShortcut hands on a shortcut that from does not use.
func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if OnShortcut != nil && OnShortcut(s) {
		return
	}
	if c := canvasOf(from); c != nil {
		if h, ok := c.(fyne.Shortcutable); ok {
			h.TypedShortcut(s)
		}
	}
}

// passKey hands on a key that from does not use. In a dialog the keys stay in
// the dialog.
func passKey(from fyne.CanvasObject, k *fyne.KeyEvent) {
	c := canvasOf(from)
	if c != nil {
		if d, ok := c.Overlays().Top().(interface{ dialogKey(*fyne.KeyEvent) bool }); ok {
			d.dialogKey(k)
			return
		}
	}
	if OnKey != nil && OnKey(k) {
		return
	}
	if c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// editing tells whether an entry uses the shortcut itself.
func editing(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return true
	}
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierShortcutDefault
	}
	return false
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if o == nil || fyne.CurrentApp() == nil {
		return nil
	}
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		return c
	}
	// Fyne knows an object's canvas once it was drawn; what a page has just
	// put up belongs to the program's one window.
	if ws := d.AllWindows(); len(ws) == 1 {
		return ws[0].Canvas()
	}
	return nil
}

// focus gives an object the keyboard if it is on a canvas.
func focus(o fyne.CanvasObject) {
	f, ok := o.(fyne.Focusable)
	if !ok {
		return
	}
	c := canvasOf(o)
	if c == nil {
		// An object that was made just now is on no canvas until it is drawn.
		c = canvasHolding(o)
	}
	if c != nil && c.Focused() != f {
		c.Focus(f)
	}
}

// canvasHolding looks for the window whose content an object has just joined.
func canvasHolding(o fyne.CanvasObject) fyne.Canvas {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if _, ok := within(topOf(w.Canvas()), o, found{}); ok {
			return w.Canvas()
		}
	}
	return nil
}

// focusNext moves on from o, as Tab does.
func focusNext(o fyne.CanvasObject) {
	if c := canvasOf(o); c != nil {
		c.FocusNext()
	}
}

// leave moves on from o unless ask has gone elsewhere.
func leave(o fyne.CanvasObject, ask func() bool) {
	if ask == nil || !ask() {
		focusNext(o)
	}
}

func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func isEnter(k *fyne.KeyEvent) bool { return k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter }
