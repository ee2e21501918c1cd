package search_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
)

// asked are queries as they are typed at a desk, so many of each kind.
func asked(n int) map[string][]string {
	t := town{rand.New(rand.NewPCG(11, 12))}
	each := func(f func(c *customer.Customer) string) []string {
		var qs []string
		for range n {
			qs = append(qs, f(t.customer(int64(1+t.IntN(rows())))))
		}
		return qs
	}
	head := func(s string, n int) string {
		rs := []rune(s)
		return string(rs[:min(n, len(rs))])
	}
	somewhere := func(s string, n int) string {
		rs := []rune(s)
		at := t.IntN(max(1, len(rs)-n+1))
		return string(rs[at:min(at+n, len(rs))])
	}
	initials := func(s string) string {
		out := ""
		for _, r := range s {
			out += search.Pinyin(string(r))[:1]
		}
		return out
	}
	mobile := func(c *customer.Customer) string { return c.Phones[0].Number }
	return map[string][]string{
		"char":      each(func(c *customer.Customer) string { return head(c.Name, 1) }),
		"char in":   each(func(c *customer.Customer) string { return somewhere(c.Name, 1) }),
		"two chars": each(func(c *customer.Customer) string { return somewhere(c.Name, 2) }),
		"name":      each(func(c *customer.Customer) string { return c.Name }),
		"pinyin":    each(func(c *customer.Customer) string { return search.Pinyin(head(c.Name, 4)) }),
		"letter":    each(func(c *customer.Customer) string { return search.Pinyin(c.Name)[:1] }),
		"pinyin in": each(func(c *customer.Customer) string { return search.Pinyin(somewhere(c.Name, 2)) }),
		"initials":  each(func(c *customer.Customer) string { return initials(head(c.Name, 3)) }),
		"inits in":  each(func(c *customer.Customer) string { return initials(somewhere(c.Name, 4)) }),
		"mixed":     each(func(c *customer.Customer) string { return search.Pinyin(head(c.Name, 1)) + string([]rune(c.Name)[1]) }),
		"mixed 2":   each(func(c *customer.Customer) string { return head(c.Name, 1) + initials(string([]rune(c.Name)[1])) }),
		"phone 4":   each(func(c *customer.Customer) string { return somewhere(mobile(c), 4) }),
		"phone 7":   each(func(c *customer.Customer) string { return somewhere(mobile(c), 7) }),
		"phone 11":  each(mobile),
		"words":     each(func(c *customer.Customer) string { return somewhere(c.Name, 2) + " " + somewhere(mobile(c), 4) }),
		"words 2":   each(func(c *customer.Customer) string { return head(c.Name, 2) + " " + c.Addresses[0].Address[:9] }),
		"number":    each(func(c *customer.Customer) string { return c.Number }),
		"address":   each(func(c *customer.Customer) string { return somewhere(c.Addresses[0].Address, 5) }),
		"tag":       each(func(*customer.Customer) string { return one(t, tags) }),
		"no hit":    each(func(c *customer.Customer) string { return string(rune(0x5000+t.IntN(0x1000))) + head(c.Name, 2) }),
		"no hit 2": each(func(c *customer.Customer) string {
			return head(c.Name, 2) + " " + string(rune(0x5000+t.IntN(0x1000))) + "号"
		}),
		"no hit 3": each(func(*customer.Customer) string { return "qqzxw" + string(rune('a'+t.IntN(26))) }),
	}
}

// spread reports the percentiles of the times.
func spread(b *testing.B, times []time.Duration) {
	b.Helper()
	slices.Sort(times)
	ms := func(q float64) float64 {
		return float64(times[min(int(q*float64(len(times))), len(times)-1)].Microseconds()) / 1000
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(.5), "p50-ms")
	b.ReportMetric(ms(.95), "p95-ms")
	b.ReportMetric(ms(1), "max-ms")
}

// measure runs f until the benchmark has enough and reports the times.
func measure(b *testing.B, f func(i int)) {
	b.Helper()
	var times []time.Duration
	i := 0
	for b.Loop() {
		begin := time.Now()
		f(i)
		times = append(times, time.Since(begin))
		i++
	}
	spread(b, times)
}

func BenchmarkFind(b *testing.B) {
	d, ctx := populous(b, rows()), context.Background()
	s := customer.Open(d)
	look := func(b *testing.B, qs []string) {
		for _, q := range qs { // the program's caches, as after some minutes of work
			if _, err := s.Search(ctx, q, 50); err != nil {
				b.Fatal(err)
			}
		}
		measure(b, func(i int) {
			if _, err := s.Search(ctx, qs[i%len(qs)], 50); err != nil {
				b.Fatal(err)
			}
		})
	}
	all := asked(20)
	var kinds, mix []string
	for k := range all {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		mix = append(mix, all[k]...)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(mix), func(i, j int) { mix[i], mix[j] = mix[j], mix[i] })
	b.Run("mix", func(b *testing.B) { look(b, mix) })
	for _, k := range kinds {
		b.Run(k, func(b *testing.B) { look(b, all[k]) })
	}
}

func BenchmarkFindInAll(b *testing.B) {
	d, ctx := populous(b, rows()), context.Background()
	var mix []string
	for _, qs := range asked(5) {
		mix = append(mix, qs...)
	}
	measure(b, func(i int) {
		if _, err := search.Find(ctx, d, mix[i%len(mix)], search.Options{}); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkProbable(b *testing.B) {
	d, ctx := populous(b, rows()), context.Background()
	s, t := customer.Open(d), town{rand.New(rand.NewPCG(5, 6))}
	var vs []field.Values
	for range 100 {
		c := t.customer(0)
		vs = append(vs, field.Values{"kind": c.Kind, "name": c.Name, "code": c.Code, "phones": []field.Values{{"number": c.Phones[0].Number}}})
	}
	measure(b, func(i int) {
		if _, err := s.Probable(ctx, vs[i%len(vs)], 0); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkSave is what the index adds to a save: the time of a transaction
// that puts an entry, beside one that writes a setting.
func BenchmarkSave(b *testing.B) {
	d, ctx := populous(b, rows()), context.Background()
	t := town{rand.New(rand.NewPCG(8, 9))}
	from := int64(10_000_000)
	b.Run("bare", func(b *testing.B) {
		measure(b, func(i int) {
			if err := d.Set(ctx, "x", "bench", i); err != nil {
				b.Fatal(err)
			}
		})
	})
	put := func(b *testing.B, next func(i int) *customer.Customer) {
		measure(b, func(i int) {
			e := customer.Entry(next(i))
			if err := d.Write(ctx, "x", func(tx *db.Tx) error {
				if err := tx.Exec("INSERT OR REPLACE INTO settings (key, value) VALUES ('bench', ?)", i).Error; err != nil {
					return err
				}
				return search.Put(tx, e)
			}); err != nil {
				b.Fatal(err)
			}
		})
	}
	made := int64(0)
	b.Run("new", func(b *testing.B) {
		put(b, func(int) *customer.Customer { made++; return t.customer(from + made) })
	})
	b.Run("phone changed", func(b *testing.B) {
		c := t.customer(from + made)
		put(b, func(int) *customer.Customer { c.Phones[0].Number = t.mobile(); return c })
	})
	b.Run("same", func(b *testing.B) {
		c := t.customer(from + made)
		put(b, func(int) *customer.Customer { return c })
	})
	err := d.Write(ctx, "x", func(tx *db.Tx) error {
		for i := range made {
			if err := search.Remove(tx, "customer", from+i+1); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Error(err)
	}
}

func BenchmarkPage(b *testing.B) {
	d, ctx := populous(b, rows()), context.Background()
	s, r := customer.Open(d), rand.New(rand.NewPCG(2, 3))
	var ids []int32
	for _, sort := range []string{"", "name", "grade", "last_visit_on", "updated_at", "open_complaints"} {
		name := sort
		if name == "" {
			name = "newest"
		}
		b.Run("ids/"+name, func(b *testing.B) {
			measure(b, func(int) {
				var err error
				if ids, err = s.IDs(ctx, register.Query{Sort: sort}); err != nil || len(ids) < rows() {
					b.Fatal(len(ids), err)
				}
			})
		})
		b.Run("first/"+name, func(b *testing.B) {
			measure(b, func(int) {
				some, err := s.IDs(ctx, register.Query{Sort: sort, Limit: 200})
				if err != nil || len(some) != 200 {
					b.Fatal(err)
				}
			})
		})
		b.Run("lines/"+name, func(b *testing.B) {
			measure(b, func(int) {
				at := r.IntN(len(ids) - 50)
				ls, err := s.Lines(ctx, ids[at:at+50])
				if err != nil || len(ls) != 50 {
					b.Fatal(len(ls), err)
				}
			})
		})
	}
}
