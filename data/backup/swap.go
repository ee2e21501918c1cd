package backup

import (
	"os"
	"time"

	"kezhi/data"
	"kezhi/data/db"
)

// Beside is the path of a file that is restored beside the one in use.
func Beside(file string, now time.Time) string {
	return file + ".restored-" + now.Format("20060102-150405") + ".db"
}

// Swap puts a restored file in the place of the one in use, which is put aside
// under a name that tells when, and is never removed. Neither may be open. Where
// it fails everything is as it was.
func Swap(file, restored string, now time.Time) (aside string, err error) {
	if exists(file + "-wal") {
		return "", data.Fault(data.Busy, "backup.error.open")
	}
	aside = file + ".until-" + now.Format("20060102-150405") + ".db"
	if exists(aside) {
		return "", data.Fault(data.Refused, "backup.error.exists", "File", aside)
	}
	if err := os.Rename(file, aside); err != nil {
		return "", db.Translate(err)
	}
	if err := os.Rename(restored, file); err != nil {
		_ = os.Rename(aside, file)
		return "", db.Translate(err)
	}
	return aside, nil
}

// Difference is how many records of a table there are in two files.
type Difference struct {
	Table     string
	Now, Back int64
}

// tables are those that are worth comparing, as people call their records.
var tables = []string{"customers", "visits", "complaints", "answers", "receivables", "documents", "changes"}

// Compare sets what came back beside what the open file has.
func Compare(now, back map[string]int64) []Difference {
	var out []Difference
	for _, t := range tables {
		if now[t] != 0 || back[t] != 0 {
			out = append(out, Difference{t, now[t], back[t]})
		}
	}
	return out
}
