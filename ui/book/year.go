package book

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Yearly is what a table of a year's records shows.
type Yearly[T any] struct {
	Room, Title string // Title in words
	Columns     []kit.TableColumn
	Register    string // of the records that its lines open
	Read        func(ctx context.Context, year int) ([]T, error)
	Row         func(T) kit.Row
	// Marks are what the lines can be narrowed to; Has tells whether a line has a
	// mark, Names are the marks in words.
	Marks, Names []string
	Has          func(x T, mark string) bool
	// Note says of all lines what there is, with how many have each mark.
	Note  func(all []T, marked map[string]int) string
	Empty string // the sentence for a year without a line
	// Print prints the lines that are shown, by their ids.
	PrintText string
	Print     func(ids []int64)
	New       func() // Ctrl+N; may be nil
}

// YearTable is a table of all records of a year, which the header steps through.
type YearTable[T any] struct {
	h       screen.Host
	conf    Yearly[T]
	year    int
	mark    string // of the conf's; "": all
	all     []T
	shown   []T
	table   *kit.RecordTable
	head    *kit.PageHeader
	chip    *kit.Chip
	content fyne.CanvasObject
	read    bool
}

// NewYearTable begins with the year that it is.
func NewYearTable[T any](h screen.Host, c Yearly[T]) *YearTable[T] {
	return &YearTable[T]{h: h, conf: c, year: h.Shop().DB.Now().Local().Year()}
}

// Room is the entry of the navigation.
func (p *YearTable[T]) Room() string { return p.conf.Room }

// Content builds the page.
func (p *YearTable[T]) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.table = kit.NewRecordTable(p.conf.Columns, nil)
	p.table.GiveWay = true
	p.table.SetSource(p, false)
	p.table.OnOpen = func(_ int, id int64) { p.h.Open(p.conf.Register, id) }
	p.chip = kit.NewChip(kit.T("ui.year.only"), p.conf.Marks, p.conf.Names, func(mark string) {
		p.mark = mark
		p.draw()
	})
	p.head = kit.NewPageHeader(p.conf.Title, "")
	p.content = kit.Page(p.head, kit.NewPanel(p.table))
	p.drawHead()
	return p.content
}

func (p *YearTable[T]) drawHead() {
	step := func(n int) func() { return func() { p.year += n; p.Shown() } }
	p.head.Actions(p.chip,
		kit.NewButton("", "chevron-left", step(-1)).Tip(strconv.Itoa(p.year-1)),
		kit.Bold(kit.T("ui.year.named", "Year", p.year)),
		kit.NewButton("", "chevron-right", step(1)).Tip(strconv.Itoa(p.year+1)),
		kit.NewButton(p.conf.PrintText, "printer", p.print).Hint("Ctrl+P").Off(screen.NoPrint(p.h, p.conf.Register)))
}

// Len is how many lines are shown.
func (p *YearTable[T]) Len() int { return len(p.shown) }

// Row is a line.
func (p *YearTable[T]) Row(i int) (kit.Row, bool) { return p.conf.Row(p.shown[i]), true }

// Want has nothing to do: all is read.
func (p *YearTable[T]) Want(int, int) {}

// Shown reads the year anew.
func (p *YearTable[T]) Shown() {
	year := p.year
	var all []T
	screen.Beside(func(ctx context.Context) (err error) {
		all, err = p.conf.Read(ctx, year)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if year != p.year {
			return // another year was picked meanwhile
		}
		first := !p.read
		p.all, p.read = all, true
		p.drawHead()
		p.draw()
		if first {
			p.table.FocusFirst()
		}
	})
}

func (p *YearTable[T]) draw() {
	marked := map[string]int{}
	for _, x := range p.all {
		for _, m := range p.conf.Marks {
			if p.conf.Has(x, m) {
				marked[m]++
			}
		}
	}
	p.shown = p.all
	if p.mark != "" {
		p.shown = slices.DeleteFunc(slices.Clone(p.all), func(x T) bool { return !p.conf.Has(x, p.mark) })
	}
	p.head.Set(p.conf.Title, p.conf.Note(p.all, marked))
	p.table.Empty = nil
	if len(p.shown) == 0 {
		text := p.conf.Empty
		if len(p.all) > 0 {
			text = kit.T("ui.empty.filter")
		}
		p.table.Empty = kit.NewEmptyState("clipboard-list", text, "", nil)
	}
	p.table.SetSource(p, true)
}

func (p *YearTable[T]) print() {
	ids := make([]int64, len(p.shown))
	for i, x := range p.shown {
		ids[i] = p.conf.Row(x).ID
	}
	p.conf.Print(ids)
}

// Leave goes at once: nothing is typed here.
func (p *YearTable[T]) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *YearTable[T]) Do(c screen.Command) bool { return does(c, p.print, p.conf.New) }
