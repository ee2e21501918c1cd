package db_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"kezhi/data/db"
)

// deeds are what another process does with a file; each says a line when it
// has come so far, and ends when its input does.
var deeds = map[string]func(path string) error{
	"hold": func(path string) error {
		b, err := sql.Open("sqlite", path)
		if err != nil {
			return err
		}
		if _, err := b.Exec("BEGIN IMMEDIATE"); err != nil {
			return err
		}
		fmt.Println("held")
		_, _ = io.Copy(io.Discard, os.Stdin)
		return nil
	},
	"count": func(path string) error {
		fmt.Println("ready")
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
		d, err := db.Open(path)
		if err != nil {
			return err
		}
		for range 25 {
			if err := next(d, os.Stdout); err != nil {
				return err
			}
		}
		return d.Close()
	},
	"count on": func(path string) error {
		d, err := db.Open(path)
		for err == nil {
			err = next(d, os.Stdout)
		}
		return err
	},
}

// next counts up, and says the number once it is kept.
func next(d *db.DB, w io.Writer) error {
	var n int64
	err := d.Write(context.Background(), "x", func(tx *db.Tx) (err error) {
		n, err = tx.Next("KH")
		return err
	})
	if err == nil {
		_, err = fmt.Fprintln(w, n)
	}
	return err
}

func TestMain(m *testing.M) {
	if deed := deeds[os.Getenv("KEZHI_TEST_DEED")]; deed != nil {
		if err := deed(os.Getenv("KEZHI_TEST_FILE")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// process is another process at its deed.
type process struct {
	*exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
	wrong strings.Builder
}

func start(t *testing.T, deed, path string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0])}
	p.Env = append(os.Environ(), "KEZHI_TEST_DEED="+deed, "KEZHI_TEST_FILE="+path)
	p.Stderr = &p.wrong
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(out)
	if p.in, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	return p
}

func (p *process) said(t *testing.T) string {
	t.Helper()
	if !p.lines.Scan() {
		t.Fatalf("the other process said nothing: %s", p.wrong.String())
	}
	return p.lines.Text()
}
