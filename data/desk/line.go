package desk

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// States of somebody in today's line.
const (
	Here = "here" // in line
	Away = "away" // keeps the place, is passed over
	Off  = "off"  // signed out
)

// Place is somebody's place in the line of a day (轮接).
type Place struct {
	Day       string
	Who       string
	Place     int64 // the least stands first
	State     string
	Turns     int64 // received in turn that day
	SignedAt  int64 // unix milliseconds
	ChangedAt int64
	// Busy are the visitors who are with them now.
	Busy int64 `gorm:"->"`
}

// TableName is GORM's name for the table.
func (Place) TableName() string { return "desk_line" }

// line is a day's line in order.
type line []Place

// lineOn reads the line of a day in its order.
func lineOn(g *gorm.DB, day string) (line, error) {
	var ps line
	return ps, g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT l.*,
		(SELECT count(*) FROM receptions r WHERE r.on_day = l.day AND r.left_at = 0 AND r.deleted_at = 0 AND coalesce(nullif(r.helper, ''), r.receiver) = l.who) AS busy
		FROM desk_line l WHERE l.day = ? ORDER BY l.place, l.who`, day).Scan(&ps).Error
}

// next is who receives the next visitor, "" where nobody is in line.
func (l line) next() string {
	for _, p := range l {
		if p.State == Here {
			return p.Who
		}
	}
	return ""
}

// last is who stands last in line.
func (l line) last() string {
	who := ""
	for _, p := range l {
		if p.State == Here {
			who = p.Who
		}
	}
	return who
}

func (l line) has(who string) bool {
	for _, p := range l {
		if p.Who == who {
			return p.State == Here
		}
	}
	return false
}

// Line is today's line: those in line in their order, then who is away, then
// who signed out.
func (s *Store) Line(ctx context.Context, day string) ([]Place, error) {
	if err := s.Receptions.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	l, err := lineOn(s.DB.Read(ctx), day)
	if err != nil {
		return nil, db.Translate(err)
	}
	out := make([]Place, 0, len(l))
	for _, state := range []string{Here, Away, Off} {
		for _, p := range l {
			if p.State == state {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// SignIn puts somebody at the end of today's line (签到). Whoever signed out
// comes back at the end too. Code data.Refused for one who is in line, field
// error who for a name that cannot be.
func (s *Store) SignIn(ctx context.Context, who, name string) error {
	return s.step(ctx, who, name, func(tx *db.Tx, day string, p *Place) error {
		if p != nil && p.State != Off {
			return data.Fault(data.Refused, "reception.error.line_in_line", "Who", name, "At", clock(p.SignedAt))
		}
		if err := works(tx, name); err != nil {
			return err
		}
		return tx.Do(`INSERT INTO desk_line (day, who, place, state, turns, signed_at, changed_at) VALUES (?, ?, `+end+`, 'here', 0, ?, ?)
			ON CONFLICT (day, who) DO UPDATE SET place = excluded.place, state = 'here', signed_at = excluded.signed_at, changed_at = excluded.changed_at`,
			day, name, day, tx.Now.UnixMilli(), tx.Now.UnixMilli())
	})
}

// end is the place behind all others of a day.
const end = "(SELECT coalesce(max(place), 0) + 1 FROM desk_line WHERE day = ?)"

// works refuses whoever has left the shop.
func works(tx *db.Tx, name string) error {
	if n := len([]rune(name)); n == 0 || n > 60 || strings.TrimSpace(name) != name {
		return data.Wrong("who", "reception.error.line_who")
	}
	ms, err := staff.List(tx.DB)
	if m, ok := staff.Find(ms, name); err == nil && ok && m.Left {
		return data.Wrong("who", "reception.error.line_left", "Who", name)
	}
	return err
}

// Leave marks somebody in line as away (暂离): they keep their place and are
// passed over. Code data.Refused for one who is not in line.
func (s *Store) Leave(ctx context.Context, who, name string) error {
	return s.turnTo(ctx, who, name, Here, Away)
}

// Back takes somebody who was away back to the place they kept. Code
// data.Refused for one who is not away.
func (s *Store) Back(ctx context.Context, who, name string) error {
	return s.turnTo(ctx, who, name, Away, Here)
}

// SignOut takes somebody out of the line for the day (签退). Code data.Refused
// for one who is in none.
func (s *Store) SignOut(ctx context.Context, who, name string) error {
	return s.turnTo(ctx, who, name, "", Off)
}

// Pass sends somebody to the end of the line without a turn (过号): they are
// busy when it comes to them, and get none instead. Code data.Refused for one
// who is not in line.
func (s *Store) Pass(ctx context.Context, who, name string) error {
	return s.step(ctx, who, name, func(tx *db.Tx, day string, p *Place) error {
		if p == nil || p.State != Here {
			return data.Fault(data.Refused, "reception.error.line_not_here", "Who", name)
		}
		return tx.Do("UPDATE desk_line SET place = "+end+", changed_at = ? WHERE day = ? AND who = ?", day, tx.Now.UnixMilli(), day, name)
	})
}

func (s *Store) turnTo(ctx context.Context, who, name, from, to string) error {
	return s.step(ctx, who, name, func(tx *db.Tx, day string, p *Place) error {
		switch {
		case p == nil || p.State == Off || from == Here && p.State != Here:
			return data.Fault(data.Refused, "reception.error.line_not_here", "Who", name)
		case from == Away && p.State != Away:
			return data.Fault(data.Refused, "reception.error.line_not_away", "Who", name)
		}
		return tx.Do("UPDATE desk_line SET state = ?, changed_at = ? WHERE day = ? AND who = ?", to, tx.Now.UnixMilli(), day, name)
	})
}

// step changes somebody's place of today.
func (s *Store) step(ctx context.Context, who, name string, f func(tx *db.Tx, day string, p *Place) error) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Receptions.Permit(ctx, right.Create); err != nil {
			return err
		}
		day := today(tx.Now)
		var ps []Place
		if err := tx.Where("day = ? AND who = ?", day, name).Find(&ps).Error; err != nil {
			return err
		}
		var p *Place
		if len(ps) > 0 {
			p = &ps[0]
		}
		return f(tx, day, p)
	})
}

// take notes that somebody received in turn and sends them to the end. Whoever
// is not in the line, or not there, takes none.
func take(tx *db.Tx, day, who string) (bool, error) {
	l, err := lineOn(tx.DB, day)
	if err != nil || !l.has(who) {
		return false, err
	}
	return true, tx.Do("UPDATE desk_line SET turns = turns + 1, place = "+end+" WHERE day = ? AND who = ?", day, day, who)
}

// giveBack takes a turn back: the entry was a mistake, and who lost the turn by
// it stands first again. With n = 1 it is taken once more.
func giveBack(tx *db.Tx, day, who string, n int) error {
	place := "(SELECT min(place) - 1 FROM desk_line WHERE day = ?)"
	if n > 0 {
		place = end
	}
	return tx.Do("UPDATE desk_line SET turns = turns + ?, place = "+place+" WHERE day = ? AND who = ?", n, day, day, who)
}

// clock is the time of a moment, "14:30".
func clock(ms int64) string { return time.UnixMilli(ms).Format(field.TimeLayout[len("2006-01-02 "):]) }
