package kit

import (
	"strings"
	"testing"

	"kezhi/assets"
)

func TestLongTextEndsInThreeDotsWithinItsRoom(t *testing.T) {
	for _, s := range []string{"重庆渝鲲火锅有限公司", "Chongqing Yukun Hotpot Ltd.", "云智科技（重庆）有限公司"} {
		got := ellipsis(s, 80, TextSize, false)
		if !strings.HasSuffix(got, "…") || textWidth(got, TextSize, false) > 80 {
			t.Errorf("%q: %q is %v wide", s, got, textWidth(got, TextSize, false))
		}
		if got := ellipsis(s, 500, TextSize, false); got != s {
			t.Errorf("%q: cut to %q", s, got)
		}
	}
}

func TestNoLineBeginsWithPunctuation(t *testing.T) {
	text := "查配送记录，签收时间较约定晚。司机称隧道封闭（江北），未告知客户。"
	for w := float32(60); w < 300; w += 7 {
		lines := wrap(text, w, TextSize, false)
		if strings.Join(lines, "") != text {
			t.Fatalf("width %v: lost something: %q", w, lines)
		}
		for i, l := range lines {
			if r := []rune(l); i > 0 && len(r) > 0 && strings.ContainsRune(notFirst, r[0]) && len([]rune(lines[i-1])) > 1 {
				t.Errorf("width %v: line begins with %c: %q", w, r[0], lines)
			}
		}
	}
}

func TestEveryIconOfTheAssetsIsDrawn(t *testing.T) {
	for _, n := range []string{"sun", "users", "settings", "eye", "smile", "printer", "handshake", "gavel", "map-pin", "x", "check"} {
		if len(outlines(n)) == 0 {
			t.Errorf("%s has no outlines", n)
		}
		img := drawIcon(n, Color(ColorText), 36, 36)
		full := 0
		for y := range 36 {
			for x := range 36 {
				if _, _, _, a := img.At(x, y).RGBA(); a > 0x8000 {
					full++
				}
			}
		}
		if full < 40 {
			t.Errorf("%s: %d pixels", n, full)
		}
	}
	if drawIcon("no such icon", Color(ColorText), 10, 10) == nil {
		t.Error("a missing icon is an empty picture")
	}
}

func TestEveryWordOfTheKitIsInThreeLanguages(t *testing.T) {
	for key := range assets.Messages(assets.ZhHans) {
		if !strings.HasPrefix(key, "kit.") {
			continue
		}
		for _, l := range assets.Langs {
			if !l.Has(key) {
				t.Errorf("%s has no %s", l, key)
			}
		}
	}
}
