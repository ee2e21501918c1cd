package salvage

import (
	"encoding/binary"
	"math"
)

// The kinds of pages of a B-tree (SQLite's file format, 1.6).
const (
	indexInner = 0x02
	tableInner = 0x05
	indexLeaf  = 0x0a
	tableLeaf  = 0x0d
)

// node is a page of a B-tree.
type node struct {
	kind  byte
	b     []byte
	cells []int // where each begins
	right uint32
}

// node reads a page as one of a B-tree; nil where it is none.
func (m *image) node(n uint32) *node {
	if n == 0 || n > m.pages {
		return nil
	}
	b := m.page(n)
	at := 0
	if n == 1 {
		at = headSize
	}
	x := &node{kind: b[at], b: b}
	begin := at + 8
	switch x.kind {
	case indexLeaf, tableLeaf:
	case indexInner, tableInner:
		x.right, begin = binary.BigEndian.Uint32(b[at+8:]), at+12
	default:
		return nil
	}
	count := int(binary.BigEndian.Uint16(b[at+3:]))
	end := begin + 2*count
	if end > m.usable {
		return nil
	}
	for i := range count {
		if c := int(binary.BigEndian.Uint16(b[begin+2*i:])); c >= end && c < m.usable {
			x.cells = append(x.cells, c)
		} else {
			x.cells = append(x.cells, -1)
		}
	}
	return x
}

// varint reads a number of up to nine bytes; n is 0 where it does not fit.
func varint(b []byte) (v uint64, n int) {
	for n < len(b) && n < 9 {
		c := b[n]
		n++
		if n == 9 {
			return v<<8 | uint64(c), n
		}
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, n
		}
	}
	return 0, 0
}

// child is the page that a cell of an inner page leads to.
func (x *node) child(i int) uint32 {
	c := x.cells[i]
	if c < 0 || c+4 > len(x.b) {
		return 0
	}
	return binary.BigEndian.Uint32(x.b[c:])
}

// payload is the record of a cell and its rowid, nil where it cannot be whole.
// over is told of each page that the record goes on in.
func (m *image) payload(x *node, i int, over func(uint32)) (record []byte, rowid int64) {
	c := x.cells[i]
	if c < 0 {
		return nil, 0
	}
	b := x.b[c:m.usable]
	if x.kind == indexInner {
		b = b[min(4, len(b)):]
	}
	size, n := varint(b)
	if n == 0 || size > math.MaxInt32 {
		return nil, 0
	}
	b = b[n:]
	most := (m.usable-12)*64/255 - 23
	if x.kind == tableLeaf {
		id, n := varint(b)
		if n == 0 {
			return nil, 0
		}
		b, rowid, most = b[n:], int64(id), m.usable-35
	}
	p := int(size)
	here := p
	if p > most {
		least := (m.usable-12)*32/255 - 23
		if here = least + (p-least)%(m.usable-4); here > most {
			here = least
		}
	}
	if here > len(b) || here < p && here+4 > len(b) {
		return nil, 0
	}
	if here == p {
		return b[:p], rowid
	}
	if p > int(m.pages)*m.usable {
		return nil, 0
	}
	record = append(make([]byte, 0, p), b[:here]...)
	for next := binary.BigEndian.Uint32(b[here:]); len(record) < p; {
		if next == 0 || next > m.pages {
			return nil, 0
		}
		over(next)
		o := m.page(next)
		record = append(record, o[4:min(m.usable, 4+p-len(record))]...)
		next = binary.BigEndian.Uint32(o)
	}
	return record, rowid
}

// values takes a record apart; nil where it is none.
func values(r []byte) []any {
	head, n := varint(r)
	if n == 0 || head > uint64(len(r)) || head < uint64(n) {
		return nil
	}
	body, kinds := r[head:], r[n:head]
	var vs []any
	for len(kinds) > 0 {
		kind, n := varint(kinds)
		if n == 0 {
			return nil
		}
		kinds = kinds[n:]
		size := 0
		switch {
		case kind <= 4:
			size = int(kind)
		case kind == 5:
			size = 6
		case kind == 6 || kind == 7:
			size = 8
		case kind == 8 || kind == 9:
		case kind >= 12 && kind < math.MaxInt32:
			size = int(kind-12) / 2
		default:
			return nil
		}
		if size > len(body) {
			return nil
		}
		vs = append(vs, value(kind, body[:size]))
		body = body[size:]
	}
	if len(body) > 0 {
		return nil
	}
	return vs
}

func value(kind uint64, b []byte) any {
	switch {
	case kind == 0:
		return nil
	case kind == 8 || kind == 9:
		return int64(kind - 8)
	case kind == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	case kind < 7:
		v := int64(int8(b[0]))
		for _, c := range b[1:] {
			v = v<<8 | int64(c)
		}
		return v
	case kind%2 == 1:
		return string(b)
	}
	return append([]byte{}, b...)
}
