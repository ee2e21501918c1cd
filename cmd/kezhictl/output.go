package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"kezhi/data/shop"
)

// output gathers what is printed; end tells whether all of it could be.
type output struct{ *bufio.Writer }

func newOutput(w io.Writer) output { return output{bufio.NewWriterSize(w, 1<<16)} }

// printf prints; the writer keeps an error until end.
func (o output) printf(format string, args ...any) { _, _ = fmt.Fprintf(o, format, args...) }

func (o output) end() error { return o.Flush() }

// complain prints a line on the standard error, where nobody could be told
// that it failed.
func (p *program) complain(line string) { _, _ = fmt.Fprintln(p.errs, line) }

// leave closes the file. What was kept is on the disk long since; a seal that
// cannot be made now is made by whoever closes the file next.
func leave(s *shop.Shop) {
	if s.DB.Wrote() {
		_ = s.SealTrail(context.Background())
	}
	_ = s.Close()
}

// cell is a text that keeps to its column and line.
func cell(s string) string { return strings.Join(strings.Fields(s), " ") }

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
