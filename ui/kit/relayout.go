package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// Relayout lays everything out again that an object stands in, from it up to
// the window. Call it after something was given more to show. (Fyne looks for
// grown objects before each picture, but keeps only one of them in mind: when
// two parts of a page grow at once, what holds the first is forgotten.)
func Relayout(o fyne.CanvasObject) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		path := pathTo(topOf(w.Canvas()), o, nil)
		for i := len(path) - 1; i >= 0; i-- {
			layOut(path[i])
		}
	}
}

// pathTo are the objects from the top down to o, o itself included.
func pathTo(at, o fyne.CanvasObject, path []fyne.CanvasObject) []fyne.CanvasObject {
	if at == nil || !at.Visible() {
		return nil
	}
	path = append(path, at)
	if at == o {
		return path
	}
	for _, child := range childrenOf(at) {
		if p := pathTo(child, o, path); p != nil {
			return p
		}
	}
	return nil
}

// childrenOf are the objects within containers and widgets of the kit.
func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch w := o.(type) {
	case *Scroll:
		return []fyne.CanvasObject{w.inner.Content}
	case *fyne.Container:
		return w.Objects
	case interface{ parts() []fyne.CanvasObject }:
		return w.parts()
	}
	return nil
}

func layOut(o fyne.CanvasObject) {
	switch w := o.(type) {
	case *Scroll:
		c, room := w.inner.Content, w.inner.Size()
		c.Resize(fyne.NewSize(room.Width, max(room.Height, c.MinSize().Height)))
	case *fyne.Container:
		if w.Layout != nil {
			w.Layout.Layout(w.Objects, w.Size())
		}
	case interface{ layOutAgain() }:
		w.layOutAgain()
	}
}

// layOutAgain places the parts of a widget in the size it has.
func (b *base) layOutAgain() {
	if b.face != nil && !b.Size().IsZero() {
		b.face.Layout(b.Size())
	}
}

// settled is for a widget whose content has changed its height: what it stands
// in makes room. A widget that is not laid out yet needs nothing.
func settled(o fyne.CanvasObject) {
	if !o.Size().IsZero() && o.Size().Height != o.MinSize().Height {
		Relayout(o)
	}
}

// soon does something after the event that is being handled.
func soon(f func()) {
	time.AfterFunc(15*time.Millisecond, func() { fyne.Do(f) })
}
