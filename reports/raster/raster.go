// Package raster draws laid-out pages as images, for the preview in the
// window. It shows the same lines and breaks as the paper.
package raster

import (
	"image"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"kezhi/reports/sheet"
)

// The bounds of the resolution, in dots per inch.
const (
	MinDPI = 18
	MaxDPI = 600
)

// Page draws one page at a resolution, which is brought within MinDPI and
// MaxDPI. A4 at 96 dpi is 794 by 1123 pixels and takes about 20 ms. It may be
// called from several goroutines.
func Page(p *sheet.Page, dpi float64) *image.RGBA {
	c := &canvas{scale: min(max(dpi, MinDPI), MaxDPI) / 72}
	p.Draw(c)
	return c.img
}

// A canvas draws one page. Coordinates are points until they meet scale.
type canvas struct {
	img   *image.RGBA
	scale float64 // pixels per point
	path  vector.Rasterizer
}

func (c *canvas) BeginPage(width, height float64) {
	w, h := int(math.Ceil(width*c.scale-0.01)), int(math.Ceil(height*c.scale-0.01))
	c.img = image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range c.img.Pix {
		c.img.Pix[i] = 0xFF
	}
}

func (c *canvas) EndPage() {}

// pixel is the edge between pixels nearest to a coordinate.
func (c *canvas) pixel(v float64) int { return int(math.Round(v * c.scale)) }

// thick is the width of a pen in whole pixels, so that rules stay crisp.
func (c *canvas) thick(p sheet.Pen) int { return max(1, int(p.Width*c.scale+0.55)) }

func (c *canvas) Line(x1, y1, x2, y2 float64, p sheet.Pen) {
	if p.On > 0 {
		c.dashes(x1, y1, x2, y2, p)
		return
	}
	t := c.thick(p)
	switch {
	case y1 == y2:
		c.block(c.pixel(min(x1, x2)), c.pixel(y1)-t/2, c.pixel(max(x1, x2)), c.pixel(y1)-t/2+t, p.Color)
	case x1 == x2:
		c.block(c.pixel(x1)-t/2, c.pixel(min(y1, y2)), c.pixel(x1)-t/2+t, c.pixel(max(y1, y2)), p.Color)
	default:
		c.slant(x1, y1, x2, y2, p)
	}
}

func (c *canvas) dashes(x1, y1, x2, y2 float64, p sheet.Pen) {
	long := math.Hypot(x2-x1, y2-y1)
	dx, dy := (x2-x1)/long, (y2-y1)/long
	solid := sheet.Pen{Width: p.Width, Color: p.Color}
	for at := 0.0; at < long; at += p.On + max(p.Off, 0.1) {
		end := min(at+p.On, long)
		c.Line(x1+dx*at, y1+dy*at, x1+dx*end, y1+dy*end, solid)
	}
}

// slant draws a line that is neither level nor upright.
func (c *canvas) slant(x1, y1, x2, y2 float64, p sheet.Pen) {
	long := math.Hypot(x2-x1, y2-y1)
	half := max(p.Width/2, 0.5/c.scale)
	nx, ny := (y1-y2)/long*half, (x2-x1)/long*half
	corners := [4][2]float64{{x1 + nx, y1 + ny}, {x2 + nx, y2 + ny}, {x2 - nx, y2 - ny}, {x1 - nx, y1 - ny}}
	left := int(min(x1, x2)*c.scale) - 2
	top := int(min(y1, y2)*c.scale) - 2
	w := int(math.Abs(x2-x1)*c.scale) + 5
	h := int(math.Abs(y2-y1)*c.scale) + 5
	c.path.Reset(w, h)
	c.path.DrawOp = draw.Src
	for i, k := range corners {
		x, y := float32(k[0]*c.scale)-float32(left), float32(k[1]*c.scale)-float32(top)
		if i == 0 {
			c.path.MoveTo(x, y)
		} else {
			c.path.LineTo(x, y)
		}
	}
	c.path.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	c.path.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.blend(mask.Pix, mask.Stride, left, top, w, h, p.Color)
}

func (c *canvas) Stroke(r sheet.Rect, p sheet.Pen) {
	t := c.thick(p)
	x1, y1, x2, y2 := c.pixel(r.X)-t/2, c.pixel(r.Y)-t/2, c.pixel(r.X+r.W)-t/2, c.pixel(r.Y+r.H)-t/2
	c.block(x1, y1, x2+t, y1+t, p.Color)
	c.block(x1, y2, x2+t, y2+t, p.Color)
	c.block(x1, y1, x1+t, y2+t, p.Color)
	c.block(x2, y1, x2+t, y2+t, p.Color)
}

func (c *canvas) Fill(rs []sheet.Rect, color sheet.Color) {
	for _, r := range rs {
		c.block(c.pixel(r.X), c.pixel(r.Y), c.pixel(r.X+r.W), c.pixel(r.Y+r.H), color)
	}
}

// block paints the pixels [x1, x2) × [y1, y2).
func (c *canvas) block(x1, y1, x2, y2 int, color sheet.Color) {
	r := image.Rect(x1, y1, x2, y2).Intersect(c.img.Rect)
	if r.Empty() {
		return
	}
	red, green, blue := color.RGB()
	first := c.img.Pix[c.img.PixOffset(r.Min.X, r.Min.Y):][:4*r.Dx()]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = red, green, blue, 0xFF
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(c.img.Pix[c.img.PixOffset(r.Min.X, y):], first)
	}
}

// blend paints a colour through a mask whose top left corner is at x0, y0.
func (c *canvas) blend(mask []uint8, stride, x0, y0, w, h int, color sheet.Color) {
	red, green, blue := color.RGB()
	size := c.img.Rect.Size()
	from, to := max(0, -x0), min(w, size.X-x0)
	for y := max(0, -y0); y < min(h, size.Y-y0); y++ {
		if from >= to {
			return
		}
		row := mask[y*stride:]
		pix := c.img.Pix[(y0+y)*c.img.Stride+4*(x0+from):]
		for x := from; x < to; x++ {
			if a := uint32(row[x]); a != 0 {
				d := pix[4*(x-from):][:3]
				d[0] = mix(d[0], red, a)
				d[1] = mix(d[1], green, a)
				d[2] = mix(d[2], blue, a)
			}
		}
	}
}

func mix(under, over uint8, a uint32) uint8 {
	return uint8((uint32(under)*(255-a) + uint32(over)*a + 127) / 255)
}

func (c *canvas) Image(r sheet.Rect, p *sheet.Picture) {
	to := image.Rect(c.pixel(r.X), c.pixel(r.Y), c.pixel(r.X+r.W), c.pixel(r.Y+r.H))
	src := p.Image()
	draw.CatmullRom.Scale(c.img, to, src, src.Rect, draw.Src, nil)
}
