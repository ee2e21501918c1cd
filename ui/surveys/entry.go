package surveys

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// entry is the page on which answers are keyed in from paper: whose paper it
// is, then one question after the other by the number keys, then at once the
// next paper.
type entry struct {
	h      screen.Host
	preset field.Values
	phone  string // of the preset, goes with the first paper
	about  string // complaint that the paper is about, likewise
	resume bool   // the paper that was begun is gone on with, not offered

	camp *campaign     // nil until one is chosen
	run  *survey.Entry // nil as long
	step survey.Step
	edit *book.Editor

	started bool // the first paper was begun
	saving  bool
	checked field.Values // what of the head was last found in order
	count   int          // papers kept since the page was opened
	watch   book.Watch

	survey, customer         *kit.PickField
	respondent, serial       *kit.TextField
	date                     *kit.DateField
	labels                   map[string]*kit.Labelled
	pad                      *pad
	writer                   *kit.MultilineField // of the text being written, nil for none
	head, notes, stage, foot *fyne.Container
	given                    *given
	kept                     *kit.Text
	content                  fyne.CanvasObject
}

func newEntry(h screen.Host, preset field.Values) *entry {
	return &entry{h: h, preset: preset, phone: preset.Text("phone"), about: preset.Text("complaint")}
}

// Room is the entry of the navigation.
func (e *entry) Room() string { return room }

// Resume has the page go on with the paper that was begun.
func (e *entry) Resume(string, int64) { e.resume = true }

// Content builds the page.
func (e *entry) Content() fyne.CanvasObject {
	if e.content != nil {
		return e.content
	}
	e.kept = kit.Small("")
	e.head, e.stage, e.foot = container.NewStack(), container.NewStack(), container.NewStack()
	e.notes = kit.VBox(kit.Gap8)
	e.notes.Hide()
	e.pad = newPad()
	e.pad.press = func(r rune) { screen.Guard(e.h, func() { e.press(r) }) }
	e.pad.step = func(by int) { e.goTo(e.step.At + by) }
	e.pad.focus = func(on bool) {
		if on {
			e.check()
		}
	}
	e.given = newGiven(e.goTo)
	asking := kit.Pad(kit.VBox(kit.Gap8, kit.Grow(kit.NewScroll(e.stage)), e.foot), kit.Gap16, kit.Gap24, kit.Gap12, kit.Gap24)
	body := container.New(besides{}, container.NewStack(e.pad, asking), kit.NewPanel(e.given.root))
	e.content = kit.Page(e.head, kit.Edges(kit.VBox(kit.Gap12, e.notes, e.whose()), body, kit.Gap12))
	e.draw()
	return e.content
}

// whose are the fields that say whose paper it is and to which campaign it
// belongs.
func (e *entry) whose() fyne.CanvasObject {
	o := book.Options(e.h)
	e.survey = kit.NewPickField(func(q string) []kit.Pick { return o.Records("survey", q) })
	e.survey.Name = func(n string) string { return o.Name("survey", n) }
	e.survey.Watch(func() { e.choose(e.survey.Picked().Number) })
	e.customer = kit.NewPickField(o.Customers)
	e.customer.Name = func(n string) string { return o.Name("customer", n) }
	e.customer.OnPick = e.picked
	e.respondent, e.serial, e.date = kit.NewTextField(""), kit.NewTextField(""), kit.NewDateField()
	e.date.SetValue(time.Now().Format(field.DateLayout))
	e.serial.OnSubmit(func() { e.take() })
	e.labels = map[string]*kit.Labelled{}
	label := func(key, under string, required bool, in kit.Input) *kit.Labelled {
		l := kit.NewLabelled(kit.T("answer."+key), required, in)
		for _, k := range []string{key, under} { // as wide as the other label of its column
			l.LabelWidth = max(l.LabelWidth, kit.NewText(kit.T("answer."+k)).MinSize().Width+8)
		}
		e.labels[key] = l
		if key != "survey" {
			in.Watch(func() { e.typed(key) })
		}
		return l
	}
	cells := container.New(threeColumns{},
		label("survey", "customer", true, e.survey), label("date", "serial", true, e.date),
		label("customer", "survey", false, e.customer), label("respondent", "respondent", false, e.respondent), label("serial", "date", false, e.serial))
	return kit.NewPanel(kit.Pad(cells, kit.Gap12, kit.Gap16, kit.Gap12, kit.Gap16))
}

// values are the answer as it stands.
func (e *entry) values() field.Values {
	v := field.Values{
		"survey": e.survey.Value(), "customer": e.customer.Value(), "respondent": e.respondent.Value(),
		"serial": e.serial.Value(), "date": e.date.Value(), "taken_by": e.h.Who(), "phone": e.phone, "complaint": e.about,
	}
	if e.camp != nil {
		v["way"] = e.camp.Way
	}
	if e.run != nil {
		for k, x := range e.run.Given() {
			v[k] = x
		}
	}
	return v
}

// begun tells whether something of this paper would be lost.
func (e *entry) begun() bool {
	if e.run == nil {
		return false
	}
	for k, x := range e.values() {
		switch k {
		case "survey", "date", "taken_by", "way", "phone", "complaint":
			continue
		case "customer", "respondent":
			if x == e.preset.Text(k) {
				continue
			}
		}
		if !(field.Values{"": x}).Empty("") {
			return true
		}
	}
	return false
}

// press takes a key of the pad.
func (e *entry) press(r rune) {
	if e.run == nil || e.saving {
		return
	}
	if e.step.Done && (r == survey.Enter || r == survey.Next) {
		e.save()
		return
	}
	e.after(e.run.Press(r))
}

// goTo asks another question.
func (e *entry) goTo(at int) {
	if e.run != nil && !e.saving {
		e.after(e.run.Go(at))
	}
}

// after shows what a key did.
func (e *entry) after(s survey.Step) {
	wrote, other := e.writer != nil, e.step.Other
	same := s.At == e.step.At && s.Other == other && !s.Done
	e.step = s
	e.typed("")
	if wrote && same {
		e.drawList()
		if s.Wrong != nil {
			e.drawStage()
		}
		return
	}
	e.writer = nil
	if !s.Done && (s.Question.Type == survey.Text || s.Other) {
		e.writer = e.write(s.Typed)
	}
	e.drawStage()
	e.drawList()
	e.take()
}

// write makes the field in which a text is written, by an input method too.
func (e *entry) write(s string) *kit.MultilineField {
	w := kit.NewMultilineField(3, "")
	w.SetValue(s)
	was := s
	w.Watch(func() {
		now, _ := w.Value().(string)
		if rs := []rune(now); was == "" && len(rs) == 1 && (key(rs[0]) == survey.Prev || key(rs[0]) == survey.Next) {
			w.SetValue("")
			e.press(key(rs[0]))
			return
		}
		was = now
		e.after(e.run.Type(now))
	})
	w.OnKey(func(k *fyne.KeyEvent) bool {
		switch {
		case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
			e.press(survey.Enter)
		case k.Name == fyne.KeyBackspace && was == "":
			e.press(survey.Back)
		default:
			return false
		}
		return true
	})
	return w
}

// take gives the keyboard to what the question is answered with, while the
// page is in front.
func (e *entry) take() {
	switch {
	case !e.watch.On():
	case e.run == nil:
		e.survey.FocusFirst()
	case e.writer != nil:
		e.writer.FocusFirst()
	default:
		e.pad.take()
	}
}

func (e *entry) draw() {
	title := kit.T("answer.new")
	var pills []*kit.Pill
	if e.count > 0 {
		pills = append(pills, kit.NewPill(kit.T("ui.survey.entered", "N", e.count), kit.ToneGood))
	}
	note := ""
	if e.camp != nil {
		note = kit.T("ui.survey.returned", "Returned", e.camp.Returned, "Sent", e.camp.Sent)
		if e.camp.Sent == 0 {
			note = kit.T("ui.survey.returned_only", "Returned", e.camp.Returned)
		}
	}
	if e.about != "" {
		note = kit.T("answer.complaint") + " " + e.about + " · " + note
	}
	put(e.head, kit.NewPageHeader(title, note).Crumb(kit.T("ui.room."+room), e.h.Back).Pills(pills...).Actions(
		e.kept, kit.NewButton(kit.T("ui.save"), "", e.save).Primary().Hint("Ctrl+S")))
	e.drawStage()
	e.drawList()
}

func (e *entry) drawStage() {
	if e.run == nil {
		put(e.stage, kit.NewEmptyState("keyboard", kit.T("ui.survey.choose"), kit.T("ui.survey.choose.do"),
			kit.NewButton(kit.T("ui.new.survey"), "plus", func() { e.h.New("survey", nil) }).Off(screen.NoNew(e.h, "survey"))))
		put(e.foot, kit.Small(""))
		return
	}
	v := stage{e.press, e.writer, e.h.Window().Canvas().Size().Height < 640}
	put(e.stage, v.question(e.step))
	put(e.foot, v.footer(e.step))
}

func (e *entry) drawList() {
	if e.run != nil {
		e.given.show(e.questions(), e.run.Given(), e.step.At)
	}
}

// Do carries out the keyboard's commands.
func (e *entry) Do(c screen.Command) bool {
	switch c {
	case screen.Save, screen.Commit:
		e.save()
	case screen.New:
		e.Leave(func() { e.next() })
	default:
		return false
	}
	return true
}
