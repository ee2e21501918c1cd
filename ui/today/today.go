// Package today is the screen that a day begins with: what has to be done, late
// work first, the figures people look at, and the buttons to begin.
package today

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// most lines of work that is late, and of the work of the week; a click shows
// as many more.
const most = 40

type page struct {
	h       screen.Host
	head    *kit.PageHeader
	left    *fyne.Container
	right   *fyne.Container
	figures *fyne.Container // charts, see look
	content fyne.CanvasObject
	scroll  *kit.Scroll
	like    liking
	most    int
	whole   *fyne.Container   // the page, and over it the choice of a login while that is asked
	offer   fyne.CanvasObject // nil while it is not
	asked   bool
}

// liking is whose work a person wants to see.
type liking struct {
	Mine bool `json:"mine"`
}

// Page is the page of the day.
func Page(h screen.Host) screen.Page { return &page{h: h, most: most} }

func (p *page) Room() string { return "today" }

func (p *page) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.h.Preference("today", &p.like)
	p.head = kit.NewPageHeader(title(time.Now()), "")
	p.actions()
	p.left, p.right, p.figures = container.NewStack(), kit.VBox(kit.Gap16), kit.VBox(kit.Gap16)
	p.scroll = kit.NewScroll(p.left)
	p.whole = kit.Stack(kit.Page(p.head, kit.Sides(kit.NewPanel(p.scroll), kit.NewScroll(p.right), 360)))
	p.content = p.whole
	return p.content
}

func title(now time.Time) string {
	return kit.T("ui.today.title", "Month", int(now.Month()), "Day", now.Day(), "Weekday", kit.Weekday(now))
}

// actions are whose work is shown, and the sheet for the next shift.
func (p *page) actions() {
	mine := kit.NewChip(kit.T("ui.today.whose"), []string{"mine"}, []string{kit.T("ui.today.mine")}, func(key string) {
		p.like.Mine = key != ""
		p.h.SetPreference("today", p.like)
		p.Shown()
	})
	if p.like.Mine {
		mine.SetKey("mine")
	}
	p.head.Actions(mine)
}

// day is what the page shows.
type day struct {
	late, next due.List
	entered    []shop.Entry
	drafts     []db.Draft
	undecided  bool // whether the file needs a login
	fresh      bool // it holds no customer yet
}

func (p *page) Shown() {
	now := time.Now()
	owner := ""
	if p.like.Mine {
		owner = p.h.Who()
	}
	var d day
	screen.Beside(func(ctx context.Context) error {
		s := p.h.Shop()
		day := func(n int) string { return now.AddDate(0, 0, n).Format(field.DateLayout) }
		var err error
		if d.late, err = s.Due(ctx, due.Query{Today: day(0), Until: day(-1), Owner: owner, Limit: p.most}); err != nil {
			return err
		}
		if d.next, err = s.Due(ctx, due.Query{Today: day(0), From: day(0), Until: day(7), Owner: owner, Limit: p.most}); err != nil {
			return err
		}
		if d.drafts, err = s.DB.Drafts(ctx); err != nil {
			return err
		}
		if d.undecided, d.fresh, err = undecided(ctx, s); err != nil {
			return err
		}
		d.entered, err = s.Entered(ctx, now, 50)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.draw(d, now)
		p.look(now)
	})
}

// look reads the charts' figures, once the work is on the screen.
func (p *page) look(now time.Time) {
	var f figures
	screen.Beside(func(ctx context.Context) error {
		var err error
		f, err = read(ctx, p.h.Shop(), now)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.figures.Objects = p.charts(f)
		p.figures.Refresh()
		kit.Relayout(p.figures)
	})
}

func (p *page) draw(d day, now time.Time) {
	note := kit.T("ui.today.clear")
	if n := d.late.Late + d.next.Today; d.late.Late > 0 {
		note = kit.T("ui.today.note.late", "N", n, "Late", d.late.Late)
	} else if n > 0 {
		note = kit.T("ui.today.note", "N", n)
	}
	p.head.Set(title(now), note)

	p.ask(d)

	col := kit.VBox(0, p.work(d, now.Format(field.DateLayout))...)
	var main fyne.CanvasObject = col
	if len(col.Objects) == 0 {
		main = kit.Pad(kit.NewEmptyState("sun", kit.T("ui.today.nothing"), kit.T("ui.today.nothing.do"),
			kit.NewButton(kit.T("ui.new.customer"), "plus", func() { p.h.New("customer", nil) }).Off(screen.NoNew(p.h, "customer")).Primary()), 80, 0, 0, 0)
	}
	p.left.Objects = []fyne.CanvasObject{main}
	p.left.Refresh()
	p.scroll.Refresh()

	p.right.Objects = nil
	if d.undecided {
		p.right.Add(kit.NewBanner(kit.ToneInfo, kit.T("account.offer.line")).Do(kit.T("account.offer.decide"), p.showOffer))
	}
	if len(d.drafts) > 0 {
		p.right.Add(p.drafts(d.drafts))
	}
	p.right.Add(p.figures)
	p.right.Add(p.quick())
	p.right.Add(p.entered(d.entered))
	p.right.Refresh()
}

func (p *page) Leave(leave func()) { leave() }

func (p *page) Do(c screen.Command) bool {
	if c == screen.New {
		p.h.New("customer", nil)
		return true
	}
	if c == screen.Escape && p.offer != nil {
		p.putOff()
		return true
	}
	return c == screen.Escape
}
