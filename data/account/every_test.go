package account_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/right"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

// A claim says what a public operation asks of whoever is at the desk.
type claim struct {
	verb     right.Verb
	register string // "": the one that the type is of
	quiet    bool   // whoever may not is told nothing, without a refusal
	signed   bool   // nothing but that somebody signed in
	pure     bool   // nothing of the file is told or kept
	deny     bool   // it is only tried where it is refused: it does too much
	found    bool   // asked of a record that is there: of one that is not it says so first
	inside   bool   // part of a transaction, for a deed that has asked
}

func needs(v right.Verb, register string) claim { return claim{verb: v, register: register} }

var (
	see    = needs(right.See, "")
	pure   = claim{pure: true}
	inside = claim{inside: true}
	signed = claim{signed: true}
	quiet  = claim{quiet: true, signed: true}
)

// ofTables are the operations that all registers have.
var ofTables = map[string]claim{
	"Get": see, "Load": see, "Find": see, "IDs": see, "Lines": see, "History": see, "Known": see,
	"Put": needs(right.Create, ""), "PutAll": needs(right.Create, ""), "Save": needs(right.Create, ""), "Check": needs(right.Create, ""),
	"Delete": needs(right.Delete, ""), "Restore": needs(right.Delete, ""),
	"Changeable": needs(right.EditOwn, ""),
	"Key":        pure, "Fields": pure, "Blank": pure, "Values": pure, "Sight": pure, "Sighted": pure, "Permit": pure, "Conceal": pure, "Veil": pure, "Seen": pure, "Seen32": pure,
	"InTable": pure, "One": inside, "PutIn": inside, "SaveIn": inside, "Edits": inside, "Reach": inside, "Rebuild": inside, "Refresh": inside,
}

// claims are the operations of the shop and its stores. One that is not here
// makes the test fail: whoever adds one says what it asks.
var claims = map[string]claim{}

func TestEveryOperationAsksWhoIsAtTheDesk(t *testing.T) {
	for name, c := range operations() {
		claims[name] = c
	}
	s, users := staffed(t)
	all := reflected(s)
	watch, err := sql.Open("sqlite", s.DB.File())
	if err != nil {
		t.Fatal(err)
	}
	watch.SetMaxOpenConns(1)
	defer watch.Close()
	rights := account.Standard()
	called := 0
	for _, o := range all {
		c, ok := o.claim()
		if !ok {
			t.Errorf("%s is not in the table: what does it ask?", o.name)
			continue
		}
		if c.inside || c.pure {
			continue
		}
		for _, role := range append([]staff.Role{""}, staff.Roles...) {
			if role == "" {
				account.SignOut(s.DB)
			} else {
				s.DB.Enter(users[role])
			}
			if c.deny && role != "" && rights.May(role, c.verb, c.key(o)) {
				continue
			}
			before := version(t, watch)
			panicked, err := o.call(s)
			called++
			wrote := version(t, watch) != before
			may := role != "" && (c.signed || rights.May(role, c.verb, c.key(o)))
			code := data.CodeOf(err)
			switch {
			case role == "" && code != data.Locked && !c.quiet:
				t.Errorf("%s, nobody signed in: %v", o.name, err)
			case c.found && code == data.NotFound:
			case role != "" && !may && code != data.Denied:
				t.Errorf("%s by %s: %v, want a refusal (panic %v)", o.name, role, err, panicked)
			case may && code == data.Denied:
				t.Errorf("%s by %s is refused: %v", o.name, role, err)
			}
			if wrote && !may {
				t.Errorf("%s by %s was refused and something was written", o.name, role)
			}
		}
	}
	t.Logf("%d operations, %d calls", len(all), called)
}

func TestRightsAreGivenToEveryRegister(t *testing.T) {
	s, _ := staffed(t)
	for _, r := range s.Registers() {
		if !slices.Contains(account.Registers(), r.Key()) {
			t.Errorf("%s is not among what rights are given to", r.Key())
		}
	}
	for _, l := range assets.Langs {
		for _, key := range account.Registers() {
			if k := "account.register." + key; l.T(k) == k {
				t.Errorf("%s has no words in %s", key, l)
			}
		}
	}
}

// staffed is a shop with an account of each role.
func staffed(t *testing.T) (*shop.Shop, map[staff.Role]*account.Session) {
	t.Helper()
	ctx := context.Background()
	s, err := shop.Open(filepath.Join(t.TempDir(), "k.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	const password = "correct horse battery"
	if _, err := account.SetUp(ctx, s.DB, "administrator", "administrator", password); err != nil {
		t.Fatal(err)
	}
	ms := []shop.Member{{Name: "administrator"}}
	for _, r := range staff.Roles[:len(staff.Roles)-1] {
		ms = append(ms, shop.Member{Name: string(r), Role: r, Department: "a"})
	}
	if err := s.SetStaff(ctx, "", ms); err != nil {
		t.Fatal(err)
	}
	users := map[staff.Role]*account.Session{staff.Administrator: account.Of(s.DB)}
	for _, r := range staff.Roles[:len(staff.Roles)-1] {
		if _, err := account.AddUser(ctx, s.DB, account.User{Login: string(r), Name: string(r), Role: r, Scope: account.All}, password); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range staff.Roles {
		if users[r], err = account.SignIn(ctx, s.DB, string(r), password); err != nil {
			t.Fatal(err)
		}
	}
	s.DB.Enter(users[staff.Administrator])
	return s, users
}

func version(t *testing.T, d *sql.DB) (v int64) {
	t.Helper()
	if err := d.QueryRow("PRAGMA data_version").Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// operation is a public method of the shop, of one of its stores or registers.
type operation struct {
	name     string // "grading.Store.Approve"
	register string // of a table's
	f        reflect.Value
}

func (o operation) claim() (claim, bool) {
	if c, ok := claims[o.name]; ok {
		return c, true
	}
	c, ok := ofTables[o.name[strings.LastIndex(o.name, ".")+1:]]
	return c, ok && o.register != ""
}

func (c claim) key(o operation) string {
	if c.register == "" {
		return o.register
	}
	return c.register
}

// reflected are the operations of the shop and of everything in it.
func reflected(s *shop.Shop) []operation {
	var out []operation
	seen := map[any]bool{}
	var walk func(x reflect.Value)
	walk = func(x reflect.Value) {
		if x.Kind() != reflect.Pointer || x.IsNil() || seen[x.Interface()] || !strings.HasPrefix(x.Elem().Type().PkgPath(), "kezhi/data/") || x.Elem().Kind() != reflect.Struct {
			return
		}
		seen[x.Interface()] = true
		typ := x.Elem().Type()
		if strings.HasPrefix(typ.String(), "db.") || strings.HasPrefix(typ.String(), "field.") {
			return
		}
		key := ""
		if k, ok := x.Interface().(interface{ Key() string }); ok {
			key = k.Key()
		}
		name := typ.String()
		if i := strings.Index(name, "["); i > 0 {
			name = "register." + key
		}
		for i := range x.NumMethod() {
			out = append(out, operation{name + "." + x.Type().Method(i).Name, key, x.Method(i)})
		}
		for i := range typ.NumField() {
			if f := typ.Field(i); f.IsExported() && !f.Anonymous {
				walk(x.Elem().Field(i))
			}
		}
	}
	walk(reflect.ValueOf(s))
	return out
}

// call calls the operation with arguments that are nothing in particular.
func (o operation) call(s *shop.Shop) (panicked any, err error) {
	defer func() { panicked = recover() }()
	typ := o.f.Type()
	in := make([]reflect.Value, 0, typ.NumIn())
	for i := range typ.NumIn() {
		if typ.IsVariadic() && i == typ.NumIn()-1 {
			break
		}
		in = append(in, some(s, typ.In(i)))
	}
	for _, r := range o.f.Call(in) {
		switch x := r.Interface().(type) {
		case data.Errors:
			err = x.OrNil()
		case error:
			err = x
		}
	}
	return nil, err
}

func some(s *shop.Shop, t reflect.Type) reflect.Value {
	switch {
	case t == reflect.TypeFor[context.Context]():
		return reflect.ValueOf(context.Background())
	case t == reflect.TypeFor[data.Speaker]():
		return reflect.ValueOf(assets.ZhHans)
	case t == reflect.TypeFor[assets.Lang]():
		return reflect.ValueOf(assets.ZhHans)
	case t.Kind() == reflect.String:
		return reflect.ValueOf("2026-11-22").Convert(t)
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Struct:
		return reflect.MakeSlice(t, 1, 1)
	case t.Kind() == reflect.Pointer:
		return reflect.New(t.Elem())
	}
	return reflect.Zero(t)
}

// operations is the table.
func operations() map[string]claim {
	out := map[string]claim{}
	add := func(c claim, names ...string) {
		for _, n := range names {
			out[n] = c
		}
	}
	under := func(typ string, c claim, names string) {
		for _, n := range strings.Fields(names) {
			add(c, typ+"."+n)
		}
	}
	only := func(v right.Verb, register string) claim { return claim{verb: v, register: register, deny: true} }

	under("shop.Shop", pure, "Close Register Registers TrailFields")
	under("shop.Shop", pure, "Reveal Find Lookup OnRecordOf Done") // as the register or the deed that it comes to; Reveal has a test of its own
	under("shop.Shop", pure, "SealTrail Policies")                 // the program's own
	under("shop.Shop", signed, "Policy Editions Edition Calendar Days Identity Staff LastVerified")
	under("shop.Shop", quiet, "Search OpenCount OpenComplaints Promises Entered Due Warm")
	under("shop.Shop", needs(right.EditAll, "policy"), "SetPolicy Switch PlanSwitch SetDay ImportDays DropDay")
	under("shop.Shop", needs(right.EditAll, "settings"), "SetIdentity SetStaff SetOwnFields")
	under("shop.Shop", needs(right.See, "customer"), "Grades Timeline")
	under("shop.Shop", needs(right.EditOwn, "customer"), "End")
	under("shop.Shop", needs(right.See, "request"), "RequestsOf")
	under("shop.Shop", needs(right.Create, "complaint"), "ComplainOf")
	under("shop.Shop", needs(right.Create, "answer"), "AskAfter")
	under("shop.Shop", needs(right.See, "audit"), "OnRecord VerifyTrail")
	under("shop.Shop", only(right.See, "audit"), "KeepVerified")
	under("shop.Shop", needs(right.Print, "no register"), "MayPrint Printing")
	under("shop.Shop", needs(right.Export, "no register"), "Exporting")
	under("shop.Shop", only(right.EditAll, "backup"), "SetUpVault RenewVault Seal")
	under("shop.Shop", needs(right.Export, "privacy"), "Person Held")
	under("shop.Shop", only(right.Export, "privacy"), "ExportPerson ExportPersonSealed")
	under("shop.Shop", only(right.Delete, "privacy"), "Erase EraseContact")
	under("shop.Shop", only(right.Approve, "privacy"), "ApproveRetention")

	under("customer.Store", see, "Search Probable Grades")
	under("customer.Store", needs(right.EditOwn, ""), "Resume")
	under("customer.Store", needs(right.EditAll, "settings"), "Reindex")
	under("customer.Store", only(right.EditAll, "backup"), "Convert")
	under("customer.Store", inside, "EndIn")
	under("customer.Changes", quiet, "ByCustomer Due") // the shop narrows what is due

	under("visit.Store", quiet, "ByCustomer Due")
	under("visit.Store", needs(right.See, "visit"), "Figures")
	under("visit.Store", pure, "DoDue") // as the deed it comes to
	under("visit.Store", claim{verb: right.EditOwn, register: "visit", found: true}, "Keep TakeNext CarryOut")
	under("visit.Plans", see, "ForDay Planned")
	under("visit.Plans", claim{verb: right.EditOwn, register: "plan", found: true}, "LeaveOut Move TakeBack")

	under("complaint.Store", quiet, "ByCustomer Due")
	under("complaint.Store", see, "Case Steps Next BlankStep CheckStep Papers Archives Ledger Statistics")
	under("complaint.Store", signed, "Clocks Offered Foreseen") // of the regulation
	under("complaint.Store", pure, "DoDue")
	under("complaint.Store", needs(right.EditOwn, ""), "PutStep")
	under("complaint.Store", inside, "PutStepIn")
	under("complaint.Store", pure, "StepFields")

	under("survey.Store", needs(right.See, "survey"), "Analyse Asked Candidates Latest Members Summarise")
	under("survey.Store", needs(right.See, "questionnaire"), "Edition")
	under("survey.Store", needs(right.See, "answer"), "Proposal")
	under("survey.Store", needs(right.EditOwn, "answer"), "Decline")
	under("survey.Store", needs(right.EditOwn, "survey"), "Sample")
	under("survey.Store", needs(right.EditOwn, "questionnaire"), "Publish")
	under("survey.Store", needs(right.Create, "survey"), "Begin")
	under("survey.Store", only(right.Create, "questionnaire"), "Seed")
	under("survey.Store", quiet, "Due")
	under("survey.Store", pure, "DoDue")
	under("survey.Store", inside, "AskedAfterComplaints CandidatesIn SampleIn Followed")

	under("credit.Store", needs(right.Sensitive, "receivable"), "Age Period")
	under("credit.Store", quiet, "Debts ReportsOf Of Due")
	under("credit.Store", needs(right.See, "receivable"), "Receive Dun")
	under("credit.Store", inside, "Replan")

	under("grading.Store", needs(right.Approve, "review"), "Approve ApproveAll Refuse")
	under("grading.Store", needs(right.Approve, "blacklist"), "ApproveEntry RefuseEntry Lift")
	under("grading.Store", needs(right.EditOwn, "review"), "Propose Withdraw")
	under("grading.Store", needs(right.EditOwn, "blacklist"), "ProposeEntry WithdrawEntry")
	under("grading.Store", needs(right.See, "review"), "Evaluate Warnings")
	under("grading.Store", quiet, "Due")
	under("grading.Store", signed, "Bars") // whom nobody may deal with everybody is told

	under("desk.Store", needs(right.See, "reception"), "Line Known Whose LeftOpen On")
	under("desk.Store", needs(right.See, "dispute"), "Find")
	under("desk.Store", needs(right.See, "customer"), "Greetings LeftOut")
	under("desk.Store", needs(right.Create, "reception"), "SignIn SignOut Leave Back Pass")
	under("desk.Store", claim{verb: right.EditOwn, register: "reception", found: true}, "Left Keep")
	under("desk.Store", needs(right.See, "reception"), "Promised Change")
	under("desk.Store", needs(right.EditOwn, "handover"), "Accept")
	under("desk.Store", needs(right.EditOwn, "reception"), "Greet NotGreeted")
	under("desk.Store", quiet, "Due")
	under("desk.Store", pure, "DoDue")

	under("document.Store", claim{verb: right.See, register: "document", found: true}, "Get Open")
	under("document.Store", needs(right.Create, "document"), "Add")
	under("document.Store", claim{verb: right.EditOwn, register: "document", found: true}, "Change")
	under("document.Store", claim{verb: right.Delete, register: "document", found: true}, "Delete Restore")
	under("document.Store", needs(right.See, "no register"), "List Bin")
	under("document.Store", needs(right.Export, "no register"), "Copy CopyTo")
	under("document.Store", needs(right.See, "settings"), "Verify Unreferenced")
	under("document.Store", pure, "Sweep Discard Convert Aside") // files alone; whoever calls them has asked

	under("privacy.Store", needs(right.See, "customer"), "Consents Standings Holds")
	under("privacy.Store", needs(right.See, "privacy"), "Erasures Kept List")
	under("privacy.Store", signed, "Notices")
	under("privacy.Store", needs(right.Create, "privacy"), "Give Withdraw")
	under("privacy.Store", needs(right.Export, "customer"), "Reachable")
	under("privacy.Store", needs(right.EditAll, "privacy"), "SetNotice")
	under("privacy.Store", needs(right.Approve, "privacy"), "Lift Spare")
	under("privacy.Store", only(right.Approve, "privacy"), "Approve")
	under("privacy.Store", only(right.Delete, "privacy"), "Erase")
	under("privacy.Store", pure, "EraseAgain") // of a file that just came back, for whoever may restore
	under("privacy.Store", quiet, "Due")
	under("inspection.Store", quiet, "Due")
	return out
}
