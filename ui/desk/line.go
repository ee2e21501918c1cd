package desk

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/desk"
	"kezhi/data/staff"
	"kezhi/ui/book"
	"kezhi/ui/kit"
)

// line is the card of today's line: who is next, the others in their order, who
// is away, and the button to sign in.
func (b *board) line(d day) fyne.CanvasObject {
	in := 0
	for _, p := range d.line {
		if p.State == desk.Here {
			in++
		}
	}
	var sign *kit.Button
	sign = kit.NewButton(kit.T("ui.desk.sign_in"), "user-check", func() { kit.ShowMenuUnder(sign, b.signers(d.line)) }).Small()
	col := kit.VBox(kit.Gap12, kit.HBox(kit.Gap8, kit.Bold(kit.T("ui.desk.line")), kit.Grow(kit.Small(kit.T("ui.desk.line.n", "N", in)).Shortened()), sign))
	switch {
	case !d.rotation:
		col.Add(kit.Paragraph(kit.T("ui.desk.no_rotation")).In(kit.ColorMuted))
		return kit.NewCard(col)
	case in == 0:
		col.Add(kit.Paragraph(kit.T("ui.desk.nobody")).In(kit.ColorMuted))
	default:
		col.Add(b.next(d.line[0]))
	}
	for i, p := range d.line {
		if i == 0 && p.State == desk.Here {
			continue
		}
		col.Add(b.place(i+1, p))
	}
	return kit.NewCard(col)
}

// next is who receives the next visitor, for all to see.
func (b *board) next(p desk.Place) fyne.CanvasObject {
	name := kit.NewText(p.Who).In(kit.ColorPrimary).Shortened()
	name.Bold, name.TextSize = true, 30
	row := kit.HBox(kit.Gap8, kit.Grow(name))
	if p.Busy > 0 {
		row.Add(kit.NewPill(kit.T("ui.desk.busy"), kit.ToneWarning))
	}
	buttons := kit.HBox(kit.Gap8, kit.Small(kit.T("ui.desk.turns", "N", p.Turns)), kit.Spacer(),
		kit.NewButton(kit.T("ui.desk.pass"), "", func() { b.step(p.Who, b.h.Shop().Desk.Pass) }).Small().Tip(kit.T("ui.desk.pass.tip")),
		kit.NewButton(kit.T("ui.desk.away"), "", func() { b.step(p.Who, b.h.Shop().Desk.Leave) }).Small(),
		kit.NewButton("", "log-out", func() { b.step(p.Who, b.h.Shop().Desk.SignOut) }).Small().Tip(kit.T("ui.desk.sign_out")))
	return kit.Backdrop(kit.ColorPrimaryContainer, kit.PadAll(kit.VBox(kit.Gap4, kit.Small(kit.T("ui.desk.next")), row, buttons), kit.Gap12))
}

// place is one of the others.
func (b *board) place(n int, p desk.Place) fyne.CanvasObject {
	s := b.h.Shop().Desk
	name := kit.NewText(p.Who).Shortened()
	no := kit.Small(strconv.Itoa(n))
	row := kit.HBox(kit.Gap8, kit.Fixed(no, 16, 0), kit.Grow(name))
	switch {
	case p.State == desk.Away:
		name.Color = kit.ColorMuted
		no.SetText("")
		row.Add(kit.NewPill(kit.T("ui.desk.is_away"), kit.ToneNeutral))
	case p.State == desk.Off:
		name.Color = kit.ColorMuted
		no.SetText("")
		row.Add(kit.Small(kit.T("ui.desk.is_off")))
		return row
	case p.Busy > 0:
		row.Add(kit.NewPill(kit.T("ui.desk.busy"), kit.ToneWarning))
	}
	row.Add(kit.Small(kit.T("ui.desk.turns", "N", p.Turns)))
	if p.State == desk.Away {
		row.Add(kit.NewButton(kit.T("ui.desk.back"), "", func() { b.step(p.Who, s.Back) }).Small())
	} else {
		row.Add(kit.NewButton(kit.T("ui.desk.away"), "", func() { b.step(p.Who, s.Leave) }).Small())
	}
	row.Add(kit.NewButton("", "log-out", func() { b.step(p.Who, s.SignOut) }).Small().Tip(kit.T("ui.desk.sign_out")))
	return row
}

// step moves somebody in the line and reads the board again.
func (b *board) step(name string, f func(ctx context.Context, who, name string) error) {
	book.Carry(b.h, "", func(ctx context.Context) error { return f(ctx, b.h.Who(), name) }, b.Shown)
}

// signers are those who can sign in: who sits here first, then those who
// receive, then the others.
func (b *board) signers(line []desk.Place) []kit.MenuItem {
	in := func(name string) bool {
		return slices.ContainsFunc(line, func(p desk.Place) bool { return p.Who == name && p.State != desk.Off })
	}
	var items []kit.MenuItem
	add := func(name, post string) {
		if name == "" || in(name) || slices.ContainsFunc(items, func(i kit.MenuItem) bool { return i.Text == name }) {
			return
		}
		items = append(items, kit.MenuItem{Text: name, Hint: post, Icon: "user", OnTap: func() { b.step(name, b.h.Shop().Desk.SignIn) }})
	}
	post := map[string]string{}
	for _, m := range b.h.Staff() {
		post[m.Name] = m.Post
	}
	add(b.h.Who(), post[b.h.Who()])
	for _, receives := range []bool{true, false} {
		for _, m := range b.h.Staff() {
			if !m.Left && (m.Role == staff.AccountManager || m.Role == staff.Reception) == receives {
				add(m.Name, m.Post)
			}
		}
	}
	return append(items, kit.MenuItem{Text: kit.T("ui.who.other"), Icon: "pencil", Rule: len(items) > 0, OnTap: func() {
		kit.AskText(b.h.Window().Canvas(), kit.T("ui.desk.sign_in"), kit.T("ui.who.name"), "", func(s string) { b.step(s, b.h.Shop().Desk.SignIn) })
	}})
}
