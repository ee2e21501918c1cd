package surveys

import (
	"context"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// proposal is whether an answer is so poor that a complaint is proposed.
type proposal struct {
	poor bool
	most int64
	is   *survey.Follow
}

// readProposal queries: call it beside the window.
func readProposal(ctx context.Context, h screen.Host, id int64) (proposal, error) {
	var p proposal
	as, err := h.Shop().Surveys.Answers.Load(ctx, id)
	if err != nil || len(as) == 0 {
		return p, err
	}
	p.poor, p.most, p.is, err = h.Shop().Surveys.Proposal(ctx, as[0])
	return p, err
}

// follow says what became of a poor opinion, or asks what shall; nil where
// there is nothing to say.
func (p *proposal) follow(h screen.Host, id int64, again func()) *kit.Banner {
	switch {
	case p.is != nil && p.is.Complaint != "":
		return kit.NewBanner(kit.ToneInfo, kit.T("ui.survey.poor.made", "Number", p.is.Complaint)).Do(kit.T("ui.open"), func() { openNumber(h, p.is.Complaint) })
	case p.is != nil:
		return kit.NewBanner(kit.ToneNeutral, kit.T("ui.survey.poor.declined", "Who", p.is.Who, "Reason", p.is.Declined))
	case p.poor:
		b := kit.NewBanner(kit.ToneWarning, kit.T("ui.survey.poor", "Most", field.ShowDecimal(p.most)))
		return b.Do(kit.T("ui.survey.poor.complain"), func() { complain(h, id, again) }).
			Do(kit.T("ui.survey.poor.decline"), func() { decline(h, id, again) })
	}
	return nil
}

// complain makes a complaint of an answer and opens it.
func complain(h screen.Host, id int64, again func()) {
	who := h.Who()
	var complaint int64
	screen.Beside(func(ctx context.Context) error {
		var err error
		complaint, err = h.Shop().ComplainOf(ctx, who, kit.Lang, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.Changed()
		again()
		h.Open("complaint", complaint)
	})
}

// decline asks why no complaint is made, and keeps it.
func decline(h screen.Host, id int64, again func()) {
	reason := kit.NewMultilineField(2, "")
	l := kit.NewLabelled(kit.T("ui.survey.poor.reason"), true, reason)
	l.Above = true
	var d *kit.Dialog
	done := kit.NewButton(kit.T("ui.save"), "", func() {
		text, _ := reason.Value().(string)
		who := h.Who()
		screen.Beside(func(ctx context.Context) error { return h.Shop().Surveys.Decline(ctx, who, id, text) }, func(err error) {
			if es := data.All(err); len(es) > 0 && es[0].Field == "reason" {
				l.SetWrong(es[0].Text(kit.Lang))
				reason.FocusFirst()
				return
			}
			d.Close()
			if err != nil {
				screen.Fail(h, err)
				return
			}
			h.Changed()
			again()
		})
	}).Primary()
	d = kit.NewDialog(kit.T("ui.survey.poor.decline"), l, kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), done)
	d.Open(h.Window().Canvas(), nil)
	reason.FocusFirst()
}

// AskAfter begins the answer in which a customer says what they think of how a
// complaint was handled: the customer and the complaint are filled in.
func AskAfter(h screen.Host, complaint int64) {
	who := h.Who()
	var v field.Values
	screen.Beside(func(ctx context.Context) error {
		var err error
		v, err = h.Shop().AskAfter(ctx, who, kit.Lang, complaint)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.New("answer", v)
	})
}
