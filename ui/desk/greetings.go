package desk

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/customer"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// mostGreetings are listed.
const mostGreetings = 2000

// greetings are whom to greet in the days ahead.
type greetings struct {
	h       screen.Host
	days    int // ahead; 0: as the regulation has it
	mine    bool
	head    *kit.PageHeader
	table   *kit.RecordTable
	done    *kit.Button
	content fyne.CanvasObject
	list    []desk.Greeting
}

func newGreetings(h screen.Host) *greetings { return &greetings{h: h} }

// Room is the entry of the navigation.
func (p *greetings) Room() string { return room }

// Content builds the page.
func (p *greetings) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.table = kit.NewRecordTable([]kit.TableColumn{
		{Key: "day", Title: kit.T("ui.desk.greet.day"), Width: 110},
		{Key: "customer", Title: kit.T("ui.desk.greet.customer"), Width: 220, Flex: true},
		{Key: "person", Title: kit.T("ui.desk.greet.person"), Width: 100},
		{Key: "occasion", Title: kit.T("ui.desk.greet.occasion"), Width: 110},
		{Key: "phone", Title: kit.T("customer.phone"), Width: 130},
		{Key: "owner", Title: kit.T("customer.owner"), Width: 90},
		{Key: "done", Title: kit.T("ui.desk.greet.done"), Width: 200},
	}, nil)
	p.table.SetSource(p, false)
	p.table.OnOpen = func(row int, _ int64) { p.h.Open("customer", p.list[row].CustomerID) }
	p.table.OnMenu = func(row int, _ int64) []kit.MenuItem { return p.ways(row) }
	keys := []string{"1", "14", "31"}
	span := kit.NewChip(kit.T("ui.desk.greet.span"), keys, []string{kit.T("ui.desk.greet.today"), kit.T("ui.desk.greet.days", "N", 14), kit.T("ui.desk.greet.days", "N", 31)}, func(key string) {
		p.days, _ = strconv.Atoi(key)
		p.Shown()
	})
	mine := kit.NewChip(kit.T("ui.today.whose"), []string{"mine"}, []string{kit.T("ui.today.mine")}, func(key string) { p.mine = key != ""; p.Shown() })
	p.done = kit.NewButton(kit.T("ui.today.act.greeted"), "check", func() {
		if row, _ := p.table.Marked(); row >= 0 && row < len(p.list) {
			kit.ShowMenuUnder(p.done, p.ways(row))
		}
	}).Primary().Hint("Ctrl+Enter")
	p.head = kit.NewPageHeader(kit.T("greeting.title"), "").Actions(span, mine, kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P"), p.done)
	p.content = kit.Page(p.head, kit.NewPanel(p.table))
	return p.content
}

// Len is how many there are.
func (p *greetings) Len() int { return len(p.list) }

// Row is one of them; who was greeted stands back.
func (p *greetings) Row(i int) (kit.Row, bool) {
	g := p.list[i]
	done := ""
	if g.DoneOn != "" {
		done = join(g.DoneOn, g.DoneBy, way(g.Way))
	}
	what := kit.T("greeting.due.birthday")
	if name := g.Holiday(); name != "" {
		what = desk.HolidayName(name).Say(kit.Lang)
	}
	day := g.Day[5:]
	if t, err := time.Parse(field.DateLayout, g.Day); err == nil {
		day += " " + kit.Weekday(t)
	}
	cells := []kit.Cell{{Text: day}, {Text: g.Customer, Bold: g.DoneOn == ""}, {Text: g.Person}, {Text: what}, {Text: g.Phone}, {Text: g.Owner}, {Text: done}}
	if g.Day == screen.Today(p.h) && g.DoneOn == "" {
		cells[0].Tone = kit.ToneWarning
	}
	for j := range cells {
		cells[j].Muted = g.DoneOn != ""
	}
	return kit.Row{ID: int64(i + 1), Cells: cells}, true
}

// Want has nothing to do: all is read.
func (p *greetings) Want(int, int) {}

func way(key string) string {
	if key == "" {
		return ""
	}
	return kit.T("greeting.way." + key)
}

// Shown reads the list anew.
func (p *greetings) Shown() {
	now := p.h.Shop().DB.Now()
	q := desk.GreetQuery{From: screen.Today(p.h), Limit: mostGreetings}
	if p.mine {
		q.Owner = p.h.Who()
	}
	var list []desk.Greeting
	var off customer.Left
	n := p.days
	screen.Beside(func(ctx context.Context) error {
		if n == 0 {
			preset, err := p.h.Shop().Policy(ctx)
			if err != nil {
				return err
			}
			n = preset.Desk.Greetings + 1
		}
		q.Until = now.Local().AddDate(0, 0, n-1).Format(field.DateLayout)
		var err error
		if list, err = p.h.Shop().Desk.Greetings(ctx, q); err != nil {
			return err
		}
		off, err = p.h.Shop().Desk.LeftOut(ctx, q)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.list = list
		left := 0
		for _, g := range list {
			if g.DoneOn == "" {
				left++
			}
		}
		p.head.Set(kit.T("greeting.title"), join(kit.T("ui.desk.greet.note", "N", len(list), "Left", left), off.Say(kit.Lang)))
		p.table.Empty = nil
		if len(list) == 0 {
			p.table.Empty = kit.NewEmptyState("gift", kit.T("ui.desk.greet.empty"), kit.T("ui.desk.greet.empty.do"), nil)
		}
		p.table.Refresh()
		if row, _ := p.table.Marked(); row < 0 && len(list) > 0 {
			p.table.Mark(0)
		}
		p.table.FocusFirst()
	})
}

// ways are the ways in which the customer of a row was greeted; for one who was,
// to take the mark away.
func (p *greetings) ways(row int) []kit.MenuItem {
	g, s := p.list[row], p.h.Shop().Desk
	if g.DoneOn != "" {
		return []kit.MenuItem{{Text: kit.T("ui.undo"), Icon: "undo-2", OnTap: func() {
			book.Carry(p.h, "", func(ctx context.Context) error { return s.NotGreeted(ctx, p.h.Who(), g) }, p.Shown)
		}}}
	}
	var m []kit.MenuItem
	for _, w := range desk.Ways {
		m = append(m, kit.MenuItem{Text: way(w), OnTap: func() {
			book.Carry(p.h, kit.T("ui.desk.greet.did", "Name", g.Customer), func(ctx context.Context) error { return s.Greet(ctx, p.h.Who(), g, w) }, p.Shown)
		}})
	}
	return append(m, kit.MenuItem{Text: kit.T("ui.open"), Icon: "folder-open", Rule: true, OnTap: func() { p.h.Open("customer", g.CustomerID) }})
}

// print prints the customers that are listed.
func (p *greetings) print() {
	seen := map[int64]bool{}
	var ids []int64
	for _, g := range p.list {
		if !seen[g.CustomerID] {
			seen[g.CustomerID] = true
			ids = append(ids, g.CustomerID)
		}
	}
	if len(ids) == 0 {
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.desk.greet.empty")})
		return
	}
	p.h.Print(greetingsForm, "customer", ids...)
}

// Leave goes at once: nothing is typed here.
func (p *greetings) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *greetings) Do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.Commit:
		p.done.OnTap()
	default:
		return false
	}
	return true
}
