package salvage

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"kezhi/data"
	"kezhi/data/db"
)

// image is the pages of a damaged file, each as its write-ahead log or else the
// file itself has it. Both are only read, and by nobody but this package: SQLite
// would make a log its own, or throw it away.
type image struct {
	file, wal *os.File
	pages     uint32 // as many as there are
	size      int    // of a page in bytes
	usable    int    // of it, for rows
	version   int    // of the layout; 0: unknown
	head      bool   // the first hundred bytes are SQLite's
	free      uint32 // the first page of the list of free ones
	newer     map[uint32]int64
	log       Log
}

// Log is what was found of a write-ahead log.
type Log struct {
	Used    int // pages taken from it
	Damaged int // pages that are not as they were written
	Open    int // pages of a save that was never finished, left out
}

const (
	magic     = "SQLite format 3\x00"
	pageSize  = 4096 // what Kezhi writes
	headSize  = 100
	logHead   = 32
	frameHead = 24
)

// look opens a file for reading. Errors: those of the file system.
func look(path string) (*image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, db.Translate(err)
	}
	m := &image{file: f, size: pageSize, usable: pageSize, newer: map[uint32]int64{}}
	i, err := f.Stat()
	switch {
	case err == nil && !i.Mode().IsRegular():
		err = data.Fault(data.Damaged, "error.not_ours", "File", path)
	case err == nil:
		m.header()
		m.pages = uint32((i.Size() + int64(m.size) - 1) / int64(m.size))
		err = m.overlay(path + "-wal")
	}
	if err != nil {
		m.close()
		return nil, db.Translate(err)
	}
	m.header() // the log may hold a newer one
	return m, nil
}

func (m *image) close() {
	_ = m.file.Close()
	if m.wal != nil {
		_ = m.wal.Close()
	}
}

// header reads the head of the file (SQLite's file format, 1.3) and keeps what
// can be true of it.
func (m *image) header() {
	h := m.page(1)
	if m.head = string(h[:len(magic)]) == magic; !m.head {
		return
	}
	n := int(binary.BigEndian.Uint16(h[16:]))
	if n == 1 {
		n = 65536
	}
	if n >= 512 && n&(n-1) == 0 {
		m.size, m.usable = n, n
		if r := int(h[20]); r <= 32 {
			m.usable -= r
		}
	}
	m.free = binary.BigEndian.Uint32(h[32:])
	m.version = int(binary.BigEndian.Uint32(h[60:]))
}

// ours tells whether the head, where it can be read, is that of Kezhi's file.
func (m *image) ours() bool {
	id := binary.BigEndian.Uint32(m.page(1)[68:])
	return !m.head || id == db.Application || id == 0
}

// page is the content of a page; where the file ends early, or the disk does not
// give it, zeros.
func (m *image) page(n uint32) []byte {
	b := make([]byte, max(m.size, headSize))
	if at, ok := m.newer[n]; ok {
		_, _ = m.wal.ReadAt(b[:m.size], at)
		return b
	}
	_, _ = m.file.ReadAt(b[:m.size], int64(n-1)*int64(m.size))
	return b
}

// overlay finds the pages that the log beside the file holds. SQLite stops at
// the first that is damaged; here those after it are taken too, for each can be
// checked by the sum that stands in the one before it.
func (m *image) overlay(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	m.wal = f
	h := make([]byte, logHead)
	if _, err := io.ReadFull(f, h); err != nil {
		return nil // nothing was ever finished in it
	}
	var order binary.ByteOrder = binary.LittleEndian
	salt, sum := [8]byte(h[16:24]), [2]uint32{binary.BigEndian.Uint32(h[24:]), binary.BigEndian.Uint32(h[28:])}
	known := true
	switch binary.BigEndian.Uint32(h) {
	case 0x377f0682:
	case 0x377f0683:
		order = binary.BigEndian
	default:
		known = false // its head is damaged: the first page tells what is of this log
	}
	if n := int(binary.BigEndian.Uint32(h[8:])); known && !m.head && n >= 512 && n <= 65536 && n&(n-1) == 0 {
		m.size, m.usable = n, n
	}
	frame := make([]byte, frameHead+m.size)
	waiting := map[uint32]int64{}
	for at := int64(logHead); ; at += int64(len(frame)) {
		if _, err := f.ReadAt(frame, at); err != nil {
			break
		}
		if !known {
			salt, known = [8]byte(frame[8:16]), true
			sum = [2]uint32{binary.BigEndian.Uint32(frame[16:]), binary.BigEndian.Uint32(frame[20:])}
			m.log.Damaged++ // it cannot be checked
			continue
		}
		if [8]byte(frame[8:16]) != salt {
			continue // of an older log, or its head is damaged
		}
		got := checksum(order, checksum(order, sum, frame[:8]), frame[frameHead:])
		sum = [2]uint32{binary.BigEndian.Uint32(frame[16:]), binary.BigEndian.Uint32(frame[20:])}
		if got != sum {
			m.log.Damaged++
			continue
		}
		waiting[binary.BigEndian.Uint32(frame)] = at + frameHead
		if pages := binary.BigEndian.Uint32(frame[4:]); pages > 0 { // the end of a save
			for n, at := range waiting {
				m.newer[n] = at
			}
			clear(waiting)
			m.pages = max(m.pages, pages)
		}
	}
	m.log.Used, m.log.Open = len(m.newer), len(waiting)
	return nil
}

// checksum is that of SQLite's log (file format, 4.2).
func checksum(o binary.ByteOrder, s [2]uint32, b []byte) [2]uint32 {
	for ; len(b) >= 8; b = b[8:] {
		s[0] += o.Uint32(b) + s[1]
		s[1] += o.Uint32(b[4:]) + s[0]
	}
	return s
}
