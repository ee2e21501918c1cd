package reports_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"kezhi/assets"
	"kezhi/reports"
	"kezhi/reports/sheet"
)

// The yardstick is the same text on the same number of pages written by gofpdf
// as one finds it: the whole font given to each document.

// a yardstick draws the texts of pages with gofpdf.
type yardstick struct {
	f *gofpdf.Fpdf
}

func newYardstick() *yardstick {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", SizeStr: "A4"})
	f.SetAutoPageBreak(false, 0)
	f.AddUTF8FontFromBytes("sc", "", slices.Clone(assets.Regular))
	f.AddUTF8FontFromBytes("sc", "B", slices.Clone(assets.Bold))
	return &yardstick{f}
}

func (y *yardstick) BeginPage(float64, float64) { y.f.AddPage() }
func (y *yardstick) EndPage()                   {}
func (y *yardstick) Text(t sheet.Text) {
	style := ""
	if t.Weight == sheet.Bold {
		style = "B"
	}
	if t.Side || t.Glyphs == "" {
		return
	}
	y.f.SetFont("sc", style, t.Size)
	y.f.Text(t.X, t.Y, t.Glyphs)
}

func (y *yardstick) Line(x1, y1, x2, y2 float64, p sheet.Pen) {
	y.f.SetLineWidth(p.Width)
	y.f.Line(x1, y1, x2, y2)
}
func (y *yardstick) Stroke(r sheet.Rect, _ sheet.Pen) { y.f.Rect(r.X, r.Y, r.W, r.H, "D") }
func (y *yardstick) Fill(rs []sheet.Rect, c sheet.Color) {
	r, g, b := c.RGB()
	y.f.SetFillColor(int(r), int(g), int(b))
	for _, r := range rs {
		y.f.Rect(r.X, r.Y, r.W, r.H, "F")
	}
}
func (y *yardstick) Image(sheet.Rect, *sheet.Picture) {}

func (y *yardstick) write(b *testing.B, l *sheet.Layout) {
	for i := range l.Pages {
		l.Pages[i].Draw(y)
	}
	must(b, y.f.Output(io.Discard))
}

func laid(b *testing.B, j reports.Job) *sheet.Layout {
	d, err := j.Compose(context.Background(), nil)
	must(b, err)
	l, err := sheet.Lay(context.Background(), d)
	must(b, err)
	return l
}

// BenchmarkOneForm writes a visit summary from the file to PDF, warm; the
// yardstick has it laid out already.
func BenchmarkOneForm(b *testing.B) {
	h := furnished(b)
	for _, j := range h.jobs()[:8] {
		name := j.Form
		if j.Register != "" {
			name += "-" + j.Register
		}
		b.Run(name, func(b *testing.B) {
			var buf bytes.Buffer
			for b.Loop() {
				buf.Reset()
				if _, err := j.Write(context.Background(), &buf, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	l := laid(b, job(h.Shop, "visit-summary", h.visit.ID))
	b.Run("visit-summary-whole-font", func(b *testing.B) {
		for b.Loop() {
			newYardstick().write(b, l)
		}
	})
}

// BenchmarkThousand writes 1,000 visit summaries, each a file of its own and
// all in one file, and says how many times as fast as the yardstick that is.
func BenchmarkThousand(b *testing.B) {
	const n = 1000
	s := mustOpen(b)
	c := put(b, s.Customers, organisation())
	ids := make([]int64, n)
	for i := range ids {
		v := visited(c.Number)
		v["talk"] = fmt.Sprintf("第 %d 次：%s", i+1, v["talk"])
		ids[i] = put(b, s.Visits, v).ID
	}
	b.Run("files", func(b *testing.B) {
		for b.Loop() {
			for _, id := range ids {
				if _, err := job(s, "visit-summary", id).Write(context.Background(), io.Discard, nil); err != nil {
					b.Fatal(err)
				}
			}
		}
		ours := b.Elapsed() / time.Duration(b.N)
		const sample = 20 // of the yardstick, which is slow
		ls := make([]*sheet.Layout, sample)
		for i := range ls {
			ls[i] = laid(b, job(s, "visit-summary", ids[i]))
		}
		start := time.Now()
		for _, l := range ls {
			newYardstick().write(b, l)
		}
		theirs := time.Since(start) * n / sample
		b.ReportMetric(float64(theirs)/float64(ours), "×whole-font")
	})
	b.Run("one-file", func(b *testing.B) {
		for b.Loop() {
			if _, err := job(s, "visit-summary", ids...).Write(context.Background(), io.Discard, nil); err != nil {
				b.Fatal(err)
			}
		}
		ours := b.Elapsed() / time.Duration(b.N)
		l := laid(b, job(s, "visit-summary", ids...))
		b.ReportMetric(float64(len(l.Pages)), "pages")
		start := time.Now()
		newYardstick().write(b, l)
		b.ReportMetric(float64(time.Since(start))/float64(ours), "×whole-font")
	})
}
