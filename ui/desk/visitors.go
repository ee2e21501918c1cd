package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// visitors are today's, the latest first: who is in the shop stands out.
func (b *board) visitors(rs []*desk.Reception) []fyne.CanvasObject {
	if len(rs) == 0 {
		return []fyne.CanvasObject{kit.Pad(kit.NewEmptyState("bell-ring", kit.T("ui.desk.empty"), kit.T("ui.desk.empty.do"), nil), 60, 0, 0, 0)}
	}
	var out []fyne.CanvasObject
	for _, r := range rs {
		out = append(out, b.visitor(r), kit.NewRule())
	}
	return out
}

func (b *board) visitor(r *desk.Reception) fyne.CanvasObject {
	came := kit.NewText(time.UnixMilli(r.At).Format("15:04"))
	name := kit.Bold(r.Name).Shortened()
	if r.LeftAt != 0 {
		came.Color, name.Color = kit.ColorMuted, kit.ColorMuted
	}
	who := r.Receiver
	if r.Helper != "" {
		who = kit.T("ui.desk.helped_by", "Who", r.Receiver, "Helper", r.Helper)
	}
	sub := r.Wants
	if r.Party > 1 {
		sub = join(sub, kit.T("ui.desk.party", "N", r.Party))
	}
	if r.CustomerName != "" && r.CustomerName != r.Name {
		sub = join(r.CustomerName, sub)
	}
	if n := open(r); n > 0 {
		sub = join(sub, kit.T("ui.desk.open_promises", "N", n))
	}
	if r.LeftAt != 0 {
		sub = join(sub, kit.T("ui.desk.left_at", "At", time.UnixMilli(r.LeftAt).Format("15:04")))
	}
	v := field.Values{"basis": r.Basis, "level": r.Level}
	reg := b.h.Shop().Desk.Receptions
	row := kit.HBox(kit.Gap12, kit.Fixed(came, 44, 0),
		kit.Grow(kit.NewTapArea(kit.VBox(0, name, kit.Small(join(r.Number[len("LF-2026-"):], sub)).Shortened()), func() { b.h.Open("reception", r.ID) })),
		kit.Fixed(kit.VBox(0, kit.NewText(who).Shortened(), kit.Small(book.Show(reg.Fields(), v, "basis")).In(tint(r.Basis))), 116, 0))
	left := kit.NewButton(kit.T("ui.desk.left"), "", func() {
		book.Carry(b.h, kit.T("ui.desk.left.done", "Name", r.Name), func(ctx context.Context) error { return b.h.Shop().Desk.Left(ctx, b.h.Who(), r.ID) }, b.Shown)
	}).Small()
	if r.LeftAt == 0 {
		row.Add(left)
	} else {
		row.Add(kit.Fixed(kit.Small(""), left.MinSize().Width, 0))
	}
	row.Add(kit.NewButton(kit.T("ui.desk.promise"), "", func() { promise(b.h, r, b.Shown) }).Small())
	var more *kit.Button
	more = kit.NewButton("", "ellipsis", func() { kit.ShowMenuUnder(more, b.more(r)) }).Small().Tip(kit.T("ui.desk.more"))
	row.Add(more)
	return kit.Pad(row, 7, kit.Gap12, 7, kit.Gap16)
}

// tint colours a basis as its pill is.
func tint(basis string) kit.Colour {
	switch Tones["basis"][basis] {
	case kit.TonePrimary:
		return kit.ColorPrimary
	case kit.ToneInfo:
		return kit.ColorInfo
	}
	return kit.ColorMuted
}

func open(r *desk.Reception) int {
	n := 0
	for _, p := range r.Promises {
		if p.DoneOn == "" {
			n++
		}
	}
	return n
}

// more is what else can be done for a visitor.
func (b *board) more(r *desk.Reception) []kit.MenuItem {
	m := []kit.MenuItem{
		{Text: kit.T("ui.open"), Icon: "folder-open", OnTap: func() { b.h.Open("reception", r.ID) }},
		{Text: kit.T("ui.desk.change"), Icon: "refresh-cw", OnTap: func() { change(b.h, r.ID, r.Receiver, b.Shown) }},
	}
	if r.CustomerID != nil {
		return append(m,
			kit.MenuItem{Text: kit.T("ui.desk.customer"), Icon: "users", OnTap: func() { b.h.Open("customer", *r.CustomerID) }},
			kit.MenuItem{Text: kit.T("ui.desk.report"), Icon: "map-pin", OnTap: func() {
				b.h.New("visit", field.Values{"customer": r.CustomerNumber, "customer_name": r.CustomerName, "way": "incoming", "visitor": r.Receiver, "purpose": r.Wants})
			}})
	}
	return append(m, kit.MenuItem{Text: kit.T("ui.desk.file"), Icon: "plus", OnTap: func() { b.h.New("customer", file(r)) }})
}

// file is the beginning of a customer file of a visitor.
func file(r *desk.Reception) field.Values {
	v := field.Values{"name": r.Name, "kind": "person", "first_contact": r.Receiver, "first_contact_on": r.OnDay}
	if r.Phone != "" {
		v["phones"] = []field.Values{{"use": "mobile", "number": r.Phone}}
	}
	return v
}

// promise asks what a visitor was promised; it is due today unless said
// otherwise.
func promise(h screen.Host, r *desk.Reception, then func()) {
	ds, _ := field.Find(h.Shop().Desk.Receptions.Fields(), "promises")
	who := r.Receiver
	if r.Helper != "" {
		who = r.Helper
	}
	v := field.Values{"what": "", "owner": who, "due": screen.Today(h), "clock": ""}
	book.Ask(h, book.Question{
		Title: kit.T("ui.desk.promise.title", "Name", r.Name), Fields: pick(ds.Rows, "what", "owner", "due", "clock"), Values: v, First: "what", Then: then,
		Keep: func(ctx context.Context, row field.Values) (string, error) {
			return "", h.Shop().Desk.Promised(ctx, h.Who(), r.ID, row)
		},
	})
}

// change asks for another receiver, who wants it and why.
func change(h screen.Host, id int64, from string, then func()) {
	ds := pick(h.Shop().Desk.Receptions.Fields(), "receiver", "change_by", "change_reason")
	for i := range ds {
		ds[i].Required = true
	}
	v := field.Values{"receiver": "", "change_by": desk.ByCustomer, "change_reason": ""}
	book.Ask(h, book.Question{
		Title: kit.T("ui.desk.change"), Note: kit.T("ui.desk.change.note", "Who", from), Fields: ds, Values: v, First: "receiver", Then: then,
		Keep: func(ctx context.Context, v field.Values) (string, error) {
			_, err := h.Shop().Desk.Change(ctx, h.Who(), id, v.Text("receiver"), v.Text("change_by"), v.Text("change_reason"))
			return "", err
		},
	})
}

// join puts the texts that are not empty side by side.
func join(ss ...string) string {
	out := ""
	for _, s := range ss {
		if s == "" {
			continue
		}
		if out != "" {
			out += " · "
		}
		out += s
	}
	return out
}
