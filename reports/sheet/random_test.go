package sheet

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// randomGrid has cells of all spans and lengths; each value cell consists of
// characters that no other has, which want collects.
func randomGrid(r *rand.Rand, want *[]string) Grid {
	g := Grid{Columns: make([]float64, 1+r.IntN(6)), Head: r.IntN(3)}
	for i := range g.Columns {
		g.Columns[i] = 1 + r.Float64()*3
	}
	for range 1 + r.IntN(40) {
		var row Row
		for range r.IntN(len(g.Columns) + 2) {
			if r.IntN(4) == 0 {
				row = append(row, Label(strings.Repeat("Ab ", r.IntN(6))).Down(1+r.IntN(9)).Span(1+r.IntN(2)))
				continue
			}
			length := []int{0, 1, 3, 20, 400}[r.IntN(5)]
			if length == 400 && r.IntN(10) > 0 {
				length = 5
			}
			var text []string
			for range length {
				text = append(text, string(rune(0x4E00+len(*want))))
				*want = append(*want, text[len(text)-1])
			}
			cell := Value(strings.Join(text, " ")).Span(1 + r.IntN(3)).At(Align(r.IntN(3)))
			switch r.IntN(8) {
			case 0:
				cell = cell.Down(1 + r.IntN(12))
			case 1:
				cell = cell.Sign()
			case 2:
				cell = cell.Tall(float64(r.IntN(400)))
			case 3:
				cell = cell.Half()
			}
			row = append(row, cell)
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func TestRandomGridsLoseNothing(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		var want []string
		g := randomGrid(r, &want)
		g.Head = 0
		l := mustLay(t, Form{Title: "表", Landscape: r.IntN(2) == 0, Body: []Block{g, Sign{}}})
		got := map[string]int{}
		for i := range l.Pages {
			p := &l.Pages[i]
			for _, x := range texts(p) {
				if x.Size == bodySize {
					for _, w := range x.Source {
						got[string(w)]++
					}
				}
				if x.Size == bodySize && x.Y > p.Height-bodyEnd+0.1 {
					t.Errorf("seed %d: %q at %.0f on page %d", seed, x.Source, x.Y, i+1)
				}
			}
			if len(texts(p)) < 2 && !slices.ContainsFunc(p.ops, func(o op) bool { return o.kind == opStroke }) {
				t.Errorf("seed %d: page %d is empty", seed, i+1)
			}
		}
		lost := 0
		for _, w := range dropped(g, want) {
			if got[w] == 0 || got[w] > 1 && !strings.Contains(furniture, w) {
				lost++
			}
		}
		if lost > 0 {
			t.Errorf("seed %d: %d of %d characters are not on paper once", seed, lost, len(want))
		}
	}
}

// furniture is what the sheet itself says: its characters come again.
const furniture = "签名日期年月表续"

// dropped leaves out the characters of cells that find no place in their row.
func dropped(g Grid, want []string) []string {
	c := &setter{}
	var placed []string
	for _, b := range g.bands(c, &grid{edges: g.edges(500)}) {
		for _, f := range b.cells {
			for _, r := range f.text.runs {
				placed = append(placed, strings.Fields(r.Text)...)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(want), func(w string) bool { return !slices.Contains(placed, w) })
}

func TestRepeatedHeadsOfRandomGrids(t *testing.T) {
	for seed := range uint64(100) {
		var want []string
		g := randomGrid(rand.New(rand.NewPCG(seed, 8)), &want)
		if l := mustLay(t, Form{Body: []Block{g}}); len(l.Pages) > 400 {
			t.Errorf("seed %d: %d pages", seed, len(l.Pages))
		}
	}
}
