package kit

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kezhi/assets"
)

// Icon is a Lucide icon as an SVG resource in a colour of the theme worn now,
// for Fyne's own widgets; the kit draws its icons itself, see NewIcon. Fyne
// colours only fills, and Lucide draws with strokes of "currentColor": so the
// colour is written into the SVG. A missing icon is an empty picture.
func Icon(name string, c Colour) fyne.Resource {
	n := color.NRGBAModel.Convert(Color(c)).(color.NRGBA)
	key := fmt.Sprintf("%s-%02x%02x%02x.svg", name, n.R, n.G, n.B)
	svg, err := assets.Icon(name)
	if err != nil {
		svg = []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"></svg>`)
	}
	svg = bytes.ReplaceAll(svg, []byte("currentColor"), fmt.Appendf(nil, "#%02x%02x%02x", n.R, n.G, n.B))
	return fyne.NewStaticResource(key, svg)
}

// iconPic is an icon drawn at the size and scale it is shown. In lists of
// objects its Raster stands for it.
type iconPic struct {
	*canvas.Raster
	name string
	ink  color.Color
}

func newIconImage(name string, c Colour) *iconPic {
	p := &iconPic{name: name, ink: Color(c)}
	p.Raster = canvas.NewRaster(func(w, h int) image.Image { return drawIcon(p.name, p.ink, w, h) })
	return p
}

// setIcon changes a drawn icon only when it differs.
func setIcon(p *iconPic, name string, c Colour) {
	if ink := Color(c); p.name != name || p.ink != ink {
		p.name, p.ink = name, ink
		p.Refresh()
	}
}

type iconKey struct {
	name string
	ink  color.Color
	w, h int
}

var (
	iconLines sync.Map // name → []outline
	iconDrawn sync.Map // iconKey → image.Image
)

// strokeWidth is that of the icons in their 24 units.
const strokeWidth = 2

// drawIcon draws an icon into a picture of w by h pixels.
func drawIcon(name string, ink color.Color, w, h int) image.Image {
	k := iconKey{name, ink, w, h}
	if i, ok := iconDrawn.Load(k); ok {
		return i.(image.Image)
	}
	img := image.NewNRGBA(image.Rect(0, 0, max(1, w), max(1, h)))
	var ls []outline
	if name != "" {
		if x, ok := iconLines.Load(name); ok {
			ls = x.([]outline)
		} else {
			ls = outlines(name)
			iconLines.Store(name, ls)
		}
	}
	c := color.NRGBAModel.Convert(ink).(color.NRGBA)
	side := float64(min(w, h))
	scale := side / 24
	offX, offY := (float64(w)-side)/2, (float64(h)-side)/2
	half := strokeWidth / 2 * scale
	for y := range h {
		for x := range w {
			at := point{(float64(x) + .5 - offX) / scale, (float64(y) + .5 - offY) / scale}
			var cover float64
			for _, l := range ls {
				d := distance(at, l.at) * scale
				v := half - d + .5
				if l.filled && inside(at, l.at) {
					v = 1
				}
				cover = math.Max(cover, v)
			}
			if cover > 0 {
				img.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(math.Min(1, cover)*float64(c.A) + .5)})
			}
		}
	}
	iconDrawn.Store(k, img)
	return img
}

// distance of a point to a line of points.
func distance(p point, l []point) float64 {
	best := math.MaxFloat64
	if len(l) == 1 {
		return math.Hypot(p.x-l[0].x, p.y-l[0].y)
	}
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		dx, dy := b.x-a.x, b.y-a.y
		t := 0.0
		if n := dx*dx + dy*dy; n > 0 {
			t = math.Max(0, math.Min(1, ((p.x-a.x)*dx+(p.y-a.y)*dy)/n))
		}
		x, y := p.x-a.x-t*dx, p.y-a.y-t*dy
		best = math.Min(best, x*x+y*y)
	}
	return math.Sqrt(best)
}

func inside(p point, l []point) bool {
	in := false
	for i, j := 0, len(l)-1; i < len(l); j, i = i, i+1 {
		if (l[i].y > p.y) != (l[j].y > p.y) && p.x < (l[j].x-l[i].x)*(p.y-l[i].y)/(l[j].y-l[i].y)+l[i].x {
			in = !in
		}
	}
	return in
}

// IconView shows an icon and follows the theme.
type IconView struct {
	base
	Name  string
	Color Colour
	Side  float32
}

// NewIcon makes a view of an icon of a size (16 beside text, 18 in buttons).
func NewIcon(name string, c Colour, side float32) *IconView {
	i := &IconView{Name: name, Color: c, Side: side}
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
