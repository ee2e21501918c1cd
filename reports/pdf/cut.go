package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/image/font/sfnt"

	"kezhi/assets"
)

// A source is one TrueType font out of which documents cut the few glyphs
// they use. Cutting costs well under a millisecond and depends on the
// characters alone, so equal documents have equal bytes.
type source struct {
	font   *sfnt.Font
	tables map[string][]byte
	long   bool // offsets of loca are 32 bits wide
	wide   int  // glyphs that have an advance of their own
}

// The fonts in the order of the slots of a canvas.
const (
	mainRegular = iota
	mainBold
	sideRegular
	sideBold
	slots
)

var sources = [slots]func() *source{
	sync.OnceValue(func() *source { return parse(assets.Regular) }),
	sync.OnceValue(func() *source { return parse(assets.Bold) }),
	sync.OnceValue(func() *source { return parse(assets.SideRegular) }),
	sync.OnceValue(func() *source { return parse(assets.SideBold) }),
}

// parse reads the directory of an embedded font. A font that does not parse
// is a fault of the program.
func parse(data []byte) *source {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("pdf: font: " + err.Error())
	}
	s := &source{font: f, tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		d := data[12+16*i:]
		at, n := binary.BigEndian.Uint32(d[8:]), binary.BigEndian.Uint32(d[12:])
		s.tables[string(d[:4])] = data[at : at+n : at+n]
	}
	for _, t := range []string{"head", "hhea", "maxp", "OS/2", "post", "hmtx", "loca", "glyf"} {
		if s.tables[t] == nil {
			panic(fmt.Sprintf("pdf: font without table %q", t))
		}
	}
	s.long = binary.BigEndian.Uint16(s.tables["head"][50:]) == 1
	s.wide = int(binary.BigEndian.Uint16(s.tables["hhea"][34:]))
	return s
}

// outline is the glyf entry of a glyph; blanks have none.
func (s *source) outline(g int) []byte {
	loca := s.tables["loca"]
	var from, to int
	if s.long {
		from, to = int(binary.BigEndian.Uint32(loca[4*g:])), int(binary.BigEndian.Uint32(loca[4*g+4:]))
	} else {
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*g:])), 2*int(binary.BigEndian.Uint16(loca[2*g+2:]))
	}
	return s.tables["glyf"][from:to]
}

// metric appends advance and left bearing of a glyph.
func (s *source) metric(b []byte, g int) []byte {
	h := s.tables["hmtx"]
	if g < s.wide {
		return append(b, h[4*g:4*g+4]...)
	}
	b = append(b, h[4*s.wide-4:4*s.wide-2]...)
	at := 4*s.wide + 2*(g-s.wide)
	return append(b, h[at:at+2]...)
}

// cut makes a font of the given characters, which must be sorted, unique and
// below U+10000. Characters that the font lacks are left out.
func (s *source) cut(runes []rune) []byte {
	var buf sfnt.Buffer
	glyphs := []int{0}     // new number to old
	place := map[int]int{} // old number to new
	add := func(g int) int {
		n, ok := place[g]
		if !ok {
			n = len(glyphs)
			place[g] = n
			glyphs = append(glyphs, g)
		}
		return n
	}
	var chars, ids []int
	for _, r := range runes {
		if g, err := s.font.GlyphIndex(&buf, r); err == nil && g != 0 {
			chars, ids = append(chars, int(r)), append(ids, add(int(g)))
		}
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		hmtx = s.metric(hmtx, glyphs[i])
		from := len(glyf)
		glyf = append(glyf, s.outline(glyphs[i])...)
		renumber(glyf[from:], add)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	n := uint16(len(glyphs))
	tables := map[string][]byte{
		"OS/2": s.tables["OS/2"],
		"cmap": cmap(chars, ids),
		"glyf": glyf,
		"head": patched(s.tables["head"], 50, 1),
		"hhea": patched(s.tables["hhea"], 34, n),
		"hmtx": hmtx,
		"loca": loca,
		"maxp": patched(s.tables["maxp"], 4, n),
		"name": {0, 0, 0, 0, 0, 6},
		"post": append([]byte{0, 3, 0, 0}, s.tables["post"][4:32]...),
	}
	for _, t := range []string{"cvt ", "fpgm", "prep", "gasp"} {
		if s.tables[t] != nil {
			tables[t] = s.tables[t]
		}
	}
	return assemble(tables)
}

// The flags of a part of a composite glyph that say how long the part is.
const (
	partWords = 1 << 0
	partScale = 1 << 3
	partMore  = 1 << 5
	partXY    = 1 << 6
	part2x2   = 1 << 7
)

// renumber changes the parts of a composite outline to their new numbers.
func renumber(outline []byte, add func(int) int) {
	if len(outline) < 10 || outline[0]&0x80 == 0 {
		return
	}
	for at, flags := 10, partMore; flags&partMore != 0 && at+4 <= len(outline); {
		flags = int(binary.BigEndian.Uint16(outline[at:]))
		g := int(binary.BigEndian.Uint16(outline[at+2:]))
		binary.BigEndian.PutUint16(outline[at+2:], uint16(add(g)))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partXY != 0:
			at += 4
		case flags&part2x2 != 0:
			at += 8
		}
	}
}

// cmap is a table with one subtable of format 4 for the Unicode plane 0.
func cmap(chars, ids []int) []byte {
	type segment struct{ from, to, id int }
	var segs []segment
	for i, c := range chars {
		if n := len(segs) - 1; n >= 0 && segs[n].to == c-1 && segs[n].id+c-segs[n].from == ids[i] {
			segs[n].to = c
			continue
		}
		segs = append(segs, segment{c, c, ids[i]})
	}
	segs = append(segs, segment{0xFFFF, 0xFFFF, 0})
	n, pow, log := len(segs), 1, 0
	for pow*2 <= n {
		pow, log = pow*2, log+1
	}
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	put := func(v int) { b = binary.BigEndian.AppendUint16(b, uint16(v)) }
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * pow, log, 2 * (n - pow)} {
		put(v)
	}
	for _, s := range segs {
		put(s.to)
	}
	put(0)
	for _, s := range segs {
		put(s.from)
	}
	for _, s := range segs {
		put(s.id - s.from)
	}
	for range segs {
		put(0)
	}
	return b
}

func patched(table []byte, at int, v uint16) []byte {
	t := slices.Clone(table)
	binary.BigEndian.PutUint16(t[at:], v)
	return t
}

// assemble writes the directory and the tables of a TrueType font. Checksums
// stay zero: the PDF writer cuts the font once more and computes its own.
func assemble(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	size := 12 + 16*len(tables)
	for name, t := range tables {
		names = append(names, name)
		size += len(t) + 3
	}
	slices.Sort(names)
	b := make([]byte, 0, size)
	b = append(b, 0, 1, 0, 0)
	b = binary.BigEndian.AppendUint16(b, uint16(len(names)))
	b = append(b, 0, 0, 0, 0, 0, 0)
	at := 12 + 16*len(names)
	for _, name := range names {
		b = append(b, name...)
		b = append(b, 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}
