package desk_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/data/register"
)

// TestNobodyPresentGetsASecondTurnWhileAnotherWaitsLonger plays days at random:
// people sign in, go and come back, visitors come for the first time, again, by
// name. Between two turns of one person everybody who was in line all that time
// has had one; and who helped or was asked for by name keeps the place.
func TestNobodyPresentGetsASecondTurnWhileAnotherWaitsLonger(t *testing.T) {
	for seed := range uint64(4) {
		s := open(t)
		d := rand.New(rand.NewPCG(seed, 26))
		people := []string{"甲", "乙", "丙", "丁", "戊"}
		state := map[string]string{}
		waits := map[string]map[string]bool{} // who was in line since somebody's last turn, and had none
		var phones []string
		for range 160 {
			s.now = s.now.Add(time.Minute)
			who := people[d.IntN(len(people))]
			switch n := d.IntN(10); {
			case n < 2 && (state[who] == "" || state[who] == desk.Off):
				s.ok(s.SignIn(ctx, who, who))
				state[who] = desk.Here
			case n == 2 && state[who] == desk.Here:
				s.ok(s.Leave(ctx, who, who))
				state[who] = desk.Away
			case n == 3 && state[who] == desk.Away:
				s.ok(s.Back(ctx, who, who))
				state[who] = desk.Here
			case n == 4 && d.IntN(4) == 0 && state[who] == desk.Here:
				s.ok(s.SignOut(ctx, who, who))
				state[who] = desk.Off
			case n >= 5:
				before, err := s.Line(ctx, "2026-03-02")
				s.ok(err)
				phone, named := fmt.Sprintf("138%08d", len(phones)), ""
				if len(phones) > 0 && d.IntN(3) == 0 {
					phone = phones[d.IntN(len(phones))]
				}
				if d.IntN(8) == 0 {
					named = who
				}
				r := s.comes("客", phone, "named", named)
				phones = append(phones, phone)
				if r.TurnOf == "" {
					after, err := s.Line(ctx, "2026-03-02")
					s.ok(err)
					for i := range before {
						if before[i].Who != after[i].Who || before[i].Turns != after[i].Turns {
							t.Fatalf("seed %d: a visitor without a turn moved the line", seed)
						}
					}
					continue
				}
				for other := range waits[r.TurnOf] {
					if state[other] == desk.Here {
						t.Fatalf("seed %d: %s has a second turn while %s waits", seed, r.TurnOf, other)
					}
				}
				for _, w := range waits {
					delete(w, r.TurnOf)
				}
				waits[r.TurnOf] = map[string]bool{}
				for p, st := range state {
					if st == desk.Here && p != r.TurnOf {
						waits[r.TurnOf][p] = true
					}
				}
			}
			for _, w := range waits { // whoever went does not wait
				for p := range w {
					if state[p] != desk.Here {
						delete(w, p)
					}
				}
			}
		}
	}
}

// TestTwoDesksNeverGiveOneTurnTwice has two programs register visitors at once:
// the turns go round as if there were one.
func TestTwoDesksNeverGiveOneTurnTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	var desks []*desk.Store
	for range 2 {
		d, err := db.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		desks = append(desks, desk.Open(d))
	}
	people := []string{"甲", "乙", "丙"}
	for _, p := range people {
		if err := desks[0].SignIn(ctx, p, p); err != nil {
			t.Fatal(err)
		}
	}
	const each = 12
	var all sync.WaitGroup
	for i, s := range desks {
		all.Go(func() {
			for n := range each {
				v := s.Receptions.Blank()
				v["name"], v["phone"] = "客", fmt.Sprintf("13%d%08d", i, n)
				if _, err := s.Receptions.Put(context.Background(), "前台", register.Record{Values: v}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	rs, err := desks[0].On(ctx, time.Now().Format(field.DateLayout), 100)
	if err != nil || len(rs) != 2*each {
		t.Fatal(len(rs), err)
	}
	slices.Reverse(rs)
	for i, r := range rs {
		if r.TurnOf != people[i%3] {
			t.Fatalf("visitor %d went to %q, not %s", i+1, r.TurnOf, people[i%3])
		}
	}
	ps, err := desks[1].Line(ctx, time.Now().Format(field.DateLayout))
	for _, p := range ps {
		if p.Turns != 2*each/3 || p.Busy != 2*each/3 || err != nil {
			t.Errorf("%+v, %v", p, err)
		}
	}
}

func TestOneWhoLeftTheShopDoesNotSignIn(t *testing.T) {
	s := open(t)
	s.ok(s.DB.Set(ctx, "店主", "shop.staff", []map[string]any{{"name": "甲", "left": true}}))
	err := s.SignIn(ctx, "前台", "甲")
	if es := data.All(err); len(es) != 1 || es[0].Field != "who" {
		t.Error(err)
	}
	if es := data.All(s.SignIn(ctx, "前台", "")); len(es) != 1 || es[0].Field != "who" {
		t.Error(es)
	}
}
