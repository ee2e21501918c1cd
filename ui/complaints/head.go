package complaints

import (
	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// drawHead draws the line over the page: number, pills, papers, and the menu
// of what is rarely done.
func (p *casePage) drawHead() {
	h := kit.NewPageHeader(p.record.Number, "").Crumb(kit.T("ui.room.complaint"), p.browse).Pills(pills(p.record)...)
	var more *kit.Button
	more = kit.NewButton("", "ellipsis", func() { kit.ShowMenuUnder(more, p.menu()) }).Tip(kit.T("ui.complaint.more"))
	actions := []fyne.CanvasObject{
		kit.NewButton(p.paperName(), "printer", func() { p.print(p.paper()) }).Off(screen.NoPrint(p.h, "complaint")),
		kit.NewButton(kit.T("ui.complaint.record"), "printer", func() { p.print(recordForm) }).Off(screen.NoPrint(p.h, "complaint")),
	}
	if !p.deleted() {
		actions = append(actions, kit.NewButton(kit.T("ui.complaint.edit"), "pencil", p.edit).Off(screen.NoEdit(p.h, "complaint")))
	}
	h.Actions(append(actions, more)...)
	p.head.Objects = []fyne.CanvasObject{h}
	p.head.Refresh()
}

// paper is the form that goes with the step that is due: the letter with the
// reply, the sheet for the customer's opinion, else the receipt.
func (p *casePage) paper() string {
	switch p.k.State {
	case string(complaint.Reply):
		return letterForm
	case string(complaint.Opinion):
		return opinionForm
	}
	return receiptForm
}

func (p *casePage) paperName() string {
	switch p.paper() {
	case letterForm:
		return paperName(complaint.Reply)
	case opinionForm:
		return paperName(complaint.Opinion)
	}
	return kit.T("ui.complaint.receipt")
}

// menu is what is rarely done: steps besides the one that is due, the
// statement, the trail, the recycle bin.
func (p *casePage) menu() []kit.MenuItem {
	items, noPrint := p.others(), screen.NoPrint(p.h, "complaint") != ""
	items = append(items,
		kit.MenuItem{Text: kit.T("ui.complaint.read"), Icon: "eye", Rule: len(items) > 0, OnTap: func() { viewCourse(p.h, p.k) }},
		kit.MenuItem{Text: kit.T("ui.complaint.statement"), Icon: "printer", Off: noPrint, OnTap: func() { p.print(statementForm) }},
		kit.MenuItem{Text: kit.T("ui.complaint.receipt"), Icon: "printer", Off: noPrint, OnTap: func() { p.print(receiptForm) }},
		kit.MenuItem{Text: kit.T("form.reply-letter.title"), Icon: "printer", Off: noPrint, OnTap: func() { p.print(letterForm) }},
		kit.MenuItem{Text: kit.T("form.customer-opinion.title"), Icon: "printer", Off: noPrint, OnTap: func() { p.print(opinionForm) }},
		kit.MenuItem{Text: kit.T("ui.history"), Icon: "history", OnTap: func() { book.ShowHistory(p.h, trail{p.h.Shop().Complaints}, p.id) }})
	noDelete := screen.NoDelete(p.h, "complaint") != ""
	if p.deleted() {
		return append(items, kit.MenuItem{Text: kit.T("ui.restore"), Icon: "rotate-ccw", Rule: true, Off: noDelete, OnTap: p.restore})
	}
	return append(items, kit.MenuItem{Text: kit.T("ui.delete"), Icon: "trash-2", Danger: true, Rule: true, Off: noDelete, OnTap: p.remove})
}

var stepIcons = map[complaint.Kind]string{
	complaint.Withdrawal: "undo-2", complaint.Reopening: "rotate-ccw", complaint.Archive: "archive",
	complaint.Pause: "pause", complaint.Resumption: "play", complaint.Pledge: "handshake", complaint.Followup: "star",
}

// others are the steps that may be taken besides the one that is shown.
func (p *casePage) others() []kit.MenuItem {
	var items []kit.MenuItem
	for _, m := range p.k.Next() {
		if m.Why != nil || p.step != nil && p.step.kind == m.Kind {
			continue
		}
		it := kit.MenuItem{Text: moveName(m), Icon: stepIcons[m.Kind], OnTap: func() { p.turn(m.Kind) }}
		if it.Icon == "" {
			it.Icon = "pencil"
		}
		items = append(items, it)
	}
	return items
}

// moveName is what it is called to take a step now.
func moveName(m complaint.Move) string {
	switch {
	case m.Again && m.Kind == complaint.Assignment:
		return kit.T("ui.complaint.reassign")
	case m.Again && !m.Due:
		return kit.T("ui.complaint.correct", "Step", kindName(m.Kind))
	}
	return kindName(m.Kind)
}
