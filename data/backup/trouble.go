package backup

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"kezhi/data"
	"kezhi/data/db"
)

// at words an error of a folder of backups so that a person knows which folder
// and what to do. Refusals that say so already pass unchanged.
func at(dir string, err error) error {
	if err == nil {
		return nil
	}
	key := "backup.error.place"
	code := data.CodeOf(db.Translate(err))
	switch {
	case len(data.All(err)) > 0 && code != data.Full && code != data.ReadOnly:
		return err
	case code == data.Full:
		key = "backup.error.full"
	case errors.Is(err, fs.ErrNotExist), !exists(dir):
		code, key = data.NotFound, "backup.error.no_folder"
	case code == data.ReadOnly:
		key = "backup.error.read_only"
	case errors.Is(err, syscall.EIO), errors.Is(err, os.ErrClosed), isPath(err):
		code = data.Damaged
	default:
		return err
	}
	return &data.Error{Code: code, Key: key, Args: []any{"Folder", dir}, Err: err}
}

func isPath(err error) bool {
	var p *fs.PathError
	var l *os.LinkError
	return errors.As(err, &p) || errors.As(err, &l)
}
