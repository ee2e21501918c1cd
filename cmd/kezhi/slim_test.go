//go:build window

package main_test

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
	"testing"
)

// slim keeps a picture as a PNG of at most 256 colours, which the screens and
// forms hardly exceed: a fifth of the size in the repository.
func slim(tb testing.TB, m image.Image, path string) {
	tb.Helper()
	flat := image.NewRGBA(m.Bounds())
	draw.Draw(flat, flat.Bounds(), m, m.Bounds().Min, draw.Src)
	p := image.NewPaletted(flat.Bounds(), commonest(flat, 256))
	known := map[color.RGBA]uint8{}
	for i := range p.Pix {
		c := color.RGBA{R: flat.Pix[4*i], G: flat.Pix[4*i+1], B: flat.Pix[4*i+2], A: 255}
		n, ok := known[c]
		if !ok {
			n = uint8(p.Palette.Index(c))
			known[c] = n
		}
		p.Pix[i] = n
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, p); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// commonest are the colours that most pixels have, close ones counted as one.
func commonest(m *image.RGBA, n int) color.Palette {
	count, exact := map[[3]uint8]int{}, map[[3]uint8]map[color.RGBA]int{}
	for i := 0; i < len(m.Pix); i += 4 {
		c := color.RGBA{R: m.Pix[i], G: m.Pix[i+1], B: m.Pix[i+2], A: 255}
		near := [3]uint8{c.R >> 3, c.G >> 3, c.B >> 3}
		count[near]++
		if exact[near] == nil {
			exact[near] = map[color.RGBA]int{}
		}
		exact[near][c]++
	}
	near := slices.SortedFunc(maps.Keys(count), func(a, b [3]uint8) int { return cmp.Compare(count[b], count[a]) })
	var p color.Palette
	for _, k := range near[:min(n, len(near))] {
		best, most := color.RGBA{}, 0
		for c, times := range exact[k] {
			if times > most {
				best, most = c, times
			}
		}
		p = append(p, best)
	}
	return p
}

// slimFile slims a PNG where it lies.
func slimFile(tb testing.TB, path string) {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		tb.Fatal(err)
	}
	slim(tb, m, path)
}
