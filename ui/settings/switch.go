package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/policy"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// ask shows what a regulation would change, lets the grades that it does not
// know be mapped, and puts it into force; done is called afterwards.
func ask(h screen.Host, to *policy.Preset, done func()) {
	var plan *shop.Plan
	screen.Beside(func(ctx context.Context) (err error) {
		plan, err = h.Shop().PlanSwitch(ctx, to)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			screen.Fail(h, err)
		case len(plan.Changes) == 0 && plan.From.Key == to.Key:
			kit.Inform(h.Window().Canvas(), kit.T("ui.policy.same"), kit.T("ui.policy.same.text"))
		default:
			newQuestion(h, plan, done).open()
		}
	})
}

// question is the dialog of what a regulation would change.
type question struct {
	h      screen.Host
	plan   *shop.Plan
	done   func()
	dialog *kit.Dialog
	fields map[string]*kit.Labelled // of the strangers
	over   *fyne.Container          // the quotas that would be exceeded
	ok     *kit.Button
}

func newQuestion(h screen.Host, plan *shop.Plan, done func()) *question {
	return &question{h: h, plan: plan, done: done, fields: map[string]*kit.Labelled{}}
}

func (q *question) open() {
	list := kit.VBox(kit.Gap8)
	if len(q.plan.Strangers) > 0 {
		list.Add(kit.NewBanner(kit.ToneWarning, kit.T("ui.policy.strangers")))
		for _, x := range q.plan.Strangers {
			list.Add(q.stranger(x))
		}
	}
	q.over = kit.VBox(0)
	list.Add(q.over)
	q.warn()
	section := ""
	for _, d := range q.plan.Changes {
		if d.Section != section {
			section = d.Section
			list.Add(kit.NewSection(kit.T(section)))
		}
		list.Add(difference(d))
	}
	q.ok = kit.NewButton(kit.T("ui.policy.use"), "", q.use).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { q.dialog.Close() })
	title := kit.T("ui.policy.ask", "From", q.plan.From.Name.Say(kit.Lang), "To", q.plan.To.Name.Say(kit.Lang), "N", len(q.plan.Changes))
	if q.plan.From.Key == q.plan.To.Key {
		title = kit.T("ui.policy.ask_same", "N", len(q.plan.Changes))
	}
	q.dialog = kit.NewDialog(title, kit.Fixed(kit.NewScroll(list), 0, 440), no, q.ok)
	q.dialog.Width = 860
	q.dialog.Open(q.h.Window().Canvas(), q.ok)
}

// difference is a line: what, before, after.
func difference(d policy.Difference) fyne.CanvasObject {
	what := make([]string, len(d.What))
	for i, k := range d.What {
		what[i] = kit.T(k)
	}
	return kit.Split([]float32{4, 4, 5},
		kit.Paragraph(strings.Join(what, " › ")).In(kit.ColorMuted),
		kit.Paragraph(d.Before.Say(kit.Lang)),
		kit.Paragraph("→ "+d.After.Say(kit.Lang)))
}

const noGrade = "-"

// stranger is the choice of what becomes of a grade; one of the same name is
// offered.
func (q *question) stranger(x shop.Stranger) fyne.CanvasObject {
	keys, labels, same := q.grades(x)
	in := kit.NewChoiceField(keys, labels)
	in.SetValue(same)
	l := kit.NewLabelled(kit.T("ui.policy.stranger."+x.Register, "Grade", x.Name.Say(kit.Lang), "N", x.N), true, in)
	l.LabelWidth = 300
	in.Watch(q.warn)
	q.fields[x.Field()] = l
	return l
}

func (q *question) grades(x shop.Stranger) (keys, labels []string, same string) {
	add := func(key, name string) {
		keys, labels = append(keys, key), append(labels, name)
		if name == x.Name.Say(kit.Lang) {
			same = key
		}
	}
	if x.Register == "customer" {
		for _, g := range q.plan.To.Grading.Grades {
			add(g.Key, g.Name.Say(kit.Lang))
		}
	} else {
		for _, g := range q.plan.To.Credit.Grades {
			add(g.Key, g.Name.Say(kit.Lang))
		}
	}
	add(noGrade, kit.T("ui.policy.no_grade"))
	return keys, labels, same
}

// warn says which quotas would be exceeded with the grades as they are chosen.
func (q *question) warn() {
	q.over.Objects = nil
	if xs := q.plan.Over(q.mapping()); len(xs) > 0 {
		lines := []string{kit.T("ui.policy.over")}
		for _, x := range xs {
			lines = append(lines, x.Text(kit.Lang))
		}
		q.over.Objects = []fyne.CanvasObject{kit.NewBanner(kit.ToneWarning, strings.Join(lines, "\n"))}
	}
	q.over.Refresh()
	kit.Relayout(q.over)
}

// mapping is what was chosen for the strangers.
func (q *question) mapping() shop.Mapping {
	m := shop.Mapping{}
	for key, l := range q.fields {
		switch v, _ := l.Input.Value().(string); v {
		case "":
		case noGrade:
			m[key] = ""
		default:
			m[key] = v
		}
	}
	return m
}

func (q *question) use() {
	m := q.mapping()
	for _, l := range q.fields {
		l.SetWrong("")
	}
	q.ok.Disable()
	screen.Beside(func(ctx context.Context) error { return q.h.Shop().Switch(ctx, q.h.Who(), q.plan.To, m) }, func(err error) {
		q.ok.Enable()
		if q.wrong(data.All(err)) {
			return
		}
		if err != nil {
			screen.Fail(q.h, err)
			return
		}
		q.dialog.Close()
		q.h.Changed()
		kit.NewToast(q.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.policy.used", "Edition", q.plan.To.Edition()), Tone: kit.ToneGood})
		q.done()
	})
}

// wrong shows refusals at the strangers that they are of; false where there is none.
func (q *question) wrong(es data.Errors) bool {
	shown := false
	for _, e := range es {
		if l := q.fields[e.Field]; l != nil {
			l.SetWrong(e.Text(kit.Lang))
			if !shown {
				l.Input.FocusFirst()
			}
			shown = true
		}
	}
	return shown
}
