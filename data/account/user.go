package account

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/staff"
)

// The lengths of a login in characters.
const (
	leastLogin = 2
	mostLogin  = 40
)

// fold is a login as it is kept: full-width letters narrow, capitals small.
func fold(login string) string {
	return strings.ToLower(strings.TrimSpace(norm.NFKC.String(login)))
}

// wrong is what is wrong with an account in itself.
func (u *User) wrong() data.Errors {
	var es data.Errors
	switch n := len([]rune(u.Login)); {
	case n < leastLogin || n > mostLogin:
		es = append(es, data.Wrong("login", "account.error.login_length", "Least", leastLogin, "Most", mostLogin))
	case strings.ContainsFunc(u.Login, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		es = append(es, data.Wrong("login", "account.error.login_space"))
	}
	switch {
	case u.Name == "":
		es = append(es, data.Wrong("name", "error.required"))
	case len([]rune(u.Name)) > 30:
		es = append(es, data.Wrong("name", "error.too_long", "Max", 30))
	}
	if !slices.Contains(staff.Roles, u.Role) {
		es = append(es, data.Wrong("role", "error.no_option", "Value", string(u.Role)))
	}
	if !slices.Contains(Scopes, u.Scope) {
		es = append(es, data.Wrong("scope", "error.no_option", "Value", string(u.Scope)))
	}
	return es
}

// told is what differs from another state, for the record.
func (u User) told(was User) []field.Change {
	b := func(x bool) string { return map[bool]string{true: "true", false: "false"}[x] }
	return []field.Change{
		{Key: "login", Before: was.Login, After: u.Login},
		{Key: "name", Before: was.Name, After: u.Name},
		{Key: "role", Before: string(was.Role), After: string(u.Role)},
		{Key: "scope", Before: string(was.Scope), After: string(u.Scope)},
		{Key: "disabled", Before: b(was.Disabled), After: b(u.Disabled)},
		{Key: "must_change", Before: b(was.MustChange), After: b(u.MustChange)},
	}
}

// Users lists the accounts, for whoever may see them.
func Users(ctx context.Context, d *db.DB) ([]User, error) {
	if err := Check(d, See, Register); err != nil {
		return nil, err
	}
	var rs []row
	if err := d.Read(ctx).Order("disabled, login").Find(&rs).Error; err != nil {
		return nil, db.Translate(err)
	}
	us := make([]User, len(rs))
	for i, r := range rs {
		us[i] = r.User
	}
	return us, nil
}

// StandardScope is whose records somebody of a role sees where nothing else is
// said.
func StandardScope(r staff.Role) Scope {
	switch r {
	case staff.AccountManager:
		return Own
	case staff.DepartmentHead:
		return Department
	}
	return All
}

// AddUser makes an account. Field errors: login, name, role, scope, password.
func AddUser(ctx context.Context, d *db.DB, u User, password string) (User, error) {
	u.ID, u.LastAt, u.Login, u.Name = 0, 0, fold(u.Login), strings.TrimSpace(u.Name)
	if err := Check(d, Create, Register); err != nil {
		return User{}, err
	}
	wrong := u.wrong()
	if err := weak(password, u.Login); err != nil {
		wrong = append(wrong, data.All(err)...)
	}
	if err := wrong.OrNil(); err != nil {
		return User{}, err
	}
	hash := hashed(password)
	err := govern(ctx, d, Create, func(tx *db.Tx) error {
		if err := fits(tx, u); err != nil {
			return err
		}
		r := row{User: u, Hash: hash, CreatedAt: tx.Now.UnixMilli(), CreatedBy: tx.Who}
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
		u = r.User
		return note(tx, u, UserAdded, u.told(User{})...)
	})
	return u, err
}

// ChangeUser keeps an account's login, name, role, scope and whether it is
// disabled. Field errors as AddUser's; code data.Refused where nobody would be
// left to administer.
func ChangeUser(ctx context.Context, d *db.DB, u User) error {
	u.Login, u.Name = fold(u.Login), strings.TrimSpace(u.Name)
	if err := Check(d, EditAll, Register); err != nil {
		return err
	}
	if err := u.wrong().OrNil(); err != nil {
		return err
	}
	return govern(ctx, d, EditAll, func(tx *db.Tx) error {
		was, err := userIn(tx, u.ID)
		if err != nil {
			return err
		}
		if err := fits(tx, u); err != nil {
			return err
		}
		err = tx.Do("UPDATE accounts SET login = ?, name = ?, role = ?, scope = ?, disabled = ?, must_change = ? WHERE id = ?",
			u.Login, u.Name, u.Role, u.Scope, u.Disabled, u.MustChange, u.ID)
		if err != nil {
			return err
		}
		var left int64
		if err := tx.Table("accounts").Where("role = ? AND disabled = 0", staff.Administrator).Count(&left).Error; err != nil {
			return err
		}
		if left == 0 {
			return data.Fault(data.Refused, "account.error.last")
		}
		return note(tx, u, UserChanged, u.told(was)...)
	})
}

func userIn(tx *db.Tx, id int64) (User, error) {
	var rs []row
	if err := tx.Where("id = ?", id).Find(&rs).Error; err != nil {
		return User{}, err
	}
	if len(rs) == 0 {
		return User{}, data.Fault(data.NotFound, "account.error.unknown")
	}
	return rs[0].User, nil
}

// fits refuses a login or a name that another account has, and a name that
// nobody of the shop has.
func fits(tx *db.Tx, u User) error {
	ms, err := staff.List(tx.DB)
	if err != nil {
		return err
	}
	var others []row
	if err := tx.Where("id <> ?", u.ID).Find(&others).Error; err != nil {
		return err
	}
	var es data.Errors
	if m, ok := staff.Find(ms, u.Name); !ok || m.Left && !u.Disabled {
		es = append(es, data.Wrong("name", "account.error.name", "Name", u.Name))
	}
	for _, o := range others {
		if o.Login == u.Login {
			es = append(es, data.Wrong("login", "account.error.login_twice", "Login", u.Login))
		}
		if o.Name == u.Name && !o.Disabled && !u.Disabled {
			es = append(es, data.Wrong("name", "account.error.name_twice", "Name", u.Name, "Login", o.Login))
		}
	}
	return es.OrNil()
}

// SetPassword gives somebody a password that they must change when they sign
// in. Field errors: password.
func SetPassword(ctx context.Context, d *db.DB, id int64, password string) error {
	if err := Check(d, EditAll, Register); err != nil {
		return err
	}
	u, err := user(ctx, d, "id = ?", id)
	if err != nil {
		return err
	}
	if err := weak(password, u.Login); err != nil {
		return err
	}
	return setPassword(ctx, d, u, password, id != Of(d).user.ID)
}

// Recover gives somebody another password where the recovery key was proven
// before, once for each proof; a disabled account is enabled again. Field
// errors: login, password. Code data.Denied without a proof.
func Recover(ctx context.Context, d *db.DB, login, password string) error {
	if !door.Proved(d) {
		return data.Fault(data.Denied, "account.error.unproven")
	}
	ctx = door.Within(ctx)
	u, err := user(ctx, d, "login = ?", fold(login))
	if err != nil {
		return data.Errors{data.Wrong("login", "account.error.unknown")}
	}
	if err := weak(password, u.Login); err != nil {
		return err
	}
	err = d.Write(ctx, u.Name, func(tx *db.Tx) error {
		if err := tx.Do("DELETE FROM account_failures"); err != nil {
			return err
		}
		return tx.Do("UPDATE accounts SET disabled = 0 WHERE id = ?", u.ID)
	})
	if err == nil {
		err = setPassword(ctx, d, u, password, false)
	}
	if err == nil {
		door.Forget(d)
	}
	return err
}

func user(ctx context.Context, d *db.DB, where string, arg any) (User, error) {
	var rs []row
	if err := d.Read(ctx).Where(where, arg).Find(&rs).Error; err != nil {
		return User{}, db.Translate(err)
	}
	if len(rs) == 0 {
		return User{}, data.Fault(data.NotFound, "account.error.unknown")
	}
	return rs[0].User, nil
}
