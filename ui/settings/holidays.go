package settings

import (
	"context"
	"os"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/workday"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// holidays is the page of a year's working days (节假日): what the notices say
// and what the shop entered itself.
type holidays struct {
	h       screen.Host
	body    *fyne.Container
	content fyne.CanvasObject
	header  *kit.PageHeader

	year     int
	calendar *workday.Calendar
	own      map[string]workday.Day
}

// Holidays is the page of the working days.
func Holidays(h screen.Host) screen.Page {
	return Tabbed(h, "holidays", &holidays{h: h, year: h.Shop().DB.Now().Local().Year()})
}

func (p *holidays) Room() string { return "settings" }

func (p *holidays) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.header = kit.NewPageHeader("", "").Actions(
			kit.NewButton(kit.T("ui.holidays.before"), "chevron-left", func() { p.turn(-1) }),
			kit.NewButton(kit.T("ui.holidays.after"), "chevron-right", func() { p.turn(1) }),
			kit.NewButton(kit.T("ui.holidays.import"), "upload", p.load))
		p.content = kit.Page(p.header, kit.NewScroll(p.body))
	}
	return p.content
}

// Shown reads the tables.
func (p *holidays) Shown() {
	var own []workday.Day
	screen.Beside(func(ctx context.Context) (err error) {
		if p.calendar, err = p.h.Shop().Calendar(ctx); err != nil {
			return err
		}
		own, err = p.h.Shop().Days(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.own = map[string]workday.Day{}
		for _, d := range own {
			p.own[d.Day] = d
		}
		p.draw()
	})
}

func (p *holidays) turn(n int) {
	if p.calendar == nil {
		return
	}
	p.year += n
	p.draw()
}

func (p *holidays) draw() {
	p.header.Set(kit.T("ui.holidays.year", "Year", strconv.Itoa(p.year)), kit.T("ui.holidays.note"))
	year := kit.NewYear(p.year, p.look)
	year.OnPick = p.pick
	main := kit.VBox(kit.Gap12)
	if !p.calendar.Known(p.year) {
		main.Add(kit.NewBanner(kit.ToneWarning, policy.Unknown{p.year}.Say(kit.Lang)+kit.T("ui.holidays.unknown")))
	}
	main.Add(kit.NewCard(year))
	p.body.Objects = []fyne.CanvasObject{kit.Sides(main, kit.VBox(kit.Gap16, p.legend(), p.list()), 250)}
	p.body.Refresh()
}

// look is how a day looks: free by a notice, worked by a notice, or as its week
// has it.
func (p *holidays) look(t time.Time) kit.YearDay {
	day := t.Format(field.DateLayout)
	_, own := p.own[day]
	weekend := t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
	switch d, ok := p.calendar.Find(day); {
	case ok && d.Work:
		return kit.YearDay{Tone: kit.ToneWarning, Mark: kit.T("ui.holidays.mark.work"), Own: own}
	case ok:
		return kit.YearDay{Tone: kit.ToneGood, Mark: kit.T("ui.holidays.mark.off"), Own: own}
	}
	return kit.YearDay{Muted: weekend}
}

func (p *holidays) legend() fyne.CanvasObject {
	return kit.NewTitledCard(kit.T("ui.holidays.legend"), "", nil, kit.VBox(kit.Gap8,
		kit.NewFlow(kit.Gap8, kit.NewPill(kit.T("ui.holidays.off"), kit.ToneGood), kit.NewPill(kit.T("ui.holidays.work"), kit.ToneWarning)),
		kit.Paragraph(kit.T("ui.holidays.legend.own")).In(kit.ColorMuted)))
}

// list names the year's holidays, each with the days that are free and the
// weekend days that are worked for it.
func (p *holidays) list() fyne.CanvasObject {
	var rows []kit.KeyValue
	for _, s := range p.spans() {
		key := "ui.holidays.one_off"
		if s.work {
			key = "ui.holidays.one_work"
		}
		days := s.from
		if s.to != s.from {
			days += " – " + s.to
		}
		on := kit.T(key, "Days", days)
		if last := len(rows) - 1; last >= 0 && rows[last].Key == s.name {
			rows[last].Value += "\n" + on
			continue
		}
		rows = append(rows, kit.KeyValue{Key: s.name, Value: on})
	}
	if len(rows) == 0 {
		return kit.NewTitledCard(kit.T("ui.holidays.list"), "", nil, kit.Paragraph(kit.T("ui.holidays.none")).In(kit.ColorMuted))
	}
	return kit.NewTitledCard(kit.T("ui.holidays.list"), "", nil, kit.NewKeyValues(rows...))
}

// span is days of one name, one after another, that are all free or all worked.
type span struct {
	name, from, to string // "10-01"
	work           bool
}

func (p *holidays) spans() []span {
	var ss []span
	was := time.Time{}
	for d := time.Date(p.year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == p.year; d = d.AddDate(0, 0, 1) {
		x, ok := p.calendar.Find(d.Format(field.DateLayout))
		if !ok {
			continue
		}
		day := d.Format("01-02")
		if last := len(ss) - 1; last >= 0 && ss[last].name == x.Name && ss[last].work == x.Work && d.Equal(was.AddDate(0, 0, 1)) {
			ss[last].to = day
		} else {
			ss = append(ss, span{x.Name, day, day, x.Work})
		}
		was = d
	}
	return ss
}

// entry is the form of one day.
type entry struct{ Kind, Name string }

var entryFields = field.NewSet("ui.holidays.entry",
	field.OfChoice("kind", func(e *entry) *string { return &e.Kind }, "off", "work").Require(),
	field.Of("name", func(e *entry) *string { return &e.Name }).Limit(30).Offer("ui.holidays.name.closed", "ui.holidays.name.makeup"),
)

// pick lets the shop enter a day, or take its own entry away.
func (p *holidays) pick(t time.Time) {
	day := t.Format(field.DateLayout)
	e := entry{Kind: "work"}
	if p.calendar.Working(day) {
		e.Kind = "off"
	}
	if d, ok := p.own[day]; ok {
		e = entry{"off", d.Name}
		if d.Work {
			e.Kind = "work"
		}
	}
	form := kit.NewRecordForm(entryFields.Fields(), kit.FormOptions{})
	form.SetValues(entryFields.Encode(&e))
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("ui.save"), "", func() {
		if es := entryFields.Decode(form.Values(), &e); len(es) > 0 {
			form.SetErrors(es)
			return
		}
		p.keep(d, form, func(ctx context.Context) error {
			return p.h.Shop().SetDay(ctx, p.h.Who(), workday.Day{Day: day, Name: e.Name, Work: e.Kind == "work"})
		})
	}).Primary()
	buttons := []*kit.Button{kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), ok}
	if _, own := p.own[day]; own {
		drop := kit.NewButton(kit.T("ui.holidays.drop"), "trash-2", func() {
			p.keep(d, form, func(ctx context.Context) error { return p.h.Shop().DropDay(ctx, p.h.Who(), day) })
		})
		buttons = append([]*kit.Button{drop}, buttons...)
	}
	d = kit.NewDialog(day+" "+kit.Weekday(t), kit.VBox(kit.Gap8, kit.Paragraph(p.says(t)).In(kit.ColorMuted), form), buttons...)
	d.OnEnter = func() { ok.Tapped(nil) }
	d.Open(p.h.Window().Canvas(), nil)
	form.FocusFirst()
}

// says is what counts for a day now.
func (p *holidays) says(t time.Time) string {
	day := t.Format(field.DateLayout)
	d, ok := p.calendar.Find(day)
	key := "ui.holidays.says.week_off"
	switch {
	case ok && d.Work:
		key = "ui.holidays.says.work"
	case ok:
		key = "ui.holidays.says.off"
	case p.calendar.Working(day):
		key = "ui.holidays.says.week_work"
	}
	return kit.T(key, "Name", d.Name)
}

func (p *holidays) keep(d *kit.Dialog, form *kit.RecordForm, save func(ctx context.Context) error) {
	screen.Beside(save, func(err error) {
		if es := data.All(err); len(es) > 0 && form != nil {
			form.SetErrors(es)
			return
		}
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		d.Close()
		p.h.Changed()
		p.Shown()
	})
}

// load enters a table from a JSON file.
func (p *holidays) load() {
	files.Choose(p.h, kit.T("ui.holidays.import"), []string{"*.json"}, func(path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.read(b)
	})
}

// read takes a table's file, or says what is wrong with it.
func (p *holidays) read(b []byte) {
	ds, err := workday.Read(b)
	if err != nil {
		kit.Inform(p.h.Window().Canvas(), kit.T("ui.holidays.wrong"), data.Explain(err, kit.Lang))
		return
	}
	screen.Beside(func(ctx context.Context) error { return p.h.Shop().ImportDays(ctx, p.h.Who(), ds) }, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if t, err := time.Parse(field.DateLayout, ds[len(ds)-1].Day); err == nil {
			p.year = t.Year()
		}
		p.h.Changed()
		p.Shown()
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.holidays.imported", "N", len(ds)), Tone: kit.ToneGood})
	})
}

func (p *holidays) Leave(leave func()) { leave() }

func (p *holidays) Do(screen.Command) bool { return false }
