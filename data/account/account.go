// Package account knows who works with the file and what they may do: users
// with passwords, roles and rights, who is at the desk, what was refused.
//
// A file begins without accounts (Unset): everything is allowed, as on any
// paper file in an unlocked cabinet. The owner then either makes the first
// account (Closed) or says knowingly that this computer needs none (Open).
//
// What is decided here is asked in the registers and the rooms of data, never
// by hiding a button: a screen may be wrong and still give nothing away.
package account

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// Mode says whether the file has accounts.
type Mode string

// The modes.
const (
	Unset  Mode = ""       // nothing was decided yet; everything is allowed
	Open   Mode = "open"   // knowingly without accounts
	Closed Mode = "closed" // whoever works with the file signs in
)

// Verb is what somebody does with a register; see right.Verb.
type Verb = right.Verb

// The verbs.
const (
	See       = right.See
	Create    = right.Create
	EditOwn   = right.EditOwn
	EditAll   = right.EditAll
	Delete    = right.Delete
	Approve   = right.Approve
	Print     = right.Print
	Export    = right.Export
	Sensitive = right.Sensitive
)

// Verbs are all verbs in the order of a table of rights.
var Verbs = right.Verbs

// Scope is whose records somebody sees; see right.Scope.
type Scope = right.Scope

// The scopes.
const (
	Own        = right.Own
	Department = right.Department
	All        = right.All
)

// Scopes are all scopes, the narrowest first.
var Scopes = right.Scopes

// User is an account (用户): somebody of the shop who signs in.
type User struct {
	ID         int64
	Login      string     // as they type it, in small letters
	Name       string     // of the staff.Member they are; stands on what they do
	Role       staff.Role // what they may do
	Scope      Scope      // whose records they see
	Disabled   bool       // may no longer sign in; what they did stays theirs
	MustChange bool       // may do nothing before they choose a password of their own
	LastAt     int64      // when they last signed in, unix milliseconds
}

// row is a User as the file keeps it.
type row struct {
	User
	Hash      string
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	CreatedBy string
}

func (row) TableName() string { return "accounts" }

// state is what the file says of its accounts, one row.
type state struct {
	ID          int64
	Mode        Mode
	Epoch       int64 // counts the changes, so that every program sees them
	IdleMinutes int
	Rights      string // JSON of Rights, "" for the standard
}

func (state) TableName() string { return "account_state" }

func readState(ctx context.Context, d *db.DB) (state, error) {
	var s state
	err := d.Read(door.Within(ctx)).Take(&s).Error
	return s, db.Translate(err)
}

// ModeOf says whether the file has accounts. It may be asked by anybody.
func ModeOf(ctx context.Context, d *db.DB) (Mode, error) {
	s, err := readState(ctx, d)
	return s.Mode, err
}

// Idle is after how many minutes without a key or a click the desk is locked;
// 0: never.
func Idle(ctx context.Context, d *db.DB) (int, error) {
	s, err := readState(ctx, d)
	return s.IdleMinutes, err
}

// longest is the most minutes that a desk may wait.
const longest = 240

// SetIdle sets the minutes after which the desk is locked.
func SetIdle(ctx context.Context, d *db.DB, minutes int) error {
	if minutes < 0 || minutes > longest {
		return data.Wrong("idle", "account.error.idle", "Most", longest)
	}
	return govern(ctx, d, EditAll, func(tx *db.Tx) error {
		var was int
		if err := tx.Table("account_state").Pluck("idle_minutes", &was).Error; err != nil || was == minutes {
			return err
		}
		if err := tx.Do("UPDATE account_state SET idle_minutes = ?", minutes); err != nil {
			return err
		}
		return note(tx, User{}, RightsChanged, field.Change{Key: "idle", Before: field.ShowInteger(int64(was)), After: field.ShowInteger(int64(minutes))})
	})
}

// What is put on record here.
const (
	LoggedIn        register.Action = "login"
	LoginFailed     register.Action = "login_failed"
	LoggedOut       register.Action = "logout"
	PasswordChanged register.Action = "password_changed"
	UserAdded       register.Action = "user_added"
	UserChanged     register.Action = "user_changed"
	RightsChanged   register.Action = "rights_changed"
)

// Register is the key under which rights to accounts are given and what was
// done to them is on record.
const Register = "account"

func note(tx *db.Tx, u User, a register.Action, cs ...field.Change) error {
	cs = slices.DeleteFunc(cs, func(c field.Change) bool { return c.Before == c.After })
	return register.Note(tx, Register, &register.Meta{ID: u.ID, Number: u.Login}, a, cs)
}

// govern runs a change of the accounts, for whoever may make it, and has it
// count at once.
func govern(ctx context.Context, d *db.DB, v Verb, f func(*db.Tx) error) error {
	if err := Check(d, v, Register); err != nil {
		return err
	}
	return change(ctx, d, f)
}

// change runs a change of the accounts and has it count at once.
func change(ctx context.Context, d *db.DB, f func(*db.Tx) error) error {
	if err := d.Write(ctx, "", func(tx *db.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.Do("UPDATE account_state SET epoch = epoch + 1")
	}); err != nil {
		return err
	}
	return d.Recheck(ctx)
}
