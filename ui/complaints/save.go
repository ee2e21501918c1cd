package complaints

import (
	"context"
	"errors"
	"strings"

	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// saveThen saves the step and goes on with the next one, or with then.
func (p *casePage) saveThen(then func()) {
	s := p.step
	if s == nil || p.saving || s.move.Why != nil {
		return
	}
	p.saving = true
	v, who, version := s.form.Values(), p.h.Who(), p.k.Complaint.Version
	var r register.Record
	var lost error
	screen.Beside(func(ctx context.Context) error {
		var err error
		if r, err = p.h.Shop().Complaints.PutStep(ctx, who, p.id, version, s.kind, v); err != nil {
			return err
		}
		lost = p.attach(ctx, who, s.papers.paths)
		return p.draft.drop(ctx)
	}, func(err error) {
		p.saving = false
		if err != nil {
			p.refused(err)
			return
		}
		p.saved(r, lost, then)
	})
}

// attach puts the files with the step that was saved last. One that cannot be
// read keeps the others from nothing.
func (p *casePage) attach(ctx context.Context, who string, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	ss, err := p.h.Shop().Complaints.Steps(ctx, p.id)
	if err != nil {
		return err
	}
	owner := document.Owner{Register: p.h.Shop().Complaints, ID: p.id, Part: ss[len(ss)-1].Part()}
	for _, path := range paths {
		_, e := p.h.Shop().Documents.Add(ctx, who, owner, path, nil, nil)
		err = errors.Join(err, e)
	}
	return err
}

func (p *casePage) saved(r register.Record, lost error, then func()) {
	p.step = nil
	p.h.Changed()
	text := kit.T("ui.complaint.saved", "Step", stateName(r.Values.Text("state")))
	if s := r.Values.Text("state"); s == complaint.Archived || s == complaint.Withdrawn {
		text = kit.T("ui.complaint.saved.closed", "Number", r.Number, "State", stateName(s))
	}
	kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: text, Tone: kit.ToneGood})
	if lost != nil {
		kit.Inform(p.h.Window().Canvas(), kit.T("ui.complaint.lost"), explainAll(lost))
	}
	if then != nil {
		then()
		return
	}
	p.read(func() { p.begin("") })
}

// explainAll says every error that was joined, one a line.
func explainAll(err error) string {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return data.Explain(err, kit.Lang)
	}
	var lines []string
	for _, e := range joined.Unwrap() {
		lines = append(lines, explainAll(e))
	}
	return strings.Join(lines, "\n")
}

func (p *casePage) refused(err error) {
	var c *register.ConflictError
	if errors.As(err, &c) {
		p.conflict(c)
		return
	}
	es := data.All(err)
	if len(es) == 0 || es[0].Code != data.Invalid {
		screen.Fail(p.h, err)
		return
	}
	p.step.form.SetErrors(es)
	kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.not_saved", "N", len(es)), Tone: kit.ToneDanger})
}

// conflict tells what somebody else saved meanwhile. What is typed stays; the
// next save goes over what they wrote, where the step may still be taken.
func (p *casePage) conflict(c *register.ConflictError) {
	s := p.step
	var k *complaint.Case
	screen.Beside(func(ctx context.Context) error {
		var err error
		k, err = p.h.Shop().Complaints.Case(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.k, p.record = k, register.Record{Meta: k.Complaint.Meta, Values: c.Now.Values}
		s.move, s.clash = k.Move(s.kind), true
		p.drawAround()
		p.put(s.card())
		p.note(s.told(c))
		s.lead()
		s.focus()
	})
}

// told is the banner of a conflict.
func (s *stepForm) told(c *register.ConflictError) *kit.Banner {
	lines := []string{kit.T("ui.complaint.conflict", "Who", c.Now.UpdatedBy, "When", field.ShowTime(c.Now.UpdatedAt))}
	ds := trail{s.p.h.Shop().Complaints}.Fields()
	for _, ch := range c.Changed {
		d, ok := field.Find(ds, ch.Key)
		if !ok || d.Key == "updated_at" || ch.Before == nil && ch.After == "false" || strings.HasSuffix(d.Key, ".at") {
			continue
		}
		lines = append(lines, book.Difference(ds, ch))
	}
	const most = 6
	if len(lines) > most {
		lines = append(lines[:most], "…")
	}
	b := kit.NewBanner(kit.ToneWarning, "")
	switch {
	case s.move.Why != nil:
		lines = append(lines, kit.T("ui.complaint.conflict.past", "Why", s.move.Why.Text(kit.Lang)))
		b.Do(kit.T("ui.complaint.conflict.drop"), func() { s.p.step = nil; s.p.drop(); s.p.begin("") })
	case s.move.Again:
		lines = append(lines, kit.T("ui.complaint.conflict.again", "Step", kindName(s.kind)))
	default:
		lines = append(lines, kit.T("ui.complaint.conflict.stays"))
	}
	b.SetText(strings.Join(lines, "\n"))
	return b
}
