package desk_test

import (
	"context"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

var ctx = context.Background()

// shop is a file with its front desk and a clock that tests set.
type shop struct {
	t *testing.T
	*desk.Store
	customers *customer.Store
	now       time.Time
}

// open begins on Monday, 2 March 2026, at nine.
func open(t *testing.T) *shop {
	t.Helper()
	d := dbtest.MustOpen(t)
	s := &shop{t: t, Store: desk.Open(d), customers: customer.Open(d), now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.Local)}
	d.Now = func() time.Time { return s.now }
	return s
}

// preset puts a shipped regulation into force.
func (s *shop) preset(key string) *policy.Preset {
	s.t.Helper()
	p, err := policy.Shipped(key)
	if err == nil {
		err = s.DB.Write(ctx, "店主", func(tx *db.Tx) error { return policy.Use(tx, p) })
	}
	s.ok(err)
	return p
}

func (s *shop) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) on(day string) {
	s.t.Helper()
	d, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	s.ok(err)
	s.now = d.Add(10 * time.Hour)
}

func (s *shop) signIn(names ...string) {
	s.t.Helper()
	for _, n := range names {
		s.ok(s.SignIn(ctx, n, n))
	}
}

// comes registers a visitor and gives the reception; pairs are further values.
func (s *shop) comes(name, phone string, pairs ...any) *desk.Reception {
	s.t.Helper()
	r, err := s.enter(name, phone, pairs...)
	s.ok(err)
	return s.load(r.ID)
}

func (s *shop) enter(name, phone string, pairs ...any) (register.Record, error) {
	v := s.Receptions.Blank()
	v["name"], v["phone"] = name, phone
	v["at"] = field.ShowTime(s.now.UnixMilli())
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i].(string)] = pairs[i+1]
	}
	return s.Receptions.Put(ctx, "前台", register.Record{Values: v})
}

func (s *shop) load(id int64) *desk.Reception {
	s.t.Helper()
	rs, err := s.Receptions.Load(ctx, id)
	s.ok(err)
	return rs[0]
}

func (s *shop) customer(name, phone string, pairs ...any) register.Record {
	s.t.Helper()
	v := s.customers.Blank()
	v["name"], v["kind"] = name, customer.Person
	v["phones"] = []field.Values{{"use": "mobile", "number": phone}}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i].(string)] = pairs[i+1]
	}
	r, err := s.customers.Put(ctx, "前台", register.Record{Values: v})
	s.ok(err)
	return r
}

func (s *shop) received(r *desk.Reception, receiver, helper, basis string) {
	s.t.Helper()
	if r.Receiver != receiver || r.Helper != helper || r.Basis != basis {
		s.t.Errorf("%s: %q received, %q helped, by %s; want %q, %q, %s", r.Name, r.Receiver, r.Helper, r.Basis, receiver, helper, basis)
	}
}

func (s *shop) turns() map[string]int64 {
	s.t.Helper()
	ps, err := s.Line(ctx, s.now.Format(field.DateLayout))
	s.ok(err)
	m := map[string]int64{}
	for _, p := range ps {
		m[p.Who] = p.Turns
	}
	return m
}

func (s *shop) next() string {
	s.t.Helper()
	d, err := s.Whose(ctx, desk.Arrival{Day: s.now.Format(field.DateLayout), Phone: "10000000000"})
	s.ok(err)
	return d.Receiver
}

var zh = assets.ZhHans
