package account_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/complaint"
	"kezhi/data/credit"
	"kezhi/data/demo"
	front "kezhi/data/desk"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/figures"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
	"kezhi/data/staff"
	"kezhi/data/survey"
)

// A scoped shop is the sample data with an account of every right, but one that
// sees some people's records alone.
type scoped struct {
	*shop.Shop
	whose  []string // the people whose records they see
	theirs map[string][]int64
	others map[string][]int64 // of somebody else, by register
	secret []string           // what stands in the files of others' customers alone
	now    time.Time
}

// tell is told with everybody at the desk, where whoever it is must be told it:
// see the doc comments.
var tell = []string{
	"desk.Store.Whose", "desk.Store.Known", // who receives a visitor, and by which registration
	"desk.Store.Find",                    // the claims of a dispute are of several people
	"grading.Store.Bars",                 // whom nobody may deal with
	"desk.Store.Line", "shop.Shop.Staff", // the shop's people
	"grading.Store.Warnings",                         // a quota is the shop's
	"customer.Store.Reindex", "shop.Shop.PlanSwitch", // the administrator's: what a change does to the whole file
}

func TestRecordsOfOthersAreNotThereAndDoNotCount(t *testing.T) {
	for name, c := range operations() {
		claims[name] = c
	}
	dir := t.TempDir()
	at := filepath.Join(dir, "k.db")
	me := sample(t, at)
	for _, scope := range []account.Scope{account.Own, account.Department} {
		t.Run(string(scope), func(t *testing.T) {
			a := open(t, at, filepath.Join(dir, "a-"+string(scope)+".db"), me, scope)
			told := a.asked(t)
			for what, x := range told {
				for _, s := range a.secret {
					if strings.Contains(x, s) && !strings.HasSuffix(what, " "+s) { // as it was asked for
						t.Errorf("%s tells of another's customer, %s: %s", what, s, around(x, s))
						break
					}
				}
			}
			a.writesNothing(t)
			b := open(t, at, filepath.Join(dir, "b-"+string(scope)+".db"), me, scope)
			b.without(t)
			for what, x := range b.asked(t) {
				if x != told[what] {
					t.Errorf("%s depends on others' records:\nwith    %s\nwithout %s", what, differing(told[what], x), differing(x, told[what]))
				}
			}
			t.Logf("%d answers compared; %d customers of theirs, %d of others", len(told), len(a.theirs["customer"]), len(a.others["customer"]))
		})
	}
}

// sample makes a file with sample data and accounts, and says of whom the one is
// that has every right.
func sample(t *testing.T, at string) string {
	t.Helper()
	s, err := shop.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := demo.Fill(ctx, s, demo.Options{Customers: 60, Seed: 1, Now: time.Date(2026, 11, 20, 10, 0, 0, 0, time.Local)}); err != nil {
		t.Fatal(err)
	}
	var me string
	if err := s.DB.Pool().QueryRowContext(ctx, "SELECT owner FROM customers WHERE owner <> '' GROUP BY owner ORDER BY count(*) DESC, owner LIMIT 1").Scan(&me); err != nil {
		t.Fatal(err)
	}
	ms, err := s.Staff(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ms { // a department of two
		ms[i].Department = "其他"
		if i == 0 && ms[i].Name != me || ms[i].Name == me {
			ms[i].Department = "二人组"
		}
	}
	if err := s.SetStaff(ctx, "", ms); err != nil {
		t.Fatal(err)
	}
	if _, err := account.SetUp(ctx, s.DB, "王掌柜", "boss", good); err != nil {
		t.Fatal(err)
	}
	all := map[string][]account.Verb{}
	for _, key := range account.Registers() {
		all[key] = account.Verbs
	}
	if err := account.SetRights(ctx, s.DB, account.Rights{staff.AccountManager: all}); err != nil {
		t.Fatal(err)
	}
	if _, err := account.AddUser(ctx, s.DB, account.User{Login: "me", Name: me, Role: staff.AccountManager, Scope: account.Own}, good); err != nil {
		t.Fatal(err)
	}
	return me
}

func open(t *testing.T, from, to, me string, scope account.Scope) *scoped {
	t.Helper()
	copied(t, from, to)
	s, err := shop.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return now }
	a := &scoped{Shop: s, whose: []string{me}, theirs: map[string][]int64{}, others: map[string][]int64{}, now: now}
	as(t, s, "boss")
	if _, err := s.DB.Pool().ExecContext(ctx, "UPDATE accounts SET scope = ? WHERE login = 'me'", string(scope)); err != nil {
		t.Fatal(err)
	}
	as(t, s, "me")
	ms, err := staff.List(s.DB.Read(door.Within(ctx)))
	if err != nil {
		t.Fatal(err)
	}
	of, _ := staff.Find(ms, me)
	for _, m := range ms {
		if scope == account.Department && of.Department != "" && m.Department == of.Department && m.Name != me {
			a.whose = append(a.whose, m.Name)
		}
	}
	a.divide(t)
	return a
}

// divide finds out by the columns themselves what is theirs.
func (a *scoped) divide(t *testing.T) {
	t.Helper()
	quoted := "'" + strings.Join(a.whose, "','") + "'"
	var met []int64
	for _, r := range a.Registers() {
		x := reflect.ValueOf(r).Elem()
		if f := x.FieldByName("Table"); f.IsValid() {
			x = f.Elem()
		}
		owners, customer, table := x.FieldByName("Owners").Interface().([]string), x.FieldByName("Customer").String(), x.FieldByName("SQL").String()
		if len(owners) == 0 && customer == "" {
			continue // everybody's
		}
		is := "created_by IN (" + quoted + ")"
		for _, c := range owners {
			is += " OR " + c + " IN (" + quoted + ")"
		}
		if customer != "" {
			is += " OR coalesce(" + customer + " IN (SELECT id FROM customers WHERE owner IN (" + quoted + ")), 0)"
		}
		a.theirs[r.Key()] = a.numbers(t, "SELECT id FROM "+table+" WHERE "+is+" ORDER BY id DESC")
		if customer != "" {
			met = append(met, a.numbers(t, "SELECT DISTINCT coalesce("+customer+", 0) FROM "+table+" WHERE "+is)...)
		}
		a.others[r.Key()] = a.numbers(t, "SELECT id FROM "+table+" WHERE NOT ("+is+") ORDER BY id DESC")
	}
	if len(a.theirs["customer"]) < 3 || len(a.others["customer"]) < 3 || len(a.others["complaint"]) < 3 || len(a.others["receivable"]) < 2 || len(a.others["answer"]) < 2 {
		t.Fatal("the sample is too small", a.whose, len(a.theirs["customer"]), len(a.others["customer"]), len(a.others["complaint"]), len(a.others["receivable"]), len(a.others["answer"]))
	}
	// Of a customer with whom they have dealt themselves they know.
	rows, err := a.DB.Pool().QueryContext(door.Within(ctx), "SELECT number, name, phone, identity FROM customers WHERE id IN ("+list(a.others["customer"])+") AND id NOT IN ("+list(met)+") ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var xs [4]string
		if err := rows.Scan(&xs[0], &xs[1], &xs[2], &xs[3]); err != nil {
			t.Fatal(err)
		}
		for _, x := range xs {
			if len(x) > 6 {
				a.secret = append(a.secret, x)
			}
		}
	}
}

func list(ids []int64) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ","), "[]")
}

func (a *scoped) numbers(t *testing.T, query string) (ids []int64) {
	t.Helper()
	rows, err := a.DB.Pool().QueryContext(door.Within(ctx), query)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// without takes the records of others out of the file, past the program.
func (a *scoped) without(t *testing.T) {
	t.Helper()
	in := door.Within(ctx)
	for key, ids := range a.others {
		table := a.Register(key).(interface{ InTable() string }).InTable()
		if len(ids) == 0 || key == "plan" || key == "quarter" { // of several people's customers
			continue
		}
		if _, err := a.DB.Pool().ExecContext(in, "UPDATE "+table+" SET deleted_at = 1 WHERE id IN ("+list(ids)+")"); err != nil {
			t.Fatal(key, err)
		}
	}
	for table, column := range map[string]string{"survey_sample": "customer_id", "greetings": "customer_id", "plan_lines": "customer_id"} {
		if _, err := a.DB.Pool().ExecContext(in, "DELETE FROM "+table+" WHERE "+column+" IN ("+list(a.others["customer"])+")"); err != nil {
			t.Fatal(table, err)
		}
	}
}

// asked is what every operation that changes nothing says, with arguments of
// several sorts.
func (a *scoped) asked(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, o := range reflected(a.Shop) {
		c, _ := o.claim()
		if c.inside || c.pure || c.deny || slices.Contains(tell, o.name) || !c.quiet && !c.signed && c.verb != right.See && c.verb != right.Sensitive && !strings.HasSuffix(o.name, ".Reachable") && !strings.HasSuffix(o.name, ".Held") {
			continue
		}
		if strings.HasPrefix(o.name, "privacy.Store.List") || strings.HasSuffix(o.name, ".Warm") || strings.HasSuffix(o.name, "Verify") || strings.HasSuffix(o.name, "VerifyTrail") {
			continue // of files, of no customer
		}
		for _, g := range a.arguments(o) {
			out[fmt.Sprintf("%s %d %s", o.name, g.id, g.texts[0])] = a.call(o, g)
		}
	}
	for _, person := range append([]string{""}, a.whose...) {
		r, err := figures.Of(ctx, a.DB, "2025-01-01", "2026-12-31", person)
		out["figures of "+person] = render(r, err)
	}
	ts, err := figures.Targets(ctx, a.DB, 2026)
	out["targets"] = render(ts, err)
	return out
}

// given are the arguments of a call: the id, the texts in their order, the values.
type given struct {
	id    int64
	texts []string
	value field.Values
}

func (a *scoped) arguments(o operation) []given {
	period := []string{"2025-01-01", "2026-12-31"}
	ids := map[bool][]int64{}
	for _, key := range []string{o.register, "customer", "complaint", "answer"} {
		if key == "" || o.register != "" && key != o.register {
			continue
		}
		ids[true] = append(ids[true], a.theirs[key][:min(2, len(a.theirs[key]))]...)
		ids[false] = append(ids[false], a.others[key][:min(3, len(a.others[key]))]...)
	}
	gs := []given{{id: 1, texts: period}, {id: 0, texts: []string{"2026-11-20", ""}}}
	if !takes(o.f.Type()) {
		return gs[:1]
	}
	for _, id := range append(ids[true], ids[false]...) {
		gs = append(gs, given{id: id, texts: period})
	}
	for _, s := range append(a.secret[:3:3], a.whose[0], "公司", "张") {
		gs = append(gs, given{id: 1, texts: []string{s, s}, value: field.Values{"kind": "person", "name": s, "phones": []field.Values{{"number": s}}}})
	}
	return gs
}

// takes tells whether it matters to an operation with what it is called.
func takes(t reflect.Type) bool {
	for i := range t.NumIn() {
		switch p := t.In(i); p.Kind() {
		case reflect.Int64, reflect.String, reflect.Slice, reflect.Pointer, reflect.Map:
			return true
		}
	}
	return false
}

// call calls an operation and says what came back.
func (a *scoped) call(o operation, g given) (out string) {
	defer func() {
		if p := recover(); p != nil {
			out = "panic"
		}
	}()
	typ := o.f.Type()
	in, texts := make([]reflect.Value, 0, typ.NumIn()), g.texts
	for i := range typ.NumIn() {
		p := typ.In(i)
		if typ.IsVariadic() && i == typ.NumIn()-1 {
			if p.Elem().Kind() == reflect.Int64 {
				in = append(in, reflect.ValueOf(g.id))
			}
			break
		}
		if p.Kind() == reflect.String && p == reflect.TypeFor[string]() {
			s := "2026-11-20"
			if len(texts) > 0 {
				s, texts = texts[0], texts[1:]
			}
			in = append(in, reflect.ValueOf(s))
			continue
		}
		in = append(in, a.argument(p, g))
	}
	var xs []any
	for _, r := range o.f.Call(in) {
		xs = append(xs, r.Interface())
	}
	return render(xs...)
}

func (a *scoped) argument(p reflect.Type, g given) reflect.Value {
	day, later := a.now.Format(field.DateLayout), "2027-06-30"
	for _, x := range []any{
		due.Query{Today: day, Until: later, Limit: 5000},
		front.GreetQuery{From: "2026-01-01", Until: "2026-12-31", Limit: 1000},
		register.Query{},
		a.now, &complaint.Case{Complaint: &complaint.Complaint{Meta: register.Meta{ID: g.id}}},
		&survey.Answer{Meta: register.Meta{ID: g.id}}, &complaint.Complaint{Meta: register.Meta{ID: g.id}}, int(2026), g.id,
	} {
		if reflect.TypeOf(x) == p {
			return reflect.ValueOf(x)
		}
	}
	switch {
	case p == reflect.TypeFor[field.Values]() && g.value != nil:
		return reflect.ValueOf(g.value)
	case p.Kind() == reflect.Slice && p.Elem().Kind() == reflect.Int64:
		return reflect.ValueOf([]int64{g.id}).Convert(p)
	case p.Kind() == reflect.Slice && p.Elem().Kind() == reflect.Int32:
		return reflect.ValueOf([]int32{int32(g.id)}).Convert(p)
	}
	return some(a.Shop, p)
}

// render writes down everything that is in values, whatever they are made of.
func render(xs ...any) string {
	var b strings.Builder
	var walk func(x reflect.Value, depth int)
	walk = func(x reflect.Value, depth int) {
		if !x.IsValid() || depth > 12 {
			return
		}
		if x.CanInterface() {
			switch v := x.Interface().(type) {
			case error:
				fmt.Fprintf(&b, "[%s]", data.Explain(v, assets.ZhHans))
				return
			case register.Register:
				b.WriteString(v.Key())
				return
			}
		}
		switch x.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !x.IsNil() {
				walk(x.Elem(), depth+1)
			}
		case reflect.Struct:
			for i := range x.NumField() {
				if x.Type().Field(i).IsExported() {
					b.WriteString(x.Type().Field(i).Name + "=")
					walk(x.Field(i), depth+1)
				}
			}
		case reflect.Slice, reflect.Array:
			for i := range x.Len() {
				walk(x.Index(i), depth+1)
			}
		case reflect.Map:
			keys := x.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
			for _, k := range keys {
				fmt.Fprintf(&b, "%v:", k)
				walk(x.MapIndex(k), depth+1)
			}
		case reflect.Func, reflect.Chan:
		default:
			fmt.Fprintf(&b, "%v ", x)
		}
	}
	for _, x := range xs {
		walk(reflect.ValueOf(x), 0)
		b.WriteByte('|')
	}
	return b.String()
}

func around(x, s string) string {
	i := strings.Index(x, s)
	return x[max(0, i-80):min(len(x), i+len(s)+80)]
}

func differing(x, y string) string {
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return "…" + x[max(0, i-60):min(len(x), i+120)]
}

// writesNothing tries everything that writes on records of others.
func (a *scoped) writesNothing(t *testing.T) {
	t.Helper()
	before := a.kept(t)
	for _, o := range reflected(a.Shop) {
		c, _ := o.claim()
		if c.inside || c.pure || c.verb == right.See || c.quiet || c.signed || slices.Contains(tell, o.name) || wholeFile(o.name) {
			continue
		}
		var ids []int64
		for key, of := range a.others {
			if (o.register == "" || o.register == key) && len(of) > 0 {
				ids = append(ids, of[0])
			}
		}
		for _, id := range ids {
			a.try(o, id)
		}
		if now := a.kept(t); now != before {
			t.Errorf("%s changed what is another's", o.name)
			before = now
		}
	}
	for _, key := range []string{"customer", "visit", "complaint", "answer", "review", "blacklist", "credit", "credit_report", "receivable", "reception", "change", "request"} {
		r, of := a.Register(key), a.others[key]
		for _, id := range of[:min(3, len(of))] {
			x, err := r.Get(door.Within(ctx), id)
			if err != nil {
				t.Fatal(key, err)
			}
			x.Values = field.Values{"remark": "x"}
			if _, err := r.Put(ctx, "", x); data.CodeOf(err) != data.NotFound && data.CodeOf(err) != data.Denied {
				t.Errorf("%s %d was put: %v", key, id, err)
			}
			if key == "complaint" {
				if _, err := a.Complaints.PutStep(ctx, "", id, x.Version, complaint.Assessment, field.Values{}); data.CodeOf(err) != data.NotFound {
					t.Error("a step:", err)
				}
			}
			if key == "receivable" {
				if _, err := a.Credit.Receive(ctx, "", id, credit.NewReceipt(x, "2026-11-20")); data.CodeOf(err) != data.NotFound {
					t.Error("a receipt:", err)
				}
			}
		}
	}
	number := a.secret[slices.IndexFunc(a.secret, func(s string) bool { return strings.HasPrefix(s, "KH-") })]
	if _, err := a.Erase(ctx, "", number, "x", ""); data.CodeOf(err) != data.NotFound {
		t.Error("erased:", err)
	}
	if _, _, err := a.ApproveRetention(ctx, "", 2026, "x", nil); data.CodeOf(err) != data.Denied {
		t.Error("the shop's yearly list:", err)
	}
	if now := a.kept(t); now != before {
		t.Error("something of another's was changed")
	}
}

// wholeFile tells whether an operation is one on the file or its settings, which
// are nobody's.
func wholeFile(name string) bool {
	for _, s := range []string{"SetPolicy", "Switch", "SetDay", "ImportDays", "DropDay", "SetIdentity", "SetStaff", "SetOwnFields", "SetUpVault", "RenewVault", "Seal", "Convert", "Reindex", "SetNotice", "KeepVerified", "Seed", "ExportPerson", "ExportPersonSealed"} {
		if strings.HasSuffix(name, "."+s) {
			return true
		}
	}
	return false
}

func (a *scoped) try(o operation, id int64) {
	number := ""
	for _, s := range a.secret {
		if strings.HasPrefix(s, "KH-") {
			number = s
		}
	}
	a.call(o, given{id: id, texts: []string{"", number, "x", "x"}, value: field.Values{"customer": number}})
}

// kept is what the tables hold of the records of others.
func (a *scoped) kept(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, r := range a.Registers() {
		ids := a.others[r.Key()]
		if len(ids) == 0 {
			continue
		}
		table := r.(interface{ InTable() string }).InTable()
		fmt.Fprint(&b, table, a.numbers(t, "SELECT sum(version * id) + sum(updated_at) + sum(deleted_at) FROM "+table+" WHERE id IN ("+list(ids)+")"))
	}
	of := list(a.others["customer"])
	for _, table := range []string{"greetings", "consents", "survey_sample", "documents"} {
		column := "customer_id"
		if table == "documents" {
			column = "register = 'customer' AND record_id"
		}
		fmt.Fprint(&b, table, a.numbers(t, "SELECT count(*) FROM "+table+" WHERE "+column+" IN ("+of+")"))
	}
	fmt.Fprint(&b, a.numbers(t, "SELECT count(*) FROM complaint_steps WHERE complaint_id IN ("+list(a.others["complaint"])+")"))
	return b.String()
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
