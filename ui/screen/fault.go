package screen

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/ui/kit"
)

func guarded(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("panic", "value", fmt.Sprint(r), "stack", string(debug.Stack()))
			err = fmt.Errorf("%v", r)
		}
	}()
	return work(ctx)
}

// Fail tells a person of an error, in their language. A cancelled work is none.
func Fail(h Host, err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	slog.Error("failed", "error", err)
	title := kit.T("ui.failed")
	switch data.CodeOf(err) {
	case data.Locked:
		return // the page to sign in covers the window and says so
	case data.Denied:
		title = kit.T("account.denied")
	}
	kit.Inform(h.Window().Canvas(), title, data.Explain(err, kit.Lang))
}

// Refused says why whoever is at the desk may not do something with a register,
// "" where they may.
func Refused(h Host, v account.Verb, register string) string {
	if h.Shop() == nil {
		return ""
	}
	if err := account.Check(h.Shop().DB, v, register); err != nil {
		return data.Explain(err, kit.Lang)
	}
	return ""
}

// Guard runs f on the window's goroutine; a panic is logged and told instead
// of ending the program, so that what was typed stays on the screen.
func Guard(h Host, f func()) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("panic", "value", fmt.Sprint(r), "stack", string(debug.Stack()))
			Fail(h, fmt.Errorf("%v", r))
		}
	}()
	f()
}

// NoPrint says why records of a register may not be printed, "" where they may.
func NoPrint(h Host, register string) string { return Refused(h, account.Print, register) }

// NoEdit says why no record of a register may be changed, "" where one's own may.
func NoEdit(h Host, register string) string { return Refused(h, account.EditOwn, register) }

// NoDelete says why no record of a register may go to the recycle bin.
func NoDelete(h Host, register string) string { return Refused(h, account.Delete, register) }

// NoNew says why no record of a register may be begun, "" where one may.
func NoNew(h Host, register string) string { return Refused(h, account.Create, register) }
