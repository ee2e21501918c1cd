package visits

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/visit"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// planPage is the page of a plan: a form that draws a new one up, or its lines
// with how far each is.
type planPage struct {
	h       screen.Host
	id      int64
	form    *book.Page // of a new plan
	lines   *planLines // of one that is drawn up
	content *fyne.Container
}

func newPlan(h screen.Host, id int64, preset field.Values) screen.Page {
	p := &planPage{h: h, id: id, content: container.NewStack()}
	if id != 0 {
		p.read()
		return p
	}
	p.form = book.NewPage(h, h.Shop().Visits.Plans, 0, preset, book.Record{
		Room: room, Icon: "calendar-days", Side: rounds, Kept: p.kept, Hide: hideInPlan,
		Main: func(b *book.Page) *kit.Button {
			return kit.NewButton(kit.T("ui.plan.generate"), "calendar-days", func() { b.Do(screen.Save) })
		},
	})
	p.content.Objects = []fyne.CanvasObject{p.form.Content()}
	return p
}

// hideInPlan leaves out of the form what drawing up sets.
func hideInPlan(key string) bool {
	switch key {
	case "to", "planned", "edition", "seed", "updated_at":
		return true
	}
	return false
}

// kept shows the plan that was drawn up.
func (p *planPage) kept(b *book.Page, r register.Record, _ bool) {
	kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{
		Text: kit.T("ui.plan.generated", "Number", r.Number, "N", r.Values.Text("planned")), Tone: kit.ToneGood,
	})
	p.id = r.ID
	b.Close()
	p.form = nil
	p.read()
	p.lines.Shown()
}

func (p *planPage) read() {
	p.lines = newPlanLines(p.h, p.id)
	p.content.Objects = []fyne.CanvasObject{p.lines.content}
	p.content.Refresh()
}

// Room is the entry of the navigation.
func (p *planPage) Room() string { return room }

// Content is the form or the lines.
func (p *planPage) Content() fyne.CanvasObject { return p.content }

// Shown reads the lines anew: a visit may have done one.
func (p *planPage) Shown() {
	if p.form != nil {
		p.form.Shown()
		return
	}
	p.lines.Shown()
}

// Resume has the form go on with a draft.
func (p *planPage) Resume(draft string, record int64) {
	if p.form != nil {
		p.form.Resume(draft, record)
	}
}

// Leave asks when something typed is not saved.
func (p *planPage) Leave(leave func()) {
	if p.form != nil {
		p.form.Leave(leave)
		return
	}
	leave()
}

// Do carries out the keyboard's commands.
func (p *planPage) Do(c screen.Command) bool {
	if p.form != nil {
		return p.form.Do(c)
	}
	return p.lines.do(c)
}

// Close ends what runs beside the form.
func (p *planPage) Close() {
	if p.form != nil {
		p.form.Close()
	}
}

// rounds are the rounds of the regulation in force, beside the form that draws
// a plan up.
func rounds(p *book.Page) fyne.CanvasObject {
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	var preset *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		preset, err = p.H.Shop().Policy(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		screen.Guard(p.H, func() {
			box.Objects = []fyne.CanvasObject{roundsOf(preset)}
			box.Refresh()
		})
	})
	return book.Column(box)
}

func roundsOf(preset *policy.Preset) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.Bold(kit.T("ui.plan.how", "Name", preset.Name.Say(kit.Lang))), kit.Paragraph(kit.T("ui.plan.how.do")).In(kit.ColorMuted))
	for _, g := range preset.Grading.Grades {
		lines := kit.VBox(2)
		for _, r := range g.Visits {
			lines.Add(kit.Paragraph(roundWords(r)))
		}
		if len(g.Visits) == 0 {
			lines.Add(kit.Paragraph(kit.T("ui.plan.rounds.none")).In(kit.ColorMuted))
		}
		col.Add(kit.VBox(kit.Gap4, kit.NewFlow(kit.Gap8, kit.NewPill(g.Name.Say(kit.Lang), gradeTone(g))), lines))
	}
	return col
}

// roundWords is a round in words: every month, on site, by the account manager.
func roundWords(r policy.Round) string {
	s := kit.T("ui.plan.round", "Every", r.Every.Say(kit.Lang), "Way", way(r.Way), "By", kit.T("ui.plan.by."+r.By))
	if r.Share > 0 && r.Share < 100 {
		s += " · " + kit.T("ui.plan.round.share", "N", r.Share)
	}
	if r.Unless != "" {
		s += " · " + kit.T("ui.plan.round.unless", "Way", way(r.Unless))
	}
	return s
}

// way is a way of visiting in words.
func way(key string) string {
	if key == "" {
		return kit.T("plan.way.any")
	}
	return kit.T("visit.way." + key)
}

// gradeTone is the colour that the regulation gives a grade.
func gradeTone(g policy.Grade) kit.Tone {
	switch g.Tone {
	case "primary":
		return kit.TonePrimary
	case "good":
		return kit.ToneGood
	case "info":
		return kit.ToneInfo
	case "warning":
		return kit.ToneWarning
	case "danger":
		return kit.ToneDanger
	}
	return kit.ToneNeutral
}

// stateTones colour how a line stands.
var stateTones = map[string]kit.Tone{
	visit.LineDone: kit.ToneGood, visit.LineLate: kit.ToneDanger, visit.LineDue: kit.ToneInfo, visit.LineLeft: kit.ToneNeutral,
}
