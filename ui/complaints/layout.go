package complaints

import (
	"fyne.io/fyne/v2"

	"kezhi/ui/kit"
)

// beside puts the cards beside the form. In a narrow window they give way, so
// that the form keeps the room it needs.
type beside struct{}

const leastForm, leastSide, mostSide float32 = 400, 232, 340

// margin is how far the cards' scroll bar stands out into the page's margin,
// so that it is clear of the cards.
const margin float32 = 12

func (beside) widths(w float32) (form, side float32) {
	side = min(mostSide, max(leastSide, w*.3))
	side = min(side, max(0, w-leastForm-kit.Gap16))
	return w - side - kit.Gap16, side
}

// Layout implements fyne.Layout.
func (b beside) Layout(os []fyne.CanvasObject, s fyne.Size) {
	form, side := b.widths(s.Width)
	os[0].Move(fyne.NewPos(0, 0))
	os[0].Resize(fyne.NewSize(form, s.Height))
	os[1].Move(fyne.NewPos(form+kit.Gap16, 0))
	os[1].Resize(fyne.NewSize(side+margin, s.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastForm+kit.Gap16+leastSide, 160)
}

// beneath puts the stations over the rest; in a low window they stand closer.
type beneath struct{}

// Layout implements fyne.Layout.
func (beneath) Layout(os []fyne.CanvasObject, s fyne.Size) {
	gap := kit.Gap16
	if s.Height < 480 {
		gap = kit.Gap8
	}
	h := os[0].MinSize().Height
	os[0].Move(fyne.NewPos(0, 0))
	os[0].Resize(fyne.NewSize(s.Width, h))
	os[1].Move(fyne.NewPos(0, h+gap))
	os[1].Resize(fyne.NewSize(s.Width, max(0, s.Height-h-gap)))
}

// MinSize implements fyne.Layout.
func (beneath) MinSize(os []fyne.CanvasObject) fyne.Size {
	a, b := os[0].MinSize(), os[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+kit.Gap8+b.Height)
}
