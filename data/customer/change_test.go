package customer_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// changed is a file with a customer whose name and legal representative were
// changed on 2026-09-30.
func changed(t *testing.T) (*customer.Store, register.Record, field.Values) {
	t.Helper()
	d := dbtest.MustOpen(t)
	at := time.Date(2026, 9, 30, 10, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	s := customer.Open(d)
	r, err := s.Put(context.Background(), "林小满", register.Record{Values: field.Values{
		"kind": "organisation", "name": "渝鲲火锅", "legal_representative": "向建国", "first_contact_on": "2026-01-05", "owner": "周岚", "scope": "餐饮",
	}})
	if err != nil {
		t.Fatal(err)
	}
	r.Values["name"], r.Values["legal_representative"], r.Values["website"] = "渝鲲餐饮", "冉红", "yukun.example"
	if r, err = s.Put(context.Background(), "林小满", r); err != nil {
		t.Fatal(err)
	}
	ids, err := s.Changes.ByCustomer(context.Background(), r.ID)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	c, err := s.Changes.Get(context.Background(), int64(ids[0]))
	if err != nil {
		t.Fatal(err)
	}
	return s, c, r.Values
}

func TestAChangeOfNameIsRecordedWithinTenWorkingDays(t *testing.T) {
	s, c, _ := changed(t)
	// 1 to 7 October are holidays, 10 October is a make-up workday.
	if got := c.Values.Text("due"); got != "2026-10-20" {
		t.Error("10 working days from 2026-09-30:", got)
	}
	items := c.Values.Rows("items")
	if len(items) != 2 || items[0].Text("before") != "渝鲲火锅" || items[0].Text("after") != "渝鲲餐饮" || items[1].Text("item") != customer.ItemLegal {
		t.Error(items)
	}
	l, err := s.Changes.Due(context.Background(), due.Query{Today: "2026-10-16", Until: "2026-10-23", Limit: 9})
	if err != nil || l.Later != 1 || l.Items[0].Kind != due.Change || l.Items[0].Owner != "周岚" {
		t.Error(l, err)
	}
	if l, _ := s.Changes.Due(context.Background(), due.Query{Today: "2026-10-21", Until: "2026-10-28", Limit: 9}); l.Late != 1 {
		t.Error("it stays due until it is recorded", l)
	}
}

func TestALaterChangeJoinsTheReportThatIsOpenAndWhatIsTakenBackLeavesIt(t *testing.T) {
	s, c, v := changed(t)
	ctx := context.Background()
	id, err := s.Find(ctx, c.Values.Text("customer"))
	if err != nil {
		t.Fatal(err)
	}
	put := func(key, value string) {
		t.Helper()
		r, err := s.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		r.Values[key] = value
		if _, err := s.Put(ctx, "林小满", r); err != nil {
			t.Fatal(err)
		}
	}
	put("condition", customer.Suspended)
	put("name", "渝鲲火锅")
	c, err = s.Changes.Get(ctx, c.ID)
	if items := c.Values.Rows("items"); err != nil || len(items) != 2 || items[0].Text("item") != customer.ItemLegal || items[1].Text("before") != "正常经营" || items[1].Text("after") != "停业歇业" {
		t.Error(items, err)
	}
	put("condition", "")
	put("legal_representative", "向建国")
	if ids, _ := s.Changes.ByCustomer(ctx, id); len(ids) != 0 {
		t.Error("nothing has changed any more", ids)
	}
	put("products", "底料")
	if ids, _ := s.Changes.ByCustomer(ctx, id); len(ids) != 0 {
		t.Error("products are none of it", ids)
	}
	put("scope", v.Text("scope")+"、冷链")
	if ids, _ := s.Changes.ByCustomer(ctx, id); len(ids) != 1 {
		t.Error("the scope of business is", ids)
	}
}

func TestAChangeIsRecordedWithEvidenceAndReviewedBySomebodyElse(t *testing.T) {
	s, c, _ := changed(t)
	ctx := context.Background()
	if err := s.DB.Set(ctx, "", staff.Setting, []staff.Member{{Name: "林小满"}, {Name: "周岚"}}); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		v    field.Values
		want string
	}{
		{field.Values{"recorded_on": "2026-09-30", "recorder": "林小满"}, "change.error.evidence"},
		{field.Values{"recorded_on": "2026-09-30", "evidence": "新营业执照"}, "change.error.recorder"},
		{field.Values{"recorded_on": "2026-09-29", "evidence": "新营业执照", "recorder": "林小满"}, "change.error.before"},
		{field.Values{"recorded_on": "2026-10-09", "evidence": "新营业执照", "recorder": "林小满"}, "error.future"},
		{field.Values{"reviewer": "周岚", "reviewed_on": "2026-09-30"}, "change.error.not_recorded"},
		{field.Values{"recorded_on": "2026-09-30", "evidence": "新营业执照", "recorder": "林小满", "reviewer": "林小满", "reviewed_on": "2026-09-30"}, "change.error.reviewer_self"},
		{field.Values{"recorded_on": "2026-09-30", "evidence": "新营业执照", "recorder": "林小满", "reviewer": "周岚", "reviewed_on": "2026-09-30"}, ""},
	} {
		r := register.Record{Meta: c.Meta, Values: c.Values.Clone()}
		for k, v := range x.v {
			r.Values[k] = v
		}
		_, err := s.Changes.Put(ctx, "林小满", r)
		got := ""
		if es := data.All(err); len(es) > 0 {
			got = es[0].Key
		}
		if got != x.want {
			t.Errorf("%v: %q, not %q", x.v, got, x.want)
		}
	}
	if l, _ := s.Changes.Due(ctx, due.Query{Today: "2026-12-01", Until: "2026-12-08", Limit: 9}); len(l.Items) != 0 {
		t.Error("recorded and reviewed", l)
	}
}

func TestALicenceIsAskedForThirtyDaysBeforeItEnds(t *testing.T) {
	d := dbtest.MustOpen(t)
	s := customer.Open(d)
	_, err := s.Put(context.Background(), "林小满", register.Record{Values: field.Values{
		"kind": "organisation", "name": "渝鲲火锅",
		"licences": []field.Values{{"name": "营业执照", "number": "1"}, {"name": "食品经营许可证", "number": "2", "until": "2026-12-31"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		today            string
		late, now, later int
	}{{"2026-11-20", 0, 0, 0}, {"2026-11-25", 0, 0, 1}, {"2026-12-01", 0, 1, 0}, {"2026-12-31", 0, 1, 0}, {"2027-01-01", 1, 0, 0}} {
		at, _ := time.Parse(time.DateOnly, x.today)
		l, err := customer.Licences{DB: d}.Due(context.Background(), due.Query{Today: x.today, Until: at.AddDate(0, 0, 7).Format(time.DateOnly), Limit: 9})
		if err != nil || l.Late != x.late || l.Today != x.now || l.Later != x.later {
			t.Errorf("%s: %+v %v", x.today, l, err)
		}
	}
}
