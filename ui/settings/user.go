package settings

import (
	"context"
	"crypto/rand"
	"strings"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/staff"
	"kezhi/ui/kit"
)

// userForm is what is filled in of an account.
type userForm struct {
	account.User
	Password string
}

// userFields are the fields of the form; the password only of a new account.
// The names are those of the shop's people.
func userFields(names []string, fresh bool) *field.Set[userForm] {
	fs := []*field.Field[userForm]{
		field.OfChoice("name", func(u *userForm) *string { return &u.Name }, names...).Require(),
		field.Of("login", func(u *userForm) *string { return &u.Login }).Require().Limit(40),
		userRole(), userScope(),
	}
	fs[0].Names = names
	if fresh {
		fs = append(fs, field.Of("password", func(u *userForm) *string { return &u.Password }).Require().Limit(200))
	}
	return field.NewSet("account.users", fs...)
}

func userRole() *field.Field[userForm] {
	f := field.OfChoice("role", func(u *userForm) *string { return (*string)(&u.Role) }).Require()
	for _, r := range staff.Roles {
		f.Options, f.Names = append(f.Options, string(r)), append(f.Names, "staff.role."+string(r))
	}
	return f
}

func userScope() *field.Field[userForm] {
	f := field.OfChoice("scope", func(u *userForm) *string { return (*string)(&u.Scope) }).Require()
	for _, s := range account.Scopes {
		f.Options, f.Names = append(f.Options, string(s)), append(f.Names, "account.scope."+string(s))
	}
	return f
}

// edit shows the form of an account, or of a new one.
func (p *users) edit(u account.User) {
	fresh := u.ID == 0
	form := userForm{User: u}
	if fresh {
		form.Role, form.Scope, form.Password = staff.Reception, account.StandardScope(staff.Reception), propose()
	}
	set := userFields(p.names(u), fresh)
	f := kit.NewRecordForm(set.Fields(), kit.FormOptions{})
	f.SetValues(set.Encode(&form))
	role := form.Role
	f.OnChanged = func(v field.Values) { // a role has its usual view of the customers
		if r := staff.Role(v.Text("role")); r != role && r != "" {
			role = r
			f.SetValue("scope", string(account.StandardScope(r)))
		}
	}
	var d *kit.Dialog
	wrong := func(err error) bool {
		if err == nil {
			d.Close()
			return true
		}
		es := data.All(err)
		if len(es) == 0 || es[0].Field == "" {
			return false
		}
		f.SetErrors(es)
		return true
	}
	ok := kit.NewButton(kit.T("ui.save"), "", func() {
		n := form
		if es := set.Decode(f.Values(), &n); len(es) > 0 {
			f.SetErrors(es)
			return
		}
		if fresh {
			n.MustChange = true
			p.keep(kit.T("account.users.added", "Name", n.Name, "Login", n.Login), wrong, func(ctx context.Context) error {
				_, err := account.AddUser(ctx, p.h.Shop().DB, n.User, n.Password)
				return err
			})
			return
		}
		p.keep(kit.T("account.users.changed", "Name", n.Name), wrong, func(ctx context.Context) error { return account.ChangeUser(ctx, p.h.Shop().DB, n.User) })
	}).Primary()
	body := kit.VBox(kit.Gap8, f)
	title := u.Name
	if fresh {
		title = kit.T("account.users.add")
		body.Add(kit.Small(kit.T("account.users.password.note")))
	}
	d = kit.NewDialog(title, body, kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), ok)
	d.OnEnter = func() { ok.Tapped(nil) }
	d.Width = 520
	d.Open(p.h.Window().Canvas(), nil)
	f.FocusFirst()
}

// names are the shop's people who are still there, and the account's own.
func (p *users) names(u account.User) []string {
	var names []string
	own := u.Name == ""
	for _, m := range p.h.Staff() {
		if !m.Left || m.Name == u.Name {
			names = append(names, m.Name)
			own = own || m.Name == u.Name
		}
	}
	if !own {
		names = append(names, u.Name)
	}
	return names
}

// letters are those of a proposed password: none that looks like another.
const letters = "abcdefghjkmnpqrstuvwxyz23456789"

// propose makes a password that is easily told and copied: three groups of four,
// 59 bits.
func propose() string {
	var b strings.Builder
	for b.Len() < 14 {
		var x [1]byte
		_, _ = rand.Read(x[:]) // never fails
		if int(x[0]) >= 256/len(letters)*len(letters) {
			continue // every letter as likely
		}
		if b.Len() == 4 || b.Len() == 9 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(x[0])%len(letters)])
	}
	return b.String()
}

// reset gives somebody a password that they change at the next sign-in.
func (p *users) reset(u account.User) {
	in := kit.NewTextField("")
	in.SetText(propose())
	l := kit.NewLabelled(kit.T("account.users.password"), true, in)
	l.Above = true
	var d *kit.Dialog
	wrong := func(err error) bool {
		if err == nil {
			d.Close()
			return true
		}
		l.SetWrong(data.Explain(err, kit.Lang))
		return true
	}
	do := func() {
		p.keep(kit.T("account.users.reset.done", "Name", u.Name), wrong, func(ctx context.Context) error {
			return account.SetPassword(ctx, p.h.Shop().DB, u.ID, in.Text())
		})
	}
	in.OnSubmit(do)
	again := kit.NewButton(kit.T("account.users.propose"), "refresh-cw", func() { in.SetText(propose()) })
	d = kit.NewDialog(kit.T("account.users.reset.title", "Name", u.Name), kit.VBox(kit.Gap8, l, kit.Small(kit.T("account.users.password.note"))),
		again, kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), kit.NewButton(kit.T("account.users.reset"), "", do).Primary())
	d.Open(p.h.Window().Canvas(), nil)
	in.FocusFirst()
}
