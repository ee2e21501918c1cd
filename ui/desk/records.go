package desk

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"kezhi/data/desk"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// receptionPage is the page of one visitor.
func receptionPage(h screen.Host, id int64, preset field.Values) screen.Page {
	reg := h.Shop().Desk.Receptions
	return book.NewPage(h, reg, id, preset, book.Record{
		Room: room, Icon: "bell-ring", Form: registerForm, Pills: receptionPills(reg), Typed: foretell,
		Fields: func(r register.Record) []field.Desc { return receptionFields(reg.Fields(), r) },
		Hide: func(key string) bool {
			return key == "customer_name" || key == "on" || key == "promise_due" || key == "updated_at"
		},
		Actions: func(p *book.Page) []*kit.Button {
			r := p.Edit.Record()
			if r.ID == 0 || r.DeletedAt != 0 {
				return nil
			}
			return []*kit.Button{kit.NewButton(kit.T("ui.desk.change"), "refresh-cw", func() {
				p.Settled(func(r register.Record) { change(h, r.ID, r.Values.Text("receiver"), p.Shown) })
			})}
		},
	})
}

// receptionFields leave out of the form what has not come to pass.
func receptionFields(all []field.Desc, r register.Record) []field.Desc {
	var out []field.Desc
	for _, d := range all {
		switch d.Key {
		case "basis", "basis_number", "valid_until", "former", "former_share", "receiver_share", "changed_on", "change_by", "change_reason":
			if s := r.Values.Text(d.Key); r.ID == 0 || s == "" || s == "0" {
				continue
			}
		case "helper", "left_at":
			if r.ID == 0 {
				continue
			}
		case "receiver":
			d.ReadOnly = r.ID != 0 // changed by the button, with who asked for it
		}
		out = append(out, d)
	}
	return out
}

func receptionPills(reg register.Register) func(r register.Record) []*kit.Pill {
	return func(r register.Record) []*kit.Pill {
		return book.Pills(reg.Fields(), Tones, r.Values, "basis", "level")
	}
}

// foretell tells above a new entry who will receive, and why.
func foretell(p *book.Page, v field.Values) {
	if p.Edit.Record().ID != 0 {
		return
	}
	a := desk.Arrival{Day: screen.Today(p.H), Phone: v.Text("phone"), Named: v.Text("named"), AtDesk: p.H.Who()}
	for _, r := range v.Rows("household") {
		a.Household = append(a.Household, desk.Kin{Name: r.Text("name"), Relation: r.Text("relation"), Phone: r.Text("phone")})
	}
	number := v.Text("customer")
	var k *desk.Known
	screen.Beside(func(ctx context.Context) error {
		if number != "" {
			if id, err := p.H.Shop().Customers.Find(ctx, number); err == nil {
				a.CustomerID = &id
			}
		}
		var err error
		k, err = p.H.Shop().Desk.Known(ctx, a)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		b := kit.NewBanner(kit.ToneInfo, k.Why(kit.Lang))
		if number == "" && len(k.Customers) == 1 {
			c := k.Customers[0]
			b.Do(kit.T("ui.desk.link", "Name", c.Name), func() { p.Fill(field.Values{"customer": c.Number, "customer_name": c.Name}) })
		}
		p.Hint(b)
	})
}

// receptionPanel is what the register shows of the marked visitor.
func receptionPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v, reg := l.Values, h.Shop().Desk.Receptions
	rest := []fyne.CanvasObject{book.KeyValues(reg.Fields(), v, "phone", "customer_name", "wants", "channel", "receiver", "helper", "valid_until", "left_at", "former")}
	if s := v.Text("note"); s != "" {
		rest = append(rest, kit.Paragraph(s))
	}
	return book.Panel(v.Text("name"), kit.Dotted(l.Number, v.Text("at")), receptionPills(reg)(register.Record(l)), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("reception", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(registerForm, "reception", l.ID) }).Off(screen.NoPrint(h, "reception")),
	}, rest...)
}

// disputePage is the page of one dispute, with what the regulation says to it at
// the side.
func disputePage(h screen.Host, id int64, preset field.Values) screen.Page {
	reg := h.Shop().Desk.Disputes
	return book.NewPage(h, reg, id, preset, book.Record{
		Room: room, Icon: "gavel", Side: finding,
		Typed: func(p *book.Page, _ field.Values) { p.Redraw() },
		Pills: func(r register.Record) []*kit.Pill {
			return []*kit.Pill{kit.NewPill(book.Show(reg.Fields(), r.Values, "state"), Tones["state"][r.Values.Text("state")])}
		},
		Hide: func(key string) bool {
			switch key {
			case "customer_name", "state", "updated_at", "rule", "entitled", "entitled_number":
				return true
			}
			return false
		},
	})
}

// finding is what the regulation says to the claims as they are typed.
func finding(p *book.Page) fyne.CanvasObject {
	in := box()
	v := p.Edit.Values()
	if len(v.Rows("claims")) == 0 {
		return kit.NewCard(kit.NewEmptyState("gavel", kit.T("dispute.section.finding"), kit.T("ui.desk.finding.none"), nil))
	}
	var f *desk.Finding
	screen.Beside(func(ctx context.Context) error {
		var err error
		f, err = p.H.Shop().Desk.Find(ctx, v)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		put(in, found(p, f))
	})
	return kit.NewCard(in)
}

func found(p *book.Page, f *desk.Finding) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.Bold(kit.T("dispute.section.finding")))
	say := kit.Paragraph(f.Say(kit.Lang))
	say.Bold = true
	col.Add(say)
	if len(f.Shares) > 0 {
		col.Add(kit.NewButton(kit.T("ui.desk.fill_shares"), "", func() {
			var rows []field.Values
			for _, s := range f.Shares {
				rows = append(rows, field.Values{"who": s.Who, "percent": fmt.Sprint(s.Percent)})
			}
			p.Fill(field.Values{"shares": rows, "decision": f.Say(kit.Lang)})
		}))
	}
	col.Add(kit.NewRule())
	for _, c := range f.Claims {
		col.Add(kit.Paragraph(c.Say(kit.Lang)).In(kit.ColorMuted))
	}
	return col
}

// sheetPage is the page of one shift's sheet. A new one begins with what is
// open.
type sheetPage struct {
	*book.Page
	h       screen.Host
	preset  field.Values
	fresh   bool
	resumed bool
}

func handoverPage(h screen.Host, id int64, preset field.Values) screen.Page {
	all := field.Values{"from": h.Who()}
	for k, v := range preset {
		all[k] = v
	}
	reg := h.Shop().Desk.Handovers
	return &sheetPage{h: h, preset: all, fresh: id == 0 && preset["left"] == nil, Page: book.NewPage(h, reg, id, all, book.Record{
		Room: room, Icon: "handshake", Form: handoverForm, Main: accept,
		Pills: func(r register.Record) []*kit.Pill {
			return []*kit.Pill{kit.NewPill(book.Show(reg.Fields(), r.Values, "state"), Tones["state"][r.Values.Text("state")])}
		},
		Fields: func(r register.Record) []field.Desc {
			var out []field.Desc
			for _, d := range reg.Fields() {
				if d.Key == "state" || d.Key == "updated_at" || d.Key == "accepted_at" && r.Values.Text(d.Key) == "" {
					continue
				}
				out = append(out, d)
			}
			return out
		},
	})}
}

// Resume goes on with a draft, which has its own rows.
func (p *sheetPage) Resume(draft string, record int64) {
	p.resumed = true
	p.Page.Resume(draft, record)
}

// Shown fills in what is open before a new sheet is first shown.
func (p *sheetPage) Shown() {
	if !p.fresh || p.resumed {
		p.Page.Shown()
		return
	}
	p.fresh = false
	on := screen.Today(p.h)
	var rows []field.Values
	screen.Beside(func(ctx context.Context) error {
		l, err := p.h.Shop().Due(ctx, due.Query{Today: on, Until: on, Limit: 200})
		if err != nil {
			return err
		}
		rows, err = p.h.Shop().Desk.LeftOpen(ctx, kit.Lang, on, l.Items)
		return err
	}, func(err error) {
		screen.Fail(p.h, err) // the sheet can be written all the same
		p.preset["left"] = rows
		p.Page.Shown()
	})
}

// accept is the button with which the taker accepts a sheet.
func accept(p *book.Page) *kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 || r.Values.Text("state") == desk.Accepted {
		return nil
	}
	return kit.NewButton(kit.T("ui.desk.accept"), "check", func() {
		p.Settled(func(r register.Record) {
			book.Carry(p.H, kit.T("ui.desk.accepted", "Number", r.Number), func(ctx context.Context) error {
				return p.H.Shop().Desk.Accept(ctx, p.H.Who(), r.ID)
			}, p.Shown)
		})
	})
}
