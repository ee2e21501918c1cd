package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kezhi/data/check"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// What a child process of the tests does: it saves customers in the file of
// childEnv, as many as childCount says, or for ever, and prints each number
// after the save was acknowledged.
const (
	childEnv   = "KEZHI_TEST_SAVES_INTO"
	childCount = "KEZHI_TEST_SAVES"
	childSeals = "KEZHI_TEST_SEALS" // set: it seals the shop and opens it again instead
)

func child() {
	s, err := shop.Open(os.Getenv(childEnv))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for on := true; os.Getenv(childSeals) != ""; on = !on {
		fmt.Println(on)
		if err := s.Seal(context.Background(), "child", !on, nil); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	most, _ := strconv.Atoi(os.Getenv(childCount))
	for i := 0; most == 0 || i < most; i++ {
		r, err := s.Customers.Put(context.Background(), "child", register.Record{Values: field.Values{
			"kind": "organisation", "name": fmt.Sprintf("重庆渝鲲%d火锅有限公司", i), "tags": []string{"餐饮"},
			"phones": []field.Values{{"use": "mobile", "number": "138 1234 5678"}}, "contacts": []field.Values{{"name": "向建国"}},
		}})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(r.Number)
	}
	if err := s.Close(); err != nil {
		os.Exit(1)
	}
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
