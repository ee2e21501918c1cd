package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/reports/sheet"
	"kezhi/reports/sheet/sheettest"
)

// numbered is a visit summary with a number and two characters of its own.
func numbered(i int) sheet.Form {
	f := sheettest.Visit()
	f.Number = fmt.Sprintf("BF-2026-%06d", i)
	f.Body = append([]sheet.Block{sheet.Indented("客户" + string(rune(0x4E00+i*7%20000)) + string(rune(0x4E00+i*11%20000)))}, f.Body...)
	return f
}

func BenchmarkOneForm(b *testing.B) {
	b.ReportAllocs()
	size := 0
	for i := 0; b.Loop(); i++ {
		l := lay(b, numbered(i))
		var w bytes.Buffer
		if err := Write(context.Background(), &w, l, nil); err != nil {
			b.Fatal(err)
		}
		size = w.Len()
	}
	b.ReportMetric(float64(size), "B/file")
}

// BenchmarkWholeFont is what BenchmarkOneForm would cost with the whole fonts
// given to gofpdf each time; the metric is how many times longer that takes.
func BenchmarkWholeFont(b *testing.B) {
	fonts := [slots][]byte{mainRegular: assets.Regular, mainBold: assets.Bold}
	l := lay(b, sheettest.Visit())
	start, n := time.Now(), 0
	for b.Loop() {
		own := fonts
		for i := range own {
			own[i] = bytes.Clone(own[i])
		}
		c := newCanvas(&own)
		l.Pages[0].Draw(c)
		if err := c.f.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
		n++
	}
	whole := time.Since(start) / time.Duration(n)
	start = time.Now()
	const times = 20
	for range times {
		if err := Write(context.Background(), io.Discard, l, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(whole)/float64(time.Since(start)/times), "times-slower")
}

func BenchmarkThousandFiles(b *testing.B) {
	for b.Loop() {
		dir := b.TempDir()
		_, err := Batch(context.Background(), 1000, func(i int) (Job, error) {
			return Job{filepath.Join(dir, fmt.Sprint(i, ".pdf")), sheettest.Document(numbered(i))}, nil
		}, nil)
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThousandPages(b *testing.B) {
	for b.Loop() {
		forms := make([]sheet.Form, 1000)
		for i := range forms {
			forms[i] = numbered(i)
		}
		l := lay(b, forms...)
		var w bytes.Buffer
		if err := Write(context.Background(), &w, l, nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(w.Len()), "B/file")
	}
}
