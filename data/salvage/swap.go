package salvage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/patient"
)

// Swap gives the damaged file's name to the one that was made of it, so that the
// program opens that from now on; the damaged one stays beside it under the name
// returned. Where it fails each has the name it had. Codes data.ReadOnly, data.Busy
// where another program, such as a virus scanner, keeps a file.
func Swap(damaged, fresh string) (aside string, err error) {
	ext := filepath.Ext(fresh)
	aside = strings.TrimSuffix(fresh, ext) + "-damaged" + ext
	var done [][2]string
	for _, x := range [][2]string{{damaged + "-wal", aside + "-wal"}, {damaged + "-shm", aside + "-shm"}} {
		if err = move(x[0], x[1]); err != nil {
			break
		}
		done = append(done, x)
	}
	if err == nil {
		err = patient.Replace(damaged, aside, fresh)
	}
	if err == nil {
		return aside, nil
	}
	for i := len(done) - 1; i >= 0; i-- {
		err = errors.Join(err, move(done[i][1], done[i][0]))
	}
	return "", db.Translate(err)
}

// move gives a file another name, and never replaces one. A file that is not
// there is none to move.
func move(from, to string) error {
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(to); err == nil {
		return data.Fault(data.Refused, "salvage.error.exists", "File", to)
	}
	return patient.Rename(from, to)
}
