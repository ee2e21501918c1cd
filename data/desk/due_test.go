package desk_test

import (
	"testing"

	"kezhi/data"
	"kezhi/data/desk"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
)

func (s *shop) due(until, owner string) due.List {
	s.t.Helper()
	l, err := s.Due(ctx, due.Query{Today: s.now.Format(field.DateLayout), Until: until, Owner: owner, Limit: 50})
	s.ok(err)
	if n := l.Late + l.Today + l.Later; n != len(l.Items) {
		s.t.Errorf("%d counted, %d listed: %+v", n, len(l.Items), l)
	}
	return l
}

func only(l due.List, k due.Kind) []due.Item {
	var out []due.Item
	for _, i := range l.Items {
		if i.Kind == k {
			out = append(out, i)
		}
	}
	return out
}

func TestPromisesAreDueToTheHour(t *testing.T) {
	s := open(t)
	s.comes("陈先生", "13800000001", "receiver", "甲", "promises", []field.Values{
		{"what": "回电", "owner": "甲", "due": "2026-03-02", "clock": "15:30"},
		{"what": "寄样品", "owner": "乙", "due": "2026-03-05"},
	})
	s.on("2026-03-03")
	l := s.due("2026-03-10", "")
	ps := only(l, due.Promise)
	if len(ps) != 2 || l.Late != 1 || l.Later != 1 {
		t.Fatalf("%+v", l)
	}
	if ps[0].At == 0 || ps[0].Act != desk.ActDone || ps[0].Who != "陈先生" || ps[1].At != 0 || ps[1].Pos != 1 {
		t.Errorf("%+v", ps)
	}
	if got := only(s.due("2026-03-10", "乙"), due.Promise); len(got) != 1 || got[0].What != "寄样品" {
		t.Errorf("%+v", got)
	}
	s.ok(s.DoDue(ctx, "甲", ps[0]))
	if err := s.DoDue(ctx, "甲", ps[0]); data.CodeOf(err) != data.Refused {
		t.Error("done twice:", err)
	}
	if got := only(s.due("2026-03-10", ""), due.Promise); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestARegistrationThatEndsIsWorkUntilItIsFollowed(t *testing.T) {
	s := open(t)
	s.comes("陈先生", "13800000001", "receiver", "甲")
	s.comes("没留电话", "", "receiver", "甲")
	s.on("2026-03-30")
	if got := only(s.due("2026-04-01", ""), due.Registered); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	got := only(s.due("2026-04-02", ""), due.Registered)
	if len(got) != 1 || got[0].Day != "2026-04-02" || got[0].Owner != "甲" || got[0].Reason(zh) != "登记有效期 1 个月，到期前请回访" {
		t.Fatalf("%+v", got)
	}
	s.comes("陈先生", "13800000001")
	if got := only(s.due("2026-04-02", ""), due.Registered); len(got) != 0 {
		t.Errorf("followed, and still %+v", got)
	}
	s.on("2026-05-05")
	if l := s.due("2026-05-05", ""); len(l.Items) != 0 {
		t.Errorf("ended, and still %+v", l)
	}
}

func TestBirthdaysOfSevenDaysAheadWithoutWhoDoesNotWantToBeDisturbed(t *testing.T) {
	s := open(t)
	s.customer("三月二日", "13800000001", "birthday", "1980-03-02", "owner", "甲")
	s.customer("三月九日", "13800000002", "birthday", "1990-03-09")
	s.customer("三月十日", "13800000003", "birthday", "1990-03-10")
	s.customer("勿扰", "13800000004", "birthday", "1990-03-03", "do_not_disturb", "true")
	firm := s.customer("渝鲲火锅", "13800000005", "kind", "organisation", "contacts", []field.Values{
		{"name": "向建国", "birthday": "1975-03-04", "is_first": "true"}, {"name": "第二联系人", "birthday": "1975-03-05"},
	})
	l := s.due("2026-12-31", "")
	got := only(l, due.Greeting)
	if len(got) != 3 || l.Today != 1 || got[0].Who != "三月二日" || got[1].What != "向建国" || got[1].Customer != firm.ID || got[2].Who != "三月九日" {
		t.Fatalf("%+v", got)
	}
	if mine := only(s.due("2026-12-31", "乙"), due.Greeting); len(mine) != 2 {
		t.Errorf("%+v", mine)
	}
	s.ok(s.DoDue(ctx, "林小满", got[1]))
	if err := s.DoDue(ctx, "林小满", got[1]); data.CodeOf(err) != data.Refused {
		t.Error("greeted twice:", err)
	}
	if got := only(s.due("2026-12-31", ""), due.Greeting); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	gs, err := s.Greetings(ctx, desk.GreetQuery{From: "2026-03-04", Until: "2026-03-04", Limit: 10})
	s.ok(err)
	if len(gs) != 1 || gs[0].DoneBy != "林小满" || gs[0].DoneOn != "2026-03-02" {
		t.Errorf("%+v", gs)
	}
	s.ok(s.NotGreeted(ctx, "林小满", gs[0]))
	s.on("2027-03-04") // another year
	if got := only(s.due("2027-03-04", ""), due.Greeting); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestABirthdayOf29FebruaryIsOnThe28thWhereThereIsNone(t *testing.T) {
	s := open(t)
	s.customer("闰日", "13800000001", "birthday", "2000-02-29")
	for day, want := range map[string]int{"2027-02-28": 1, "2028-02-28": 0, "2028-02-29": 1, "2027-03-01": 0} {
		gs, err := s.Greetings(ctx, desk.GreetQuery{From: day, Until: day, Limit: 10})
		s.ok(err)
		if len(gs) != want {
			t.Errorf("%s: %+v", day, gs)
		}
	}
}

func TestOnAHolidayWhoeverHasPrivilegesIsGreetedOnce(t *testing.T) {
	s := open(t)
	vip := s.customer("贵宾", "13800000001", "grade", "vip")
	s.customer("合格", "13800000002", "grade", "qualified")
	s.customer("贵宾勿扰", "13800000003", "grade", "vip", "do_not_disturb", "true")
	s.on("2026-09-30")
	got := only(s.due("2026-10-07", ""), due.Greeting)
	if len(got) != 1 || got[0].Day != "2026-10-01" || got[0].Register != "greeting" {
		t.Fatalf("%+v", got)
	}
	gs, err := s.Greetings(ctx, desk.GreetQuery{From: "2026-09-30", Until: "2026-10-07", Limit: 10})
	s.ok(err)
	if len(gs) != 1 || gs[0].CustomerID != vip.ID || gs[0].Holiday() != "国庆节" {
		t.Fatalf("%+v", gs)
	}
	s.ok(s.Greet(ctx, "林小满", gs[0], "wechat"))
	if got := only(s.due("2026-10-07", ""), due.Greeting); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	// Nobody is congratulated on the day of the dead.
	gs, err = s.Greetings(ctx, desk.GreetQuery{From: "2026-04-03", Until: "2026-04-07", Limit: 10})
	s.ok(err)
	if len(gs) != 0 {
		t.Errorf("%+v", gs)
	}
}

func TestAnAcceptedHandoverPassesTheFirstResponsibilityOn(t *testing.T) {
	s := open(t)
	a := s.customer("甲的客户", "13800000001", "first_contact", "甲")
	b := s.customer("乙的客户", "13800000002", "first_contact", "乙")
	v := s.Handovers.Blank()
	for key, x := range map[string]any{"shift": "早班", "from": "甲", "to": "丁", "customers": []field.Values{{"customer": b.Number, "reason": "休假"}}} {
		v[key] = x
	}
	_, err := s.Handovers.Put(ctx, "甲", register.Record{Values: v})
	if es := data.All(err); len(es) != 1 || es[0].Field != "customers[0].customer" {
		t.Fatal(err)
	}
	v["customers"] = []field.Values{{"customer": a.Number, "reason": "休假"}}
	r, err := s.Handovers.Put(ctx, "甲", register.Record{Values: v})
	s.ok(err)
	first := func() string {
		c, err := s.customers.Get(ctx, a.ID)
		s.ok(err)
		return c.Values.Text("first_contact")
	}
	if first() != "甲" {
		t.Error("passed on before it was accepted")
	}
	if err := s.Accept(ctx, "甲", r.ID); data.CodeOf(err) != data.Refused {
		t.Error("the giver accepted:", err)
	}
	s.ok(s.Accept(ctx, "丁", r.ID))
	if first() != "丁" {
		t.Errorf("first contact is %s", first())
	}
	if err := s.Accept(ctx, "丁", r.ID); data.CodeOf(err) != data.Refused {
		t.Error("accepted twice:", err)
	}
	r, err = s.Handovers.Get(ctx, r.ID)
	s.ok(err)
	if es := s.Handovers.Check(ctx, r); len(es) != 0 {
		t.Error(es)
	}
	r.Values["note"] = "改一下"
	if _, err := s.Handovers.Put(ctx, "丁", r); data.CodeOf(err) != data.Refused {
		t.Error("changed after it was accepted:", err)
	}
	cs, err := s.customers.History(ctx, a.ID)
	s.ok(err)
	if cs[0].Who != "丁" || len(cs[0].Differences()) != 1 {
		t.Errorf("%+v", cs[0])
	}
}

func TestWhatIsLeftOpenIsFilledIn(t *testing.T) {
	s := open(t)
	s.comes("陈先生", "13800000001", "receiver", "甲", "wants", "看货")
	rows, err := s.LeftOpen(ctx, zh, "2026-03-02", []due.Item{
		{Kind: due.Promise, What: "回电报价", Who: "渝鲲", Day: "2026-03-02", Number: "BF-2026-000001"},
		{Kind: due.Reply, Who: "投诉人", Day: "2026-03-05", Number: "TS-2026-000001"},
		{Kind: due.Visit, Who: "别的"},
	})
	s.ok(err)
	if len(rows) != 3 || rows[1].Text("what") != "书面答复" || rows[2].Text("kind") != desk.LeftVisitor {
		t.Fatalf("%v", rows)
	}
	v := s.Handovers.Blank()
	v["shift"], v["from"], v["to"], v["left"] = "早班", "甲", "乙", rows
	r, err := s.Handovers.Put(ctx, "甲", register.Record{Values: v})
	s.ok(err)
	if len(r.Values.Rows("left")) != 3 || r.Number != "JJ-2026-000001" {
		t.Errorf("%v", r)
	}
}
