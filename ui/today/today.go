// Package today is the screen that a day begins with: what was entered today,
// which complaints are open, what was promised, and the buttons to begin.
package today

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// most lines of each card.
const most = 50

type page struct {
	h       screen.Host
	head    *kit.PageHeader
	left    *fyne.Container
	right   *fyne.Container
	content fyne.CanvasObject
	scroll  *kit.Scroll
}

// Page is the page of the day.
func Page(h screen.Host) screen.Page { return &page{h: h} }

func (p *page) Room() string { return "today" }

func (p *page) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	now := time.Now()
	p.head = kit.NewPageHeader(kit.T("ui.today.title", "Month", int(now.Month()), "Day", now.Day(), "Weekday", kit.Weekday(now)), "")
	p.left, p.right = container.NewStack(), kit.VBox(kit.Gap16)
	p.scroll = kit.NewScroll(p.left)
	p.content = kit.Page(p.head, kit.Sides(kit.NewPanel(p.scroll), kit.NewScroll(p.right), 328))
	return p.content
}

// day is what the page shows.
type day struct {
	open, entered []shop.Entry
	promises      []shop.Promise
	drafts        []db.Draft
	all, late     int64
}

func (p *page) Shown() {
	now := time.Now()
	var d day
	screen.Beside(func(ctx context.Context) error {
		s := p.h.Shop()
		var err error
		if d.open, d.all, d.late, err = s.OpenComplaints(ctx, now, most); err != nil {
			return err
		}
		if d.promises, err = s.Promises(ctx, now.AddDate(0, 0, 7), most); err != nil {
			return err
		}
		if d.drafts, err = s.DB.Drafts(ctx); err != nil {
			return err
		}
		d.entered, err = s.Entered(ctx, now, most)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.draw(d, now)
	})
}

func (p *page) draw(d day, now time.Time) {
	title := kit.T("ui.today.title", "Month", int(now.Month()), "Day", now.Day(), "Weekday", kit.Weekday(now))
	note := kit.T("ui.today.note", "Open", d.all, "Late", d.late)
	if d.all == 0 {
		note = kit.T("ui.today.clear")
	}
	p.head.Set(title, note)

	today := now.Format(field.DateLayout)
	week := now.AddDate(0, 0, 7).Format(field.DateLayout)
	var late, due, soon, later []fyne.CanvasObject
	put := func(by string, o fyne.CanvasObject) {
		switch {
		case by != "" && by < today:
			late = append(late, o)
		case by == today:
			due = append(due, o)
		case by != "" && by <= week:
			soon = append(soon, o)
		default:
			later = append(later, o)
		}
	}
	for _, e := range d.open {
		put(e.Line.Values.Text("promised_on"), p.complaint(e, today))
	}
	for _, x := range d.promises {
		put(x.Due, p.promise(x, today))
	}
	col := kit.VBox(0)
	for _, g := range []struct {
		key   string
		tone  kit.Colour
		lines []fyne.CanvasObject
	}{
		{"ui.today.late", kit.ColorDanger, late},
		{"ui.today.due", kit.ColorWarning, due},
		{"ui.today.week", kit.ColorMuted, soon},
		{"ui.today.open", kit.ColorMuted, later},
	} {
		if len(g.lines) == 0 {
			continue
		}
		col.Add(kit.Pad(kit.Small(kit.T(g.key)).In(g.tone), kit.Gap12, kit.Gap16, kit.Gap4, kit.Gap16))
		for _, l := range g.lines {
			col.Add(l)
			col.Add(kit.NewRule())
		}
	}
	var main fyne.CanvasObject = col
	if len(col.Objects) == 0 {
		main = kit.Pad(kit.NewEmptyState("sun", kit.T("ui.today.nothing"), kit.T("ui.today.nothing.do"),
			kit.NewButton(kit.T("ui.new.customer"), "plus", func() { p.h.New("customer", nil) }).Primary()), 80, 0, 0, 0)
	}
	p.left.Objects = []fyne.CanvasObject{main}
	p.left.Refresh()
	p.scroll.Refresh()

	p.right.Objects = nil
	if len(d.drafts) > 0 {
		p.right.Add(p.drafts(d.drafts))
	}
	p.right.Add(p.quick())
	p.right.Add(p.entered(d.entered))
	p.right.Refresh()
}

// line is one thing to do: icon, two lines of text, until when, a button.
func line(icon string, tone kit.Colour, title, sub, when string, whenTone kit.Colour, b *kit.Button) fyne.CanvasObject {
	text := kit.VBox(0, kit.NewText(title).Shortened(), kit.Small(sub).Shortened())
	row := kit.HBox(kit.Gap16, kit.NewIcon(icon, tone, 18), kit.Grow(text), kit.Fixed(kit.NewText(when).In(whenTone).Shortened(), 104, 20), b)
	return kit.Pad(row, 7, kit.Gap12, 7, kit.Gap16)
}

// until is a day in words, and its colour.
func until(day, today string) (string, kit.Colour) {
	if day == "" {
		return kit.T("ui.today.no_day"), kit.ColorMuted
	}
	a, err := time.Parse(field.DateLayout, day)
	b, err2 := time.Parse(field.DateLayout, today)
	if err != nil || err2 != nil {
		return day, kit.ColorMuted
	}
	switch n := int(a.Sub(b).Hours() / 24); {
	case n < 0:
		return kit.T("ui.late", "N", -n), kit.ColorDanger
	case n == 0:
		return kit.T("ui.is_today"), kit.ColorWarning
	default:
		return a.Format("01-02") + " " + kit.Weekday(a), kit.ColorText
	}
}

func (p *page) complaint(e shop.Entry, today string) fyne.CanvasObject {
	v := e.Line.Values
	r := p.h.Shop().Complaints
	show := func(key string) string {
		d, _ := field.Find(r.Fields(), key)
		return field.Show(kit.Lang, d, v[key])
	}
	when, tone := until(v.Text("promised_on"), today)
	icon := tone
	if icon == kit.ColorText {
		icon = kit.ColorMuted
	}
	sub := join(e.Number, show("severity"), show("handler"), e.What)
	return line("message-square-warning", icon, e.Who+"　"+show("state"), sub, when, tone,
		kit.NewButton(kit.T("ui.today.handle"), "", func() { p.h.Open("complaint", e.ID) }))
}

func (p *page) promise(x shop.Promise, today string) fyne.CanvasObject {
	when, tone := until(x.Due, today)
	icon := tone
	if icon == kit.ColorText {
		icon = kit.ColorMuted
	}
	return line("handshake", icon, x.Customer+"　"+kit.T("ui.today.promise"), join(x.Number, x.Owner, x.What), when, tone,
		kit.NewButton(kit.T("ui.open"), "", func() { p.h.Open("visit", x.VisitID) }))
}

func join(ss ...string) string {
	var out []string
	for _, s := range ss {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

// quick are the buttons a job begins with, each with its key.
func (p *page) quick() fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	for i, q := range []struct{ reg, icon string }{
		{"customer", "users"}, {"visit", "map-pin"}, {"complaint", "message-square-warning"}, {"answer", "smile"},
	} {
		box.Add(kit.NewButton(kit.T("ui.new."+q.reg), q.icon, func() { p.h.New(q.reg, nil) }).Hint("Ctrl+Shift+" + strconv.Itoa(i+1)))
	}
	return kit.NewTitledCard(kit.T("ui.today.quick"), "", nil, box)
}

func (p *page) drafts(ds []db.Draft) fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	for _, d := range ds {
		// A draft of a complaint's step is kept under "complaint.step".
		reg, part, _ := strings.Cut(d.Register, ".")
		r := p.h.Shop().Register(reg)
		if r == nil {
			continue
		}
		title := kit.T(reg + ".title")
		if part == "" {
			v, err := book.DraftValues(d, r.Fields())
			if err != nil {
				continue
			}
			who, what := shop.Title(reg, v)
			title = join(title, who, what)
		}
		box.Add(kit.HBox(kit.Gap8, kit.Grow(kit.VBox(0, kit.NewText(title).Shortened(), kit.Small(field.ShowTime(d.At)+" · "+d.Who))),
			kit.NewButton(kit.T("ui.draft.go_on"), "", func() { p.h.Resume(d.Register, d.RecordID) }).Small()))
	}
	return kit.NewTitledCard(kit.T("ui.drafts"), kit.T("ui.drafts.note"), nil, box)
}

func (p *page) entered(es []shop.Entry) fyne.CanvasObject {
	if len(es) == 0 {
		return kit.NewTitledCard(kit.T("ui.today.entered"), "", nil, kit.Paragraph(kit.T("ui.today.entered.none")).In(kit.ColorMuted))
	}
	var items []kit.TimelineItem
	for _, e := range es {
		who := e.Who
		if who == "" {
			who = e.What
		}
		at := time.UnixMilli(e.At).Format("15:04")
		items = append(items, kit.TimelineItem{
			Kind: kit.T("ui.event." + e.Register), Title: who, Sub: join(at, e.Number, e.By),
			OnTap: func() { p.h.Open(e.Register, e.ID) },
		})
	}
	return kit.NewTitledCard(kit.T("ui.today.entered"), kit.T("ui.count.entered", "N", len(es)), nil, kit.NewTimeline(items...))
}

func (p *page) Leave(leave func()) { leave() }

func (p *page) Do(c screen.Command) bool {
	if c == screen.New {
		p.h.New("customer", nil)
		return true
	}
	return c == screen.Escape
}
