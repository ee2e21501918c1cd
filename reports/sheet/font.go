package sheet

import (
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kezhi/assets"
)

// sideStart is where the side font keeps its first character.
const sideStart = 0xE000

// A face measures one weight of the main font and of its side font. Both
// canvases draw with the same files, so a page looks alike on either.
type face struct {
	main, side   *sfnt.Font
	mainU, sideU float64 // units per em
	known        [0x10000]atomic.Uint32
}

// Set in face.known once a character has been looked up.
const (
	looked  = 1 << 31
	present = 1 << 30
)

var faces = sync.OnceValue(func() (fs [2]*face) {
	load := func(main, side []byte) *face {
		m, err := sfnt.Parse(main)
		if err != nil {
			panic("sheet: main font: " + err.Error())
		}
		s, err := sfnt.Parse(side)
		if err != nil {
			panic("sheet: side font: " + err.Error())
		}
		return &face{main: m, side: s, mainU: float64(m.UnitsPerEm()), sideU: float64(s.UnitsPerEm())}
	}
	fs[Regular] = load(assets.Regular, assets.SideRegular)
	fs[Bold] = load(assets.Bold, assets.SideBold)
	return fs
})

// sides maps characters above U+FFFF to their place in the side font.
var sides = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for i, r := range assets.SideRunes() {
		m[r] = sideStart + rune(i)
	}
	return m
})

var buffers = sync.Pool{New: func() any { return new(sfnt.Buffer) }}

// advance is the width of r in the main font, in em, and whether the font has
// it. Private use characters count as missing: the fonts give them no meaning.
func (f *face) advance(r rune) (float64, bool) {
	if r < 0 || r > 0xFFFF {
		return 0, false
	}
	v := f.known[r].Load()
	if v == 0 {
		v = looked
		if !unicode.Is(unicode.Co, r) {
			if a, ok := measure(f.main, r); ok {
				v |= present | uint32(a)
			}
		}
		f.known[r].Store(v)
	}
	return float64(v&0xFFFF) / f.mainU, v&present != 0
}

// sideAdvance is the width of a place in the side font, in em.
func (f *face) sideAdvance(place rune) float64 {
	a, _ := measure(f.side, place)
	return float64(a) / f.sideU
}

func measure(f *sfnt.Font, r rune) (units int, ok bool) {
	b := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(b)
	g, err := f.GlyphIndex(b, r)
	if err != nil || g == 0 {
		return 0, false
	}
	a, err := f.GlyphAdvance(b, g, fixed.Int26_6(f.UnitsPerEm()), font.HintingNone)
	if err != nil {
		return 0, false
	}
	return int(a), true
}
