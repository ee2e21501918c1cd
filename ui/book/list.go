package book

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Table says how a register's table looks.
type Table struct {
	Room    string // entry of the navigation
	Icon    string
	Sort    string // at first
	Desc    bool
	Filters []string // fields offered as filters above the table
	Tones   Tones
	// Tone colours what does not follow from one value alone: a day that is
	// past. Neutral leaves it to Tones; may be nil.
	Tone func(l register.Line, key string) kit.Tone
	Form string // printed for the chosen records
	New  bool   // a record can be begun here
	// Side is the panel beside the table for the marked record; it is called
	// on the window's goroutine and fills itself in later.
	Side func(h screen.Host, l register.Line) fyne.CanvasObject
	// Actions stand before the button of a new record; may be nil.
	Actions func(h screen.Host) []*kit.Button
	// Empty is shown while there is no record at all; nil: the usual words.
	Empty func(h screen.Host) fyne.CanvasObject
}

// List is the page of a register's table.
type List struct {
	h     screen.Host
	reg   register.Register
	conf  Table
	like  liking
	descs map[string]field.Desc

	vec     *vector
	table   *kit.RecordTable
	head    *kit.PageHeader
	side    *fyne.Container
	content fyne.CanvasObject
	shown   int64 // record in the side panel
	binned  bool  // the recycle bin is shown
	cancel  func()
	print   *kit.Button
	fresh   bool              // never read yet
	names   map[string]string // of the records filtered by, by number
}

// NewList makes the page of a register's table.
func NewList(h screen.Host, reg register.Register, conf Table) *List {
	l := &List{h: h, reg: reg, conf: conf, descs: map[string]field.Desc{}, names: map[string]string{}, fresh: true}
	for _, d := range reg.Fields() {
		l.descs[d.Key] = d
	}
	l.like = liking{Sort: conf.Sort, Desc: conf.Desc}
	h.Preference("table."+reg.Key(), &l.like)
	l.vec = newVector(reg)
	return l
}

// Room is the entry of the navigation.
func (l *List) Room() string { return l.conf.Room }

// Content builds the page.
func (l *List) Content() fyne.CanvasObject {
	if l.content != nil {
		return l.content
	}
	l.table = kit.NewRecordTable(liked(columns(l.reg), l.like.Columns), nil)
	src := &source{vec: l.vec, arrived: func() { l.table.Refresh(); l.follow() }}
	src.cells = func(x register.Line) []kit.Cell { return cells(l.descs, l.table.Columns(), &l.conf, x) }
	l.table.SetSource(src, false)
	l.table.SetSort(l.like.Sort, l.like.Desc)
	l.table.OnSort = func(key string, desc bool) {
		l.like.Sort, l.like.Desc = key, desc
		l.remember()
		l.table.SetSort(key, desc)
		l.read()
	}
	l.table.OnColumns = func(cs []kit.TableColumn) {
		l.chose(cs)
	}
	l.table.GiveWay = len(l.like.Columns) == 0
	l.table.OnOpen = func(_ int, id int64) { l.h.Open(l.reg.Key(), id) }
	l.table.OnSelect = func(int, int64) { l.follow() }
	l.table.OnChoose = func(ids []int64) { l.chosen(len(ids)) }
	l.table.OnMenu = l.menu
	l.side = container.NewStack()
	l.layout()
	return l.content
}

func (l *List) layout() {
	var actions []fyne.CanvasObject
	if l.conf.Actions != nil {
		for _, b := range l.conf.Actions(l.h) {
			actions = append(actions, b)
		}
	}
	var choose *kit.Button
	choose = kit.NewButton(kit.T("ui.columns"), "columns-3", func() { kit.ShowMenuUnder(choose, l.columnMenu()) })
	actions = append(actions, choose)
	if l.conf.Form != "" {
		l.print = kit.NewButton(kit.T("ui.print"), "printer", l.printChosen).Off(l.refused(account.Print))
		actions = append(actions, l.print)
	}
	if l.conf.New {
		actions = append(actions, kit.NewButton(kit.T("ui.new."+l.reg.Key()), "plus", func() { l.h.New(l.reg.Key(), nil) }).Hint("Ctrl+N").Off(l.refused(account.Create)))
	}
	l.head = kit.NewPageHeader(kit.T(l.reg.Key()+".title"), "").Actions(actions...)
	l.drawChips()
	var main fyne.CanvasObject = kit.NewPanel(l.table)
	if l.conf.Side != nil {
		main = kit.Beside(main, l.side, 396, 440)
	}
	l.content = kit.Page(l.head, main)
}

// refused says why whoever is at the desk may not do something here, "" where
// they may.
func (l *List) refused(v account.Verb) string { return screen.Refused(l.h, v, l.reg.Key()) }

// chose keeps the columns as a person chose them: they all stay, even where
// there is no room for them. nil takes the register's own again.
func (l *List) chose(cs []kit.TableColumn) {
	l.like.Columns = widths(cs)
	l.table.GiveWay = len(cs) == 0
	l.remember()
}

// remember keeps how the person likes the table.
func (l *List) remember() { l.h.SetPreference("table."+l.reg.Key(), l.like) }

// Shown reads the table again and gives it the keyboard.
func (l *List) Shown() {
	l.read()
	l.table.FocusFirst()
}

func (l *List) query() register.Query {
	return register.Query{Sort: l.like.Sort, Desc: l.like.Desc, Filters: l.like.Filters, Deleted: l.binned}
}

// firstScreen is how many records are shown while the rest is still counted.
const firstScreen = 200

// read asks for the ids anew: the first screenful at once, then all.
func (l *List) read() {
	if l.cancel != nil {
		l.cancel()
	}
	q := l.query()
	mark, place := l.shown, 0.0
	if !l.fresh {
		place, _ = l.table.Place()
	}
	first := l.fresh
	if first {
		mark = l.like.At
	}
	l.fresh = false
	l.cancel = screen.Beside(func(ctx context.Context) error {
		if first {
			q := q
			q.Limit = firstScreen
			ids, err := l.reg.IDs(ctx, q)
			if err != nil {
				return err
			}
			part := len(ids) == firstScreen
			fyne.Do(func() { l.take(ids, mark, 0, part) })
			if !part {
				return nil
			}
		}
		ids, err := l.reg.IDs(ctx, q)
		if err != nil {
			return err
		}
		fyne.Do(func() { l.take(ids, mark, place, false) })
		return nil
	}, func(err error) { screen.Fail(l.h, err) })
}

func (l *List) take(ids []int32, mark int64, place float64, part bool) {
	l.vec.set(ids)
	row := -1
	if mark != 0 {
		row = l.vec.place(mark)
	}
	l.table.SetPlace(place, row)
	l.table.Empty = nil
	if len(ids) == 0 {
		l.table.Empty = l.empty()
	}
	l.table.Refresh()
	switch {
	case row >= 0 && place == 0:
		l.table.Mark(row)
	case row < 0 && len(ids) > 0 && !part:
		l.table.Mark(0)
	}
	if part {
		l.head.Set(kit.T(l.reg.Key()+".title"), "…")
	} else {
		l.head.Set(kit.T(l.reg.Key()+".title"), kit.T("ui.count."+l.reg.Key(), "N", strconv.Itoa(len(ids))))
	}
	l.follow()
}

func (l *List) empty() fyne.CanvasObject {
	if l.binned {
		return kit.NewEmptyState("trash-2", kit.T("ui.empty.bin"), kit.T("ui.empty.bin.do"), nil)
	}
	if len(l.like.Filters) > 0 {
		return kit.NewEmptyState("search-x", kit.T("ui.empty.filter"), kit.T("ui.empty.filter.do"),
			kit.NewButton(kit.T("ui.filter.clear"), "", func() { l.setFilters(nil) }))
	}
	if l.conf.Empty != nil {
		return l.conf.Empty(l.h)
	}
	key := "ui.empty." + l.reg.Key()
	var begin *kit.Button
	if l.conf.New {
		begin = kit.NewButton(kit.T("ui.new."+l.reg.Key()), "plus", func() { l.h.New(l.reg.Key(), nil) }).Primary().Off(l.refused(account.Create))
	}
	return kit.NewEmptyState(l.conf.Icon, kit.T(key), kit.T(key+".do"), begin)
}

// follow shows the marked record in the side panel.
func (l *List) follow() {
	row, id := l.table.Marked()
	if l.conf.Side == nil {
		l.shown = id
		return
	}
	if row < 0 {
		l.shown = 0
		l.side.Objects = []fyne.CanvasObject{kit.NewPanel(kit.NewEmptyState(l.conf.Icon, kit.T("ui.side"), kit.T("ui.side.do"), nil))}
		l.side.Refresh()
		return
	}
	line, ok := l.vec.line(row)
	if !ok || line.ID == 0 {
		l.shown = id
		return
	}
	l.shown = id
	screen.Guard(l.h, func() {
		l.side.Objects = []fyne.CanvasObject{l.conf.Side(l.h, line)}
		l.side.Refresh()
	})
}

func (l *List) chosen(n int) {
	if l.print == nil {
		return
	}
	if n > 1 {
		l.print.SetText(kit.T("ui.print.n", "N", strconv.Itoa(n)))
	} else {
		l.print.SetText(kit.T("ui.print"))
	}
}

func (l *List) printChosen() {
	if ids := l.table.Chosen(); len(ids) > 0 {
		l.h.Print(l.conf.Form, l.reg.Key(), ids...)
	} else {
		kit.NewToast(l.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.print.none")})
	}
}

func (l *List) menu(_ int, id int64) []kit.MenuItem {
	if l.binned {
		return []kit.MenuItem{
			{Text: kit.T("ui.restore"), Icon: "rotate-ccw", Off: l.refused(account.Delete) != "", OnTap: func() { l.restore(id) }},
		}
	}
	m := []kit.MenuItem{{Text: kit.T("ui.open"), Icon: "folder-open", Hint: "Enter", OnTap: func() { l.h.Open(l.reg.Key(), id) }}}
	if l.conf.Form != "" {
		m = append(m, kit.MenuItem{Text: kit.T("ui.print"), Icon: "printer", Hint: "Ctrl+P", Off: l.refused(account.Print) != "", OnTap: l.printChosen})
	}
	return append(m, kit.MenuItem{Text: kit.T("ui.delete"), Icon: "trash-2", Danger: true, Rule: true, Off: l.refused(account.Delete) != "", OnTap: func() { Delete(l.h, l.reg, id, l.read) }})
}

func (l *List) restore(id int64) {
	who := l.h.Who()
	screen.Beside(func(ctx context.Context) error { return l.reg.Restore(ctx, who, id) }, func(err error) {
		if err != nil {
			screen.Fail(l.h, err)
			return
		}
		kit.NewToast(l.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.restored"), Tone: kit.ToneGood})
		l.h.Changed()
		l.read()
	})
}

// Delete moves a record to the recycle bin and offers to take it out again.
func Delete(h screen.Host, reg register.Register, id int64, then func()) {
	who := h.Who()
	screen.Beside(func(ctx context.Context) error { return reg.Delete(ctx, who, id) }, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.Changed()
		then()
		kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.deleted"), Action: kit.T("ui.undo"), OnDo: func() {
			screen.Beside(func(ctx context.Context) error { return reg.Restore(ctx, who, id) }, func(err error) {
				screen.Fail(h, err)
				h.Changed()
				then()
			})
		}})
	})
}

// Leave goes at once: a table has nothing to lose. What was marked is kept for
// the next start.
func (l *List) Leave(leave func()) {
	if l.like.At != l.shown {
		l.like.At = l.shown
		l.remember()
	}
	leave()
}

// Do carries out the keyboard's commands.
func (l *List) Do(c screen.Command) bool {
	_, id := l.table.Marked()
	switch c {
	case screen.New:
		if l.conf.New {
			l.h.New(l.reg.Key(), nil)
		}
	case screen.Print:
		if l.conf.Form != "" {
			l.printChosen()
		}
	case screen.Delete:
		if id != 0 && !l.binned {
			Delete(l.h, l.reg, id, l.read)
		}
	case screen.Escape:
		if !l.binned {
			return false
		}
		l.bin(false)
	default:
		return false
	}
	return true
}

func (l *List) bin(show bool) {
	l.binned, l.shown = show, 0
	l.table.Unmark()
	l.drawChips()
	l.read()
}

func (l *List) setFilters(fs []register.Filter) {
	l.like.Filters = fs
	l.remember()
	l.table.Unmark()
	l.drawChips()
	l.read()
}

// Narrow sets the filters for when the table is shown next.
func (l *List) Narrow(fs ...register.Filter) {
	l.Content()
	l.like.Filters, l.binned, l.shown = fs, false, 0
	l.remember()
	l.table.Unmark()
	l.table.SetPlace(0, -1)
	l.drawChips()
}

func (l *List) filter(key string) *register.Filter {
	i := slices.IndexFunc(l.like.Filters, func(f register.Filter) bool { return f.Key == key })
	if i < 0 {
		return nil
	}
	return &l.like.Filters[i]
}
