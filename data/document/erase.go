package document

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"kezhi/data/db"
)

// Discard takes contents off the disk that no document refers to any more, and
// the copies that viewers were given. How many went is returned.
func (s *Store) Discard(ctx context.Context, hashes []string) (int, error) {
	n := 0
	shelf, err := s.shelf()
	if err != nil {
		return 0, err
	}
	for _, h := range hashes {
		var used int64
		if err := s.db.Read(ctx).Model(&File{}).Where("hash = ?", h).Count(&used).Error; err != nil {
			return n, db.Translate(err)
		}
		if used > 0 {
			continue
		}
		for _, p := range shelf.Places(h) {
			err := os.Remove(p)
			if err == nil {
				n++
			} else if !errors.Is(err, fs.ErrNotExist) {
				return n, db.Translate(err)
			}
		}
	}
	return n, db.Translate(os.RemoveAll(s.opened))
}
