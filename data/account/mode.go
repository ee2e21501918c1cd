package account

import (
	"context"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/staff"
)

// SetUp makes the first account, an administrator who sees everything, shuts
// the file to whoever has no account, and signs the administrator in. Somebody
// of that name joins the shop's people where they are not among them. Field
// errors: name, login, password. Code data.Refused where the file has accounts.
func SetUp(ctx context.Context, d *db.DB, name, login, password string) (User, error) {
	u := User{Name: strings.TrimSpace(name), Login: fold(login), Role: staff.Administrator, Scope: All}
	wrong := u.wrong()
	if err := weak(password, u.Login); err != nil {
		wrong = append(wrong, data.All(err)...)
	}
	if err := wrong.OrNil(); err != nil {
		return User{}, err
	}
	hash := hashed(password)
	err := d.Write(ctx, u.Name, func(tx *db.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		if err := join(tx, u.Name); err != nil {
			return err
		}
		r := row{User: u, Hash: hash, CreatedAt: tx.Now.UnixMilli(), CreatedBy: u.Name}
		r.LastAt = r.CreatedAt
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
		u = r.User
		if err := note(tx, u, UserAdded, u.told(User{})...); err != nil {
			return err
		}
		return tx.Do("UPDATE account_state SET mode = ?, epoch = epoch + 1", Closed)
	})
	if err != nil {
		return User{}, err
	}
	s, err := session(door.Within(ctx), d, u.ID)
	if err != nil {
		return User{}, err
	}
	d.Enter(s)
	return u, d.Recheck(ctx)
}

// begin refuses to make a first account where there are some already. Those of
// a file that was opened again are forgotten: their passwords may be anybody's
// by now.
func begin(tx *db.Tx) error {
	m, err := modeIn(tx)
	if err != nil {
		return err
	}
	if m == Closed {
		return data.Fault(data.Refused, "account.error.have")
	}
	if err := tx.Do("DELETE FROM account_failures"); err != nil {
		return err
	}
	return tx.Do("DELETE FROM accounts")
}

// join puts somebody among the shop's people.
func join(tx *db.Tx, name string) error {
	ms, err := staff.List(tx.DB)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(ms, func(m staff.Member) bool { return m.Name == name })
	switch {
	case i < 0:
		ms = append(ms, staff.Member{Name: name})
	case ms[i].Left:
		ms[i].Left = false
	default:
		return nil
	}
	return db.SetIn(tx, staff.Setting, ms)
}

// StayOpen says that this computer needs no login. Code data.Refused where the
// file has accounts: see Reopen.
func StayOpen(ctx context.Context, d *db.DB, who string) error {
	return d.Write(ctx, who, func(tx *db.Tx) error {
		m, err := modeIn(tx)
		if err != nil || m == Open {
			return err
		}
		if m == Closed {
			return data.Fault(data.Refused, "account.error.have")
		}
		return setMode(tx, m, Open)
	})
}

// Reopen lets everybody in again without a login. Code data.Denied for whoever
// may not change accounts.
func Reopen(ctx context.Context, d *db.DB) error {
	return govern(ctx, d, EditAll, func(tx *db.Tx) error {
		m, err := modeIn(tx)
		if err != nil || m != Closed {
			return err
		}
		return setMode(tx, m, Open)
	})
}

func setMode(tx *db.Tx, from, to Mode) error {
	if err := tx.Do("UPDATE account_state SET mode = ?, epoch = epoch + 1", to); err != nil {
		return err
	}
	return note(tx, User{}, RightsChanged, field.Change{Key: "mode", Before: string(from), After: string(to)})
}

func modeIn(tx *db.Tx) (Mode, error) {
	var m string
	err := tx.Table("account_state").Pluck("mode", &m).Error
	return Mode(m), err
}
