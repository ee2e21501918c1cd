package shop_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/check"
	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/desk"
	"kezhi/data/document"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/survey"
)

// The person that is forgotten: no other record of the file has these.
const (
	herName     = "单雨霏"
	herPhone    = "13912340213"
	herIdentity = "11010519491231002X"
	herMail     = "shan.yufei@example.com"
	herStreet   = "北滨路七十七号附三"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v: %s", err, data.Explain(err, assets.ZhHans))
	}
}

func put(t testing.TB, s *shop.Shop, key string, v field.Values) register.Record {
	t.Helper()
	r := s.Register(key)
	all := r.Blank()
	for k, x := range v {
		all[k] = x
	}
	out, err := r.Put(t.Context(), "林小满", register.Record{Values: all})
	must(t, err)
	return out
}

// her makes the person's file, with something in every register that may tell of
// her, some time ago.
func her(t testing.TB, s *shop.Shop) (number string, id int64) {
	t.Helper()
	now := s.DB.Now
	defer func() { s.DB.Now = now }()
	at := time.Date(2020, 3, 2, 10, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return at }
	c := put(t, s, "customer", field.Values{
		"kind": "person", "name": herName, "phones": []field.Values{{"use": "mobile", "number": herPhone}}, "identity": herIdentity, "birthday": "1949-12-31",
		"email": herMail, "addresses": []field.Values{{"use": "home", "address": herStreet}}, "grade": "vip", "first_contact_on": "2020-03-02", "remark": herName + "喜欢靠窗", "tags": []string{"常客"},
	})
	changed := c
	changed.Values = field.Values{"remark": "改过：" + herPhone}
	changed, err := s.Customers.Put(t.Context(), "林小满", changed)
	must(t, err)
	put(t, s, "visit", field.Values{
		"customer": c.Number, "way": "phone", "at": "2020-03-02 09:00", "visitor": "林小满", "purpose": "回访" + herName, "talk": herName + "说" + herStreet + "在装修", "result": "in_touch",
		"people": []field.Values{{"name": herName, "phone": herPhone}}, "promises": []field.Values{{"what": "给" + herName + "报价", "owner": "林小满", "due": "2020-03-05"}},
	})
	k := put(t, s, "complaint", field.Values{"customer": c.Number, "complainant": herName, "phone": herPhone, "way": "phone", "what": herName + "说上菜慢", "category": "service", "severity": "ordinary", "receiver": "林小满", "promised_on": "2020-03-09"})
	_, err = s.Complaints.PutStep(t.Context(), "林小满", k.ID, k.Version, complaint.Withdrawal, field.Values{"who": "林小满", "at": "2020-03-02 10:00", "by": herName, "reason": herName + "不再追究"})
	must(t, err)
	put(t, s, "reception", field.Values{"name": herName, "phone": herPhone, "at": "2020-03-02 09:30", "wants": "找" + herStreet, "receiver": "林小满"})
	put(t, s, "request", field.Values{"kind": "erasure", "way": "phone", "on": "2020-03-02", "customer": c.Number, "name": herName, "phone": herPhone, "what": "请删除" + herName + "的信息"})
	must(t, s.Privacy.Give(t.Context(), "林小满", privacy.Consent{CustomerID: c.ID, Purpose: "marketing", Way: "signed", Evidence: herName + "签字"}))
	p := filepath.Join(t.TempDir(), herName+".txt")
	must(t, os.WriteFile(p, []byte("本人"+herName+"，"+herPhone), 0o600))
	_, err = s.Documents.Add(t.Context(), "林小满", document.Owner{Register: s.Customers, ID: c.ID}, p, nil, nil)
	must(t, err)
	must(t, s.DB.KeepDraft(t.Context(), db.Draft{Register: "customer", RecordID: c.ID, Who: "林小满", Values: `{"name":"` + herName + `"}`}))
	// And in the file of somebody else.
	put(t, s, "customer", field.Values{"kind": "organisation", "name": "重庆渝鲲火锅有限公司", "remark": "由" + herName + "介绍，电话 " + herPhone + "，身份证 " + herIdentity})
	return c.Number, c.ID
}

// standing are the files in the folder in which one of the words stands.
func standing(t testing.TB, dir string, words ...string) []string {
	t.Helper()
	var out []string
	must(t, filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) || strings.Contains(p, w) {
				out = append(out, filepath.Base(p)+": "+w)
			}
		}
		return err
	}))
	return out
}

var herWords = []string{herName, herPhone, herIdentity, herMail, herStreet, "单雨", "雨霏"}

func TestOfWhoeverIsErasedNothingIsLeftOnTheDisk(t *testing.T) {
	t.Run("plain", func(t *testing.T) { nothingIsLeft(t, opened(t)) })
	t.Run("sealed", func(t *testing.T) {
		t.Setenv("KEZHI_KEYS", t.TempDir())
		s := opened(t)
		setUp(t, s)
		nothingIsLeft(t, s)
	})
}

func nothingIsLeft(t *testing.T, s *shop.Shop) {
	number, id := her(t, s)
	if len(standing(t, s.DB.Folder(), herWords...)) < len(herWords) {
		t.Fatal("she was not there before")
	}
	before, err := s.Complaints.Statistics(t.Context(), "2020-01-01", "2020-12-31")
	must(t, err)

	out, err := s.Erase(t.Context(), "周岚", number, "本人申请", "")
	must(t, err)
	if out.Erasure == nil || out.Name != herName || out.Left != nil || !strings.HasPrefix(out.Erasure.Number, "SC-") {
		t.Fatalf("%+v", out)
	}
	if left := standing(t, s.DB.Folder(), herWords...); len(left) > 0 {
		t.Errorf("left on the disk: %v", left)
	}
	must(t, s.Close())
	if left := standing(t, s.DB.Folder(), herWords...); len(left) > 0 {
		t.Errorf("left after the program closed: %v", left)
	}

	if s, err = shop.Open(s.DB.File()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if n := out.Erasure.Kept; n["visit"] != 1 || n["complaint"] != 1 || n["reception"] != 1 {
		t.Errorf("kept %v", n)
	}
	after, err := s.Complaints.Statistics(t.Context(), "2020-01-01", "2020-12-31")
	must(t, err)
	if before.Received != 1 || after.Received != before.Received {
		t.Errorf("the figures changed: %+v, %+v", before, after)
	}
	v, err := audit.Verify(t.Context(), s.DB, audit.Options{})
	must(t, err)
	if !v.Sound() {
		t.Errorf("the chain is broken: %+v", v)
	}
	r, err := s.Customers.Get(t.Context(), id)
	must(t, err)
	r.Values = field.Values{"remark": "x"}
	if _, err := s.Customers.Put(t.Context(), "x", r); data.CodeOf(err) != data.Refused {
		t.Errorf("it can be changed: %v", err)
	}
	if err := s.Customers.Restore(t.Context(), "x", id); data.CodeOf(err) != data.Refused {
		t.Errorf("it can be restored: %v", err)
	}
	if _, err := s.Erase(t.Context(), "x", number, "again", ""); data.CodeOf(err) != data.Refused {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.Person(t.Context(), "x", id); data.CodeOf(err) != data.Refused {
		t.Errorf("a copy of nothing: %v", err)
	}
	l, err := s.Due(t.Context(), due.Query{Today: "2026-11-22", Until: "2027-11-22", Limit: 100})
	must(t, err)
	for _, i := range l.Items {
		if i.Customer == id && i.Register != "request" {
			t.Errorf("still work: %+v", i)
		}
	}
}

func TestWhereLawRequiresKeepingTheFileIsOnlyStored(t *testing.T) {
	s := opened(t)
	c := put(t, s, "customer", field.Values{"kind": "person", "name": herName, "grade": "vip"})
	k := put(t, s, "complaint", field.Values{"customer": c.Number, "complainant": herName, "way": "phone", "what": "上菜慢", "category": "service", "severity": "ordinary", "receiver": "林小满", "promised_on": "2099-03-09"})
	out, err := s.Erase(t.Context(), "周岚", c.Number, "本人申请", "")
	must(t, err)
	if out.Erasure != nil || len(out.Holds) != 1 || out.Holds[0].Kind != "open_complaint" || out.Holds[0].Number != k.Number {
		t.Fatalf("%+v", out)
	}
	r, err := s.Customers.Load(t.Context(), c.ID)
	must(t, err)
	if r[0].Name != herName || r[0].StoredUntil == "" || !strings.Contains(r[0].StoredWhy, k.Number) {
		t.Errorf("%+v", r[0])
	}
	c.Values = field.Values{"remark": "x"}
	_, err = s.Customers.Put(t.Context(), "x", c)
	if data.CodeOf(err) != data.Refused || !strings.Contains(data.Explain(err, assets.ZhHans), r[0].StoredUntil) {
		t.Errorf("changed: %v", err)
	}
	v := s.Visits.Blank()
	v["customer"], v["way"], v["visitor"] = c.Number, "phone", "x"
	if _, err := s.Visits.Put(t.Context(), "x", register.Record{Values: v}); len(data.All(err)) == 0 || data.All(err)[0].Key != "privacy.error.stored" {
		t.Errorf("a visit: %v", err)
	}
	must(t, s.Privacy.Lift(t.Context(), "周岚", c.ID, "误操作"))
	if _, err = s.Customers.Put(t.Context(), "x", c); err != nil {
		t.Errorf("after the lock was lifted: %v", err)
	}
}

// people makes customers of the best grade, all born today: one who may be asked,
// one who wants not to be disturbed, one who withdrew, one whose file is only
// stored.
func people(t testing.TB, s *shop.Shop) (fine register.Record) {
	t.Helper()
	born := "1980" + s.DB.Now().Local().Format("-01-02")
	make := func(name string, more field.Values) register.Record {
		v := field.Values{"kind": "person", "name": name, "grade": "vip", "birthday": born, "owner": "林小满", "first_contact_on": "2020-01-02"}
		for k, x := range more {
			v[k] = x
		}
		return put(t, s, "customer", v)
	}
	fine = make("愿意", nil)
	make("勿扰", field.Values{"do_not_disturb": "true"})
	w := make("撤回", nil)
	for _, p := range []string{"marketing", "follow_up"} {
		must(t, s.Privacy.Give(t.Context(), "林小满", privacy.Consent{CustomerID: w.ID, Purpose: p, Way: "phone"}))
		must(t, s.Privacy.Withdraw(t.Context(), "林小满", privacy.Consent{CustomerID: w.ID, Purpose: p, Way: "phone"}))
	}
	o := make("留存", nil)
	put(t, s, "complaint", field.Values{"customer": o.Number, "complainant": "留存", "way": "phone", "what": "上菜慢", "category": "service", "severity": "ordinary", "receiver": "林小满", "promised_on": "2099-03-09"})
	_, err := s.Erase(t.Context(), "周岚", o.Number, "本人申请", "")
	must(t, err)
	return fine
}

func TestNoListOfPeopleHasWhoeverWithdrewOrWantsNotToBeDisturbed(t *testing.T) {
	s, ctx := opened(t), context.Background()
	s.DB.Now = func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.Local) }
	fine := people(t, s)
	day := s.DB.Now().Local().Format(field.DateLayout)
	const said = "另有 3 位未列入：勿扰 1 位、已撤回同意 1 位、仅存储 1 位"

	gs, err := s.Desk.Greetings(ctx, desk.GreetQuery{From: day, Until: day, Limit: 50})
	must(t, err)
	for _, g := range gs {
		if g.CustomerID != fine.ID {
			t.Errorf("greeted: %s", g.Customer)
		}
	}
	left, err := s.Desk.LeftOut(ctx, desk.GreetQuery{From: day, Until: day})
	must(t, err)
	if len(gs) == 0 || left.Say(assets.ZhHans) != said {
		t.Errorf("greetings: %d, %s", len(gs), left.Say(assets.ZhHans))
	}

	refs, left, err := s.Privacy.Reachable(ctx, policy.ListMailing)
	must(t, err)
	if len(refs) != 1 || refs[0].ID != fine.ID || left.Say(assets.ZhHans) != said {
		t.Errorf("mailing: %v, %s", refs, left.Say(assets.ZhHans))
	}

	plan := put(t, s, "plan", field.Values{"period": "month", "from": day, "to": s.DB.Now().AddDate(0, 0, 30).Local().Format(field.DateLayout)})
	ls, err := s.Visits.Plans.Planned(ctx, plan.ID)
	must(t, err)
	var out []string
	for _, l := range ls {
		if l.LeftOut == "" && l.CustomerID != fine.ID {
			t.Errorf("planned: %+v", l)
		}
		if l.LeftOut != "" {
			out = append(out, l.LeftOut)
		}
	}
	slices.Sort(out)
	if want := []string{"do_not_disturb", "stored", "withdrawn"}; !slices.Equal(slices.Compact(out), want) {
		t.Errorf("left out of the plan: %v", out)
	}
	must(t, s.Visits.Plans.Delete(ctx, "x", plan.ID))

	l, err := s.Visits.Due(ctx, due.Query{Today: day, Until: day, Limit: 50})
	must(t, err)
	for _, i := range l.Items {
		if i.Kind == due.Visit && i.Customer != fine.ID {
			t.Errorf("due: %+v", i)
		}
	}

	id, err := s.Surveys.Begin(ctx, "林小满", assets.ZhHans, "yearly", "2026-11-01")
	must(t, err)
	c, err := s.Surveys.Candidates(ctx, id, survey.Sampling{By: survey.Everybody})
	must(t, err)
	if c.Quiet != 1 || c.Withdrawn != 1 || c.Stored != 1 || c.Eligible != 1 || c.Asked != 0 {
		t.Errorf("sample: %+v", c)
	}
}

func TestAPersonGetsACopyOfEverything(t *testing.T) {
	s := opened(t)
	_, id := her(t, s)
	dir := filepath.Join(t.TempDir(), "copy")
	p, paths, err := s.ExportPerson(t.Context(), "周岚", assets.ZhHans, id, dir)
	must(t, err)
	if len(paths) != 2 || len(p.Documents) != 1 || len(p.Consents) != 1 {
		t.Fatalf("%v %+v", paths, p)
	}
	b, err := os.ReadFile(paths[0])
	must(t, err)
	if !json.Valid(b) {
		t.Error("no JSON")
	}
	for _, w := range []string{herName, herPhone, herIdentity, herMail, herStreet, "说上菜慢", "在装修", "营销祝福", "请删除"} {
		if !bytes.Contains(b, []byte(w)) {
			t.Errorf("%s is not in it", w)
		}
	}
	if _, _, err := s.ExportPerson(t.Context(), "周岚", assets.ZhHans, id, dir); data.CodeOf(err) != data.Refused {
		t.Errorf("into a folder with something in it: %v", err)
	}
	h, err := s.Customers.History(t.Context(), id)
	must(t, err)
	if h[0].Action != privacy.Copied {
		t.Errorf("on record: %+v", h[0])
	}
}

func TestTheFileIsInOrderAfterAnErasure(t *testing.T) {
	s := opened(t)
	number, _ := her(t, s)
	_, err := s.Erase(t.Context(), "周岚", number, "本人申请", "")
	must(t, err)
	fs, err := check.Check(t.Context(), s)
	must(t, err)
	for _, f := range fs {
		t.Errorf("%+v", f)
	}
}
