package backup

import (
	"context"
	"time"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/vault"
)

// Work is what has to be done about backups, as the day's work has it.
type Work struct{ DB *db.DB }

// How often a drill is wanted, and how many places.
const (
	month      = 31 * day
	drillEvery = 28 * day // of the program's own accord, before anybody is told
	twice      = 2        // 双重备份
)

// Due lists what is the matter with the backups today. A file with no customer in
// it is worth none yet.
func (w Work) Due(ctx context.Context, q due.Query) (due.List, error) {
	var l due.List
	if !q.Wants(q.Today, "") {
		return l, nil
	}
	var some int64
	if err := w.DB.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM customers)").Scan(&some).Error; err != nil || some == 0 {
		return l, db.Translate(err)
	}
	add := func(why string, args ...any) {
		l.Items = append(l.Items, due.Item{Kind: due.Backup, Day: q.Today, Why: why, WhyArgs: args})
		l.Today++
	}
	behind, err := w.DB.Behind(ctx)
	if err != nil {
		return l, err
	}
	if behind >= time.Minute {
		add("backup.why.clock", "Minutes", int(behind/time.Minute))
	}
	ss, err := Standings(ctx, w.DB)
	if err != nil {
		return l, err
	}
	if vault.StateOf(w.DB) == vault.None || len(ss) == 0 {
		add("backup.why.unset")
		return l, nil
	}
	if len(ss) < twice {
		add("backup.why.second")
	}
	now := w.DB.Now()
	for _, s := range ss {
		age := now.Sub(time.UnixMilli(s.Good.At))
		switch {
		case s.Last.ID != 0 && !s.Last.OK:
			add("backup.why.failed", "Folder", s.Place)
		case s.Good.ID == 0:
			add("backup.why.never")
		case age >= 2*day || age >= day && s.There != nil:
			add("backup.why.old", "Folder", s.Place, "Days", int(age/day))
		}
	}
	return l, w.drill(ctx, add)
}

func (w Work) drill(ctx context.Context, add func(why string, args ...any)) error {
	r, err := LastDrill(ctx, w.DB)
	if err != nil {
		return err
	}
	now := w.DB.Now()
	since := r.At
	if r.ID == 0 {
		if since, err = first(ctx, w.DB); err != nil || since == 0 {
			return err
		}
	}
	switch {
	case r.ID != 0 && !r.OK:
		add("backup.why.drill_failed")
	case now.Sub(time.UnixMilli(since)) >= month:
		add("backup.why.drill", "Days", int(month/day))
	}
	return nil
}

// first is when the first backup was made, 0 where there is none.
func first(ctx context.Context, d *db.DB) (int64, error) {
	var at int64
	err := d.Read(ctx).Raw("SELECT coalesce(min(at), 0) FROM backups WHERE kind = ? AND ok = 1", Backup).Scan(&at).Error
	return at, db.Translate(err)
}
