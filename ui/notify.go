package ui

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/ui/kit"
)

// How often the window looks what has become due.
const lookEvery = time.Minute

// How often what is on record is sealed while the window is open.
const sealEvery = 24 * time.Hour

// A bell tells of what is due: at the start and once a day what there is to do,
// and each piece of work with an hour when the hour comes.
type bell struct {
	day  string           // of which was told
	rung map[string]int64 // number and kind: the moment that was told of
}

// ring is what there is to tell at a moment, "" for nothing.
func (b *bell) ring(l due.List, now time.Time) (title, text string) {
	today := now.Format(field.DateLayout)
	first := b.day != today
	if first {
		b.day, b.rung = today, map[string]int64{}
	}
	var lines []string
	for _, i := range l.Items {
		key := i.Number + " " + string(i.Kind)
		if i.At == 0 || i.At > now.UnixMilli() || b.rung[key] == i.At {
			continue
		}
		b.rung[key] = i.At
		lines = append(lines, strings.TrimSpace(kit.T("due.kind."+string(i.Kind))+" "+i.Who+" "+i.What))
	}
	n := l.Late + l.Today
	switch {
	case first && l.Late > 0:
		return kit.T("ui.bell.day", "N", n), kit.T("ui.bell.late", "N", l.Late)
	case first && n > 0:
		return kit.T("ui.bell.day", "N", n), kit.T("ui.bell.open")
	case !first && len(lines) > 0:
		return kit.T("ui.bell.now", "N", len(lines)), strings.Join(lines, "\n")
	}
	return "", ""
}

// listen looks once a minute what has become due, until the window closes, and
// seals what is on record: a minute after the start, and once a day.
func (w *Window) listen(ctx context.Context) {
	var b bell
	var sealed time.Time
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		now := time.Now()
		today := now.Format(field.DateLayout)
		l, err := w.shop.Due(ctx, due.Query{Today: today, Until: today, Limit: 500})
		switch {
		case ctx.Err() != nil:
			return
		case data.CodeOf(err) == data.Locked: // nobody is there to be told
		case err != nil:
			slog.Error("due", "error", err)
		default:
			fyne.Do(func() {
				ring := true
				w.Preference("notify", &ring)
				if title, text := b.ring(l, now); title != "" && ring {
					w.app.SendNotification(fyne.NewNotification(title, text))
				}
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if time.Since(sealed) > sealEvery {
			sealed = time.Now()
			if err := w.shop.SealTrail(ctx); err != nil && ctx.Err() == nil {
				slog.Error("seal", "error", err)
			}
		}
	}
}
