package audit

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kezhi/data/chain"
	"kezhi/data/db"
	"kezhi/data/internal/door"
)

// Seal (封签) says which value the trail had at an entry at a moment. It stands
// in the file and, as an anchor, outside of it: whoever writes the trail anew,
// with all its values, has another value there.
type Seal struct {
	Seq   int64 // the entry
	At    int64 // unix milliseconds
	Value chain.Value
	// Mac is HMAC-SHA-256 under a key that the file does not hold; empty where
	// it had none. Without the key no seal can be made for another trail.
	Mac  []byte
	Path string // of an anchor: where the file lay
}

// mac confirms a seal of a file under a key.
func (s *Seal) mac(key []byte, file string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte("kezhi seal 1\n" + file + "\n"))
	h.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(s.Seq)), uint64(s.At)))
	h.Write(s.Value[:])
	return h.Sum(nil)
}

// head is what the file says of its trail.
type head struct {
	file    string
	n, last int64
	value   chain.Value
}

// MakeSeal seals the trail as it is now, in the file and outside. Where nothing
// was written since the last seal of the day there is nothing to do. key is the
// one for "audit" of the file's vault, nil where it has none. It is called when
// the file is closed, at each backup and once a day.
func MakeSeal(ctx context.Context, d *db.DB, key []byte) error {
	var s Seal
	var h head
	err := d.Write(door.Within(ctx), "", func(tx *db.Tx) error {
		var value []byte
		q := tx.Statement.ConnPool
		if err := q.QueryRowContext(tx.Statement.Context, "SELECT file, last, value FROM audit_head").Scan(&h.file, &h.last, &value); err != nil {
			return err
		}
		var seq, at int64
		var signed bool
		if err := q.QueryRowContext(tx.Statement.Context, "SELECT coalesce(max(seq), 0), coalesce(max(at), 0), coalesce(max(length(mac)), 0) > 0 FROM (SELECT * FROM audit_seals ORDER BY id DESC LIMIT 1)").Scan(&seq, &at, &signed); err != nil {
			return err
		}
		s = Seal{Seq: h.last, At: tx.Now.UnixMilli(), Value: chain.Of(value), Mac: []byte{}, Path: d.File()}
		if s.Seq == 0 || s.Seq == seq && signed == (key != nil) && s.At-at < day.Milliseconds() {
			s.Seq = 0
			return nil
		}
		if signed && key == nil {
			return nil // on a PC without the key: what stands in the file is confirmed, or is not made
		}
		if key != nil {
			s.Mac = s.mac(key, h.file)
		}
		return tx.Do("INSERT INTO audit_seals (seq, at, value, mac) VALUES (?,?,?,?)", s.Seq, s.At, s.Value[:], s.Mac)
	})
	if err != nil || s.Seq == 0 {
		return err
	}
	return s.anchor(h.file)
}

const day = 24 * time.Hour

// Folder is where the anchors lie: in the person's own folder, away from the
// file. KEZHI_ANCHORS names another; they go with the keys where KEZHI_KEYS has
// those elsewhere.
func Folder() (string, error) {
	if dir := os.Getenv("KEZHI_ANCHORS"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("KEZHI_KEYS"); dir != "" {
		return filepath.Join(dir, "anchors"), nil
	}
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "kezhi", "anchors"), err
}

// line is a seal as a line of the file of anchors.
type line struct {
	Seq   int64  `json:"seq"`
	At    int64  `json:"at"`
	Value string `json:"value"`
	Mac   string `json:"mac,omitempty"`
	Path  string `json:"path"`
}

// anchor writes a seal down outside of the file.
func (s *Seal) anchor(file string) error {
	dir, err := Folder()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return db.Translate(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, file+".log"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return db.Translate(err)
	}
	b, err := json.Marshal(line{s.Seq, s.At, hex.EncodeToString(s.Value[:]), hex.EncodeToString(s.Mac), s.Path})
	if err == nil {
		_, err = f.Write(append(b, '\n'))
	}
	if err == nil {
		err = f.Sync()
	}
	return db.Translate(errors.Join(err, f.Close()))
}

// anchors are the seals of a file that lie outside of it, in the order in which
// they were made. A line that was cut off by a power cut is passed over.
func anchors(file string) ([]Seal, error) {
	dir, err := Folder()
	if err != nil {
		return nil, nil // nowhere to look
	}
	b, err := os.ReadFile(filepath.Join(dir, filepath.Base(file)+".log"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, db.Translate(err)
	}
	var ss []Seal
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		var l line
		if json.Unmarshal(sc.Bytes(), &l) != nil {
			continue
		}
		v, err := hex.DecodeString(l.Value)
		if err != nil {
			continue
		}
		m, _ := hex.DecodeString(l.Mac)
		ss = append(ss, Seal{l.Seq, l.At, chain.Of(v), m, l.Path})
	}
	return ss, nil
}
