package surveys

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// keep keeps what was keyed in since the last time.
func (e *entry) keep() { e.keepThen(func() {}) }

func (e *entry) keepThen(then func()) {
	if e.edit == nil || e.saving || !e.begun() {
		then()
		return
	}
	edit, who := e.edit, e.h.Who()
	var kept bool
	screen.Beside(func(ctx context.Context) error {
		var err error
		kept, err = edit.KeepDraft(ctx, who)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			e.kept.SetText(data.Explain(err, kit.Lang))
		case kept:
			e.kept.SetText(kit.T("ui.draft.kept", "When", time.Now().Format("15:04")))
		}
		e.head.Refresh()
		if err == nil {
			then()
		}
	})
}

// offer shows that a paper was begun earlier and not finished.
func (e *entry) offer(d db.Draft) {
	e.say(book.Offered(time.UnixMilli(d.At), func() { e.say(); e.takeUp(d) }, func() {
		e.say()
		e.drop()
		e.first()
	}))
}

// drop forgets the draft.
func (e *entry) drop() {
	screen.Beside(func(ctx context.Context) error { return e.h.Shop().DB.DropDraft(ctx, "answer", 0) },
		func(err error) { screen.Fail(e.h, err) })
}

// takeUp goes on with a paper where it was left.
func (e *entry) takeUp(d db.Draft) {
	var c campaign
	var v field.Values
	screen.Beside(func(ctx context.Context) error {
		var raw struct {
			Survey string `json:"survey"`
		}
		if err := json.Unmarshal([]byte(d.Values), &raw); err != nil {
			return err
		}
		var err error
		if c, err = readCampaign(ctx, e.h, raw.Survey); err != nil {
			return err
		}
		v, err = book.DraftValues(d, askedBy(e.h, c.edition).Fields())
		return err
	}, func(err error) {
		if err != nil {
			e.refused(err)
			e.offer(d)
			return
		}
		e.goOn(c, v, time.UnixMilli(d.At))
	})
}

// goOn shows a paper as it was left.
func (e *entry) goOn(c campaign, v field.Values, when time.Time) {
	given := field.Values{}
	for k, x := range v {
		if strings.HasPrefix(k, survey.Prefix) {
			given[k] = x
		}
	}
	e.fill(v)
	e.begin(c, given)
	e.say(book.Taken(e.h, when, func() (again func()) {
		c, v := *e.camp, e.values()
		e.drop()
		e.next()
		return func() { e.goOn(c, v, when) }
	}))
	e.goTo(open(c.edition.Parts(), given))
}

// open is the first question without an answer, their number where all have.
func open(qs []survey.Question, given field.Values) int {
	for i := range qs {
		if given.Empty(qs[i].FieldKey()) {
			return i
		}
	}
	return len(qs)
}

// Leave asks when a paper is begun.
func (e *entry) Leave(leave func()) {
	if !e.begun() {
		e.watch.Stop()
		leave()
		return
	}
	kit.Ask(e.h.Window().Canvas(), kit.AskOptions{
		Title: kit.T("ui.survey.leave"), Text: kit.T("ui.survey.leave.text"),
		Answers: []string{kit.T("ui.survey.leave.drop"), kit.T("ui.survey.leave.keep"), kit.T("ui.survey.leave.stay")}, Dangerous: 1,
	}, func(i int) {
		switch i {
		case 0:
			e.watch.Stop()
			e.drop()
			e.next()
			leave()
		case 1:
			e.keepThen(func() { e.watch.Stop(); leave() })
		default:
			e.take()
		}
	})
}

// Close ends what runs beside the page; the window is going.
func (e *entry) Close() { e.watch.Stop() }
