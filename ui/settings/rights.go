package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/account"
	"kezhi/data/staff"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// rights is the page of who may do what (权限): a role at a time, every register
// by every verb. What was ticked counts when it is saved.
type rights struct {
	h       screen.Host
	header  *kit.PageHeader
	body    *fyne.Container
	content fyne.CanvasObject
	matrix  *kit.Matrix

	role   staff.Role
	now    account.Rights // as ticked
	saved  account.Rights
	people map[staff.Role]int
	save   *kit.Button
}

// Rights is the page of who may do what.
func Rights(h screen.Host) screen.Page {
	return Tabbed(h, "rights", &rights{h: h, role: staff.Reception})
}

func (p *rights) Room() string { return "settings" }

func (p *rights) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.save = kit.NewButton(kit.T("ui.save"), "", p.keep).Primary().Hint("Ctrl+S")
		p.header = kit.NewPageHeader(kit.T("ui.settings.tab.rights"), kit.T("account.rights.note")).Actions(
			kit.NewButton(kit.T("account.rights.standard"), "rotate-ccw", p.standard), p.save)
		p.content = kit.Page(p.header, p.body)
	}
	return p.content
}

// Shown reads the table of rights, unless something was ticked since.
func (p *rights) Shown() {
	if p.dirty() {
		p.matrix.FocusFirst()
		return
	}
	var us []account.User
	d := p.h.Shop().DB
	screen.Beside(func(ctx context.Context) (err error) {
		if p.saved, err = account.RightsOf(ctx, d); err != nil {
			return err
		}
		if d.Shut() && account.Of(d).May(account.See, account.Register) {
			us, err = account.Users(ctx, d)
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.now, p.people = copied(p.saved), map[staff.Role]int{}
		for _, u := range us {
			if !u.Disabled {
				p.people[u.Role]++
			}
		}
		p.draw()
	})
}

// copied is a table of its own.
func copied(r account.Rights) account.Rights {
	c := account.Rights{}
	for role, of := range r {
		c[role] = map[string][]account.Verb{}
		for reg, vs := range of {
			c[role][reg] = slices.Clone(vs)
		}
	}
	return c
}

func (p *rights) draw() {
	if why := screen.Refused(p.h, account.See, account.Register); why != "" {
		p.header.Actions()
		p.body.Objects = []fyne.CanvasObject{kit.NewPanel(kit.NewEmptyState("lock", kit.T("account.denied"), why, nil))}
		p.body.Refresh()
		return
	}
	legend := kit.HBox(kit.Gap8, kit.Dot(kit.ColorWarning), kit.Small(kit.T("account.rights.odd")), kit.Spacer(), kit.Small(kit.T("account.rights.keys")))
	p.matrix = p.table()
	scroll := kit.NewScroll(p.matrix)
	p.body.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Edges(p.roles(), kit.Pad(kit.VBox(kit.Gap8, kit.VBox(0, p.matrix.Head()), kit.Grow(scroll), legend), kit.Gap8, kit.Gap16, kit.Gap12, kit.Gap16), 0))}
	p.body.Refresh()
	p.mark()
	p.matrix.FocusFirst()
}

// roles is the strip of the roles, each with how many people have it.
func (p *rights) roles() fyne.CanvasObject {
	var ts []kit.Tab
	for _, r := range staff.Roles {
		label := kit.T("staff.role." + string(r))
		if n := p.people[r]; n > 0 {
			label = kit.T("account.rights.users", "Role", label, "N", n)
		}
		ts = append(ts, kit.Tab{Key: string(r), Label: label})
	}
	return kit.NewTabs(ts, string(p.role), func(key string) {
		p.role = staff.Role(key)
		p.draw()
	})
}

// table is the rights of the role that is shown.
func (p *rights) table() *kit.Matrix {
	regs := account.Registers()
	var rows []kit.MatrixRow
	for _, r := range regs {
		rows = append(rows, kit.MatrixRow{Key: r, Label: kit.T("account.register." + r)})
	}
	var heads []string
	for _, v := range account.Verbs {
		heads = append(heads, kit.T("account.right."+string(v)))
	}
	m := kit.NewMatrix(rows, heads)
	locked := screen.Refused(p.h, account.EditAll, account.Register) != ""
	standard := account.Standard()
	m.On = func(r, c int) bool { return p.now.May(p.role, account.Verbs[c], regs[r]) }
	m.Odd = func(r, c int) bool { return m.On(r, c) != standard.May(p.role, account.Verbs[c], regs[r]) }
	m.Fixed = func(r, c int) bool { return locked || p.fixed(regs[r], account.Verbs[c]) }
	m.OnTick = func(on bool, cells [][2]int) {
		for _, x := range cells {
			p.tick(regs[x[0]], account.Verbs[x[1]], on)
		}
		p.mark()
	}
	return m
}

// fixed tells whether a right follows from another or cannot be taken away.
func (p *rights) fixed(reg string, v account.Verb) bool {
	return p.role == staff.Administrator && (reg == account.Register || reg == "settings") ||
		v == account.EditOwn && slices.Contains(p.now[p.role][reg], account.EditAll)
}

// tick gives or takes a right. Whoever does anything sees; who does not see does
// nothing.
func (p *rights) tick(reg string, v account.Verb, on bool) {
	has := p.now[p.role][reg]
	switch {
	case on && v != account.See && !slices.Contains(has, account.See):
		has = append(has, account.See, v)
	case on && !slices.Contains(has, v):
		has = append(has, v)
	case !on && v == account.See:
		has = nil
	case !on:
		has = slices.DeleteFunc(has, func(x account.Verb) bool { return x == v })
	}
	p.now[p.role][reg] = has
}

// changes are how many rights of a role differ between two tables.
func changes(a, b account.Rights, role staff.Role) int {
	n := 0
	for _, reg := range account.Registers() {
		for _, v := range account.Verbs {
			if slices.Contains(a[role][reg], v) != slices.Contains(b[role][reg], v) {
				n++
			}
		}
	}
	return n
}

func (p *rights) dirty() bool {
	return slices.ContainsFunc(staff.Roles, func(r staff.Role) bool { return changes(p.now, p.saved, r) > 0 })
}

func (p *rights) mark() {
	p.save.Off(screen.Refused(p.h, account.EditAll, account.Register))
	if p.dirty() {
		p.save.Enable()
	} else {
		p.save.Disable()
	}
}

// keep saves what was ticked.
func (p *rights) keep() {
	if !p.dirty() {
		return
	}
	now := copied(p.now)
	screen.Beside(func(ctx context.Context) error { return account.SetRights(ctx, p.h.Shop().DB, now) }, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.saved = now
		p.mark()
		p.h.Changed()
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.rights.saved"), Tone: kit.ToneGood})
	})
}

// standard gives a role what a shop begins with, to be saved.
func (p *rights) standard() {
	std := account.Standard()
	n := changes(p.now, std, p.role)
	if p.now == nil || n == 0 || screen.Refused(p.h, account.EditAll, account.Register) != "" {
		return
	}
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{
		Title: kit.T("account.rights.standard.ask", "Role", kit.T("staff.role."+string(p.role))), Text: kit.T("account.rights.standard.text", "N", n),
		Yes: kit.T("account.rights.standard"),
	}, func(yes bool) {
		if yes {
			p.now[p.role] = std[p.role]
			p.draw()
		}
	})
}

// Leave asks when something ticked is not saved.
func (p *rights) Leave(leave func()) {
	if !p.dirty() {
		leave()
		return
	}
	kit.Ask(p.h.Window().Canvas(), kit.AskOptions{
		Title: kit.T("ui.leave"), Text: kit.T("ui.leave.text"),
		Answers: []string{kit.T("ui.leave.drop"), kit.T("ui.leave.stay")}, Dangerous: 1,
	}, func(i int) {
		if i == 0 {
			p.now = copied(p.saved)
			leave()
		}
	})
}

func (p *rights) Do(c screen.Command) bool {
	if c != screen.Save && c != screen.Commit {
		return false
	}
	p.keep()
	return true
}
