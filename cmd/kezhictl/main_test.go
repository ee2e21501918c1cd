package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data/shop"
)

// binary is the program itself, built as it is shipped: without cgo.
var binary string

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		child()
		return
	}
	dir, err := os.MkdirTemp("", "kezhictl")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("KEZHI_KEYS", dir)
	binary = filepath.Join(dir, "kezhictl.exe")
	c := exec.Command("go", "build", "-o", binary, ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := c.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s", out)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// answer is what a call of the program gave back.
type answer struct {
	out, errs string
	code      int
}

// call runs the program; input may be "".
func call(t *testing.T, input string, args ...string) answer {
	t.Helper()
	c := exec.CommandContext(context.Background(), binary, args...)
	var out, errs bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(input), &out, &errs
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{out.String(), errs.String(), c.ProcessState.ExitCode()}
}

// must is call of what must go well.
func must(t *testing.T, input string, args ...string) string {
	t.Helper()
	a := call(t, input, args...)
	if a.code != fine {
		t.Fatalf("kezhictl %s: %d\n%s%s", strings.Join(args, " "), a.code, a.out, a.errs)
	}
	return a.out
}

// fresh is the path of a file that is not there yet.
func fresh(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "客至.db")
}

// object is JSON read back.
func object(t *testing.T, text string) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return m
}

// registers are the keys of all registers.
func registers(t *testing.T) []string {
	t.Helper()
	s, err := shop.Open(filepath.Join(t.TempDir(), "keys.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	var keys []string
	for _, r := range s.Registers() {
		keys = append(keys, r.Key())
	}
	return keys
}
