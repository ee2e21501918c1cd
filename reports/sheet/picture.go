package sheet

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // logos come as JPEG
	_ "image/png"  // or PNG

	"golang.org/x/image/draw"
)

// A Picture is a decoded image on a white ground, shared by all forms that
// show it. It is never changed.
type Picture struct{ img *image.RGBA }

// The bounds of pictures: larger ones are refused, and what is kept is scaled
// down to what paper can show of a logo.
const (
	maxPicturePixels = 40_000_000
	keptPixels       = 800 // longer side
)

// NewPicture decodes a PNG or JPEG. The error tells of data that is neither,
// or of more than 40 million pixels.
func NewPicture(data []byte) (*Picture, error) {
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPicturePixels/cfg.Height {
		return nil, fmt.Errorf("picture: %d × %d pixels", cfg.Width, cfg.Height)
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	w, h := cfg.Width, cfg.Height
	if long := max(w, h); long > keptPixels {
		w, h = max(1, w*keptPixels/long), max(1, h*keptPixels/long)
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(img, img.Rect, src, src.Bounds(), draw.Over, nil)
	return &Picture{img}, nil
}

// Image is the picture, opaque. It must not be changed.
func (p *Picture) Image() *image.RGBA { return p.img }

// fit is the size of the picture in points within a box.
func (p *Picture) fit(width, height float64) (w, h float64) {
	s := p.img.Rect.Size()
	k := min(width/float64(s.X), height/float64(s.Y))
	return k * float64(s.X), k * float64(s.Y)
}

// Figure is a picture in the middle of its column.
type Figure struct {
	Picture *Picture
	Width   float64 // mm; 0 is the width of the column
	Height  float64 // at most, mm; 0 is 80 mm
	Gap     float64 // space above, mm
}

func (f Figure) lay(_ *setter, width float64) []item {
	if f.Picture == nil {
		return nil
	}
	w, h := f.Width*mm, f.Height*mm
	if w == 0 {
		w = width
	}
	if h == 0 {
		h = 80 * mm
	}
	w, h = f.Picture.fit(min(w, width), h)
	return []item{{strip: &plate{f.Picture, w, h, width}, gap: f.Gap * mm}}
}

type plate struct {
	picture     *Picture
	w, h, width float64
}

func (p *plate) height() float64                { return p.h }
func (p *plate) least() float64                 { return p.h }
func (p *plate) cut(float64) (head, tail strip) { return nil, nil }
func (p *plate) place(l *leaf, x, y float64) {
	l.image(Rect{x + (p.width-p.w)/2, y, p.w, p.h}, p.picture)
}
