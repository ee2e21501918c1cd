package complaints

import (
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// clockLine is under the stations: how the two clocks stand, the rule behind
// the second, and who was told.
func (p *casePage) clockLine() fyne.CanvasObject {
	k, now := p.clocks, screen.Today(p.h)
	var parts []fyne.CanvasObject
	add := func(s string, c kit.Colour, bold bool) {
		t := kit.Small(s).In(c)
		t.Bold = bold
		parts = append(parts, t)
	}
	for _, x := range []struct {
		key string
		d   complaint.Deadline
	}{{"ui.complaint.promised", k.Promise}, {"ui.complaint.rule", k.Rule}} {
		if x.d.On == "" {
			continue
		}
		if len(parts) > 0 {
			add("·", kit.ColorMuted, false)
		}
		add(kit.T(x.key)+" "+dayAndWeek(x.d.On, now), kit.ColorMuted, false)
		text, tone := stands(x.d)
		add(text, tone.Text(), true)
		if x.key == "ui.complaint.rule" {
			add(p.k.Complaint.Rule(kit.Lang), kit.ColorMuted, false)
		}
	}
	if len(k.Levels) > 0 {
		add("·", kit.ColorMuted, false)
		add(escalated(k.Levels), kit.ColorDanger, true)
	}
	if len(parts) == 0 {
		return nil
	}
	f := kit.NewFlow(kit.Gap8)
	f.Set(parts...)
	return kit.Pad(f, 0, kit.Gap8, 0, kit.Gap8)
}

// stands says how a deadline stands, in its colour.
func stands(d complaint.Deadline) (string, kit.Tone) {
	switch {
	case d.Paused:
		return kit.T("ui.complaint.paused"), kit.ToneInfo
	case d.Met == complaint.Yes:
		return kit.T("ui.complaint.replied"), kit.ToneGood
	case d.Met == complaint.No:
		return kit.T("ui.complaint.replied_late.short"), kit.ToneDanger
	case d.Left < 0:
		return kit.T("ui.complaint.overdue", "N", -d.Left), kit.ToneDanger
	case d.Left == 0:
		return kit.T("ui.complaint.due_today"), kit.ToneWarning
	case d.Left <= soon:
		return kit.T("ui.complaint.left", "N", d.Left), kit.ToneWarning
	}
	return kit.T("ui.complaint.left", "N", d.Left), kit.ToneGood
}

// escalated says who was told that a case takes long.
func escalated(ls []complaint.Level) string {
	var names []string
	for _, l := range ls {
		names = append(names, l.Say(kit.Lang))
	}
	return kit.T("ui.complaint.told", "Names", join(names))
}

// deadlines are the day that was promised, the regulation's and the one that
// was assigned, and what can be done about them.
func (p *casePage) deadlines() fyne.CanvasObject {
	v, now := p.record.Values, screen.Today(p.h)
	var rows []kit.KeyValue
	for _, x := range []struct {
		key string
		d   complaint.Deadline
	}{{"ui.complaint.promised", p.clocks.Promise}, {"ui.complaint.rule", p.clocks.Rule}} {
		if x.d.On != "" {
			text, tone := stands(x.d)
			rows = append(rows, kit.KeyValue{Key: kit.T(x.key), Value: dayAndWeek(x.d.On, now), Pill: text, Tone: tone})
		}
	}
	if due := v.Text("due"); due != "" {
		r := kit.KeyValue{Key: kit.T("ui.complaint.assigned"), Value: dayAndWeek(due, now)}
		if !p.closed() && v.Text("replied_on") == "" {
			r.Pill, r.Tone = left(due, now)
		}
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil
	}
	body := kit.VBox(kit.Gap4, kit.NewKeyValues(rows...))
	small := func(s string, c kit.Colour) {
		if s != "" {
			t := kit.Paragraph(s).In(c)
			t.TextSize = kit.SmallSize
			body.Add(t)
		}
	}
	small(p.ruleSaid(), kit.ColorMuted)
	if x := p.clocks.Promised; len(x.Unknown) > 0 {
		small(kit.T("ui.complaint.promised")+" "+x.Say(kit.Lang), kit.ColorWarning)
	}
	small(v.Text("promise"), kit.ColorMuted)
	if s := p.k.Paused(); s != nil {
		small(kit.T("ui.complaint.paused.since", "Day", brief(v.Text("paused_on"), now), "Until", brief(s.Values.Text("until"), now), "Why", s.Values.Text("reason")), kit.ColorInfo)
	}
	for _, l := range p.clocks.Levels {
		key := "ui.complaint.told.soon"
		if l.Late {
			key = "ui.complaint.told.late"
		}
		small(kit.T(key, "Day", brief(l.On, now), "Name", l.Say(kit.Lang)), kit.ColorDanger)
	}
	if buttons := p.clockButtons(); buttons != nil {
		body.Add(kit.Pad(buttons, kit.Gap4, 0, 0, 0))
	}
	return kit.NewTitledCard(kit.T("ui.complaint.deadlines"), "", nil, body)
}

// ruleSaid is the rule behind the regulation's day, and what it lacked.
func (p *casePage) ruleSaid() string {
	c := p.k.Complaint
	if c.RuleDue == "" {
		return ""
	}
	says := kit.T("ui.complaint.by_rule", "Rule", c.Rule(kit.Lang))
	if c.RuleUnknown != "" {
		says = kit.Dotted(says, kit.T("complaint.rule.unknown", "Years", c.RuleUnknown))
	}
	return says
}

// clockButtons pause and resume the clock, and agree a new promise.
func (p *casePage) clockButtons() fyne.CanvasObject {
	if p.deleted() {
		return nil
	}
	icons := map[complaint.Kind]string{complaint.Pause: "pause", complaint.Resumption: "play", complaint.Pledge: "handshake"}
	row := kit.HBox(kit.Gap8)
	for _, k := range []complaint.Kind{complaint.Pause, complaint.Resumption, complaint.Pledge} {
		if p.k.Move(k).Why == nil {
			row.Add(kit.NewButton(kindName(k), icons[k], func() { p.turn(k) }).Small().Off(p.noStep(k)))
		}
	}
	if len(row.Objects) == 0 {
		return nil
	}
	return row
}

// archivePapers says which papers the archive has and which it lacks; nil where
// the regulation asks for none.
func (p *casePage) archivePapers() *kit.Banner {
	if len(p.papers) == 0 {
		return nil
	}
	var have, lack []string
	for _, x := range p.papers {
		if x.There() {
			have = append(have, paperName(x.Kind))
		} else {
			lack = append(lack, paperName(x.Kind))
		}
	}
	if len(lack) == 0 {
		return kit.NewBanner(kit.ToneGood, kit.T("ui.complaint.papers.complete", "Have", join(have)))
	}
	lines := []string{kit.T("ui.complaint.papers.lack", "Lack", join(lack))}
	if len(have) > 0 {
		lines = append(lines, kit.T("ui.complaint.papers.have", "Have", join(have)))
	}
	return kit.NewBanner(kit.ToneWarning, strings.Join(lines, "\n"))
}

// paperName is the paper of a step.
func paperName(k complaint.Kind) string { return kit.T("ui.complaint.paper." + string(k)) }
