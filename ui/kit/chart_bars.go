package kit

import (
	"fyne.io/fyne/v2"
)

// barStep is from one bar to the next.
const barStep float32 = 25

// NewBarChart is a row of horizontal bars with their figures: what there is
// most of stands first. ParetoChart adds the notes.
func NewBarChart(items ...ChartItem) *Chart {
	return newChart(barStep*float32(len(items)), func(p *plot) {
		var most float64
		var label, figure, note float32
		for _, it := range items {
			most = max(most, it.Value)
			label = max(label, textWidth(it.Label, SmallSize, false))
			figure = max(figure, textWidth(it.Text, SmallSize, false))
			note = max(note, textWidth(it.Note, SmallSize, false))
		}
		label = min(label, p.size.Width*.38)
		right := figure + 8
		if note > 0 {
			right += note + 14
		}
		room := max(p.size.Width-label-8-right-8, 8)
		for i, it := range items {
			y := barStep * float32(i)
			p.text(it.Label, 0, y+2, label, fyne.TextAlignTrailing, ColorText)
			w := float32(2)
			if most > 0 {
				w = max(w, room*float32(max(it.Value, 0)/most))
			}
			p.box(label+8, y+5, w, 15, 2, shadeOf(it.Tone, i, len(items)))
			p.text(it.Text, p.size.Width-right+8, y+2, figure, fyne.TextAlignTrailing, ColorText)
			p.text(it.Note, p.size.Width-note, y+2, note, fyne.TextAlignTrailing, ColorMuted)
			p.spot(0, y, p.size.Width, barStep, it.OnTap)
		}
	})
}

// NewParetoChart is bars, the most frequent first, each with the share that it
// and those above it have of all (累计).
func NewParetoChart(items ...ChartItem) *Chart {
	var all, sum float64
	for _, it := range items {
		all += it.Value
	}
	out := make([]ChartItem, len(items))
	for i, it := range items {
		sum += it.Value
		if all > 0 {
			it.Note = Percent(sum / all)
		}
		out[i] = it
	}
	return NewBarChart(out...)
}

// NewColumnChart is upright bars from left to right: months, mostly.
func NewColumnChart(height float32, items ...ChartItem) *Chart {
	return newChart(height, func(p *plot) {
		var most float64
		for _, it := range items {
			most = max(most, it.Value)
		}
		text := lineHeight(SmallSize)
		foot, head := p.size.Height-text-4, text+2
		p.line(0, foot, p.size.Width, foot, 1, Color(ColorLine))
		step := p.size.Width / float32(max(len(items), 1))
		every := 1 + int(widest(items)/max(step, 1))
		for i, it := range items {
			x := step * float32(i)
			w := min(step*.62, 34)
			h := float32(0)
			if most > 0 {
				h = (foot - head) * float32(max(it.Value, 0)/most)
			}
			if it.Value > 0 {
				c := Color(ColorPrimary)
				if it.Tone != ToneNeutral {
					c = Color(it.Tone.Text())
				}
				p.box(x+(step-w)/2, foot-max(h, 2), w, max(h, 2), 2, c)
			}
			p.text(it.Text, x-step/2, foot-max(h, 2)-text, 2*step, fyne.TextAlignCenter, ColorMuted)
			if (len(items)-1-i)%every == 0 {
				p.text(it.Label, x-step, foot+3, 3*step, fyne.TextAlignCenter, ColorMuted)
			}
			p.spot(x, 0, step, p.size.Height, it.OnTap)
		}
	})
}

// widest is the width of the widest label, with a gap.
func widest(items []ChartItem) float32 {
	var w float32
	for _, it := range items {
		w = max(w, textWidth(it.Label, SmallSize, false)+4)
	}
	return w
}

// shareStep is from one line of a legend to the next.
const shareStep float32 = 22

// NewShareChart is one bar that is divided as the whole is, with a line for each
// part.
func NewShareChart(items ...ChartItem) *Chart {
	return newChart(26+shareStep*float32(len(items)), func(p *plot) {
		var all float64
		for _, it := range items {
			all += it.Value
		}
		x := float32(0)
		for i, it := range items {
			c := shadeOf(it.Tone, i, len(items))
			if all > 0 && it.Value > 0 {
				w := p.size.Width * float32(it.Value/all)
				p.box(x, 0, max(w-1, 1), 14, 2, c)
				x += w
			}
			y := 26 + shareStep*float32(i)
			p.box(0, y+6, 9, 9, 2, c)
			share := ""
			if all > 0 {
				share = Percent(it.Value / all)
			}
			p.text(it.Label, 18, y+1, p.size.Width-18-110, fyne.TextAlignLeading, ColorText)
			p.text(it.Text, p.size.Width-108, y+1, 56, fyne.TextAlignTrailing, ColorText)
			p.text(share, p.size.Width-46, y+1, 46, fyne.TextAlignTrailing, ColorMuted)
			p.spot(0, y, p.size.Width, shareStep, it.OnTap)
		}
	})
}
