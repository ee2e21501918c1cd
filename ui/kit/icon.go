package kit

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kezhi/assets"
)

// Icon is a Lucide icon as a resource in a colour of the theme worn now. Fyne
// colours only fills, and Lucide draws with strokes of "currentColor": so the
// stroke is written into the SVG. A missing icon is an empty picture.
func Icon(name string, c Colour) fyne.Resource { return iconIn(name, Color(c)) }

var icons sync.Map // name and colour → fyne.Resource

func iconIn(name string, c color.Color) fyne.Resource {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	key := fmt.Sprintf("%s-%02x%02x%02x.svg", name, n.R, n.G, n.B)
	if r, ok := icons.Load(key); ok {
		return r.(fyne.Resource)
	}
	svg, err := assets.Icon(name)
	if err != nil {
		svg = []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"></svg>`)
	}
	svg = bytes.ReplaceAll(svg, []byte("currentColor"), fmt.Appendf(nil, "#%02x%02x%02x", n.R, n.G, n.B))
	r := fyne.NewStaticResource(key, svg)
	icons.Store(key, r)
	return r
}

// IconView shows an icon and follows the theme.
type IconView struct {
	base
	Name  string
	Color Colour
	Side  float32
}

// NewIcon makes a view of an icon of a size (16 beside text, 18 in buttons).
func NewIcon(name string, c Colour, size float32) *IconView {
	i := &IconView{Name: name, Color: c, Side: size}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes what the view shows.
func (i *IconView) Set(name string, c Colour) {
	i.Name, i.Color = name, c
	i.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (i *IconView) CreateRenderer() fyne.WidgetRenderer {
	img := newIconImage(i.Name, i.Color)
	return i.faced(&face{
		objects: []fyne.CanvasObject{img},
		min:     func() fyne.Size { return fyne.NewSquareSize(i.Side) },
		layout:  func(s fyne.Size) { centre(img, s, fyne.NewSquareSize(i.Side)) },
		refresh: func() { setIcon(img, i.Name, i.Color) },
	})
}

func newIconImage(name string, c Colour) *canvas.Image {
	img := canvas.NewImageFromResource(Icon(name, c))
	img.FillMode = canvas.ImageFillContain
	return img
}

// setIcon changes a drawn icon only when it differs: an SVG is drawn anew on
// each refresh.
func setIcon(img *canvas.Image, name string, c Colour) {
	if r := Icon(name, c); img.Resource != r {
		img.Resource = r
		img.Refresh()
	}
}
