package backup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Names of backups sort by time: kezhi-20261122T073000Z-1a2b3c4d.kezhi-backup,
// where the end says of which file.
const (
	prefix = "kezhi-"
	suffix = ".kezhi-backup"
	stamp  = "20060102T150405Z"
	part   = ".part"
)

// Copy is a backup in a folder, as its name tells.
type Copy struct {
	Path string
	At   time.Time
	File string
}

// name is that of a backup.
func name(at time.Time, file string) string {
	return prefix + at.UTC().Format(stamp) + "-" + file + suffix
}

// parse reads a name; false where it is none of a backup.
func parse(path string) (Copy, bool) {
	s, ok := strings.CutPrefix(filepath.Base(path), prefix)
	s, ok2 := strings.CutSuffix(s, suffix)
	at, file, ok3 := strings.Cut(s, "-")
	if !ok || !ok2 || !ok3 || !hexed(file, 8) {
		return Copy{}, false
	}
	t, err := time.Parse(stamp, at)
	if err != nil {
		return Copy{}, false
	}
	return Copy{path, t, file}, true
}

// Copies are the backups in a folder, the newest first; of one file, or of all
// where file is "".
func Copies(dir, file string) ([]Copy, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []Copy
	for _, e := range entries {
		if c, ok := parse(filepath.Join(dir, e.Name())); ok && !e.IsDir() && (file == "" || c.File == file) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Copy) int { return b.At.Compare(a.At) })
	return out, nil
}

// How many backups are kept: the last of each of so many days, weeks, months.
const (
	Daily   = 7
	Weekly  = 5
	Monthly = 12
)

// surplus are those of the copies of one file that may go. Of the last 7 days,
// 5 weeks and 12 months in which there was a backup the newest each stays. The
// days are those of zone.
func surplus(all []Copy, zone *time.Location) []Copy {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Copy) int { return b.At.Compare(a.At) })
	stays := map[string]bool{}
	for _, rule := range []struct {
		most int
		key  func(time.Time) int
	}{
		{Daily, func(t time.Time) int { return t.Year()*1000 + t.YearDay() }},
		{Weekly, func(t time.Time) int { y, w := t.ISOWeek(); return y*100 + w }},
		{Monthly, func(t time.Time) int { return t.Year()*100 + int(t.Month()) }},
	} {
		seen := map[int]bool{}
		for _, c := range all {
			if k := rule.key(c.At.In(zone)); !seen[k] && len(seen) < rule.most {
				seen[k] = true
				stays[c.Path] = true
			}
		}
	}
	var out []Copy
	for _, c := range all {
		if !stays[c.Path] {
			out = append(out, c)
		}
	}
	return out
}
