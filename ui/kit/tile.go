package kit

import "fyne.io/fyne/v2"

// NewTile is a figure to read from afar: what it is, its value, and in small
// what it stands on, which wraps where there is no room for it.
func NewTile(title, value string, tone Tone, notes ...string) *Panel {
	v := Heading(value).In(tone.Text()).Shortened()
	v.TextSize = 21
	col := VBox(0, Small(title).Shortened(), v)
	for _, n := range notes {
		if n == "" {
			continue
		}
		t := Paragraph(n).In(ColorMuted)
		t.TextSize = SmallSize
		col.Add(t)
	}
	return NewPanel(Pad(col, Gap8, Gap12, Gap8, Gap12))
}

// Tiles are tiles in rows of so many, each row as high as its highest.
func Tiles(across int, tiles ...*Panel) *fyne.Container {
	weights := make([]float32, across)
	for i := range weights {
		weights[i] = 1
	}
	rows := VBox(Gap8)
	for len(tiles) > 0 {
		n := min(across, len(tiles))
		row := Split(weights)
		for _, t := range tiles[:n] {
			row.Add(t)
		}
		rows.Add(row)
		tiles = tiles[n:]
	}
	return rows
}
