package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/shop"
)

// Where the login of a file with accounts comes from, so that a script need
// not ask.
const (
	userVariable     = "KEZHI_USER"
	passwordVariable = "KEZHI_PASSWORD"
)

// signIn signs in to a file that has accounts: as the environment says, or as a
// person at a terminal answers. What they may not do in the window they may not
// do here.
func (p *program) signIn(s *shop.Shop) error {
	if !s.DB.Shut() {
		return nil
	}
	login, password, err := p.login(os.Getenv(userVariable), os.Getenv(passwordVariable))
	if err != nil {
		return err
	}
	in, err := account.SignIn(context.Background(), s.DB, login, password)
	if err != nil {
		return err
	}
	p.who = in.Name()
	if in.User().MustChange {
		return data.Fault(data.Denied, "account.error.must_change")
	}
	return nil
}

// login completes a login at the terminal; the password is not shown there.
func (p *program) login(login, password string) (string, string, error) {
	if login != "" && password != "" {
		return login, password, nil
	}
	f, ok := p.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return "", "", data.Fault(data.Locked, "account.ctl.needed", "User", userVariable, "Password", passwordVariable)
	}
	if login == "" {
		_, _ = fmt.Fprint(p.errs, p.lang.T("account.ctl.user"))
		line, err := bufio.NewReader(f).ReadString('\n')
		if err != nil {
			return "", "", err
		}
		login = strings.TrimSpace(line)
	}
	_, _ = fmt.Fprint(p.errs, p.lang.T("account.ctl.password", "User", login))
	typed, err := term.ReadPassword(int(f.Fd()))
	_, _ = fmt.Fprintln(p.errs)
	return login, string(typed), err
}

// leaving puts on record that n records of a register leave a file that has
// accounts, as the window's export does. Code data.Denied for whoever may not
// export; then they stay.
func (p *program) leaving(ctx context.Context, s *shop.Shop, of string, n int) error {
	if !s.DB.Shut() {
		return nil
	}
	return s.Exporting(ctx, p.writer(), of, n)
}
