package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"image/png"
	"slices"
	"strconv"
	"sync"

	"github.com/jung-kurt/gofpdf"

	"kezhi/reports/sheet"
)

// families are the names of the slots within a file; bold ones have style B.
var families = [slots]struct{ name, style string }{
	{"NotoSansSC", ""}, {"NotoSansSC", "B"}, {"NotoSansSCSide", ""}, {"NotoSansSCSide", "B"},
}

func slotOf(t *sheet.Text) int {
	s := mainRegular
	if t.Side {
		s = sideRegular
	}
	if t.Weight == sheet.Bold {
		s++
	}
	return s
}

// A canvas draws pages into one PDF file.
type canvas struct {
	f      *gofpdf.Fpdf
	buf    []byte // of the operators being put together
	height float64
	slot   int
	size   float64
	width  float64
	color  sheet.Color
	dashed bool
}

func newCanvas(fonts *[slots][]byte) *canvas {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", SizeStr: "A4"})
	f.SetCatalogSort(true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	for i, b := range fonts {
		if b != nil {
			f.AddUTF8FontFromBytes(families[i].name, families[i].style, b)
		}
	}
	return &canvas{f: f}
}

func (c *canvas) BeginPage(width, height float64) {
	orientation := "P"
	if width > height {
		orientation, width, height = "L", height, width
	}
	c.f.AddPageFormat(orientation, gofpdf.SizeType{Wd: width, Ht: height})
	_, c.height = c.f.GetPageSize()
	c.slot, c.width, c.dashed = -1, -1, false
	c.color = 0
	c.f.SetDrawColor(0, 0, 0)
}

func (c *canvas) EndPage() {}

func (c *canvas) Text(t sheet.Text) {
	if t.Glyphs == "" {
		return
	}
	if s := slotOf(&t); s != c.slot || t.Size != c.size {
		c.slot, c.size = s, t.Size
		c.f.SetFont(families[s].name, families[s].style, t.Size)
	}
	r, g, b := t.Color.RGB()
	c.f.SetTextColor(int(r), int(g), int(b))
	actual := t.Glyphs != t.Source || t.Spacing != 0
	if actual {
		c.f.RawWriteStr("/Span <</ActualText <" + hex.EncodeToString([]byte(wideString(t.Source))) + ">>> BDC")
	}
	if t.Spacing != 0 {
		c.f.RawWriteStr(strconv.FormatFloat(t.Spacing, 'f', 3, 64) + " Tc")
	}
	c.f.Text(t.X, t.Y, t.Glyphs)
	if t.Spacing != 0 {
		c.f.RawWriteStr("0 Tc")
	}
	if actual {
		c.f.RawWriteStr("EMC")
	}
}

func (c *canvas) pen(p sheet.Pen) {
	if p.Width != c.width {
		c.width = p.Width
		c.f.SetLineWidth(p.Width)
	}
	if p.Color != c.color {
		c.color = p.Color
		r, g, b := p.Color.RGB()
		c.f.SetDrawColor(int(r), int(g), int(b))
	}
	if dashed := p.On > 0; dashed || c.dashed {
		c.dashed = dashed
		var d []float64
		if dashed {
			d = []float64{p.On, p.Off}
		}
		c.f.SetDashPattern(d, 0)
	}
}

func (c *canvas) Line(x1, y1, x2, y2 float64, p sheet.Pen) {
	c.pen(p)
	c.f.Line(x1, y1, x2, y2)
}

func (c *canvas) Stroke(r sheet.Rect, p sheet.Pen) {
	c.pen(p)
	c.f.Rect(r.X, r.Y, r.W, r.H, "D")
}

func (c *canvas) Fill(rs []sheet.Rect, color sheet.Color) {
	if len(rs) == 0 {
		return
	}
	b := c.buf[:0]
	num := func(v float64, decimals int) {
		b = append(strconv.AppendFloat(b, v, 'f', decimals, 64), ' ')
	}
	b = append(b, "q "...)
	red, green, blue := color.RGB()
	for _, v := range []uint8{red, green, blue} {
		num(float64(v)/255, 3)
	}
	b = append(b, "rg\n"...)
	for _, r := range rs {
		num(r.X, 3)
		num(c.height-r.Y-r.H, 3)
		num(r.W, 3)
		num(r.H, 3)
		b = append(b, "re\n"...)
	}
	b = append(b, "f Q"...)
	c.buf = b
	c.f.RawWriteStr(string(b))
}

func (c *canvas) Image(r sheet.Rect, p *sheet.Picture) {
	name := fmt.Sprintf("%p", p)
	opts := gofpdf.ImageOptions{ImageType: "png"}
	if c.f.GetImageInfo(name) == nil {
		data, err := encoded(p)
		if err != nil {
			c.f.SetError(err)
			return
		}
		c.f.RegisterImageOptionsReader(name, opts, bytes.NewReader(data))
	}
	c.f.ImageOptions(name, r.X, r.Y, r.W, r.H, false, opts, 0, "")
}

// encodings keeps the PNG of the pictures used last, for batches of files.
var encodings struct {
	sync.Mutex
	of   []*sheet.Picture
	data [][]byte
}

// encoded is the picture as a PNG without alpha, which gofpdf can copy as it is.
func encoded(p *sheet.Picture) ([]byte, error) {
	const kept = 4
	e := &encodings
	e.Lock()
	defer e.Unlock()
	if i := slices.Index(e.of, p); i >= 0 {
		return e.data[i], nil
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p.Image()); err != nil {
		return nil, err
	}
	if len(e.of) == kept {
		e.of, e.data = slices.Delete(e.of, 0, 1), slices.Delete(e.data, 0, 1)
	}
	e.of, e.data = append(e.of, p), append(e.data, b.Bytes())
	return b.Bytes(), nil
}

// A gatherer is a canvas that only notes which characters a page needs.
type gatherer [slots]map[rune]struct{}

func (g *gatherer) BeginPage(_, _ float64)               {}
func (g *gatherer) EndPage()                             {}
func (g *gatherer) Line(_, _, _, _ float64, _ sheet.Pen) {}
func (g *gatherer) Stroke(sheet.Rect, sheet.Pen)         {}
func (g *gatherer) Fill([]sheet.Rect, sheet.Color)       {}
func (g *gatherer) Image(sheet.Rect, *sheet.Picture)     {}

func (g *gatherer) Text(t sheet.Text) {
	s := slotOf(&t)
	if g[s] == nil {
		g[s] = map[rune]struct{}{}
	}
	for _, r := range t.Glyphs {
		g[s][r] = struct{}{}
	}
}

// fonts cuts what was gathered. Slots without characters stay nil.
func (g *gatherer) fonts() (out [slots][]byte) {
	for i, set := range g {
		if set == nil {
			continue
		}
		runes := make([]rune, 0, len(set))
		for r := range set {
			runes = append(runes, r)
		}
		slices.Sort(runes)
		out[i] = sources[i]().cut(runes)
	}
	return out
}
