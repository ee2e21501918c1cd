package today

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/surveys"
)

// icons of the kinds of work.
var icons = map[due.Kind]string{
	due.Reply: "reply", due.Approval: "stamp", due.Step: "message-square-warning", due.Corrective: "shield-check",
	due.Promise: "handshake", due.NextStep: "play", due.Visit: "map-pin", due.Evaluation: "star", due.Blacklist: "shield-off",
	due.CreditDue: "scale", due.Settlement: "scale", due.Dunning: "bell-ring", due.Campaign: "smile", due.Ask: "smile", due.Review: "badge-check",
	due.Greeting: "gift", due.Registered: "clock", due.Change: "pencil", due.Report: "file-text", due.Backup: "database",
	due.Calendar: "calendar-days", due.Licence: "badge-check", due.Audit: "shield-check", due.Regulation: "shield-check",
}

// begins are the records that a kind of work begins with when it stands for a
// customer, not for a record of its own.
var begins = map[due.Kind]string{
	due.Visit: "visit", due.NextStep: "visit", due.Evaluation: "review", due.Blacklist: "review", due.CreditDue: "credit_report", due.Ask: "answer",
}

// work is the list of what has to be done: late, today, the week.
func (p *page) work(d day, today string) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	group := func(key string, tone kit.Colour, items []due.Item, all int) {
		if len(items) == 0 {
			return
		}
		out = append(out, kit.Pad(kit.Small(kit.T(key, "N", all)).In(tone), kit.Gap12, kit.Gap16, kit.Gap4, kit.Gap16))
		for _, i := range items {
			out = append(out, p.item(i, today), kit.NewRule())
		}
		if more := all - len(items); more > 0 {
			more := kit.NewButton(kit.T("ui.today.more", "N", more), "", func() { p.most += most; p.Shown() }).Quiet().Small()
			out = append(out, kit.Pad(kit.HBox(0, more, kit.Spacer()), kit.Gap4, kit.Gap16, kit.Gap4, kit.Gap8))
		}
	}
	now, soon := part(d.next.Items, today)
	group("ui.today.late", kit.ColorDanger, d.late.Items, d.late.Late)
	group("ui.today.due", kit.ColorWarning, now, d.next.Today)
	group("ui.today.week", kit.ColorMuted, soon, d.next.Later)
	return out
}

// part parts the work of today from what comes later.
func part(items []due.Item, today string) (now, soon []due.Item) {
	n := 0
	for n < len(items) && items[n].Day <= today {
		n++
	}
	return items[:n], items[n:]
}

// item is one piece of work: icon, what it is, why, until when, what to do.
func (p *page) item(i due.Item, today string) fyne.CanvasObject {
	when, tone := until(i, today)
	icon := tone
	if icon == kit.ColorText {
		icon = kit.ColorMuted
	}
	title := kit.T("due.kind." + string(i.Kind))
	if i.Who != "" {
		title += "　" + i.Who
	}
	owner := i.Owner
	if owner == p.h.Who() {
		owner = ""
	}
	sub := kit.Dotted(i.Number, owner, i.What, i.Reason(kit.Lang))
	key := "ui.today.do." + string(i.Kind)
	b := kit.NewButton(kit.T(key), "", func() { p.open(i) })
	if i.Act != "" {
		act, _, _ := strings.Cut(i.Act, ":")
		b = kit.NewButton(kit.T("ui.today.act."+act), "", func() { p.done(i) })
	}
	b.Off(p.refused(i))
	text := kit.VBox(0, kit.NewText(title).Shortened(), kit.Small(sub).Shortened())
	row := kit.HBox(kit.Gap16, kit.NewIcon(icons[i.Kind], icon, 18), kit.Grow(kit.NewTapArea(text, func() { p.into(i) })),
		kit.Fixed(kit.NewText(when).In(tone).Shortened(), 104, 20), kit.Fixed(b, 76, 32))
	return kit.Pad(row, 7, kit.Gap12, 7, kit.Gap16)
}

// until is the day of a piece of work in words, and its colour.
func until(i due.Item, today string) (string, kit.Colour) {
	a, err := time.Parse(field.DateLayout, i.Day)
	b, err2 := time.Parse(field.DateLayout, today)
	if err != nil || err2 != nil {
		return i.Day, kit.ColorMuted
	}
	switch n := int(a.Sub(b).Hours() / 24); {
	case n < 0:
		return kit.T("ui.late", "N", -n), kit.ColorDanger
	case n == 0 && i.At != 0:
		return kit.T("ui.is_today") + " " + time.UnixMilli(i.At).Format("15:04"), kit.ColorWarning
	case n == 0:
		return kit.T("ui.is_today"), kit.ColorWarning
	default:
		return a.Format("01-02") + " " + kit.Weekday(a), kit.ColorText
	}
}

// refused says why whoever is at the desk may not do a piece of work, "" where
// they may. Whose record it is, the register knows.
func (p *page) refused(i due.Item) string {
	switch {
	case i.Act == "":
		if key := begun(i); key != "" {
			return screen.NoNew(p.h, key)
		}
		return ""
	case i.Kind == due.Greeting:
		return screen.NoEdit(p.h, "reception")
	case i.Register == "survey":
		return screen.NoNew(p.h, "survey")
	}
	return screen.NoEdit(p.h, i.Register)
}

// begun is the register of the record that a piece of work begins with, "" where
// it is done in a record that is there.
func begun(i due.Item) string {
	switch {
	case i.Kind == due.Audit || i.Kind == due.Regulation:
		return "inspection"
	case i.Kind == due.Report:
		return "quarter"
	case i.Register == "customer", i.Kind == due.Visit && i.Customer != 0, i.Kind == due.Ask && i.Register == "complaint":
		return begins[i.Kind]
	}
	return ""
}

// into goes where the work is done, or where that is somebody else's to the
// record it is about.
func (p *page) into(i due.Item) {
	if p.refused(i) != "" && i.Register != "" && i.ID != 0 {
		p.h.Open(i.Register, i.ID)
		return
	}
	p.open(i)
}

// open goes where the work is done: to its record, or to a new one with the
// customer filled in.
func (p *page) open(i due.Item) {
	reg := begins[i.Kind]
	switch {
	case i.Kind == due.Ask && i.Register == "complaint":
		surveys.AskAfter(p.h, i.ID)
	case i.Kind == due.Audit || i.Kind == due.Regulation:
		p.h.New("inspection", field.Values{"kind": string(i.Kind), "from": i.Day})
	case i.Kind == due.Report:
		p.h.New("quarter", nil)
	case i.Register == "customer" && reg != "":
		p.h.New(reg, field.Values{"customer": i.Number})
	case i.Kind == due.Visit && i.Customer != 0:
		p.visit(i)
	case i.Register != "" && i.ID != 0:
		p.h.Open(i.Register, i.ID)
	case i.Register != "":
		p.h.Browse(i.Register)
	case i.Kind == due.Backup:
		p.h.Browse("backup")
	case i.Kind == due.Calendar:
		p.h.Browse("holidays")
	}
}

// visit begins the report of a visit that a plan asks for.
func (p *page) visit(i due.Item) {
	v := field.Values{}
	screen.Beside(func(ctx context.Context) error {
		c, err := p.h.Shop().Customers.Get(ctx, i.Customer)
		if err == nil {
			v = customers.Preset(c.Meta, c.Values)("visit")
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.h.New("visit", v)
	})
}

// done does the work with one click, and says so.
func (p *page) done(i due.Item) {
	who := p.h.Who()
	screen.Beside(func(ctx context.Context) error { return p.h.Shop().Done(ctx, who, i) }, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.Dotted(kit.T("ui.today.did"), i.Who, i.What), Tone: kit.ToneGood})
		p.h.Changed()
		p.Shown()
	})
}
