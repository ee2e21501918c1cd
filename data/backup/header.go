package backup

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// magic begins every backup; the number is that of the format.
const magic = "KEZHI BACKUP 1\n"

// longest is how long a header may be, in bytes.
const longest = 8 << 10

// Header is what stands at the beginning of a backup, readable by anybody:
// nothing of what the file holds. The sealed part holds its hash, so that nobody
// changes it unseen.
type Header struct {
	Made      time.Time `json:"made"`
	Program   string    `json:"program"`          // version of the program
	Layout    int       `json:"layout"`           // version of the file's layout
	File      string    `json:"file"`             // which file this is a backup of
	Documents string    `json:"documents"`        // the folder beside the backup in which the documents lie
	Locked    []byte    `json:"locked,omitempty"` // the key, sealed by a passphrase; none: a recovery key opens it
}

var errHeader = errors.New("no header of a backup")

// bytes is the header as it stands in the file.
func (h *Header) bytes() ([]byte, error) {
	b, err := json.Marshal(h)
	if err == nil && len(b) > longest {
		err = errHeader
	}
	return append(append([]byte(magic), b...), '\n'), err
}

// ReadHeader reads the header of a backup and nothing beyond it. Whatever is not
// exactly as the program writes it is refused with an error that is none of
// data's.
func ReadHeader(r io.Reader) (h Header, raw []byte, err error) {
	raw = make([]byte, len(magic), 512)
	if _, err := io.ReadFull(r, raw); err != nil || string(raw) != magic {
		return h, nil, errHeader
	}
	one := make([]byte, 1)
	for {
		if _, err := io.ReadFull(r, one); err != nil {
			return h, nil, errHeader
		}
		raw = append(raw, one[0])
		if one[0] == '\n' {
			break
		}
		if len(raw) > len(magic)+longest {
			return h, nil, errHeader
		}
	}
	body := raw[len(magic):]
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return Header{}, nil, fmt.Errorf("%w: %w", errHeader, err)
	}
	again, err := h.bytes()
	if err != nil || !bytes.Equal(again, raw) || !h.sound() {
		return Header{}, nil, errHeader
	}
	return h, raw, nil
}

// sound tells whether the values are such as the program writes.
func (h *Header) sound() bool {
	return h.Layout > 0 && h.Layout < 100_000 && len(h.Program) <= 40 && len(h.Locked) <= 2000 &&
		h.Made.Year() > 2000 && h.Made.Year() < 3000 && hexed(h.File, 8) && hexed(h.Documents, 16)
}

func hexed(s string, n int) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return len(s) == n
}
