package surveys

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// lastCampaign is the preference under which the campaign is remembered that
// answers were last entered for.
const lastCampaign = "answer.survey"

// Shown finds the campaign when the page is first shown, and gives the
// keyboard back later.
func (e *entry) Shown() {
	e.watch.Start(func() { fyne.Do(e.keep) })
	if e.started {
		e.take()
		return
	}
	e.started = true
	number := e.preset.Text("survey")
	if number == "" {
		e.h.Preference(lastCampaign, &number)
	}
	chosen := e.preset.Text("survey") != ""
	var c campaign
	var old *db.Draft
	screen.Beside(func(ctx context.Context) error {
		ds, err := e.h.Shop().DB.Drafts(ctx)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(ds, func(d db.Draft) bool { return d.Register == "answer" && d.RecordID == 0 }); i >= 0 {
			old = &ds[i]
		}
		if number != "" {
			if c, err = readCampaign(ctx, e.h, number); err == nil || chosen {
				return err
			}
		}
		// the remembered one takes no more answers: another may be the only one
		ns, err := running(ctx, e.h)
		if err == nil && len(ns) == 1 {
			c, err = readCampaign(ctx, e.h, ns[0])
		}
		return err
	}, func(err error) {
		e.fill(e.preset)
		if chosen && err != nil {
			e.survey.SetValue(number)
			e.refused(err)
		} else if err != nil {
			screen.Fail(e.h, err)
		}
		if err == nil && c.ID != 0 {
			e.begin(c, nil)
			e.first()
		} else {
			e.survey.FocusFirst()
		}
		switch {
		case old == nil:
		case e.resume:
			e.takeUp(*old)
		default:
			e.offer(*old)
		}
	})
}

// fill puts what is known of a paper into the fields.
func (e *entry) fill(v field.Values) {
	if n := v.Text("customer"); n != "" && v.Text("customer_name") != "" {
		e.customer.SetPick(kit.Pick{Number: n, Title: v.Text("customer_name")})
	} else {
		e.customer.SetValue(n)
	}
	e.respondent.SetText(v.Text("respondent"))
	e.serial.SetText(v.Text("serial"))
	if d := v.Text("date"); d != "" {
		e.date.SetValue(d)
	}
	e.phone, e.about = v.Text("phone"), v.Text("complaint")
}

// first gives the keyboard to where a paper begins: whose it is, or where that
// is known already, its number.
func (e *entry) first() {
	if e.customer.Picked().Number != "" {
		e.serial.FocusFirst()
		return
	}
	e.customer.FocusFirst()
}

// begin starts a paper of a campaign, with what was given already.
func (e *entry) begin(c campaign, given field.Values) {
	e.camp = &c
	e.survey.SetPick(kit.Pick{Number: c.Number, Title: c.Name})
	e.labels["survey"].SetWrong("")
	e.h.SetPreference(lastCampaign, c.Number)
	e.edit = book.NewEditor(e.h.Shop().DB, askedBy(e.h, c.edition))
	e.edit.Begin(nil)
	e.run = survey.NewEntry(c.edition.Questions, given)
	e.step, e.writer, e.checked = e.run.Now(), nil, nil
	if !e.step.Done && e.step.Question.Type == survey.Text {
		e.writer = e.write(e.step.Typed)
	}
	e.typed("")
	e.draw()
}

// choose changes the campaign. What was answered by the questions of another
// goes with it.
func (e *entry) choose(number string) {
	if number == "" {
		return
	}
	var c campaign
	screen.Beside(func(ctx context.Context) error {
		var err error
		c, err = readCampaign(ctx, e.h, number)
		return err
	}, func(err error) {
		if err != nil {
			e.refused(err)
			return
		}
		e.begin(c, nil)
		e.first()
	})
}

// picked fills in who answered for the customer.
func (e *entry) picked(x kit.Pick) {
	e.typed("customer")
	if x.Number == "" || e.respondent.Text() != "" {
		return
	}
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		id, err := e.h.Shop().Customers.Find(ctx, x.Number)
		if err == nil {
			r, err = e.h.Shop().Customers.Get(ctx, id)
		}
		return err
	}, func(err error) {
		if err != nil || e.respondent.Text() != "" || e.customer.Picked().Number != x.Number {
			return
		}
		p := customers.Preset(r.Meta, r.Values)("answer")
		e.respondent.SetText(p.Text("respondent"))
		e.phone = p.Text("phone")
	})
}

// typed follows what was typed in a field of the head, or answered.
func (e *entry) typed(key string) {
	if l := e.labels[key]; l != nil && l.Wrong() != "" {
		l.SetWrong("")
		e.say()
	}
	if e.edit != nil {
		e.edit.Typed(e.values())
	}
}

// headKeys are the fields of the head, as errors name them.
var headKeys = []string{"survey", "date", "customer", "respondent", "serial", "phone", "complaint"}

// check asks, when the questions begin, whether this paper may be entered at
// all: it is a pity to learn after twelve questions that it was entered before.
func (e *entry) check() {
	if e.run == nil {
		return
	}
	v := field.Values{}
	for _, k := range headKeys {
		v[k] = e.values()[k]
	}
	if reflect.DeepEqual(v, e.checked) {
		return
	}
	e.checked = v
	var es data.Errors
	screen.Beside(func(ctx context.Context) error {
		es = e.h.Shop().Surveys.Answers.Check(ctx, register.Record{Values: maps.Clone(v)})
		return nil
	}, func(error) {
		es = slices.DeleteFunc(es, func(x *data.Error) bool { return !slices.Contains(headKeys, x.Field) })
		if len(es) > 0 && reflect.DeepEqual(v, e.checked) {
			e.refused(es)
		}
	})
}

// save keeps the paper and begins the next.
func (e *entry) save() {
	if e.run == nil || e.saving {
		return
	}
	e.saving = true
	e.edit.Typed(e.values())
	who, id := e.h.Who(), e.camp.ID
	var r register.Record
	var now campaign
	screen.Beside(func(ctx context.Context) error {
		var err error
		if r, err = e.edit.Save(ctx, who); err != nil {
			return err
		}
		s := e.h.Shop().Surveys
		cs, err := s.Campaigns.Load(ctx, id)
		if err == nil && len(cs) > 0 {
			now.Campaign = *cs[0]
			now.edition, err = s.Asked(ctx, id)
		}
		return err
	}, func(err error) {
		e.saving = false
		if err != nil {
			e.refused(err)
			return
		}
		e.count++
		e.h.Changed()
		if now.ID != 0 {
			e.camp = &now
		}
		e.next()
		kit.NewToast(e.h.Window().Canvas(), kit.ToastOptions{
			Text: kit.T("ui.survey.kept", "Number", r.Number), Tone: kit.ToneGood, Action: kit.T("ui.undo"), OnDo: func() { e.undo(r.ID) },
		})
	})
}

// undo takes back a paper that was kept.
func (e *entry) undo(id int64) {
	book.Delete(e.h, e.h.Shop().Surveys.Answers, id, func() {
		e.count = max(0, e.count-1)
		if e.camp != nil {
			e.camp.Returned = max(0, e.camp.Returned-1)
		}
		e.draw()
		e.take()
	})
}

// next clears the page for another paper of the same campaign and day.
func (e *entry) next() {
	e.preset = field.Values{}
	e.fill(e.preset)
	for _, l := range e.labels {
		if l.Wrong() != "" {
			l.SetWrong("")
		}
	}
	e.say()
	if e.camp != nil {
		e.begin(*e.camp, nil)
	}
	e.first()
}

// refused shows every refusal where it belongs and goes to the first.
func (e *entry) refused(err error) {
	es := data.All(err)
	if len(es) == 0 {
		screen.Fail(e.h, err)
		return
	}
	var says []fyne.CanvasObject
	gone := false
	for _, x := range es {
		if l := e.labels[x.Field]; l != nil {
			l.SetWrong(x.Text(kit.Lang))
			says = append(says, e.other(x)...)
			if !gone {
				l.Input.FocusFirst()
				gone = true
			}
		}
	}
	e.say(says...)
	if gone {
		return
	}
	for i := range e.questions() {
		if x := at(es, e.questions()[i].FieldKey()); x != nil {
			s := e.run.Go(i)
			s.Wrong = x
			e.after(s)
			return
		}
	}
	var c *register.ConflictError
	if !errors.As(err, &c) && e.run != nil {
		e.step.Wrong = es[0]
		e.drawStage()
		return
	}
	screen.Fail(e.h, err)
}

func (e *entry) questions() []survey.Question {
	if e.camp == nil {
		return nil
	}
	return e.camp.edition.Parts()
}

func at(es data.Errors, key string) *data.Error {
	for _, x := range es {
		if x.Field == key || x.Field == key+"_other" {
			return x
		}
	}
	return nil
}

// other offers to open the answer that a refusal names: the one that was
// entered before.
func (e *entry) other(x *data.Error) []fyne.CanvasObject {
	for i := 0; i+1 < len(x.Args); i += 2 {
		number, ok := x.Args[i+1].(string)
		if x.Args[i] == "Number" && ok && x.Field != "survey" {
			b := kit.NewBanner(kit.ToneDanger, x.Text(kit.Lang))
			return []fyne.CanvasObject{b.Do(kit.T("ui.open"), func() { openNumber(e.h, number) })}
		}
	}
	return nil
}

// say shows banners above the fields in place of those that were there; none
// takes them away.
func (e *entry) say(os ...fyne.CanvasObject) {
	e.notes.Objects = os
	e.notes.Hidden = len(os) == 0
	e.content.Refresh()
}
