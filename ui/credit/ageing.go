package credit

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// ageing is what customers owe by how long it is overdue, one line a customer,
// the totals on top.
type ageing struct {
	h       screen.Host
	owner   string
	head    *kit.PageHeader
	totals  *fyne.Container
	table   *kit.RecordTable
	content fyne.CanvasObject
	a       *credit.Ageing
	month   credit.Figures
}

func newAgeing(h screen.Host) *ageing { return &ageing{h: h} }

// Room is the entry of the navigation.
func (p *ageing) Room() string { return room }

// Content builds the page.
func (p *ageing) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.table = kit.NewRecordTable(p.columns(), nil)
	p.table.SetSource(p, false)
	p.table.OnOpen = func(_ int, id int64) { p.h.Open("customer", id) }
	names := book.People(p.h)()
	owners := kit.NewChip(kit.T("credit.owner"), names, names, func(name string) { p.owner = name; p.Shown() })
	p.head = kit.NewPageHeader(kit.T("credit.ageing.title"), "").Actions(owners,
		kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P").Off(screen.NoPrint(p.h, "receivable")))
	p.totals = kit.HBox(kit.Gap8)
	p.content = kit.Page(p.head, kit.NewPanel(kit.VBox(0, kit.Pad(kit.Fixed(p.totals, 0, totalsHeight), kit.Gap12, kit.Gap16, kit.Gap12, kit.Gap16), kit.NewRule(), kit.Grow(p.table))))
	return p.content
}

// totalsHeight is that of a total: its name and the figure.
const totalsHeight = 40

// columns are those of the regulation that was read; before, only the names.
func (p *ageing) columns() []kit.TableColumn {
	cs := []kit.TableColumn{
		{Key: "name", Title: kit.T("credit.customer_name"), Width: 200, Flex: true},
		{Key: "owner", Title: kit.T("credit.owner"), Width: 84},
	}
	if p.a == nil {
		return cs
	}
	for i, h := range p.a.Heads(kit.Lang) {
		cs = append(cs, kit.TableColumn{Key: "b" + strconv.Itoa(i), Title: h, Width: 104, Right: true})
	}
	return append(cs,
		kit.TableColumn{Key: "open", Title: kit.T("credit.ageing.open"), Width: 116, Right: true},
		kit.TableColumn{Key: "limit", Title: kit.T("credit.limit"), Width: 116, Right: true})
}

// Len is how many customers owe something.
func (p *ageing) Len() int {
	if p.a == nil {
		return 0
	}
	return len(p.a.Lines)
}

// Row is a customer's line. What is overdue is red.
func (p *ageing) Row(i int) (kit.Row, bool) {
	x := p.a.Lines[i]
	cells := []kit.Cell{{Text: x.Name}, {Text: x.Owner}}
	for n, b := range x.Buckets {
		c := kit.Cell{Text: amount(b)}
		if n > 0 && b > 0 {
			c.Tone = kit.ToneDanger
		}
		cells = append(cells, c)
	}
	limit := kit.Cell{Text: amount(x.Limit), Muted: true}
	if x.Open > x.Limit {
		limit.Tone = kit.ToneWarning
	}
	return kit.Row{ID: x.CustomerID, Cells: append(cells, kit.Cell{Text: amount(x.Open), Bold: true}, limit)}, true
}

// Want has nothing to do: all is read.
func (p *ageing) Want(int, int) {}

// amount is an amount with its thousands parted, "" for nothing.
func amount(n int64) string {
	if n == 0 {
		return ""
	}
	return credit.Money(n)
}

// Shown reads what is owed anew.
func (p *ageing) Shown() {
	day := screen.Today(p.h)
	var a *credit.Ageing
	screen.Beside(func(ctx context.Context) error {
		var err error
		if a, err = p.h.Shop().Credit.Age(ctx, day, p.owner); err != nil {
			return err
		}
		p.month, err = p.h.Shop().Credit.Period(ctx, day[:len("2026-11-")]+"01", day, p.owner)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		first := p.a == nil
		p.a = a
		p.draw()
		if first {
			p.table.FocusFirst()
		}
	})
}

func (p *ageing) draw() {
	p.table.SetColumns(p.columns())
	p.table.Empty = nil
	if len(p.a.Lines) == 0 {
		p.table.Empty = kit.NewEmptyState("receipt", kit.T("ui.credit.ageing.empty"), kit.T("ui.credit.ageing.empty.do"), nil)
	}
	t := p.a.Total
	p.head.Set(kit.T("credit.ageing.title"), kit.T("ui.credit.ageing.note", "N", len(p.a.Lines), "Open", credit.Money(t.Open), "Overdue", credit.Money(t.Overdue)))
	p.totals.Objects = nil
	for i, h := range p.a.Heads(kit.Lang) {
		tone := kit.ColorText
		if i > 0 && t.Buckets[i] > 0 {
			tone = kit.ColorDanger
		}
		p.totals.Add(total(h, credit.Money(t.Buckets[i]), tone))
	}
	p.totals.Add(kit.Spacer())
	for _, x := range []struct {
		key string
		n   int64
	}{{"ui.credit.sales", p.month.Sales}, {"ui.credit.collected", p.month.Collected}, {"ui.credit.bad_debts", p.month.BadDebts}} {
		p.totals.Add(total(kit.T(x.key), credit.Money(x.n), kit.ColorText))
	}
	p.totals.Refresh()
	p.table.Refresh()
}

// total is a figure under what it is.
func total(name, figure string, c kit.Colour) fyne.CanvasObject {
	return kit.Pad(kit.VBox(2, kit.Small(name), kit.Bold(figure).In(c)), 0, kit.Gap12, 0, 0)
}

// print prints the lines that are shown.
func (p *ageing) print() {
	if p.a == nil || len(p.a.Lines) == 0 {
		return
	}
	ids := make([]int64, len(p.a.Lines))
	for i, x := range p.a.Lines {
		ids[i] = x.CustomerID
	}
	slices.Sort(ids)
	p.h.Print(ageingForm, "customer", ids...)
}

// Leave goes at once: nothing is typed here.
func (p *ageing) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *ageing) Do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.New:
		p.h.New("receivable", field.Values{})
	default:
		return false
	}
	return true
}
