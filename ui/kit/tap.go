package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TapArea is content that can be clicked as a whole.
type TapArea struct {
	base
	content fyne.CanvasObject
	tap     func()
}

// NewTapArea makes content clickable.
func NewTapArea(content fyne.CanvasObject, tap func()) *TapArea {
	a := &TapArea{content: content, tap: tap}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped implements fyne.Tappable.
func (a *TapArea) Tapped(*fyne.PointEvent) { Guard(a.tap) }

// Cursor implements desktop.Cursorable.
func (a *TapArea) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (a *TapArea) CreateRenderer() fyne.WidgetRenderer {
	return a.faced(&face{objects: []fyne.CanvasObject{a.content}, of: a})
}
