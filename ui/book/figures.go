package book

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Counting is what a page of figures counts and how it shows it.
type Counting struct {
	Room, Title string
	Register    string   // whose right to print is asked
	Period      string   // it begins with, a name of Days
	Periods     []string // to pick from
	// Count counts a period beside the window and gives what draws it.
	Count func(ctx context.Context, from, to string) (draw func() fyne.CanvasObject, err error)
	Print func(from, to string)
	// Before and After stand beside the period in the header; may be nil.
	Before, After []fyne.CanvasObject
	New           func() // Ctrl+N; may be nil
}

// Figures is a page of the figures of a period.
type Figures struct {
	Period *Period

	h       screen.Host
	conf    Counting
	asked   int // how often it was counted: an answer to an earlier question is too late
	body    *fyne.Container
	content fyne.CanvasObject
}

// NewFigures makes the page.
func NewFigures(h screen.Host, c Counting) *Figures {
	return &Figures{h: h, conf: c}
}

// Room is the entry of the navigation.
func (p *Figures) Room() string { return p.conf.Room }

// Content builds the page; the figures come when they were counted.
func (p *Figures) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.body = container.NewStack(kit.Small(kit.T("ui.reading")))
	now := p.h.Shop().DB.Now
	p.Period = NewPeriod(now, p.conf.Period, p.conf.Periods, p.Shown)
	parts := append(append([]fyne.CanvasObject{}, p.conf.Before...), p.Period.Parts()...)
	parts = append(append(parts, p.conf.After...), kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P").Off(screen.NoPrint(p.h, p.conf.Register)))
	p.content = kit.Page(kit.NewPageHeader(kit.T(p.conf.Title), "").Actions(parts...), kit.NewScroll(p.body))
	return p.content
}

// Shown counts anew.
func (p *Figures) Shown() {
	p.asked++
	asked := p.asked
	if t := p.Period.Trouble(); t != "" {
		p.show(kit.VBox(0, kit.NewBanner(kit.ToneWarning, t)))
		return
	}
	var draw func() fyne.CanvasObject
	from, to := p.Period.From, p.Period.To
	screen.Beside(func(ctx context.Context) (err error) {
		draw, err = p.conf.Count(ctx, from, to)
		return err
	}, func(err error) {
		switch {
		case asked != p.asked:
		case err != nil:
			screen.Fail(p.h, err)
		default:
			p.show(draw())
		}
	})
}

func (p *Figures) show(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *Figures) print() {
	if p.Period.Trouble() == "" {
		p.conf.Print(p.Period.From, p.Period.To)
	}
}

// Leave goes at once: nothing is typed here.
func (p *Figures) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *Figures) Do(c screen.Command) bool { return does(c, p.print, p.conf.New) }

// does carries out the commands of a page on which nothing is typed; begin may be
// nil.
func does(c screen.Command, print, begin func()) bool {
	switch {
	case c == screen.Print:
		print()
	case c == screen.New && begin != nil:
		begin()
	default:
		return false
	}
	return true
}
