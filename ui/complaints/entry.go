package complaints

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// entryPage is the form of the entry, a new one or one to be mended.
func entryPage(p *page, preset field.Values) *book.Page {
	if p.id == 0 {
		all := field.Values{"receiver": p.h.Who()}
		for k, v := range preset {
			all[k] = v
		}
		preset = all
	}
	e := &entry{}
	return book.NewPage(desk{p.h, p}, trail{p.h.Shop().Complaints}, p.id, preset, book.Record{
		Room: "complaint", Icon: "message-square-warning", Form: receiptForm,
		Pills: pills, Hide: hidden, Fields: asTold, Suggest: suggest, Picked: e.picked, Side: aside,
		Kept: func(_ *book.Page, r register.Record, first bool) { p.kept(r, first) },
	})
}

// toldFirst is what a complainant tells first: who calls, and what happened.
var toldFirst = []string{"customer", "complainant", "phone", "way", "what", "demand"}

// asTold are the fields of the form in the order in which they are told, within
// their sections.
func asTold(register.Record) []field.Desc {
	ds := slices.Clone(fields)
	place := func(d field.Desc) (section, first int) {
		section = slices.IndexFunc(fields, func(f field.Desc) bool { return f.Section == d.Section })
		if first = slices.Index(toldFirst, d.Key); first < 0 {
			first = len(toldFirst)
		}
		return section, first
	}
	slices.SortStableFunc(ds, func(a, b field.Desc) int {
		sa, fa := place(a)
		sb, fb := place(b)
		return cmp.Or(cmp.Compare(sa, sb), cmp.Compare(fa, fb))
	})
	return ds
}

// hidden leaves out of the form what the program sets itself.
func hidden(key string) bool {
	d, ok := field.Find(fields, key)
	return ok && d.ReadOnly
}

// suggest offers the shop's departments.
func suggest(h screen.Host, key, prefix string) []string {
	if !strings.HasSuffix(key, "department") {
		return nil
	}
	var names []string
	for _, m := range h.Staff() {
		if m.Department != "" && !m.Left && strings.Contains(m.Department, prefix) && !slices.Contains(names, m.Department) {
			names = append(names, m.Department)
		}
	}
	return names
}

// entry remembers what a reference filled in, so that another one may replace
// it, and nothing that was typed.
type entry struct{ filled field.Values }

// picked fills in who complains for the customer, and says what is still open.
func (e *entry) picked(p *book.Page, key string, x kit.Pick) {
	if key != "customer" {
		return
	}
	if x.Number == "" {
		p.Hint(nil)
		return
	}
	var r register.Record
	var open []register.Line
	screen.Beside(func(ctx context.Context) error {
		s := p.H.Shop()
		id, err := s.Customers.Find(ctx, x.Number)
		if err != nil {
			return err
		}
		if r, err = s.Customers.Get(ctx, id); err != nil {
			return err
		}
		open, err = pending(ctx, s.Complaints, id, p.Edit.Record().ID)
		return err
	}, func(err error) {
		if err != nil {
			return // the save will say what is wrong with the customer
		}
		e.fill(p, customers.Preset(r.Meta, r.Values)("complaint"))
		p.Hint(reminder(p.H, open))
	})
}

func (e *entry) fill(p *book.Page, from field.Values) {
	now, n := p.Values(), field.Values{}
	for _, key := range []string{"complainant", "phone"} {
		if now.Text(key) == "" || now.Text(key) == e.filled.Text(key) {
			n[key] = from.Text(key)
		}
	}
	e.filled = n
	p.Fill(n)
}

// pending are the customer's complaints that are not closed, but for one.
func pending(ctx context.Context, s *complaint.Store, customerID, but int64) ([]register.Line, error) {
	ids, err := s.ByCustomer(ctx, customerID)
	if err != nil {
		return nil, err
	}
	ls, err := s.Lines(ctx, ids)
	return slices.DeleteFunc(ls, func(l register.Line) bool {
		return l.ID == but || slices.Contains(complaint.Closed, l.Values.Text("state"))
	}), err
}

// reminder tells of open complaints of the same customer: what is told again
// belongs there.
func reminder(h screen.Host, open []register.Line) fyne.CanvasObject {
	if len(open) == 0 {
		return nil
	}
	l := open[0]
	text := kit.T("ui.complaint.pending", "N", len(open), "Number", l.Number, "State", show(l.Values, "state"), "On", l.Values.Text("on"))
	return kit.NewBanner(kit.ToneWarning, text).Do(kit.T("ui.open"), func() { h.Open("complaint", l.ID) })
}

// aside is the column beside the form: days to promise, and what saving does.
func aside(p *book.Page) fyne.CanvasObject {
	offers, byDay := kit.VBox(kit.Gap8), map[string]*kit.Button{}
	for _, s := range strings.Fields(kit.T("ui.complaint.promise.days")) {
		n, err := strconv.Atoi(s)
		if err != nil {
			continue
		}
		on := received(p).AddDate(0, 0, n)
		label := kit.T("ui.complaint.promise.in", "N", n) + "  " + dayAndWeek(on.Format(field.DateLayout), screen.Today(p.H))
		b := kit.NewButton(label, "calendar", func() {
			p.Fill(field.Values{"promised_on": received(p).AddDate(0, 0, n).Format(field.DateLayout)})
		})
		byDay[on.Format(field.DateLayout)] = b
		offers.Add(b)
	}
	foreseen := kit.VBox(kit.Gap4)
	foresee(p, offers, byDay, foreseen)
	col := kit.VBox(kit.Gap16, kit.NewTitledCard(kit.T("complaint.promised_on"), "", nil, kit.VBox(kit.Gap8,
		kit.Paragraph(kit.T("ui.complaint.promise.text")).In(kit.ColorMuted), offers)))
	col.Add(kit.NewTitledCard(kit.T("ui.complaint.foreseen"), "", nil, foreseen))
	if p.Edit.Record().ID == 0 {
		col.Add(kit.NewTitledCard(kit.T("ui.complaint.after"), "", nil, kit.Paragraph(kit.T("ui.complaint.after.text")).In(kit.ColorMuted)))
	}
	return kit.NewScroll(col)
}

// foresee fills in, beside the window, what the regulation offers for a promise
// and until when it wants the written reply, by severity.
func foresee(p *book.Page, offers *fyne.Container, byDay map[string]*kit.Button, foreseen *fyne.Container) {
	on := received(p).Format(field.DateLayout)
	var promise string
	var within policy.Counted
	var lines []string
	screen.Beside(func(ctx context.Context) error {
		s := p.H.Shop().Complaints
		var err error
		if promise, within, err = s.Offered(ctx, on); err != nil {
			return err
		}
		for _, severity := range []string{complaint.Urgent, complaint.Major, complaint.Ordinary} {
			day, within, err := s.Foreseen(ctx, severity, on)
			if err != nil {
				return err
			}
			if day != "" {
				lines = append(lines, kit.T("ui.complaint.foreseen.line", "Severity", kit.T("complaint.severity."+severity),
					"Day", dayAndWeek(day, screen.Today(p.H)), "Period", within.Say(kit.Lang)))
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			return // the save will say what is wrong
		}
		if promise != "" {
			label := kit.T("ui.complaint.offered", "Period", within.Say(kit.Lang), "Day", dayAndWeek(promise, screen.Today(p.H)))
			offers.Objects = slices.Insert(offers.Objects, 0, fyne.CanvasObject(kit.NewButton(label, "calendar-days", func() {
				p.Fill(field.Values{"promised_on": promise})
			})))
			if same := byDay[promise]; same != nil {
				offers.Remove(same)
			}
			offers.Refresh()
		}
		for _, l := range lines {
			foreseen.Add(kit.Paragraph(l))
		}
	})
}

// received is the day from which promises count.
func received(p *book.Page) time.Time {
	v := p.Edit.Values()
	if t, err := time.ParseInLocation(field.TimeLayout, v.Text("received_at"), time.Local); err == nil {
		return t
	}
	return p.H.Shop().DB.Now().Local()
}
