package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/account"
	"kezhi/data/field"
	accounts "kezhi/ui/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// users is the page of the accounts: who signs in, as what, and when the desk
// locks itself.
type users struct {
	h       screen.Host
	header  *kit.PageHeader
	body    *fyne.Container
	content fyne.CanvasObject
	table   *kit.RecordTable
	list    []account.User
	mode    account.Mode
	idle    int
}

// Users is the page of the accounts.
func Users(h screen.Host) screen.Page { return Tabbed(h, "users", &users{h: h}) }

func (p *users) Room() string { return "settings" }

func (p *users) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.header = kit.NewPageHeader(kit.T("ui.settings.tab.users"), "")
		p.content = kit.Page(p.header, p.body)
	}
	return p.content
}

// Shown reads the accounts, for whoever may see them.
func (p *users) Shown() {
	screen.Beside(func(ctx context.Context) (err error) {
		d := p.h.Shop().DB
		if p.mode, err = account.ModeOf(ctx, d); err != nil || p.mode != account.Closed {
			return err
		}
		if p.idle, err = account.Idle(ctx, d); err != nil || !account.Of(d).May(account.See, account.Register) {
			return err
		}
		p.list, err = account.Users(ctx, d)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.draw()
	})
}

func (p *users) draw() {
	why := screen.Refused(p.h, account.See, account.Register)
	switch {
	case p.mode != account.Closed:
		p.put(p.without())
	case why != "":
		p.put(kit.NewPanel(kit.NewEmptyState("lock", kit.T("account.denied"), why, nil)))
	default:
		p.header.Set(kit.T("ui.settings.tab.users"), kit.T("account.users.note", "N", len(p.list)))
		p.actions()
		p.put(kit.Sides(p.accounts(), kit.NewScroll(kit.VBox(0, p.desk())), 330))
		p.table.FocusFirst()
	}
}

// actions are what is done to the marked account, and the button of a new one.
func (p *users) actions() {
	why := screen.Refused(p.h, account.EditAll, account.Register)
	of := func(do func(account.User)) func() {
		return func() {
			if row, _ := p.table.Marked(); row >= 0 {
				do(p.list[row])
			}
		}
	}
	p.header.Actions(
		kit.NewButton(kit.T("account.users.edit"), "pencil", of(p.edit)).Off(why),
		kit.NewButton(kit.T("account.users.reset"), "rotate-ccw", of(p.reset)).Off(why),
		kit.NewButton(kit.T("account.users.turn"), "lock", of(p.toggle)).Off(why),
		kit.NewButton(kit.T("account.users.add"), "plus", func() { p.edit(account.User{}) }).Primary().Hint("Ctrl+N").
			Off(screen.Refused(p.h, account.Create, account.Register)))
}

// toggle disables an account, or enables it again.
func (p *users) toggle(u account.User) {
	if u.Disabled {
		p.turn(u, false)
		return
	}
	p.disable(u)
}

func (p *users) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// without is the page of a file without accounts.
func (p *users) without() fyne.CanvasObject {
	say, do := "account.users.none", "account.users.none.do"
	if p.mode == account.Open {
		say, do = "account.users.open", "account.users.open.do"
	}
	begin := kit.NewButton(kit.T("account.offer.closed"), "lock", func() { accounts.SetUp(p.h, p.Shown) }).Primary()
	return kit.NewPanel(kit.NewEmptyState("users", kit.T(say), kit.T(do), begin))
}

var userColumns = []struct {
	key   string
	width float32
}{{"name", 110}, {"login", 120}, {"role", 110}, {"scope", 160}, {"state", 110}, {"last", 140}}

// accounts is the table of the users.
func (p *users) accounts() fyne.CanvasObject {
	var cs []kit.TableColumn
	for _, c := range userColumns {
		cs = append(cs, kit.TableColumn{Key: c.key, Title: kit.T("account.users." + c.key), Width: c.width, Flex: c.key == "scope", Pill: c.key == "state"})
	}
	p.table = kit.NewRecordTable(cs, accountRows{p})
	p.table.GiveWay = true
	p.table.OnOpen = func(row int, _ int64) { p.edit(p.list[row]) }
	p.table.OnMenu = func(row int, _ int64) []kit.MenuItem { return p.menu(p.list[row]) }
	return kit.NewPanel(p.table)
}

// accountRows shows the accounts in the table.
type accountRows struct{ p *users }

// Len is how many there are.
func (s accountRows) Len() int { return len(s.p.list) }

// Want has nothing to read.
func (s accountRows) Want(int, int) {}

// Row is an account's cells.
func (s accountRows) Row(i int) (kit.Row, bool) {
	u := s.p.list[i]
	state := kit.Cell{Text: kit.T("account.users.active"), Tone: kit.ToneGood, Pill: true}
	switch {
	case u.Disabled:
		state.Text, state.Tone = kit.T("account.users.disabled"), kit.ToneNeutral
	case u.MustChange:
		state.Text, state.Tone = kit.T("account.users.must"), kit.ToneWarning
	}
	name := u.Name
	if u.ID == account.Of(s.p.h.Shop().DB).User().ID {
		name += " · " + kit.T("account.users.you")
	}
	last := kit.T("account.users.never")
	if u.LastAt > 0 {
		last = field.ShowTime(u.LastAt)
	}
	return kit.Row{ID: u.ID, Cells: []kit.Cell{
		{Text: name, Bold: true, Muted: u.Disabled},
		{Text: u.Login, Muted: u.Disabled},
		{Text: kit.T("staff.role." + string(u.Role)), Muted: u.Disabled},
		{Text: kit.T("account.scope." + string(u.Scope)), Muted: true},
		state,
		{Text: last, Muted: true},
	}}, true
}

func (p *users) menu(u account.User) []kit.MenuItem {
	off := screen.Refused(p.h, account.EditAll, account.Register) != ""
	turn := kit.MenuItem{Text: kit.T("account.users.disable"), Icon: "lock", Danger: true, Rule: true, Off: off, OnTap: func() { p.toggle(u) }}
	if u.Disabled {
		turn = kit.MenuItem{Text: kit.T("account.users.enable"), Icon: "rotate-ccw", Rule: true, Off: off, OnTap: func() { p.toggle(u) }}
	}
	return []kit.MenuItem{
		{Text: kit.T("account.users.edit"), Icon: "pencil", Hint: "Enter", Off: off, OnTap: func() { p.edit(u) }},
		{Text: kit.T("account.users.reset"), Icon: "rotate-ccw", Off: off, OnTap: func() { p.reset(u) }},
		turn,
	}
}

// disable asks before somebody may no longer sign in.
func (p *users) disable(u account.User) {
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{
		Title: kit.T("account.users.disable.title", "Name", u.Name), Text: kit.T("account.users.disable.text", "Name", u.Name),
		Yes: kit.T("account.users.disable"), Danger: true,
	}, func(yes bool) {
		if yes {
			p.turn(u, true)
		}
	})
}

func (p *users) turn(u account.User, off bool) {
	u.Disabled = off
	p.keep(kit.T("account.users.changed", "Name", u.Name), nil, func(ctx context.Context) error { return account.ChangeUser(ctx, p.h.Shop().DB, u) })
}

// keep does something to the accounts and shows them anew; wrong is asked to
// show a refusal first and tells whether it could. It may be nil.
func (p *users) keep(said string, wrong func(error) bool, do func(ctx context.Context) error) {
	screen.Beside(do, func(err error) {
		if err != nil {
			if wrong == nil || !wrong(err) {
				screen.Fail(p.h, err)
			}
			return
		}
		if wrong != nil {
			wrong(nil)
		}
		p.h.Changed()
		p.Shown()
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: said, Tone: kit.ToneGood})
	})
}

func (p *users) Leave(leave func()) { leave() }

func (p *users) Do(c screen.Command) bool {
	if c != screen.New || p.mode != account.Closed || screen.Refused(p.h, account.Create, account.Register) != "" {
		return false
	}
	p.edit(account.User{})
	return true
}
