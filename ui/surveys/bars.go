package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kezhi/data/survey"
	"kezhi/ui/kit"
)

// bar is one line of a chart: what, how much of the whole as a bar, and the
// figures.
type bar struct {
	Label  string
	Share  survey.Rate // length of the bar
	Figure string      // bold, before the note
	Note   string      // muted, last
	Colour kit.Colour
}

// barHeight is one line of a chart.
const barHeight float32 = 24

// bars is a chart of horizontal bars.
type bars struct {
	widget.BaseWidget
	lines                []bar
	labels, figures, end []*kit.Text
	tracks, fills        []*canvas.Rectangle
	left, middle, right  float32 // widths of the texts
}

// newBars makes a chart; labels take at most a part of its width.
func newBars(lines ...bar) *bars {
	b := &bars{lines: lines}
	for _, l := range lines {
		label, figure, note := kit.Small(l.Label).In(kit.ColorText).Shortened(), kit.Small(l.Figure).In(kit.ColorText), kit.Small(l.Note)
		label.Align, figure.Align, note.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing, fyne.TextAlignTrailing
		b.left = max(b.left, kit.Small(l.Label).MinSize().Width)
		b.middle = max(b.middle, figure.MinSize().Width)
		b.right = max(b.right, note.MinSize().Width)
		b.labels, b.figures, b.end = append(b.labels, label), append(b.figures, figure), append(b.end, note)
		track, fill := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		track.CornerRadius, fill.CornerRadius = 3, 3
		b.tracks, b.fills = append(b.tracks, track), append(b.fills, fill)
	}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	r := &drawn{of: b}
	for i := range b.lines {
		r.objects = append(r.objects, b.labels[i], b.tracks[i], b.fills[i], b.figures[i], b.end[i])
	}
	r.min = func() fyne.Size { return fyne.NewSize(200, barHeight*float32(len(b.lines))) }
	r.layout = b.layout
	r.paint = func() {
		for i, l := range b.lines {
			b.tracks[i].FillColor, b.fills[i].FillColor = kit.Color(kit.ColorSubtle), kit.Color(l.Colour)
		}
	}
	r.paint()
	return r
}

func (b *bars) layout(s fyne.Size) {
	left := min(b.left, s.Width*.36)
	room := s.Width - left - kit.Gap8 - kit.Gap12 - b.middle - kit.Gap8 - b.right
	for i, l := range b.lines {
		y := float32(i) * barHeight
		h := b.labels[i].MinSize().Height
		text := func(t *kit.Text, x, w float32) { place(t, x, y+(barHeight-h)/2, w, h) }
		text(b.labels[i], 0, left)
		text(b.figures[i], s.Width-b.right-kit.Gap8-b.middle, b.middle)
		text(b.end[i], s.Width-b.right, b.right)
		place(b.tracks[i], left+kit.Gap8, y+6, max(0, room), barHeight-12)
		w := float32(0)
		if l.Share.Of > 0 {
			w = room * float32(l.Share.Part) / float32(l.Share.Of)
		}
		b.fills[i].Hidden = w <= 0
		place(b.fills[i], left+kit.Gap8, y+6, min(max(w, 3), max(room, 0)), barHeight-12)
	}
}

// tile is a figure to read from afar: its value, what it is, of how many.
func tile(value, name, note string, tone kit.Tone) fyne.CanvasObject {
	v := kit.Heading(value).In(tone.Text()).Shortened()
	v.TextSize = 22
	p := kit.NewPanel(kit.Pad(kit.VBox(0, kit.Small(name).Shortened(), v, kit.Small(note).Shortened()), kit.Gap8, kit.Gap12, kit.Gap8, kit.Gap12))
	p.Fill, p.Line = kit.ColorSubtle, kit.ColorNone
	return p
}

// tiles lays figures side by side.
func tiles(os ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(tileLayout{}, os...)
}

type tileLayout struct{}

func (tileLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range os {
		m = m.Max(o.MinSize())
	}
	return fyne.NewSize(m.Width*float32(len(os)), m.Height)
}

func (tileLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - kit.Gap8*float32(len(os)-1)) / float32(len(os))
	for i, o := range os {
		place(o, float32(i)*(w+kit.Gap8), 0, w, s.Height)
	}
}
