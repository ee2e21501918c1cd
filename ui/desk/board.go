package desk

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/desk"
	"kezhi/data/due"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// mostVisitors are shown of a day; the register has them all.
const mostVisitors = 200

// board is the day at the front desk: the entry of whoever comes, today's
// visitors, and at the side the line and the promises.
type board struct {
	h       screen.Host
	head    *kit.PageHeader
	arrival *arrival
	list    *fyne.Container
	side    *fyne.Container
	content fyne.CanvasObject
	ids     []int64
	shown   bool
}

func newBoard(h screen.Host) *board { return &board{h: h} }

// Room is the entry of the navigation.
func (b *board) Room() string { return room }

// Content builds the page.
func (b *board) Content() fyne.CanvasObject {
	if b.content != nil {
		return b.content
	}
	b.head = kit.NewPageHeader(kit.T("ui.room.desk"), "").Actions(
		kit.NewButton(kit.T("ui.desk.handover"), "handshake", func() { b.h.New("handover", nil) }).Off(screen.NoNew(b.h, "handover")),
		kit.NewButton(kit.T("ui.print"), "printer", b.printDay).Hint("Ctrl+P"),
	)
	b.arrival = newArrival(b.h, b.Shown)
	b.list, b.side = kit.VBox(0), kit.VBox(kit.Gap16)
	main := kit.Edges(b.arrival.content, kit.NewPanel(kit.NewScroll(b.list)), kit.Gap16)
	b.content = kit.Page(b.head, kit.Sides(main, kit.NewScroll(b.side), 340))
	return b.content
}

// day is what the board shows.
type day struct {
	line     []desk.Place
	visitors []*desk.Reception
	promises due.List
	rotation bool
}

// Shown reads the day anew.
func (b *board) Shown() {
	var d day
	on := screen.Today(b.h)
	screen.Beside(func(ctx context.Context) error {
		s := b.h.Shop()
		p, err := s.Policy(ctx)
		if err != nil {
			return err
		}
		d.rotation = p.Desk.Rotation
		if d.line, err = s.Desk.Line(ctx, on); err != nil {
			return err
		}
		if d.visitors, err = s.Desk.On(ctx, on, mostVisitors); err != nil {
			return err
		}
		d.promises, err = s.Desk.Due(ctx, due.Query{Today: on, Until: on, Limit: 200})
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(b.h, err)
			return
		}
		b.draw(d, on)
		if !b.shown {
			b.arrival.name.FocusFirst()
		}
		b.shown = true
		b.arrival.look()
	})
}

func (b *board) draw(d day, on string) {
	waiting := 0
	b.ids = nil
	for _, r := range d.visitors {
		if b.ids = append(b.ids, r.ID); r.LeftAt == 0 {
			waiting++
		}
	}
	t, _ := time.ParseInLocation(time.DateOnly, on, time.Local)
	b.head.Set(kit.T("ui.today.title", "Month", int(t.Month()), "Day", t.Day(), "Weekday", kit.Weekday(t)),
		kit.T("ui.desk.note", "N", len(d.visitors), "In", waiting))
	put(b.list, b.visitors(d.visitors)...)
	side := []fyne.CanvasObject{b.line(d)}
	if c := b.promises(d.promises, on); c != nil {
		side = append(side, c)
	}
	put(b.side, side...)
}

// promises are those of the desk that are due today or late.
func (b *board) promises(l due.List, on string) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	n := 0
	for _, i := range l.Items {
		if i.Kind != due.Promise {
			continue
		}
		n++
		when, tone := i.Day[5:], kit.ColorDanger
		if i.Day == on {
			when, tone = kit.T("ui.is_today"), kit.ColorWarning
		}
		if i.At != 0 {
			when += " " + time.UnixMilli(i.At).Format("15:04")
		}
		text := kit.VBox(2, kit.NewText(i.What).Shortened(), kit.HBox(kit.Gap8, kit.Small(when).In(tone), kit.Grow(kit.Small(i.Who+" · "+i.Owner).Shortened())))
		col.Add(kit.HBox(kit.Gap8, kit.Grow(kit.NewTapArea(text, func() { b.h.Open(i.Register, i.ID) })),
			kit.NewButton(kit.T("ui.today.act.done"), "", func() {
				book.Carry(b.h, kit.T("ui.desk.kept"), func(ctx context.Context) error { return b.h.Shop().Desk.DoDue(ctx, b.h.Who(), i) }, b.Shown)
			}).Small()))
	}
	if n == 0 {
		return nil
	}
	return kit.NewTitledCard(kit.T("ui.desk.promises"), strconv.Itoa(n), nil, col)
}

// printDay prints the register of the day, or a blank one while nobody came.
func (b *board) printDay() { b.h.Print(registerForm, "reception", b.ids...) }

// Leave goes at once: what is typed stays, for the board is the same when it
// is shown again.
func (b *board) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands; Ctrl+Enter and Ctrl+S enter the
// visitor who is typed.
func (b *board) Do(c screen.Command) bool {
	switch c {
	case screen.New:
		b.h.New("reception", nil)
	case screen.Print:
		b.printDay()
	case screen.Save, screen.Commit:
		b.arrival.save()
	default:
		return false
	}
	return true
}
