package account

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"kezhi/data"
	"kezhi/data/db"
)

// Attempts that fail make the next ones wait. The count is kept in the file:
// a restart does not begin it anew.
const (
	freely     = 3                // failures of a login that cost nothing
	freelyAll  = 20               // of all logins together
	mostWait   = 15 * time.Minute // for one login
	mostForAll = 30 * time.Second // for all: nobody is to shut the desk for good
	forgotten  = 24 * time.Hour   // after the last failure
)

// wait is how long after a login's nth failure the next attempt is turned away:
// 1, 2, 4 … seconds.
func wait(n, free int, most time.Duration) time.Duration {
	if n < free {
		return 0
	}
	return min(time.Duration(math.Pow(2, float64(min(n-free, 20))))*time.Second, most)
}

// failures are attempts that failed.
type failures struct {
	Login string
	N     int
	At    int64
}

func (failures) TableName() string { return "account_failures" }

// digest stands for a login among the failures.
func digest(login string) string {
	h := sha256.Sum256([]byte("login " + login))
	return hex.EncodeToString(h[:])
}

// attempt counts an attempt at a login as a failure before it is made, so that
// several at once do not slip through; succeeded takes it back. soon is of code
// data.Busy with the seconds to wait where it comes too soon.
func attempt(tx *db.Tx, login string) (soon *data.Error, err error) {
	now := tx.Now.UnixMilli()
	if err := tx.Do("DELETE FROM account_failures WHERE at < ?", now-forgotten.Milliseconds()); err != nil {
		return nil, err
	}
	// A clock that was set back begins the wait anew.
	if err := tx.Do("UPDATE account_failures SET at = ? WHERE at > ?", now, now); err != nil {
		return nil, err
	}
	var fs []failures
	if err := tx.Where("login IN ?", []string{digest(login), ""}).Find(&fs).Error; err != nil {
		return nil, err
	}
	for _, f := range fs {
		w := wait(f.N, freely, mostWait)
		if f.Login == "" {
			w = wait(f.N, freelyAll, mostForAll)
		}
		if left := f.At + w.Milliseconds() - now; left > 0 {
			return data.Fault(data.Busy, "account.error.wait", "Seconds", (left+999)/1000), nil
		}
	}
	for _, key := range []string{digest(login), ""} {
		err := tx.Do("INSERT INTO account_failures (login, n, at) VALUES (?, 1, ?) ON CONFLICT (login) DO UPDATE SET n = n + 1, at = excluded.at", key, now)
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// succeeded forgets the failures of a login and this attempt among all.
func succeeded(tx *db.Tx, login string) error {
	if err := tx.Do("DELETE FROM account_failures WHERE login = ?", digest(login)); err != nil {
		return err
	}
	return tx.Do("UPDATE account_failures SET n = n - 1 WHERE login = '' AND n > 0")
}
