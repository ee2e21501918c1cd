package sheet

import (
	"strings"
	"testing"

	"kezhi/assets"
)

func warned(t *testing.T, s string) []Warning {
	t.Helper()
	return mustLay(t, Form{Title: "表", Body: []Block{Indented(s)}}).Warnings
}

func TestNamesAboveTheBasicPlaneAreDrawn(t *testing.T) {
	l := mustLay(t, Form{Title: "表", Body: []Block{Indented("王𬭎、李𫖯，𰻞面")}})
	if len(l.Warnings) > 0 {
		t.Errorf("warnings %v", l.Warnings)
	}
	side := ""
	for _, x := range texts(&l.Pages[0]) {
		if x.Side {
			side += x.Source
			if r := []rune(x.Glyphs)[0]; r < sideStart || r > 0xF8FF {
				t.Errorf("%s is drawn as %U", x.Source, r)
			}
		}
	}
	if side != "𬭎𫖯𰻞" {
		t.Errorf("from the side font: %q", side)
	}
}

func TestUnknownCharactersAreMarkedAndReported(t *testing.T) {
	for s, want := range map[string]rune{"好😀的": '😀', "a\x00b": 0, "a\x07b": 7, "\ue000": '\ue000', "\xff": '\uFFFD', "\U0010FFFF": '\U0010FFFF', "\u0378": '\u0378', "\u0602": '\u0602', "𠮷田": '𠮷'} {
		ws := warned(t, s)
		if len(ws) != 1 || ws[0].Rune != want {
			t.Errorf("%q: %v", s, ws)
			continue
		}
		if m := ws[0].Message(assets.ZhHans); !strings.Contains(m, "U+") {
			t.Errorf("%q: message %q", s, m)
		}
		l := mustLay(t, Form{Body: []Block{Indented(s)}})
		marks := 0
		for _, x := range texts(&l.Pages[0]) {
			if x.Glyphs == "?" && x.Color == White {
				marks++
			}
		}
		if marks != 1 {
			t.Errorf("%q: %d marks", s, marks)
		}
	}
}

func TestUnknownCharacterIsReportedOnceAForm(t *testing.T) {
	if ws := warned(t, strings.Repeat("😀", 50)+"😁"); len(ws) != 2 {
		t.Errorf("%d warnings", len(ws))
	}
}

func TestSilentCharactersPassQuietly(t *testing.T) {
	for _, s := range []string{"❤\ufe0f"[3:], "零\u200d宽", "\ufeff始", "葛\U000E0100", "左\u200e右", "软\u00ad连"} {
		if ws := warned(t, s); len(ws) != 0 {
			t.Errorf("%q: %v", s, ws)
		}
	}
}

func TestWarningTellsWhere(t *testing.T) {
	ws := warned(t, "客户喜欢红色😀和蓝色\n的包装")
	if len(ws) != 1 || !strings.Contains(ws[0].Around, "喜欢红色😀和蓝色▯") {
		t.Errorf("%+v", ws)
	}
}

func TestTooMuchForACodeIsReported(t *testing.T) {
	l := mustLay(t, Form{QR: strings.Repeat("长", 3000)})
	if len(l.Pages) != 1 || len(l.Warnings) != 1 || l.Warnings[0].Err == nil {
		t.Errorf("%d pages, %v", len(l.Pages), l.Warnings)
	}
}

func TestPictureErrors(t *testing.T) {
	for _, b := range [][]byte{nil, []byte("GIF89a"), []byte("\x89PNG\r\n\x1a\n")} {
		if _, err := NewPicture(b); err == nil {
			t.Errorf("%q is no picture", b)
		}
	}
}
