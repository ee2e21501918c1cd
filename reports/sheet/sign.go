package sheet

import "strings"

// Sign is a line to sign on, at the right: 报告人：____  日期：____年__月__日.
// It stays on the page of what it follows.
type Sign struct {
	Labels []string // before each blank, without colon; none is 签名
	Date   bool     // ends with a blank date
	Tail   string   // ends with this text, such as （盖章）2026年11月18日
	Gap    float64  // space above, mm; 0 is 9 mm
}

// Widths of the blanks, in mm.
const (
	nameBlank  = 24
	yearBlank  = 13
	monthBlank = 7
)

// parts are the labelled blanks that a line break should not cut.
func (s *Sign) parts(c *setter) []Content {
	labels := s.Labels
	if len(labels) == 0 {
		labels = []string{c.lang.T("paper.signature")}
	}
	colon := c.lang.T("paper.colon")
	var ps []Content
	for _, l := range labels {
		ps = append(ps, Content{{Text: l + colon}, Blank(nameBlank)})
	}
	if s.Date {
		ps = append(ps, dateBlank(c.lang.T("paper.date")))
	}
	if s.Tail != "" {
		ps = append(ps, Plain(s.Tail))
	}
	return ps
}

// dateBlank makes blanks of the places {y}, {m} and {d} of a message.
func dateBlank(message string) Content {
	var ct Content
	for message != "" {
		i := strings.IndexByte(message, '{')
		if i < 0 || i+2 >= len(message) || message[i+2] != '}' {
			return append(ct, Run{Text: message})
		}
		if i > 0 {
			ct = append(ct, Run{Text: message[:i]})
		}
		width := float64(monthBlank)
		if message[i+1] == 'y' {
			width = yearBlank
		}
		ct = append(ct, Blank(width))
		message = message[i+3:]
	}
	return ct
}

// passages are the lines of the signature within width points: parts that do
// not fit beside the others go on a line of their own.
func (s *Sign) passages(c *setter, width float64) []*passage {
	const between = 16 // mm, as far as there is room
	var lines []*passage
	var line Content
	used := 0.0
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, c.passage(line, bodySize, 1e6, 0, false))
		}
		line, used = nil, 0
	}
	parts := s.parts(c)
	sum := 0.0
	widths := make([]float64, len(parts))
	for i, p := range parts {
		widths[i] = c.passage(p, bodySize, 1e6, 0, false).lines[0].width
		sum += widths[i]
	}
	gap := between * mm
	if n := len(parts) - 1; n > 0 {
		gap = min(gap, max((width-sum)/float64(n), 6*mm))
	}
	for i, p := range parts {
		if used > 0 && used+gap+widths[i] > width+0.01 {
			flush()
		}
		if used > 0 {
			line = append(line, Run{Blank: -gap / mm})
			used += gap
		}
		line = append(line, p...)
		used += widths[i]
	}
	flush()
	return lines
}

// lay puts the line below the block before it and asks to stay with it.
func (s Sign) lay(c *setter, width float64) []item {
	gap := s.Gap
	if gap == 0 {
		gap = 9
	}
	return []item{{strip: &signed{s.passages(c, width), width}, gap: gap * mm, back: true}}
}

type signed struct {
	lines []*passage
	width float64
}

func (s *signed) height() float64                { return signLeading * float64(len(s.lines)) }
func (s *signed) least() float64                 { return s.height() }
func (s *signed) cut(float64) (head, tail strip) { return nil, nil }
func (s *signed) place(l *leaf, x, y float64) {
	for _, p := range s.lines {
		p.set(l, 0, 1, x, y, s.width, signLeading, Right, Ink, 0)
		y += signLeading
	}
}
