package complaints

import (
	"slices"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// soon is how many days before a deadline it is marked.
const soon = 2

// days is how many days there are from one day to another; ok is false where
// one of them is none.
func days(from, to string) (n int, ok bool) {
	a, err := time.Parse(field.DateLayout, from)
	b, err2 := time.Parse(field.DateLayout, to)
	return int(b.Sub(a).Hours() / 24), err == nil && err2 == nil
}

// left says how far a deadline is away.
func left(due, today string) (string, kit.Tone) {
	n, ok := days(today, due)
	switch {
	case !ok:
		return "", kit.ToneNeutral
	case n < 0:
		return kit.T("ui.complaint.overdue", "N", -n), kit.ToneDanger
	case n == 0:
		return kit.T("ui.complaint.due_today"), kit.ToneWarning
	case n <= soon:
		return kit.T("ui.complaint.left", "N", n), kit.ToneWarning
	}
	return kit.T("ui.complaint.left", "N", n), kit.ToneGood
}

// promise says how the promised day stands: what is left of it, or whether it
// was kept. "" where nothing was promised or it does not matter any more.
func promise(v field.Values, today string) (string, kit.Tone) {
	due := v.Text("promised_on")
	if n, ok := days(due, v.Text("replied_on")); ok {
		if n > 0 {
			return kit.T("ui.complaint.replied_late", "N", n), kit.ToneDanger
		}
		return kit.T("ui.complaint.replied"), kit.ToneGood
	}
	if slices.Contains(complaint.Closed, v.Text("state")) {
		return "", kit.ToneNeutral
	}
	return left(due, today)
}

// lateness marks a promised day that is near or past, and nothing else.
func lateness(v field.Values, today string) kit.Tone {
	if _, t := promise(v, today); t == kit.ToneWarning || t == kit.ToneDanger {
		return t
	}
	return kit.ToneNeutral
}

// brief is a day or a moment without the year, where that is this year.
func brief(s, today string) string {
	if len(s) > 5 && len(today) > 4 && s[:5] == today[:5] {
		return s[5:]
	}
	return s
}

// when is a moment in brief.
func when(h screen.Host, ms int64) string { return brief(field.ShowTime(ms), screen.Today(h)) }

// dayAndWeek is a day in brief with its weekday: 11-24 周二.
func dayAndWeek(s, today string) string {
	t, err := time.Parse(field.DateLayout, s)
	if err != nil {
		return s
	}
	return brief(s, today) + " " + kit.Weekday(t)
}

// kindName is what a kind of step is called.
func kindName(k complaint.Kind) string { return kit.T("complaint.step." + string(k)) }

// stateName is what a state is called: the step that comes, or how it ended.
func stateName(s string) string {
	if s == complaint.Archived || s == complaint.Withdrawn {
		return kit.T("complaint.state." + s)
	}
	return kindName(complaint.Kind(s))
}
