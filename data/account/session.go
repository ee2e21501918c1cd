package account

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// Session is somebody at the desk: who they are and what they may do, as it
// was when they signed in or when that was last changed.
type Session struct {
	d      *db.DB
	user   User
	rights Rights   // of everybody, to say who may what one may not
	mates  []string // of the department
	free   bool     // a file without accounts: everything is allowed
}

var _ right.Actor = (*Session)(nil)

// session reads what a user may do.
func session(ctx context.Context, d *db.DB, id int64) (*Session, error) {
	var us []row
	if err := d.Read(ctx).Where("id = ?", id).Find(&us).Error; err != nil {
		return nil, db.Translate(err)
	}
	if len(us) == 0 || us[0].Disabled {
		return nil, refusal()
	}
	ms, err := staff.List(d.Read(ctx))
	if err != nil {
		return nil, err
	}
	s := &Session{d: d, user: us[0].User}
	of, _ := staff.Find(ms, s.user.Name)
	if of.Left && s.user.Role != staff.Administrator {
		return nil, refusal()
	}
	for _, m := range ms {
		if of.Department != "" && m.Department == of.Department {
			s.mates = append(s.mates, m.Name)
		}
	}
	if !slices.Contains(s.mates, s.user.Name) {
		s.mates = append(s.mates, s.user.Name)
	}
	s.rights, err = RightsOf(ctx, d)
	return s, err
}

// refusal is the one sentence for a login that does not exist, a password that
// is wrong and an account that is disabled: it tells nobody who has an account.
func refusal() *data.Error { return data.Fault(data.Denied, "account.error.sign_in") }

// SignIn lets somebody in. Code data.Denied, in one and the same sentence, for
// a login that does not exist, a wrong password and a disabled account;
// data.Busy with the seconds to wait after failures; data.Refused where the
// file has no accounts.
func SignIn(ctx context.Context, d *db.DB, login, password string) (*Session, error) {
	ctx = door.Within(ctx)
	u, err := prove(ctx, d, fold(login), password)
	if err != nil {
		return nil, err
	}
	s, err := session(ctx, d, u.ID)
	if err == nil {
		err = d.Write(ctx, u.Name, func(tx *db.Tx) error {
			s.user.LastAt = tx.Now.UnixMilli()
			if err := tx.Do("UPDATE accounts SET last_at = ? WHERE id = ?", s.user.LastAt, u.ID); err != nil {
				return err
			}
			return note(tx, u, LoggedIn)
		})
	}
	if err != nil {
		return nil, err
	}
	d.Enter(s)
	return s, nil
}

// prove finds out whose login and password these are. Whether there is such a
// login or not, it does the same work.
func prove(ctx context.Context, d *db.DB, login, password string) (User, error) {
	var us []row
	var soon *data.Error
	err := d.Write(ctx, "", func(tx *db.Tx) error {
		m, err := modeIn(tx)
		if err == nil && m != Closed {
			err = data.Fault(data.Refused, "account.error.none")
		}
		if err == nil {
			soon, err = attempt(tx, login)
		}
		if err != nil {
			return err
		}
		return tx.Where("login = ?", login).Find(&us).Error
	})
	switch {
	case err != nil:
		return User{}, err
	case soon != nil:
		return User{}, soon
	}
	r := row{Hash: nobody()}
	if len(us) > 0 {
		r = us[0]
	}
	good := matches(password, r.Hash) && len(us) > 0 && !r.Disabled
	err = d.Write(ctx, r.Name, func(tx *db.Tx) error {
		if good {
			return succeeded(tx, login)
		}
		return note(tx, r.User, LoginFailed)
	})
	if err == nil && !good {
		err = refusal()
	}
	return r.User, err
}

// SignOut locks the file: nobody is at the desk, reads and writes are refused
// with data.Locked.
func SignOut(d *db.DB) {
	s := Of(d)
	d.Enter(nil)
	if s.Signed() {
		ctx := door.Within(context.Background())
		_ = d.Write(ctx, s.Name(), func(tx *db.Tx) error { return note(tx, s.user, LoggedOut) })
	}
}

// Of is who is at the desk: never nil. In a file without accounts it is
// somebody who may everything, in one where nobody has signed in nobody, who may
// nothing.
func Of(d *db.DB) *Session {
	if s, ok := d.Actor().(*Session); ok {
		return s
	}
	return &Session{d: d, free: !d.Shut()}
}

// Name is the name under which what they do is kept, "" where nobody signed in.
func (s *Session) Name() string { return s.user.Name }

// User is their account.
func (s *Session) User() User { return s.user }

// Signed tells whether somebody signed in.
func (s *Session) Signed() bool { return s.user.ID != 0 }

// Sees is whose records they see.
func (s *Session) Sees() Scope {
	if s.free {
		return All
	}
	return s.user.Scope
}

// Whose are the people whose records they see; all is true for everybody's.
func (s *Session) Whose() (names []string, all bool) {
	switch s.Sees() {
	case All:
		return nil, true
	case Department:
		return s.mates, false
	}
	return []string{s.user.Name}, false
}

// May tells whether they may do something with a register.
func (s *Session) May(v Verb, register string) bool {
	return s.free || !s.user.MustChange && s.Signed() && s.rights.May(s.user.Role, v, register)
}

// Check is nil where they may, else of code data.Denied with a sentence that
// says what and who may.
func (s *Session) Check(v Verb, register string) error {
	switch {
	case s.May(v, register):
		return nil
	case !s.Signed():
		return data.Fault(data.Locked, "account.error.locked")
	case s.user.MustChange:
		return data.Fault(data.Denied, "account.error.must_change")
	}
	args := []any{
		"Role", word("staff.role." + s.user.Role), "Verb", word("account.verb." + v),
		"Register", word("account.register." + register), "Who", s.rights.who(v, register),
	}
	if len(s.rights.who(v, register)) == 0 {
		return data.Fault(data.Denied, "account.error.denied_all", args...)
	}
	return data.Fault(data.Denied, "account.error.denied", args...)
}

// Renew is who they are after a change of the accounts, nil where they may no
// longer be here.
func (s *Session) Renew(ctx context.Context) right.Actor {
	if now, err := session(ctx, s.d, s.user.ID); err == nil {
		return now
	}
	return nil
}

// Check is nil where whoever is at the desk may do something with a register,
// else of code data.Denied with a sentence that says what and who may, or
// data.Locked where nobody has signed in.
func Check(d *db.DB, v Verb, register string) error {
	if !d.Shut() {
		return nil
	}
	return Of(d).Check(v, register)
}

// word is a message key that is worded where it stands.
type word string

// Say is the word in a language.
func (w word) Say(s data.Speaker) string { return s.T(string(w)) }

// roles are roles side by side.
type roles []staff.Role

// Say is the roles in a language.
func (rs roles) Say(s data.Speaker) string {
	out := ""
	for i, r := range rs {
		if i > 0 {
			out += s.T("data.list_comma")
		}
		out += s.T("staff.role." + string(r))
	}
	return out
}

// ChangePassword gives whoever is at the desk another password. Field errors:
// old, password; data.Busy as SignIn.
func ChangePassword(ctx context.Context, d *db.DB, old, new string) error {
	s := Of(d)
	if !s.Signed() {
		return data.Fault(data.Locked, "account.error.locked")
	}
	if err := weak(new, s.user.Login); err != nil {
		return err
	}
	if old == new {
		return data.Errors{data.Wrong("password", "account.error.same")}
	}
	ctx = door.Within(ctx)
	u, err := prove(ctx, d, s.user.Login, old)
	if data.CodeOf(err) == data.Denied {
		return data.Errors{data.Wrong("old", "account.error.old")}
	}
	if err != nil {
		return err
	}
	return setPassword(ctx, d, u, new, false)
}

// setPassword writes a password in the name of its owner or of whoever is at
// the desk.
func setPassword(ctx context.Context, d *db.DB, u User, password string, change bool) error {
	hash := hashed(password)
	err := d.Write(ctx, u.Name, func(tx *db.Tx) error {
		if err := tx.Do("UPDATE accounts SET hash = ?, must_change = ? WHERE id = ?", hash, change, u.ID); err != nil {
			return err
		}
		if err := succeeded(tx, u.Login); err != nil {
			return err
		}
		if err := note(tx, u, PasswordChanged); err != nil {
			return err
		}
		return tx.Do("UPDATE account_state SET epoch = epoch + 1")
	})
	if err != nil {
		return err
	}
	return d.Recheck(ctx)
}
