package backup

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestRotationKeepsDaysWeeksAndMonths makes backups at random times and holds
// what is kept against the rule, day by day.
func TestRotationKeepsDaysWeeksAndMonths(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var all []Copy
		at := time.Date(2025, 1, 1, 3, 0, 0, 0, time.UTC)
		for i := range 30 + r.IntN(500) {
			at = at.Add(time.Duration(1+r.IntN(1+r.IntN(60*60*72))) * time.Second)
			all = append(all, Copy{Path: fmt.Sprint(i), At: at})
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		gone := surplus(all, zone)
		left := slices.DeleteFunc(slices.Clone(all), func(c Copy) bool { return slices.Contains(gone, c) })
		if len(left) > Daily+Weekly+Monthly {
			t.Fatalf("seed %d: %d are kept", seed, len(left))
		}
		for _, rule := range []struct {
			most int
			unit func(time.Time) string
		}{
			{Daily, func(t time.Time) string { return t.Format("2006-01-02") }},
			{Weekly, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, "-", 100+w) }},
			{Monthly, func(t time.Time) string { return t.Format("2006-01") }},
		} {
			newest := map[string]Copy{}
			for _, c := range all {
				if u := rule.unit(c.At.In(zone)); newest[u].At.Before(c.At) {
					newest[u] = c
				}
			}
			var cs []Copy
			for _, c := range newest {
				cs = append(cs, c)
			}
			slices.SortFunc(cs, func(a, b Copy) int { return b.At.Compare(a.At) })
			for _, c := range cs[:min(rule.most, len(cs))] {
				if !slices.Contains(left, c) {
					t.Fatalf("seed %d: %v is gone", seed, c.At.In(zone))
				}
			}
		}
		if again := surplus(left, zone); len(again) > 0 {
			t.Fatalf("seed %d: a second look lets %d more go", seed, len(again))
		}
	}
}

// TestRotationDayByDayKeepsTheSameAsAtOnce backs up daily for two years: nothing
// that is needed later goes early.
func TestRotationDayByDayKeepsTheSameAsAtOnce(t *testing.T) {
	var left []Copy
	at := time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)
	for range 730 {
		at = at.AddDate(0, 0, 1)
		left = append(left, Copy{Path: at.String(), At: at})
		gone := surplus(left, time.UTC)
		left = slices.DeleteFunc(left, func(c Copy) bool { return slices.Contains(gone, c) })
	}
	months := map[string]bool{}
	for _, c := range left {
		months[c.At.Format("2006-01")] = true
	}
	if len(months) != Monthly {
		t.Errorf("%d months are kept", len(months))
	}
}

func TestNamesSortByTime(t *testing.T) {
	a, b := name(time.Date(2026, 9, 30, 23, 59, 59, 0, time.UTC), "0000000f"), name(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), "00000001")
	if a >= b {
		t.Errorf("%s comes after %s", a, b)
	}
	if c, ok := parse("/x/" + a); !ok || c.File != "0000000f" || c.At.Second() != 59 {
		t.Errorf("%s reads as %+v", a, c)
	}
}

// FuzzReadHeader reads whatever stands at the beginning of a file: never a
// panic, and what is read is exactly what the program would write.
func FuzzReadHeader(f *testing.F) {
	h := Header{Made: time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC), Program: "1.0", Layout: 20, File: "0123abcd", Documents: "0123456789abcdef", Locked: []byte("x")}
	b, err := h.bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(magic + "{}\n"))
	f.Add([]byte(magic + `{"made":"2026-11-22T07:30:00Z","program":"","layout":1,"file":"../../..","documents":"../../etc/passwd"}` + "\n"))
	f.Add(bytes.Repeat([]byte("KEZHI"), 3000))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, raw, err := ReadHeader(bytes.NewReader(b))
		if err != nil {
			return
		}
		again, err := h.bytes()
		if err != nil || !bytes.Equal(again, raw) || !bytes.HasPrefix(b, raw) {
			t.Fatalf("%q reads as %+v, which is %q", b, h, again)
		}
		if !hexed(h.Documents, 16) || !hexed(h.File, 8) {
			t.Fatalf("%+v", h)
		}
	})
}
