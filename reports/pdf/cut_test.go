package pdf

import (
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kezhi/assets"
)

func TestCutFontDrawsTheSameGlyphs(t *testing.T) {
	runes := []rune(" %0123ABCagÅéüń客户拜访总结，。①㎡鲲龘")
	for slot, data := range map[int][]byte{mainRegular: assets.Regular, mainBold: assets.Bold} {
		whole, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		part, err := sfnt.Parse(sources[slot]().cut(sorted(runes)))
		if err != nil {
			t.Fatal(err)
		}
		const size = fixed.Int26_6(1000)
		for _, r := range runes {
			var b1, b2 sfnt.Buffer
			g1, _ := whole.GlyphIndex(&b1, r)
			g2, err := part.GlyphIndex(&b2, r)
			if g1 == 0 {
				continue
			}
			if err != nil || g2 == 0 {
				t.Errorf("%c is missing: %v", r, err)
				continue
			}
			a1, _ := whole.GlyphAdvance(&b1, g1, size, font.HintingNone)
			a2, _ := part.GlyphAdvance(&b2, g2, size, font.HintingNone)
			if a1 != a2 {
				t.Errorf("%c is %v wide, was %v", r, a2, a1)
			}
			s1, err1 := whole.LoadGlyph(&b1, g1, size, nil)
			s2, err2 := part.LoadGlyph(&b2, g2, size, nil)
			if err1 != nil || err2 != nil || len(s1) != len(s2) {
				t.Errorf("%c: %d segments, were %d (%v, %v)", r, len(s2), len(s1), err2, err1)
				continue
			}
			for i := range s1 {
				if s1[i] != s2[i] {
					t.Errorf("%c differs at segment %d", r, i)
					break
				}
			}
		}
	}
}

func TestEveryCharacterCanBeCut(t *testing.T) {
	s := sources[mainRegular]()
	var all []rune
	var b sfnt.Buffer
	for r := rune(0x20); r < 0xFFFF; r++ {
		if g, err := s.font.GlyphIndex(&b, r); err == nil && g != 0 {
			all = append(all, r)
		}
	}
	part, err := sfnt.Parse(s.cut(all))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if g, err := part.GlyphIndex(&b, r); err != nil || g == 0 {
			t.Fatalf("%U is missing: %v", r, err)
		}
	}
}

func sorted(rs []rune) []rune {
	rs = slices.Clone(rs)
	slices.Sort(rs)
	return slices.Compact(rs)
}
