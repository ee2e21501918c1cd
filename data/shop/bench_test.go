package shop_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

// somebody is a customer with everything that is masked, and sealed where texts are.
func somebody(i int) field.Values {
	return field.Values{
		"kind": "person", "name": fmt.Sprintf("张%c%c", '一'+rune(i%3000), '丁'+rune(i/7%3000)), "identity": identityOf(i), "birthday": "1990-01-01", "owner": "周岚", "remark": "月底对账",
		"phones": []field.Values{{"use": "mobile", "number": fmt.Sprintf("138%08d", i*7919%100000000)}},
	}
}

// identityOf is an identity number with its check digit.
func identityOf(i int) string {
	s := fmt.Sprintf("330106199001%02d%03d", i%28+1, i/28%1000)
	sum := 0
	for at, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[at]-'0') * w
	}
	return s + string("10X98765432"[sum%11])
}

// benched is how many customers there are in a file that is measured.
const benched = 3000

// twins are two copies of one file with customers.
func twins(b *testing.B) (one, two *shop.Shop) {
	b.Helper()
	b.Setenv("KEZHI_KEYS", b.TempDir())
	at := filepath.Join(b.TempDir(), "a.db")
	s, err := shop.Open(at)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < benched; i += 500 {
		vs := make([]field.Values, 500)
		for j := range vs {
			vs[j] = somebody(i + j)
		}
		if _, err := s.Customers.PutAll(b.Context(), "周岚", vs); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	content, err := os.ReadFile(at)
	if err != nil {
		b.Fatal(err)
	}
	to := filepath.Join(b.TempDir(), "b.db")
	if err := os.WriteFile(to, content, 0o600); err != nil {
		b.Fatal(err)
	}
	var out [2]*shop.Shop
	for i, f := range []string{at, to} {
		if out[i], err = shop.Open(f); err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = out[i].Close() })
		if err := out[i].Warm(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	return out[0], out[1]
}

// pair measures what is done to both files in turn, and reports the ratio of the
// medians.
func pair(b *testing.B, one, two *shop.Shop, do func(s *shop.Shop, i int) error) {
	b.Helper()
	var times [2][]time.Duration
	for i := 1; b.Loop(); i++ {
		for k, s := range [...]*shop.Shop{one, two} {
			begin := time.Now()
			if err := do(s, i); err != nil {
				b.Fatal(err)
			}
			times[k] = append(times[k], time.Since(begin))
		}
	}
	us := func(ds []time.Duration) float64 {
		slices.Sort(ds)
		return float64(ds[len(ds)/2].Nanoseconds()) / 1000
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(us(times[0]), "plain-µs")
	b.ReportMetric(us(times[1]), "guarded-µs")
	b.ReportMetric(us(times[1])/us(times[0]), "ratio")
}

func save(b *testing.B) func(s *shop.Shop, i int) error {
	return func(s *shop.Shop, i int) error {
		_, err := s.Customers.Put(b.Context(), "周岚", register.Record{Values: somebody(benched + i)})
		return err
	}
}

func change(b *testing.B) func(s *shop.Shop, i int) error {
	return func(s *shop.Shop, i int) error {
		r, err := s.Customers.Get(b.Context(), int64(i%benched)+1)
		if err == nil {
			r.Values["remark"] = fmt.Sprintf("第 %d 次改动", i)
			_, err = s.Customers.Put(b.Context(), "周岚", r)
		}
		return err
	}
}

func search(b *testing.B) func(s *shop.Shop, i int) error {
	return func(s *shop.Shop, i int) error {
		v := somebody(i % benched)
		q := []string{v.Text("name"), v.Rows("phones")[0].Text("number"), "zhang", v.Rows("phones")[0].Text("number")[7:]}[i%4]
		_, err := s.Search(b.Context(), q, 20)
		return err
	}
}

// BenchmarkClosed does the same in a file without accounts and in one with them, in
// which somebody is signed in who sees everybody's customers, phones masked.
func BenchmarkClosed(b *testing.B) {
	open, closed := twins(b)
	if _, err := account.SetUp(b.Context(), closed.DB, "王掌柜", "boss", "correct horse battery"); err != nil {
		b.Fatal(err)
	}
	if err := closed.SetStaff(b.Context(), "", []staff.Member{{Name: "王掌柜"}, {Name: "周岚"}}); err != nil {
		b.Fatal(err)
	}
	masked := []account.Verb{account.See, account.Create, account.EditOwn, account.EditAll}
	if err := account.SetRights(b.Context(), closed.DB, account.Rights{staff.Reception: {"customer": masked}}); err != nil {
		b.Fatal(err)
	}
	if _, err := account.AddUser(b.Context(), closed.DB, account.User{Login: "zhou", Name: "周岚", Role: staff.Reception, Scope: account.All}, "correct horse battery"); err != nil {
		b.Fatal(err)
	}
	if _, err := account.SignIn(b.Context(), closed.DB, "zhou", "correct horse battery"); err != nil {
		b.Fatal(err)
	}
	b.Run("save", func(b *testing.B) { pair(b, open, closed, save(b)) })
	b.Run("change", func(b *testing.B) { pair(b, open, closed, change(b)) })
	b.Run("search", func(b *testing.B) { pair(b, open, closed, search(b)) })
}

// BenchmarkSealed does the same in a file without keys and in one in which identity
// numbers are sealed.
func BenchmarkSealed(b *testing.B) {
	plain, sealed := twins(b)
	if _, err := sealed.SetUpVault(b.Context(), "周岚"); err != nil {
		b.Fatal(err)
	}
	if err := sealed.Seal(b.Context(), "周岚", true, nil); err != nil {
		b.Fatal(err)
	}
	b.Run("save", func(b *testing.B) { pair(b, plain, sealed, save(b)) })
	b.Run("change", func(b *testing.B) { pair(b, plain, sealed, change(b)) })
	b.Run("search", func(b *testing.B) { pair(b, plain, sealed, search(b)) })
}
