package backup

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/patient"
	"kezhi/data/right"
)

// Beside is the path of a file that is restored beside the one in use.
func Beside(file string, now time.Time) string {
	return file + ".restored-" + now.Format("20060102-150405") + ".db"
}

// Swap puts a restored file in the place of the one in use, which is put aside
// under a name that tells when, and is never removed. Neither may be open; a log that
// a killed program left beside them is folded into them. Where it fails everything is
// as it was. Code data.Busy where another program has one of them open.
func Swap(file, restored string, now time.Time) (aside string, err error) {
	for _, f := range []string{file, restored} {
		if err := fold(f); err != nil {
			return "", err
		}
	}
	aside = file + ".until-" + now.Format("20060102-150405") + ".db"
	if exists(aside) {
		return "", data.Fault(data.Refused, "backup.error.exists", "File", aside)
	}
	if err := patient.Replace(file, aside, restored); err != nil {
		return "", db.Translate(err)
	}
	return aside, nil
}

// fold has the log beside a file folded into it, as whoever closes the file last
// does.
func fold(file string) error {
	if !exists(file + "-wal") {
		return nil
	}
	d, err := db.Open(file)
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return db.Translate(err)
	}
	if exists(file + "-wal") {
		return data.Fault(data.Busy, "backup.error.open")
	}
	return nil
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

// Offers are the newest backups in the places that are there, of the open file
// first.
func Offers(ctx context.Context, d *db.DB, limit int) ([]Copy, error) {
	if err := may(ctx, d, right.EditAll); err != nil {
		return nil, err
	}
	ss, err := Standings(ctx, d)
	if err != nil {
		return nil, err
	}
	var all []Copy
	for _, s := range ss {
		if s.There == nil {
			cs, err := Copies(s.Place, "")
			if err != nil {
				return nil, at(s.Place, err)
			}
			all = append(all, cs...)
		}
	}
	slices.SortStableFunc(all, func(a, b Copy) int { return b.At.Compare(a.At) })
	return all[:min(limit, len(all))], nil
}

// RestoreBeside restores a backup beside the file in use, makes it this PC's own
// and compares the two.
func RestoreBeside(ctx context.Context, d *db.DB, who, from, to string, o RestoreOptions) (Restored, []Difference, error) {
	if err := may(ctx, d, right.EditAll); err != nil {
		return Restored{}, nil, err
	}
	r, err := Restore(ctx, from, to, o)
	if err != nil {
		return r, nil, err
	}
	if err := Adopt(ctx, to, who, from, o.Secret); err != nil {
		return r, nil, err
	}
	var now db.Shape
	err = d.Apart(ctx, func(c *sql.Conn) (err error) {
		now, err = db.ShapeOf(ctx, c)
		return err
	})
	return r, Compare(now.Counts, r.Counts), err
}
