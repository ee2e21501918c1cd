package sheet

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func lay(t Content, width float64) *passage {
	c := &setter{}
	return c.passage(t, bodySize, width, 0, false)
}

func linesOf(p *passage) (ls []string) {
	for _, l := range p.lines {
		var b strings.Builder
		for _, g := range p.glyphs[l.from:l.to] {
			b.WriteRune(g.r)
		}
		ls = append(ls, b.String())
	}
	return ls
}

// sources is the text that the lines of a passage put on paper.
func sources(p *passage) string {
	l := &leaf{}
	p.set(l, 0, len(p.lines), 0, 0, 100, leading, Left, Ink, 0)
	var b strings.Builder
	for _, o := range l.marks {
		if o.kind == opText {
			b.WriteString(o.text.Source)
		}
	}
	return b.String()
}

func TestLinesBreakByKinsoku(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ems        float64
		want       []string
	}{
		{"fits", "客户档案", 4, []string{"客户档案"}},
		{"one too many", "客户档案表", 4, []string{"客户档案", "表"}},
		{"comma never first", "客户档案，表", 4, []string{"客户档", "案，表"}},
		{"two closing marks never first", "客户档案”。表", 4, []string{"客户档", "案”。表"}},
		{"bracket never last", "客户档（案）", 4, []string{"客户档", "（案）"}},
		{"book title mark never last", "客户《档案》", 3, []string{"客户", "《档", "案》"}},
		{"word kept whole", "客户 VIP customer", 5, []string{"客户 VIP ", "customer"}},
		{"word longer than a line", "abcdefghijklmnop", 3, []string{"abcde", "fghijkl", "mnop"}},
		{"number kept whole", "共计1234567元", 4.5, []string{"共计", "1234567", "元"}},
		{"per cent stays", "增长了30%", 4.6, []string{"增长了", "30%"}},
		{"newline", "甲\n乙\n", 9, []string{"甲", "乙", ""}},
		{"carriage returns", "甲\r\n乙\r丙", 9, []string{"甲", "乙", "丙"}},
		{"only marks", "。。。。。", 2, []string{"。。。", "。。"}},
		{"dash pair", "客户——档案", 3, []string{"客户", "——档", "案"}},
		{"spaces hang", "客户    档案", 2, []string{"客户    ", "档案"}},
		{"no-break space", "a 客\u00A0户", 2, []string{"a ", "客\u00A0", "户"}},
		{"box stays with option", "好☐ 成交", 2.5, []string{"好", "☐ 成", "交"}},
		{"empty", "", 3, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := linesOf(lay(Plain(c.text), c.ems*bodySize))
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%q at %v em: %q, want %q", c.text, c.ems, got, c.want)
			}
		})
	}
}

func TestOptionStaysOnOneLine(t *testing.T) {
	got := linesOf(lay(Choice([]string{"电话", "来访客户", "书面"}, "书面"), 7*bodySize))
	want := []string{"☐ 电话\u3000", "☐ 来访客户\u3000", "☒ 书面"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("lines %q, want %q", got, want)
	}
}

func TestLabelIsBalanced(t *testing.T) {
	for text, want := range map[string]string{
		"涉及的产品/服务":       "涉及的产品/|服务",
		"客户最新的需求项":       "客户最新|的需求项",
		"客户":             "客户",
		"Accompanied by": "Accompanied |by", // no word is broken to make lines equal
	} {
		p := lay(Plain(text), 66)
		p.balance(66)
		if got := strings.Join(linesOf(p), "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// shown is what of s should stand on paper: all but the ends of lines.
func shown(s string) string { return strings.ReplaceAll(string([]rune(clean(s))), "\n", "") }

var everyText = []string{
	"重庆渝鲲火锅有限公司（总店）", "王𬭎、李𫖯，𠮷田", "👨‍👩‍👧 一家", "a\u0301e", "\u200b零\u200d宽\ufe0f", "\x00\x01\x7f",
	"tab\there", "\xff\xfe坏", "Ａ全角", "☐ 未选 ☒ 已选 ☑", "葛󠄀城", "\u2028行", "\u06020\x00\t", "客\u0301户\u20dd", "\ue000\ue001私用", "ﷺ עברית", "\u00ad软\u00ad", "  首尾  ",
	"\n\n", strings.Repeat("长", 300), strings.Repeat("x", 300), strings.Repeat("，", 300),
}

func TestNoCharacterIsLost(t *testing.T) {
	for _, s := range everyText {
		for _, width := range []float64{1, 12, 40, 200, 1000} {
			p := lay(Plain(s), width)
			if got, want := sources(p), shown(s); got != want {
				t.Errorf("width %v: %q came out as %q", width, s, got)
			}
		}
	}
}

func FuzzWrap(f *testing.F) {
	for i, s := range everyText {
		f.Add(s, float64(7*i))
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if width < 0 || width > 2000 || width != width || len(s) > 5000 {
			t.Skip()
		}
		p := lay(Content{{Text: s}, {Text: s, Bold: true, Keep: true}}, width)
		if got, want := sources(p), shown(s)+shown(s); got != want {
			t.Fatalf("%q came out as %q", want, got)
		}
		checkLines(t, p, width)
	})
}

// checkLines holds every line to the rules, as far as it could be broken at all.
func checkLines(t *testing.T, p *passage, width float64) {
	t.Helper()
	for n, l := range p.lines {
		breakable := false
		for i := l.from + 1; i < l.to; i++ {
			breakable = breakable || mayBreak(p.glyphs, i, false)
		}
		if breakable && l.width > width+0.1 {
			t.Errorf("line %d is %.1f wide of %.1f", n, l.width, width)
		}
		if n+1 == len(p.lines) || !breakable || l.to >= len(p.glyphs) || p.glyphs[l.to].class == line {
			continue
		}
		if g := p.glyphs[l.to]; g.class == shut {
			t.Errorf("line %d begins with %q", n+1, g.r)
		}
		last := l.to - 1
		for last > l.from && (p.glyphs[last].class == space || p.glyphs[last].class == ghost) {
			last--
		}
		if g := p.glyphs[last]; g.class == open {
			t.Errorf("line %d ends with %q", n, g.r)
		}
	}
}

func TestHundredKilobytesInOneCell(t *testing.T) {
	text := strings.Repeat("新店十二月开业，日均用量约增三成；", 2000)
	start := time.Now()
	l := mustLay(t, Form{Title: "长", Body: []Block{Grid{Columns: []float64{1, 6}, Rows: []Row{{Label("内容"), Value(text).Sign()}}}}})
	if d := time.Since(start); d > time.Second {
		t.Errorf("took %v", d)
	}
	if len(l.Pages) < 15 {
		t.Errorf("%d pages", len(l.Pages))
	}
	var b strings.Builder
	labels := 0
	for i := range l.Pages {
		for _, x := range texts(&l.Pages[i]) {
			switch {
			case x.Source == "内容":
				labels++
			case x.Size == bodySize && x.Weight == Regular && x.X > 100:
				b.WriteString(x.Source)
			}
		}
	}
	got, _, _ := strings.Cut(b.String(), "签名")
	if got != text {
		t.Errorf("%d of %d bytes came out", len(got), len(text))
	}
	if labels != len(l.Pages) {
		t.Errorf("label on %d of %d pages", labels, len(l.Pages))
	}
}

func TestCleanKeepsRunesCount(t *testing.T) {
	if s := clean("a\tb\r\nc"); s != "a    b\nc" || !utf8.ValidString(s) {
		t.Errorf("%q", s)
	}
}
