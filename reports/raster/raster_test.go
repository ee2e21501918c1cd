package raster

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"kezhi/reports/pdf"
	"kezhi/reports/sheet"
	"kezhi/reports/sheet/sheettest"
)

func lay(t testing.TB, forms ...sheet.Form) *sheet.Layout {
	t.Helper()
	l, err := sheet.Lay(context.Background(), sheettest.Document(forms...))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// dark is the number of pixels darker than mid grey within r.
func dark(img *image.RGBA, r image.Rectangle) (n int) {
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if img.Pix[img.PixOffset(x, y)] < 0x80 {
				n++
			}
		}
	}
	return n
}

func TestPageHasTheSizeOfPaper(t *testing.T) {
	l := lay(t, sheettest.Visit(), sheettest.Ledger(1))
	for _, c := range []struct {
		page   int
		dpi    float64
		width  int
		height int
	}{{0, 96, 794, 1123}, {1, 96, 1123, 794}, {0, 72, 596, 842}, {0, 0, 149, 211}, {0, 1e9, 4961, 7016}} {
		if c.dpi > 1e6 && testing.Short() {
			continue
		}
		got := Page(&l.Pages[c.page], c.dpi).Rect.Size()
		if got != (image.Point{X: c.width, Y: c.height}) {
			t.Errorf("page %d at %v dpi: %v, want %d×%d", c.page, c.dpi, got, c.width, c.height)
		}
	}
}

func TestPreviewHasAsManyPagesAsThePaper(t *testing.T) {
	l := lay(t, sheettest.Visit(), sheettest.Receipt(), sheettest.Ledger(80))
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := pdf.WriteFile(context.Background(), path, l, nil); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftoppm", "-r", "72", "-png", path, strings.TrimSuffix(path, ".pdf")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pages, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.png"))
	if len(pages) != len(l.Pages) {
		t.Fatalf("%d pages on paper, %d in the preview", len(pages), len(l.Pages))
	}
	for i, name := range pages {
		paper, err := readPNG(name)
		if err != nil {
			t.Fatal(err)
		}
		alike(t, i+1, Page(&l.Pages[i], 72), paper)
	}
}

// alike compares how dark the cells of a coarse raster are.
func alike(t *testing.T, page int, a, b *image.RGBA) {
	t.Helper()
	const cell = 36
	differ, cells := 0, 0
	for y := 0; y+cell <= a.Rect.Dy(); y += cell {
		for x := 0; x+cell <= a.Rect.Dx(); x += cell {
			cells++
			r := image.Rect(x, y, x+cell, y+cell)
			if d := shadow(a, r) - shadow(b, r); d > 0.09 || d < -0.09 {
				differ++
			}
		}
	}
	if differ > cells/50 {
		t.Errorf("page %d: %d of %d places differ", page, differ, cells)
	}
}

// shadow is how much of r is ink, 0 to 1.
func shadow(img *image.RGBA, r image.Rectangle) float64 {
	sum := 0
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			sum += 255 - int(img.Pix[img.PixOffset(x, y)])
		}
	}
	return float64(sum) / 255 / float64(max(1, r.Dx()*r.Dy()))
}

func readPNG(name string) (*image.RGBA, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := png.Decode(f)
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(src.Bounds())
	draw.Draw(img, img.Rect, src, img.Rect.Min, draw.Src)
	return img, nil
}

func TestNamesAndMarksAreDrawn(t *testing.T) {
	for _, s := range []string{"𬭎", "😀", "☐", "☒", "客"} {
		l := lay(t, sheet.Form{Body: []sheet.Block{sheet.Para{Content: sheet.Plain(s)}}})
		if n := dark(Page(&l.Pages[0], 150), image.Rect(0, 100, 400, 300)); n < 20 {
			t.Errorf("%s: %d dark pixels", s, n)
		}
	}
}

func TestPagesMayBeDrawnAtOnce(t *testing.T) {
	l := lay(t, sheettest.Visit(), sheettest.Receipt())
	want := Page(&l.Pages[0], 110)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			Page(&l.Pages[1], 90)
			if !bytes.Equal(Page(&l.Pages[0], 110).Pix, want.Pix) {
				t.Error("pages differ")
			}
		})
	}
	wg.Wait()
}

func BenchmarkPage(b *testing.B) {
	l := lay(b, sheettest.Visit())
	for b.Loop() {
		Page(&l.Pages[0], 96)
	}
}

// BenchmarkFirstPage draws at a new zoom each time, so that no glyph is at hand.
func BenchmarkFirstPage(b *testing.B) {
	l := lay(b, sheettest.Visit())
	for i := 0; b.Loop(); i++ {
		Page(&l.Pages[0], 96+float64(i%1000)/10)
	}
}
