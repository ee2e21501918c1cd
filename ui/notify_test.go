package ui

import (
	"testing"
	"time"

	"kezhi/data/due"
)

func TestTheBellRingsOnceADayAndAtTheHour(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.Local) }
	call := due.Item{Kind: due.Promise, Number: "LF-2026-000001", Who: "单雨霏", What: "回电", At: at(22, 14).UnixMilli()}
	l := due.List{Late: 2, Today: 3, Items: []due.Item{call, {Kind: due.Visit, Day: "2026-11-22"}}}
	var b bell
	for _, x := range []struct {
		now         time.Time
		list        due.List
		title, text string
	}{
		{at(22, 8), l, "今天有 5 件要办", "其中 2 件已逾期"},
		{at(22, 9), l, "", ""},
		{at(22, 14), l, "1 件到时间了", "承诺 单雨霏 回电"},
		{at(22, 15), l, "", ""},
		{at(23, 0), due.List{}, "", ""},
		{at(24, 0), due.List{Today: 1}, "今天有 1 件要办", "请打开“今日”查看"},
	} {
		if title, text := b.ring(x.list, x.now); title != x.title || text != x.text {
			t.Errorf("%s: %q, %q, want %q, %q", x.now, title, text, x.title, x.text)
		}
	}
}
