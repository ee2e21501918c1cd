package raster

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"kezhi/assets"
	"kezhi/reports/sheet"
)

// steps is how many places within a pixel a glyph is drawn for.
const steps = 4

// A glyphKey names one drawn shape: a character of a font at a size and a
// place within the pixel.
type glyphKey struct {
	slot uint8
	step uint8
	size fixed.Int26_6 // pixels per em
	char rune
}

// A mask is the coverage of a glyph around its origin.
type mask struct {
	pix     []uint8
	x, y    int // top left corner from the origin
	w, h    int
	advance float64 // pixels
}

// cacheBytes bounds what the cache of glyphs holds; it starts anew when full.
const cacheBytes = 24 << 20

var cache struct {
	sync.Mutex
	masks map[glyphKey]*mask
	bytes int
	fonts [4]*sfnt.Font
	buf   sfnt.Buffer
	path  vector.Rasterizer
}

// glyphOf finds or draws a glyph. The caller holds the cache's lock.
func glyphOf(k glyphKey) *mask {
	if m := cache.masks[k]; m != nil {
		return m
	}
	if cache.masks == nil || cache.bytes > cacheBytes {
		cache.masks, cache.bytes = map[glyphKey]*mask{}, 0
	}
	m := rasterize(k)
	cache.masks[k] = m
	cache.bytes += len(m.pix) + 100
	return m
}

func fontOf(slot uint8) *sfnt.Font {
	if cache.fonts[slot] == nil {
		data := [4][]byte{assets.Regular, assets.Bold, assets.SideRegular, assets.SideBold}[slot]
		f, err := sfnt.Parse(data)
		if err != nil {
			panic("raster: font: " + err.Error())
		}
		cache.fonts[slot] = f
	}
	return cache.fonts[slot]
}

func rasterize(k glyphKey) *mask {
	f := fontOf(k.slot)
	m := &mask{}
	g, err := f.GlyphIndex(&cache.buf, k.char)
	if err != nil {
		return m
	}
	if a, err := f.GlyphAdvance(&cache.buf, g, k.size, font.HintingNone); err == nil {
		m.advance = float64(a) / 64
	}
	segs, err := f.LoadGlyph(&cache.buf, g, k.size, nil)
	if err != nil || len(segs) == 0 {
		return m
	}
	b := segs.Bounds()
	shift := float32(k.step) / steps
	m.x, m.y = b.Min.X.Floor(), b.Min.Y.Floor()
	m.w, m.h = b.Max.X.Ceil()-m.x+1, b.Max.Y.Ceil()-m.y
	if m.w <= 0 || m.h <= 0 {
		m.w, m.h = 0, 0
		return m
	}
	at := func(p fixed.Point26_6) (x, y float32) {
		return float32(p.X)/64 - float32(m.x) + shift, float32(p.Y)/64 - float32(m.y)
	}
	p := &cache.path
	p.Reset(m.w, m.h)
	p.DrawOp = draw.Src
	for _, s := range segs {
		x0, y0 := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.ClosePath()
			p.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			p.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			p.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			p.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	p.ClosePath()
	a := image.NewAlpha(image.Rect(0, 0, m.w, m.h))
	p.Draw(a, a.Rect, image.Opaque, image.Point{})
	m.pix = a.Pix
	return m
}

func (c *canvas) Text(t sheet.Text) {
	slot := uint8(0)
	if t.Side {
		slot = 2
	}
	if t.Weight == sheet.Bold {
		slot++
	}
	x, y := t.X*c.scale, c.pixel(t.Y)
	k := glyphKey{slot: slot, size: fixed.Int26_6(math.Round(t.Size * c.scale * 64))}
	exact := t.Size * c.scale / (float64(k.size) / 64)
	cache.Lock()
	defer cache.Unlock()
	for _, r := range t.Glyphs {
		whole := math.Floor(x)
		k.char, k.step = r, uint8((x-whole)*steps)
		m := glyphOf(k)
		if m.w > 0 {
			c.blend(m.pix, m.w, int(whole)+m.x, y+m.y, m.w, m.h, t.Color)
		}
		x += m.advance*exact + t.Spacing*c.scale
	}
}
