// Package pdf writes laid-out forms as PDF files. Fonts are embedded with the
// characters in use only; text can be searched and copied, characters above
// U+FFFF included; equal layouts make equal files.
package pdf

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"unicode/utf16"

	"kezhi/reports/sheet"
)

// ErrEmpty is returned for a layout without pages.
var ErrEmpty = errors.New("pdf: nothing to print")

// Progress hears how many pages or files are done. It is called from the
// writing goroutines, one call at a time.
type Progress func(done, total int)

// Write writes all pages as one PDF. It looks at ctx between pages and returns
// its error, ErrEmpty for a layout without pages, or what w returned. progress
// may be nil.
func Write(ctx context.Context, w io.Writer, l *sheet.Layout, progress Progress) error {
	if len(l.Pages) == 0 {
		return ErrEmpty
	}
	var g gatherer
	for i := range l.Pages {
		l.Pages[i].Draw(&g)
	}
	fonts := g.fonts()
	c := newCanvas(&fonts)
	c.f.SetTitle(wideString(l.Title), false)
	c.f.SetAuthor(wideString(l.Author), false)
	c.f.SetProducer("Kezhi", false)
	c.f.SetCreator("Kezhi", false)
	c.f.SetCreationDate(l.Created)
	c.f.SetModificationDate(l.Created)
	for i := range l.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.Pages[i].Draw(c)
		if progress != nil {
			progress(i+1, len(l.Pages))
		}
	}
	return c.f.Output(w)
}

// wideString is s as a PDF text string: UTF-16 with a byte order mark, which
// gofpdf itself makes only of characters below U+10000.
func wideString(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// WriteFile writes the PDF beside path and then takes path's place, so that
// path never holds half a file. An error leaves what was there before.
func WriteFile(ctx context.Context, path string, l *sheet.Layout, progress Progress) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".kezhi-*.pdf")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := Write(ctx, f, l, progress); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
