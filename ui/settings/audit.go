package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/assets"
	"kezhi/data/audit"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// trail is the page of what is on record (操作记录): who did what, when, where,
// the newest first, and whether anybody touched it since.
type trail struct {
	h       screen.Host
	header  *kit.PageHeader
	words   *kit.TextField
	table   *kit.RecordTable
	rows    *trailRows
	side    *fyne.Container
	state   *kit.Banner // of the last verification
	content fyne.CanvasObject

	query   audit.Query
	choices audit.Choices
	cancel  func()
	last    shop.Verified
}

// Trail is the page of what is on record.
func Trail(h screen.Host) screen.Page { return Tabbed(h, "audit", &trail{h: h}) }

func (p *trail) Room() string { return "settings" }

var trailColumns = []kit.TableColumn{
	{Key: "at", Width: 136},
	{Key: "who", Width: 84},
	{Key: "action", Width: 112},
	{Key: "number", Width: 116},
	{Key: "name", Width: 130},
	{Key: "what", Width: 180, Flex: true},
}

func (p *trail) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	if why := screen.Refused(p.h, right.See, "audit"); why != "" {
		p.content = kit.Page(kit.NewPageHeader(kit.T("ui.settings.tab.audit"), ""), kit.NewPanel(kit.NewEmptyState("lock", kit.T("account.denied"), why, nil)))
		return p.content
	}
	cs := slices.Clone(trailColumns)
	for i := range cs {
		cs[i].Title = kit.T("audit.column." + cs[i].Key)
		if cs[i].Key == "action" && kit.Lang == assets.En {
			cs[i].Width = 156 // its words are longer there
		}
	}
	p.rows = newTrailRows(p.h.Shop(), func() { p.table.Refresh(); p.follow() })
	p.table = kit.NewRecordTable(cs, p.rows)
	p.table.GiveWay = true
	p.table.OnSelect = func(int, int64) { p.follow() }
	p.table.OnOpen = func(row int, _ int64) { p.open(row) }
	p.words = kit.NewTextField(kit.T("audit.search"))
	p.words.OnSubmit(p.read)
	p.header = kit.NewPageHeader(kit.T("ui.settings.tab.audit"), "").Actions(kit.Fixed(p.words, 200, kit.Control),
		kit.NewButton(kit.T("audit.verify"), "shield-check", p.verify))
	p.side, p.state = container.NewStack(), kit.NewBanner(kit.ToneInfo, kit.T("audit.never"))
	p.chips()
	p.content = kit.Page(p.header, kit.Edges(p.state, kit.Beside(kit.NewPanel(p.table), p.side, 340, 440), kit.Gap12))
	return p.content
}

// Shown reads the record anew and gives the table the keyboard.
func (p *trail) Shown() {
	p.Content()
	if p.table == nil {
		return
	}
	p.read()
	p.table.FocusFirst()
	screen.Beside(func(ctx context.Context) (err error) {
		if p.last, err = p.h.Shop().LastVerified(ctx); err != nil {
			return err
		}
		p.choices, err = audit.ChoicesOf(ctx, p.h.Shop().DB)
		return err
	}, func(err error) {
		screen.Fail(p.h, err)
		p.verdict()
	})
}

// read asks for the entries anew: the first screenful at once, then all. A
// record's number is looked for as such, other words in the entries.
func (p *trail) read() {
	if p.cancel != nil {
		p.cancel()
	}
	q, words := p.query, strings.TrimSpace(p.words.Text())
	edition := p.rows.begin()
	take := func(ids []int32, more, part bool) {
		fyne.Do(func() {
			if p.rows.take(edition, ids, more) {
				p.shown(part)
			}
		})
	}
	p.header.Set(kit.T("ui.settings.tab.audit"), "…")
	p.cancel = screen.Beside(func(ctx context.Context) error {
		q.Text = words
		if of, err := p.h.Shop().OnRecordOf(ctx, q, words); err == nil {
			q, q.Text = of, ""
		}
		d := p.h.Shop().DB
		if q.Text != "" {
			take(nil, false, true)
			return audit.Scan(ctx, d, q, func(ids []int32) { take(ids, true, true) })
		}
		some := q
		some.Limit = 200
		ids, err := audit.IDs(ctx, d, some)
		if err != nil {
			return err
		}
		take(ids, false, len(ids) == some.Limit)
		if len(ids) == some.Limit {
			if ids, err = audit.IDs(ctx, d, q); err == nil {
				take(ids, false, false)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.shown(false)
	})
}

// shown follows what was read; part: more is to come.
func (p *trail) shown(part bool) {
	n := p.rows.Len()
	p.table.Empty = nil
	if n == 0 && !part {
		p.table.Empty = kit.NewEmptyState("search-x", kit.T("ui.empty.filter"), kit.T("ui.empty.filter.do"), nil)
	}
	note := kit.T("audit.count", "N", strconv.Itoa(n))
	if part {
		note = "…"
	}
	p.header.Set(kit.T("ui.settings.tab.audit"), note)
	if row, _ := p.table.Marked(); row < 0 && n > 0 {
		p.table.Mark(0)
	}
	p.table.Refresh()
	p.follow()
}

// chips shows the filters: person, action, register, days.
func (p *trail) chips() {
	var all []fyne.CanvasObject
	put := func(key, value, shown string, menu func() []kit.MenuItem) {
		text, tone := kit.T("audit.filter."+key), kit.ToneNeutral
		if value != "" {
			text, tone = kit.T("ui.filter.is", "Field", text, "Value", shown), kit.TonePrimary
		}
		c := kit.NewPill(text, tone)
		c.OnTap = func() { kit.ShowMenuUnder(c, menu()) }
		all = append(all, c)
	}
	one := func(to *string, options func() []string, name func(string) string) func() []kit.MenuItem {
		return func() []kit.MenuItem {
			items := []kit.MenuItem{p.choice(kit.T("ui.filter.all"), *to == "", func() { *to = "" })}
			for _, o := range options() {
				items = append(items, p.choice(name(o), *to == o, func() { *to = o }))
			}
			return items
		}
	}
	q := &p.query
	put("who", q.Who, q.Who, one(&q.Who, func() []string { return p.choices.Who }, func(s string) string { return s }))
	put("action", q.Action, actionName(q.Action), one(&q.Action, func() []string { return p.choices.Actions }, actionName))
	put("register", q.Register, registerName(q.Register), one(&q.Register, func() []string { return p.choices.Registers }, registerName))
	days := ""
	for _, s := range book.Spans(time.Now()) {
		if s.From == q.From && s.To == q.To {
			days = kit.T(s.Key)
		}
	}
	put("days", q.From, days, func() []kit.MenuItem {
		items := []kit.MenuItem{p.choice(kit.T("ui.filter.all"), q.From == "", func() { q.From, q.To = "", "" })}
		for _, s := range book.Spans(time.Now()) {
			items = append(items, p.choice(kit.T(s.Key), q.From == s.From && q.To == s.To, func() { q.From, q.To = s.From, s.To }))
		}
		return items
	})
	p.header.Filters(all...)
}

func (p *trail) choice(text string, ticked bool, set func()) kit.MenuItem {
	return kit.MenuItem{Text: text, Ticked: ticked, OnTap: func() {
		set()
		p.chips()
		p.table.Unmark()
		p.table.SetPlace(0, -1)
		p.read()
	}}
}

func actionName(s string) string { return register.Action(s).Say(kit.Lang) }

// registerName is a register's title, or what a pseudo-register is about.
func registerName(key string) string {
	for _, k := range []string{"audit.register." + key, key + ".title"} {
		if t := kit.T(k); t != k {
			return t
		}
	}
	return key
}

// follow shows the marked entry whole beside the table.
func (p *trail) follow() {
	row, _ := p.table.Marked()
	x, ok := p.rows.entry(row)
	if !ok {
		p.side.Objects = []fyne.CanvasObject{kit.NewPanel(kit.NewEmptyState("history", kit.T("audit.side"), kit.T("audit.side.do"), nil))}
		p.side.Refresh()
		return
	}
	c := x.Change
	rows := []kit.KeyValue{
		{Key: kit.T("audit.column.id"), Value: field.ShowInteger(c.ID)},
		{Key: kit.T("audit.column.at"), Value: field.ShowTime(c.At)},
		{Key: kit.T("audit.column.who"), Value: c.Who},
		{Key: kit.T("audit.column.host"), Value: c.Host},
		{Key: kit.T("audit.filter.register"), Value: registerName(c.Register)},
	}
	box := kit.VBox(kit.Gap8, kit.NewKeyValues(rows...), kit.NewRule())
	for _, l := range audit.Lines(kit.Lang, x.fields, c) {
		box.Add(kit.Paragraph(l))
	}
	var open fyne.CanvasObject
	if p.opens(c) {
		open = kit.NewButton(kit.T("ui.open"), "folder-open", func() { p.open(row) }).Small()
	}
	title := strings.TrimSpace(c.Action.Say(kit.Lang) + " " + c.Number)
	p.side.Objects = []fyne.CanvasObject{kit.NewScroll(kit.NewTitledCard(title, x.name, open, box))}
	p.side.Refresh()
}

// opens tells whether an entry is of a record that can be opened.
func (p *trail) opens(c register.Change) bool {
	return c.RecordID > 0 && p.h.Shop().Register(c.Register) != nil
}

func (p *trail) open(row int) {
	if x, ok := p.rows.entry(row); ok && p.opens(x.Change) {
		p.h.Open(x.Register, x.RecordID)
	}
}

// verify looks at the whole trail, keeps what came of it and shows it.
func (p *trail) verify() {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.NewProgress(p.h.Window().Canvas(), kit.T("audit.verifying"), cancel)
	who := p.h.Who()
	var v shop.Verified
	screen.Beside(func(context.Context) error {
		defer cancel()
		r, err := p.h.Shop().VerifyTrail(ctx, func(done, total int64) { bar.Set(int(done), int(total), "") })
		if err == nil {
			v, err = p.h.Shop().KeepVerified(ctx, who, r, kit.Lang)
		}
		return err
	}, func(err error) {
		bar.Close()
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.last = v
		p.verdict()
		p.read()
		if !v.Sound {
			kit.Inform(p.h.Window().Canvas(), kit.T("audit.verify"), strings.Join(v.Report, "\n"))
		}
	})
}

// verdict shows what came of the last verification.
func (p *trail) verdict() {
	tone, text := kit.ToneInfo, kit.T("audit.never")
	if p.last.At > 0 {
		tone, text = kit.ToneGood, kit.T("audit.last", "At", field.ShowTime(p.last.At), "Who", p.last.Who, "Result", p.last.Report[0])
		if !p.last.Sound {
			tone = kit.ToneDanger
		}
	}
	p.state.Set(tone, text)
}

func (p *trail) Leave(leave func()) {
	if p.cancel != nil {
		p.cancel()
	}
	leave()
}

// Do knows no command of its own.
func (p *trail) Do(screen.Command) bool { return false }
