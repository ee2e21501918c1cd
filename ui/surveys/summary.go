package surveys

import (
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// n is how many answers a figure is taken from.
func n(count int64) string { return kit.T("ui.survey.n", "N", count) }

// figures are what a campaign's answers say as a whole: three figures and the
// topics. Every figure has its n.
func figures(s *survey.Summary) fyne.CanvasObject {
	tone, col := kit.ToneNeutral, kit.VBox(kit.Gap12)
	reached, aimed := s.Target()
	if aimed {
		if tone = kit.ToneGood; !reached {
			tone = kit.ToneDanger
		}
	}
	col.Add(tiles(
		tile(s.CSAT.String(), kit.T("ui.survey.csat"), n(s.CSAT.Of), tone),
		tile(s.NPS.String(), kit.T("ui.survey.nps"), n(s.NPS.N()), kit.ToneNeutral),
		tile(s.Mean.String(), kit.T("ui.survey.mean"), n(s.Mean.N), kit.ToneNeutral)))
	if aimed {
		key := "ui.survey.missed"
		if reached {
			key = "ui.survey.reached"
		}
		says := kit.Paragraph(kit.T(key, "Target", s.Campaign.Target)).In(tone.Text())
		says.TextSize = kit.SmallSize
		col.Add(says)
	}
	var lines []bar
	for _, t := range s.Topics {
		lines = append(lines, bar{
			Label: topic(t.Topic), Share: t.CSAT, Figure: t.CSAT.String(),
			Note: kit.T("ui.survey.mean_n", "Mean", t.Mean.String(), "N", t.N), Colour: kit.ColorPrimary,
		})
	}
	if len(lines) > 0 && s.Returned > 0 {
		col.Add(kit.NewSection(kit.T("ui.survey.topics")))
		col.Add(newBars(lines...))
	}
	return col
}

func topic(key string) string {
	if key == "" {
		return kit.T("ui.survey.no_topic")
	}
	return kit.T("questionnaire.questions.topic." + key)
}

// byQuestion are the figures of every question, one after the other.
func byQuestion(h screen.Host, s *survey.Summary) fyne.CanvasObject {
	col := kit.VBox(kit.Gap16)
	for i := range s.Questions {
		col.Add(questionFigures(h, &s.Questions[i]))
	}
	return col
}

func questionFigures(h screen.Host, f *survey.Figures) fyne.CanvasObject {
	col := kit.VBox(kit.Gap4, kit.Paragraph(titled(&f.Question)))
	says := n(f.N)
	add := func(key, value string) { says += " · " + kit.T(key) + " " + value }
	switch f.Type {
	case survey.Score, survey.Importance:
		add("ui.survey.mean", f.Mean.String())
		if f.CSAT.Of > 0 {
			add("ui.survey.csat", f.CSAT.String())
		}
	case survey.Date:
		if f.N > 0 {
			says += " · " + f.First + " – " + f.Last
		}
	case survey.Promote:
		add("ui.survey.nps", f.NPS.String())
		add("ui.survey.mean", f.Mean.String())
	case survey.YesNo:
		add("answer.yes", f.Yes.String())
	case survey.Number:
		low, high := f.Span()
		add("ui.survey.mean", f.Mean.String())
		says += " · " + low + "–" + high + " " + f.Unit
	}
	col.Add(kit.Small(says).Shortened())
	if f.N == 0 {
		return col
	}
	if lines := distribution(f); len(lines) > 0 {
		col.Add(newBars(lines...))
	}
	col.Add(texts(h, f))
	return col
}

// distribution are the answers given to a question, as bars. Of points the
// highest come first; coloured are those that count as satisfied.
func distribution(f *survey.Figures) []bar {
	line := func(label string, r survey.Rate, c kit.Colour) bar {
		return bar{Label: label, Share: r, Figure: strconv.FormatInt(r.Part, 10), Note: r.String(), Colour: c}
	}
	if f.Type == survey.Promote {
		all := f.NPS.N()
		return []bar{
			line(kit.T("ui.survey.promoters"), survey.Rate{Part: f.NPS.Promoters, Of: all}, kit.ColorGood),
			line(kit.T("ui.survey.passives"), survey.Rate{Part: f.NPS.Passives, Of: all}, kit.ColorLineStrong),
			line(kit.T("ui.survey.detractors"), survey.Rate{Part: f.NPS.Detractors, Of: all}, kit.ColorDanger),
		}
	}
	var lines []bar
	for i := range f.Bars {
		b, c := f.Bars[i], kit.ColorPrimary
		label := b.Value
		switch f.Type {
		case survey.Score, survey.Importance:
			if b = f.Bars[len(f.Bars)-1-i]; i > 1 {
				c = kit.ColorLineStrong
			}
			label = b.Value
		case survey.YesNo:
			label = kit.T("answer." + b.Value)
		}
		lines = append(lines, line(label, b.Count, c))
	}
	return lines
}

// mostTexts are listed of a question; the others are behind a link.
const mostTexts = 4

// texts are what was written, each with a way to the answer it stands in.
func texts(h screen.Host, f *survey.Figures) fyne.CanvasObject {
	col := kit.VBox(kit.Gap4)
	for _, said := range f.Texts[:min(len(f.Texts), mostTexts)] {
		t := kit.Paragraph("“" + said.Text + "”")
		t.MaxLines = 3
		col.Add(t)
	}
	if len(f.Texts) > mostTexts {
		col.Add(kit.NewLink(kit.T("ui.survey.texts", "N", len(f.Texts)), func() { allTexts(h, f) }))
	}
	return col
}

// mostListed are listed of a question's texts; the printed summary has all.
const mostListed = 300

// allTexts shows everything that was written at a question.
func allTexts(h screen.Host, f *survey.Figures) {
	col := kit.VBox(kit.Gap12)
	for _, said := range f.Texts[:min(len(f.Texts), mostListed)] {
		col.Add(kit.VBox(0, kit.Paragraph(said.Text), kit.Small(said.Answer).Shortened()))
	}
	if more := len(f.Texts) - mostListed; more > 0 {
		col.Add(kit.Small(kit.T("ui.survey.texts.more", "N", more)))
	}
	var d *kit.Dialog
	done := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
	room := h.Window().Canvas().Size()
	d = kit.NewDialog(f.Text, kit.Fixed(kit.NewScroll(col), 0, min(420, room.Height-200)), done)
	d.Width = min(600, room.Width-80)
	d.OnEnter = func() { d.Close() }
	d.Open(h.Window().Canvas(), done)
}
