package kit

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode"

	"kezhi/assets"
)

// An icon is drawn from its outlines by the distance of each pixel to them:
// strokes of the right width with round ends at any size, so that icons stay
// sharp at 125 % and 150 %. (Fyne's SVG painter keeps strokes two pixels wide
// at every size and loses the repeated arcs of Lucide's outlines.)

type point struct{ x, y float64 }

// outline is a line of points in the icon's 24 by 24 units.
type outline struct {
	at     []point
	filled bool
}

type svgNode struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []svgNode  `xml:",any"`
}

func (n *svgNode) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n *svgNode) num(name string) float64 {
	f, _ := strconv.ParseFloat(n.attr(name), 64)
	return f
}

// outlines reads an icon; a missing or broken one has none.
func outlines(name string) []outline {
	b, err := assets.Icon(name)
	if err != nil {
		return nil
	}
	var root svgNode
	if xml.Unmarshal(b, &root) != nil {
		return nil
	}
	var all []outline
	for i := range root.Children {
		n := &root.Children[i]
		fill := n.attr("fill") == "currentColor"
		for _, l := range nodeLines(n) {
			all = append(all, outline{l, fill})
		}
	}
	return all
}

func nodeLines(n *svgNode) [][]point {
	switch n.XMLName.Local {
	case "path":
		return pathLines(n.attr("d"))
	case "circle":
		return [][]point{ring(n.num("cx"), n.num("cy"), n.num("r"), n.num("r"))}
	case "ellipse":
		return [][]point{ring(n.num("cx"), n.num("cy"), n.num("rx"), n.num("ry"))}
	case "line":
		return [][]point{{{n.num("x1"), n.num("y1")}, {n.num("x2"), n.num("y2")}}}
	case "polyline", "polygon":
		return pathLines("M" + n.attr("points") + map[string]string{"polygon": "Z"}[n.XMLName.Local])
	case "rect":
		return [][]point{box(n.num("x"), n.num("y"), n.num("width"), n.num("height"), n.num("rx"))}
	}
	return nil
}

func ring(cx, cy, rx, ry float64) []point {
	var l []point
	for i := range 49 {
		a := float64(i) / 48 * 2 * math.Pi
		l = append(l, point{cx + rx*math.Cos(a), cy + ry*math.Sin(a)})
	}
	return l
}

func box(x, y, w, h, r float64) []point {
	var l []point
	for k, c := range []point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		for i := range 9 {
			a := (float64(k) - 1 + float64(i)/8) * math.Pi / 2
			l = append(l, point{c.x + r*math.Cos(a), c.y + r*math.Sin(a)})
		}
	}
	return append(l, l[0])
}

// pathReader walks through the data of a path.
type pathReader struct {
	s     string
	lines [][]point
	now   []point
	at    point
	start point
	ctrl  point // last control point, for S and T
	last  byte
}

func pathLines(d string) [][]point {
	p := &pathReader{s: d}
	var cmd byte
	for {
		p.skip()
		if p.s == "" {
			break
		}
		if c := p.s[0]; unicode.IsLetter(rune(c)) {
			cmd = c
			p.s = p.s[1:]
		} else if cmd == 'M' {
			cmd = 'L'
		} else if cmd == 'm' {
			cmd = 'l'
		}
		if !p.step(cmd) {
			break
		}
		p.last = cmd
	}
	p.flush()
	return p.lines
}

func (p *pathReader) flush() {
	if len(p.now) > 0 {
		p.lines = append(p.lines, p.now)
	}
	p.now = nil
}

func (p *pathReader) skip() { p.s = strings.TrimLeft(p.s, " ,\n\t\r") }

func (p *pathReader) num() float64 {
	p.skip()
	i, dot, exp := 0, false, false
	for i < len(p.s) {
		c := p.s[i]
		switch {
		case c == '-' || c == '+':
			if i > 0 && p.s[i-1] != 'e' {
				goto done
			}
		case c == '.':
			if dot {
				goto done
			}
			dot = true
		case c == 'e' && !exp:
			exp = true
		case c < '0' || c > '9':
			goto done
		}
		i++
	}
done:
	f, _ := strconv.ParseFloat(p.s[:i], 64)
	p.s = p.s[i:]
	return f
}

// flag reads one digit: the flags of an arc may stand without room between.
func (p *pathReader) flag() bool {
	p.skip()
	if p.s == "" {
		return false
	}
	f := p.s[0] == '1'
	p.s = p.s[1:]
	return f
}

func (p *pathReader) to(q point) {
	if len(p.now) == 0 {
		p.now = append(p.now, p.at)
	}
	p.now = append(p.now, q)
	p.at = q
}

func (p *pathReader) pair(rel bool) point {
	x, y := p.num(), p.num()
	if rel {
		return point{p.at.x + x, p.at.y + y}
	}
	return point{x, y}
}

func (p *pathReader) step(cmd byte) bool {
	rel := cmd >= 'a'
	was := p.s
	switch cmd | 0x20 {
	case 'm':
		p.flush()
		p.at = p.pair(rel)
		p.start = p.at
	case 'l':
		p.to(p.pair(rel))
	case 'h':
		x := p.num()
		if rel {
			x += p.at.x
		}
		p.to(point{x, p.at.y})
	case 'v':
		y := p.num()
		if rel {
			y += p.at.y
		}
		p.to(point{p.at.x, y})
	case 'c', 's':
		a := p.at
		if cmd|0x20 == 'c' {
			a = p.pair(rel)
		} else if l := p.last | 0x20; l == 'c' || l == 's' {
			a = point{2*p.at.x - p.ctrl.x, 2*p.at.y - p.ctrl.y}
		}
		b := p.pair(rel)
		p.cubic(a, b, p.pair(rel))
		p.ctrl = b
	case 'q', 't':
		a := p.at
		if cmd|0x20 == 'q' {
			a = p.pair(rel)
		} else if l := p.last | 0x20; l == 'q' || l == 't' {
			a = point{2*p.at.x - p.ctrl.x, 2*p.at.y - p.ctrl.y}
		}
		o, e := p.at, p.pair(rel)
		p.cubic(point{o.x + 2*(a.x-o.x)/3, o.y + 2*(a.y-o.y)/3}, point{e.x + 2*(a.x-e.x)/3, e.y + 2*(a.y-e.y)/3}, e)
		p.ctrl = a
	case 'a':
		rx, ry, rot := p.num(), p.num(), p.num()
		large, sweep := p.flag(), p.flag()
		p.arc(rx, ry, rot*math.Pi/180, large, sweep, p.pair(rel))
	case 'z':
		p.to(p.start)
		p.flush()
		return true
	default:
		return false
	}
	return p.s != was
}

func (p *pathReader) cubic(a, b, e point) {
	o := p.at
	for i := 1; i <= 12; i++ {
		t := float64(i) / 12
		u := 1 - t
		p.to(point{
			u*u*u*o.x + 3*u*u*t*a.x + 3*u*t*t*b.x + t*t*t*e.x,
			u*u*u*o.y + 3*u*u*t*a.y + 3*u*t*t*b.y + t*t*t*e.y,
		})
	}
}

// arc is an elliptic arc by its end points (SVG 1.1, F.6.5).
func (p *pathReader) arc(rx, ry, phi float64, large, sweep bool, e point) {
	o := p.at
	if rx == 0 || ry == 0 || o == e {
		p.to(e)
		return
	}
	sin, cos := math.Sincos(phi)
	dx, dy := (o.x-e.x)/2, (o.y-e.y)/2
	x1, y1 := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	k := math.Sqrt(math.Max(0, (rx*rx*ry*ry-rx*rx*y1*y1-ry*ry*x1*x1)/(rx*rx*y1*y1+ry*ry*x1*x1)))
	if large == sweep {
		k = -k
	}
	cx1, cy1 := k*rx*y1/ry, -k*ry*x1/rx
	cx, cy := cos*cx1-sin*cy1+(o.x+e.x)/2, sin*cx1+cos*cy1+(o.y+e.y)/2
	from := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	turn := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - from
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := max(3, int(math.Ceil(math.Abs(turn)*8)))
	for i := 1; i <= n; i++ {
		s, c := math.Sincos(from + turn*float64(i)/float64(n))
		p.to(point{cx + rx*c*cos - ry*s*sin, cy + rx*c*sin + ry*s*cos})
	}
	p.at = e
	p.now[len(p.now)-1] = e
}
