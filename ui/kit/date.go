package kit

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"kezhi/data/field"
)

// parseDay reads a day as a receptionist types it: 2026-11-22, 20261122, 1122
// or 11-22 for this year, 22 for this month, +3 and -1 for days from today, 今,
// 今天, 明天, 昨天, 后天. It returns "2026-11-22", "" for an empty text, and
// whether it was understood.
func parseDay(s string, today time.Time) (string, bool) {
	s = strings.TrimSpace(width.Narrow.String(s))
	if s == "" {
		return "", true
	}
	show := func(t time.Time) (string, bool) { return t.Format(field.DateLayout), true }
	switch s {
	case "今", "今天", "今日", "today", "t", ".":
		return show(today)
	case "明", "明天", "明日", "tomorrow":
		return show(today.AddDate(0, 0, 1))
	case "后天", "後天":
		return show(today.AddDate(0, 0, 2))
	case "昨", "昨天", "昨日", "yesterday":
		return show(today.AddDate(0, 0, -1))
	}
	if s[0] == '+' || s[0] == '-' {
		if n, err := strconv.Atoi(s); err == nil && n > -5000 && n < 5000 {
			return show(today.AddDate(0, 0, n))
		}
		return s, false
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	if len(parts) == 1 && parts[0] == s {
		switch len(s) {
		case 1, 2:
			parts = []string{today.Format("1"), s}
		case 3, 4:
			parts = []string{s[:len(s)-2], s[len(s)-2:]}
		case 6:
			parts = []string{"20" + s[:2], s[2:4], s[4:]}
		}
	}
	if len(parts) == 2 {
		parts = append([]string{today.Format("2006")}, parts...)
	}
	if len(parts) == 3 && len(parts[0]) == 4 {
		s = strings.Join(parts, "-")
	}
	d, err := field.CanonicalDate(s)
	return d, err == nil
}

// parseMoment reads a day and a time: "2026-11-22 14:30", "1122 1430", "14:30"
// or 1430 alone for today, 现在. A day alone gets the time of day now when it
// is today, otherwise 09:00.
func parseMoment(s string, at time.Time) (string, bool) {
	s = strings.TrimSpace(strings.NewReplacer("T", " ", "　", " ").Replace(width.Narrow.String(s)))
	switch s {
	case "":
		return "", true
	case "现在", "現在", "now", ".":
		return at.Format(field.TimeLayout), true
	}
	if clock, ok := parseClock(s); ok && (strings.Contains(s, ":") || strings.Contains(s, "点")) {
		return at.Format(field.DateLayout) + " " + clock, true
	}
	day, clock, two := strings.Cut(s, " ")
	d, ok := parseDay(day, at)
	switch {
	case two:
		c, good := parseClock(strings.TrimSpace(clock))
		if !ok || !good {
			return s, false
		}
		return d + " " + c, true
	case ok && d == at.Format(field.DateLayout):
		return d + " " + at.Format("15:04"), true
	case ok:
		return d + " 09:00", true
	}
	if c, good := parseClock(s); good && len(s) == 4 {
		return at.Format(field.DateLayout) + " " + c, true
	}
	return s, false
}

func parseClock(s string) (string, bool) {
	s = strings.NewReplacer("点半", ":30", "點半", ":30", "点", ":", "點", ":", "时", ":", "時", ":", "分", "", ".", ":").Replace(s)
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, ":") {
		s += "00"
	}
	h, m, ok := strings.Cut(s, ":")
	if !ok {
		switch len(s) {
		case 1, 2:
			h, m = s, "0"
		case 3, 4:
			h, m = s[:len(s)-2], s[len(s)-2:]
		}
	}
	m, _, _ = strings.Cut(m, ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	if err1 != nil || err2 != nil || hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return s, false
	}
	return time.Date(2000, 1, 1, hour, minute, 0, 0, time.UTC).Format("15:04"), true
}
