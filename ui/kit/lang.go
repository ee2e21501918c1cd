package kit

import (
	"time"

	"kezhi/assets"
)

// Lang is the language of the window. Set it with SetLang before building.
var Lang = assets.ZhHans

// SetLang chooses the language of everything built from now on.
func SetLang(l assets.Lang) { Lang = l }

// T is the text of a message in the window's language; args are names and
// values in turn.
func T(key string, args ...any) string { return Lang.T(key, args...) }

// Weekday is the short name of a day's weekday: 周日, Sun.
func Weekday(t time.Time) string {
	return T([...]string{"kit.sun", "kit.mon", "kit.tue", "kit.wed", "kit.thu", "kit.fri", "kit.sat"}[t.Weekday()])
}

// now is the clock of date fields; tests stop it.
var now = time.Now
