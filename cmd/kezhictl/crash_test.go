package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kezhi/data/backup"
	"kezhi/data/check"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// What a child process of the tests does: its deed in the file of childEnv, as often
// as childCount says, or for ever, and a line after each that was acknowledged.
const (
	childEnv   = "KEZHI_TEST_FILE"
	childDeed  = "KEZHI_TEST_DEED"
	childCount = "KEZHI_TEST_COUNT"
)

// deeds are what it can do; each returns what it prints.
var deeds = map[string]func(ctx context.Context, s *shop.Shop, i int) (string, error){
	"saves": func(ctx context.Context, s *shop.Shop, i int) (string, error) {
		r, err := s.Customers.Put(ctx, "child", register.Record{Values: organisation(i)})
		return r.Number, err
	},
	"imports": func(ctx context.Context, s *shop.Shop, i int) (string, error) {
		var vs []field.Values
		for k := range 50 {
			vs = append(vs, organisation(50*i+k))
		}
		_, err := s.Customers.PutAll(ctx, "child", vs)
		return "imported", err
	},
	"documents": func(ctx context.Context, s *shop.Shop, i int) (string, error) {
		p := filepath.Join(os.TempDir(), fmt.Sprintf("kezhi-test-%d-%d.txt", os.Getpid(), i))
		defer func() { _ = os.Remove(p) }()
		if err := os.WriteFile(p, []byte(strings.Repeat(fmt.Sprintf("新合同 %d ", i), 3000)), 0o600); err != nil {
			return "", err
		}
		f, err := s.Documents.Add(ctx, "child", document.Owner{Register: s.Customers, ID: 1}, p, field.Values{}, nil)
		return f.Hash, err
	},
	"seals": func(ctx context.Context, s *shop.Shop, i int) (string, error) {
		return "sealed", s.Seal(ctx, "child", i%2 == 1, nil)
	},
	"keys": func(ctx context.Context, s *shop.Shop, _ int) (string, error) {
		_, err := vault.SetUp(ctx, s.DB, "child")
		return "keys", err
	},
	"backups": func(ctx context.Context, s *shop.Shop, _ int) (string, error) {
		m, err := backup.Make(ctx, s.DB, filepath.Join(s.DB.Folder(), "places"), backup.Options{})
		return filepath.Base(m.Path), err
	},
	"restores": func(ctx context.Context, s *shop.Shop, i int) (string, error) {
		all, err := backup.Copies(filepath.Join(s.DB.Folder(), "places"), "")
		if err != nil || len(all) == 0 {
			return "", fmt.Errorf("%d backups, %w", len(all), err)
		}
		to := filepath.Join(fmt.Sprintf("back-%d", i), "kezhi.db")
		_, err = backup.Restore(ctx, all[0].Path, filepath.Join(s.DB.Folder(), to), backup.RestoreOptions{Secret: backup.Secret{Text: os.Getenv(passphraseVariable)}})
		return to, err
	},
	"opens": func(context.Context, *shop.Shop, int) (string, error) { return "open", nil },
}

func organisation(i int) field.Values {
	return field.Values{
		"kind": "organisation", "name": fmt.Sprintf("重庆渝鲲%d火锅有限公司", i), "tags": []string{"餐饮"},
		"phones": []field.Values{{"use": "mobile", "number": "138 1234 5678"}}, "contacts": []field.Values{{"name": "向建国"}},
	}
}

func child() {
	fail := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	s, err := shop.Open(os.Getenv(childEnv))
	fail(err)
	do := deeds[cmp.Or(os.Getenv(childDeed), "saves")]
	most, _ := strconv.Atoi(os.Getenv(childCount))
	for i := 0; most == 0 || i < most; i++ {
		said, err := do(context.Background(), s, i)
		fail(err)
		fmt.Println(said)
	}
	fail(s.Close())
	os.Exit(0)
}

func spawn(t *testing.T, db string, saves int, more ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(append(os.Environ(), childEnv+"="+db, fmt.Sprintf("%s=%d", childCount, saves)), more...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

// TestWhatWasAcknowledgedSurvivesAKill kills a program that saves, at random
// moments, and looks for every number that it had given out. KEZHI_TEST_KILLS
// asks for more kills.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	kills := 30
	if n, err := strconv.Atoi(os.Getenv("KEZHI_TEST_KILLS")); err == nil {
		kills = n
	}
	if testing.Short() {
		kills = 3
	}
	db := fresh(t)
	var told []string
	for range kills {
		c, out := spawn(t, db, 0)
		enough := 1 + rand.IntN(120)
		for n := 0; out.Scan(); {
			told = append(told, out.Text())
			if n++; n == enough {
				// Somewhere within the next save or two.
				time.Sleep(time.Duration(rand.IntN(1500)) * time.Microsecond)
				if err := c.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = c.Wait()
	}
	s, err := shop.Open(db)
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	lost := 0
	for _, n := range told {
		if _, err := s.Customers.Find(t.Context(), n); err != nil {
			lost++
		}
	}
	found, err := check.Check(t.Context(), s)
	if err != nil || len(found) > 0 {
		t.Errorf("the file is not whole: %v, %v", found, err)
	}
	ids, err := s.Customers.IDs(t.Context(), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kills, %d acknowledged, %d lost, %d in the file", kills, len(told), lost, len(ids))
	if lost > 0 || len(told) < kills {
		t.Errorf("%d of %d acknowledged saves are lost", lost, len(told))
	}
}

func TestEightProgramsNumberWithoutGapOrDouble(t *testing.T) {
	db := fresh(t)
	must(t, "[]", "add", "customer", "--db", db, "--json", "-") // makes the file
	const programs, saves = 8, 25
	var mu sync.Mutex
	var wg sync.WaitGroup
	seen := map[string]int{}
	for range programs {
		c, out := spawn(t, db, saves)
		wg.Go(func() {
			for out.Scan() {
				mu.Lock()
				seen[out.Text()]++
				mu.Unlock()
			}
			if err := c.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range programs * saves {
		if n := seen[fmt.Sprintf("KH-%06d", i+1)]; n != 1 {
			t.Errorf("KH-%06d was given %d times", i+1, n)
		}
	}
	must(t, "", "check", "--db", db)
}

func TestItWorksBesideAnOpenWindow(t *testing.T) {
	db := fresh(t)
	s, err := shop.Open(db) // as the window has it
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	done := make(chan error)
	go func() {
		var err error
		for i := 0; i < 40 && err == nil; i++ {
			_, err = s.Customers.Put(context.Background(), "window", register.Record{Values: field.Values{"kind": "person", "name": "某"}})
		}
		done <- err
	}()
	for range 5 {
		must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := strings.Count(must(t, "", "list", "customer", "--db", db), "\n"); n != 45 {
		t.Errorf("%d customers", n)
	}
	must(t, "", "check", "--db", db)
}
