package kit

import (
	"testing"
)

func TestADayIsReadAsReceptionistsTypeIt(t *testing.T) {
	for in, want := range map[string]string{
		"":           "",
		"2026-11-22": "2026-11-22",
		"20261122":   "2026-11-22",
		"261122":     "2026-11-22",
		"1122":       "2026-11-22",
		"305":        "2026-03-05",
		"3-5":        "2026-03-05",
		"3月5日":       "2026-03-05",
		"2025年3月5日":  "2025-03-05",
		"2025/3/5":   "2025-03-05",
		"5":          "2026-11-05",
		"22":         "2026-11-22",
		"+3":         "2026-11-25",
		"-1":         "2026-11-21",
		"+10":        "2026-12-02",
		"今":          "2026-11-22",
		"今天":         "2026-11-22",
		"明天":         "2026-11-23",
		"２０２６１１２２":   "2026-11-22",
	} {
		if got, ok := parseDay(in, now()); !ok || got != want {
			t.Errorf("%q: got %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"2026-02-30", "1322", "abc", "32", "+x", "12345"} {
		if got, ok := parseDay(in, now()); ok {
			t.Errorf("%q must not be a day, got %q", in, got)
		}
	}
}

func TestAMomentIsReadAsReceptionistsTypeIt(t *testing.T) {
	for in, want := range map[string]string{
		"":                 "",
		"2026-11-22 14:30": "2026-11-22 14:30",
		"2026-11-22T09:05": "2026-11-22 09:05",
		"1122 1430":        "2026-11-22 14:30",
		"1120 9点半":         "2026-11-20 09:30",
		"14:05":            "2026-11-22 14:05",
		"1405":             "2026-11-22 14:05",
		"1120":             "2026-11-20 09:00",
		"现在":               "2026-11-22 14:30",
		"今天":               "2026-11-22 14:30",
		"明天 8:00":          "2026-11-23 08:00",
	} {
		if got, ok := parseMoment(in, now()); !ok || got != want {
			t.Errorf("%q: got %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"25:00", "2026-11-22 24:10", "1122 99"} {
		if got, ok := parseMoment(in, now()); ok {
			t.Errorf("%q must not be a moment, got %q", in, got)
		}
	}
}
