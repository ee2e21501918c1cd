package search_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/data/db"
	"kezhi/data/search"
)

// BenchmarkBesideC runs the statements of the searches in the C sqlite3 too,
// on the same file, and reports how many times as long Find takes: Go against
// C, with the work on the entries on our side only. One program is fed through
// a pipe all the time.
func BenchmarkBesideC(b *testing.B) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Skip("no sqlite3 to compare with")
	}
	d, ctx := populous(b, rows()), context.Background()
	var queries []string
	for _, qs := range asked(10) {
		queries = append(queries, qs...)
	}
	scripts := make([]string, len(queries))
	find := func(q string) {
		if _, err := search.Find(ctx, d, q, search.Options{Registers: []string{"customer"}}); err != nil {
			b.Fatal(err)
		}
	}
	text := readable(b, d)
	for i, q := range queries {
		search.Trace(func(query string, args []any) {
			scripts[i] += strings.ReplaceAll(literal(query, args), "search_text", text) + ";\n"
		})
		find(q)
	}
	search.Trace(nil)
	c := begin(b, d.File())
	for _, s := range scripts {
		c.run(s)
	}
	var ours, theirs []time.Duration
	i := 0
	for b.Loop() {
		t := time.Now()
		find(queries[i%len(queries)])
		ours = append(ours, time.Since(t))
		t = time.Now()
		c.run(scripts[i%len(queries)])
		theirs = append(theirs, time.Since(t))
		i++
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	ms := func(ts []time.Duration, q float64) float64 {
		return float64(ts[min(int(q*float64(len(ts))), len(ts)-1)].Microseconds()) / 1000
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(ours, .5), "go-p50-ms")
	b.ReportMetric(ms(theirs, .5), "c-p50-ms")
	b.ReportMetric(ms(ours, .95), "go-p95-ms")
	b.ReportMetric(ms(theirs, .95), "c-p95-ms")
	b.ReportMetric(ms(ours, .5)/ms(theirs, .5), "p50-ratio")
	b.ReportMetric(ms(ours, .95)/ms(theirs, .95), "p95-ratio")
}

// readable is the full-text table that the C sqlite3 at hand can read: ours,
// or for versions before 3.43, which do not know contentless_delete, a table
// of the same tokens without it, made in the benchmark's file once.
func readable(b *testing.B, d *db.DB) string {
	if exec.Command("sqlite3", d.File(), "SELECT count(*) FROM search_text WHERE search_text MATCH 'x'").Run() == nil {
		return "search_text"
	}
	var n int
	if err := d.Pool().QueryRow("SELECT count(*) FROM sqlite_master WHERE name = 'yardstick'").Scan(&n); err != nil {
		b.Fatal(err)
	}
	if n > 0 {
		return "yardstick"
	}
	err := d.Write(context.Background(), "x", func(tx *db.Tx) error {
		if err := tx.Exec("CREATE VIRTUAL TABLE yardstick USING fts5(tokens, content='', detail=none, tokenize='ascii')").Error; err != nil {
			return err
		}
		last := int64(-1)
		for {
			var docs []struct {
				Doc  int64
				Body string
			}
			if err := tx.Raw("SELECT doc, body FROM search_docs WHERE doc > ? ORDER BY doc LIMIT 100", last).Scan(&docs).Error; err != nil || len(docs) == 0 {
				return err
			}
			var args []any
			for _, each := range docs {
				last = each.Doc
				args = append(args, last, search.Tokens(last, each.Body))
			}
			if err := tx.Exec("INSERT INTO yardstick (rowid, tokens) VALUES (?,?)"+strings.Repeat(",(?,?)", len(docs)-1), args...).Error; err != nil {
				return err
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	return "yardstick"
}

// literal writes the arguments into the statement.
func literal(query string, args []any) string {
	var out strings.Builder
	for i, part := range strings.Split(query, "?") {
		if i > 0 {
			switch a := args[i-1].(type) {
			case string:
				out.WriteString("'" + strings.ReplaceAll(a, "'", "''") + "'")
			default:
				fmt.Fprint(&out, a)
			}
		}
		out.WriteString(part)
	}
	return out.String()
}

// shell is a running sqlite3.
type shell struct {
	b   *testing.B
	in  io.Writer
	out *bufio.Reader
}

func begin(b *testing.B, file string) *shell {
	cmd := exec.Command("sqlite3", "-batch", "-list", file)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	s := &shell{b, in, bufio.NewReaderSize(out, 1<<20)}
	s.run("PRAGMA cache_size=-65536;\n")
	return s
}

// run gives statements and waits for their end.
func (s *shell) run(script string) {
	if _, err := io.WriteString(s.in, script+".print @@\n"); err != nil {
		s.b.Fatal(err)
	}
	for {
		line, err := s.out.ReadString('\n')
		if err != nil {
			s.b.Fatal(err)
		}
		if line == "@@\n" {
			return
		}
	}
}
