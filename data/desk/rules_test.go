package desk_test

import (
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestTheLineGoesByTheOrderOfSigningInAndWhoReceivesGoesToTheEnd(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙", "丙")
	for i, want := range []string{"甲", "乙", "丙", "甲", "乙"} {
		r := s.comes("客"+string(rune('一'+i)), "1380000000"+string(rune('0'+i)))
		s.received(r, want, "", desk.Turn)
		if r.FirstTime != "yes" || r.TurnOf != want || r.Edition != "general@1" {
			t.Errorf("%+v", r)
		}
	}
	if m := s.turns(); m["甲"] != 2 || m["乙"] != 2 || m["丙"] != 1 {
		t.Errorf("turns %v", m)
	}
}

func TestAReturningCustomerGoesToWhoeverReceivedThemAndTakesNoTurn(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙", "丙")
	first := s.comes("陈先生", "138 0000 0001")
	s.comes("别人", "13800000002")
	again := s.comes("陈先生", "+86 13800000001")
	s.received(again, "甲", "", desk.Return)
	if again.BasisNumber != first.Number || again.FirstTime != "no" || again.TurnOf != "" {
		t.Errorf("%+v", again)
	}
	if s.next() != "丙" {
		t.Errorf("%s is next", s.next())
	}
	d, err := s.Whose(ctx, desk.Arrival{Day: "2026-03-02", Phone: "13800000001"})
	s.ok(err)
	if why := d.Why(zh); why != "回访客户，2026-03-02 由 甲 接待，登记有效至 2026-04-02" {
		t.Error(why)
	}
	d, err = s.Whose(ctx, desk.Arrival{Day: "2026-03-02", Phone: "13899999999"})
	s.ok(err)
	if why := d.Why(zh); why != "轮到 丙" {
		t.Error(why)
	}
}

func TestWhereTheReceiverIsAbsentTheLastInLineHelpsAndLosesNoTurn(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙", "丙")
	s.comes("陈先生", "13800000001") // 甲; the line is 乙 丙 甲
	s.ok(s.SignOut(ctx, "甲", "甲"))
	r := s.comes("陈先生", "13800000001")
	s.received(r, "甲", "丙", desk.Return)
	if m := s.turns(); m["丙"] != 0 {
		t.Errorf("turns %v", m)
	}
	if s.next() != "乙" {
		t.Errorf("%s is next", s.next())
	}
	s.comes("新客", "13800000003")
	if s.next() != "丙" {
		t.Errorf("helping cost 丙 the turn: %s is next", s.next())
	}
	if r.ValidUntil != "2026-04-02" {
		t.Errorf("valid until %s", r.ValidUntil)
	}
}

func TestANamedRequestIsHonouredAtTheFirstArrivalOnly(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙", "丙")
	r := s.comes("陈先生", "13800000001", "named", "丙")
	s.received(r, "丙", "", desk.Named)
	if m := s.turns(); m["丙"] != 0 || s.next() != "甲" {
		t.Errorf("a named request took a turn: %v, %s is next", m, s.next())
	}
	r = s.comes("陈先生", "13800000001", "named", "乙")
	s.received(r, "丙", "", desk.Return)
	d, err := s.Whose(ctx, desk.Arrival{Day: "2026-03-02", Phone: "13800000001", Named: "乙"})
	s.ok(err)
	if why := d.Why(zh); !strings.Contains(why, "指定 乙 只在首次来访时有效") {
		t.Error(why)
	}
	// After the registration has ended the customer is new, and may ask again.
	s.on("2026-04-03")
	s.received(s.comes("陈先生", "13800000001", "named", "乙"), "乙", "", desk.Named)
}

func TestARegistrationIsValidForOneMonthTheLastDayIncluded(t *testing.T) {
	for _, x := range []struct{ day, last, after string }{
		{"2026-03-02", "2026-04-02", "2026-04-03"},
		{"2026-01-31", "2026-02-28", "2026-03-01"},
		{"2026-03-31", "2026-04-30", "2026-05-01"},
		{"2028-01-30", "2028-02-29", "2028-03-01"},
		{"2026-12-15", "2027-01-15", "2027-01-16"},
	} {
		for _, c := range []struct {
			day   string
			basis string
		}{{x.last, desk.Return}, {x.after, desk.AtDesk}} {
			s := open(t)
			s.on(x.day)
			r := s.comes("陈先生", "13800000001", "receiver", "甲")
			if r.ValidUntil != x.last {
				t.Errorf("%s: valid until %s, not %s", x.day, r.ValidUntil, x.last)
			}
			s.on(c.day)
			if r := s.comes("陈先生", "13800000001"); r.Basis != c.basis {
				t.Errorf("%s, back on %s: by %s, not %s", x.day, c.day, r.Basis, c.basis)
			}
		}
	}
}

func TestSpousesParentsAndChildrenCountAsOneCustomerBrothersAndSistersDoNot(t *testing.T) {
	for relation, want := range map[string]string{
		desk.Spouse: desk.Return, desk.Parent: desk.Return, desk.Child: desk.Return, desk.Sibling: desk.Turn, desk.Other: desk.Turn,
	} {
		s := open(t)
		s.signIn("甲", "乙")
		s.comes("陈先生", "13800000001", "household", []field.Values{{"name": "王女士", "relation": relation, "phone": "139-0000-0009"}})
		if r := s.comes("王女士", "13900000009"); r.Basis != want {
			t.Errorf("%s: by %s, not %s", relation, r.Basis, want)
		}
		// The other way round: who comes second names the first.
		s.comes("赵先生", "13700000001")
		r := s.comes("赵家人", "13700000002", "household", []field.Values{{"name": "赵先生", "relation": relation, "phone": "13700000001"}})
		if r.Basis != want {
			t.Errorf("%s named at the desk: by %s, not %s", relation, r.Basis, want)
		}
	}
}

func TestACustomerIsKnownByTheFileToo(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙")
	c := s.customer("渝鲲火锅", "13800000001")
	r := s.comes("采购", "13600000001", "customer", c.Number)
	s.received(r, "甲", "", desk.Turn)
	r = s.comes("财务", "13600000002", "customer", c.Number)
	s.received(r, "甲", "", desk.Return)
	got, err := s.customers.Get(ctx, c.ID)
	s.ok(err)
	if got.Values.Text("first_contact") != "甲" || got.Version != c.Version+1 {
		t.Errorf("the first person the customer spoke to is %q, version %d", got.Values.Text("first_contact"), got.Version)
	}
	cs, err := s.customers.History(ctx, c.ID)
	s.ok(err)
	if d := cs[0].Differences(); len(d) != 1 || d[0].Key != "first_contact" {
		t.Errorf("trail %+v", cs[0])
	}
	k, err := s.Known(ctx, desk.Arrival{Day: "2026-03-02", Phone: "138 0000 0001"})
	s.ok(err)
	if len(k.Customers) != 1 || k.Receiver != "甲" || k.Basis != desk.Return || k.Last == nil {
		t.Errorf("known: %+v", k)
	}
}

func TestTheEarlierValidRegistrationWins(t *testing.T) {
	s := open(t)
	// The husband came to 甲, the wife, who was not recognised, to 乙.
	s.comes("陈先生", "13800000001", "receiver", "甲")
	s.on("2026-03-10")
	s.comes("王女士", "13900000009", "receiver", "乙")
	s.on("2026-03-20")
	r := s.comes("王女士", "13900000009", "household", []field.Values{{"name": "陈先生", "relation": desk.Spouse, "phone": "13800000001"}})
	s.received(r, "甲", "", desk.Return)
	// On 3 April only the wife's registrations are valid, the later at 甲's.
	s.on("2026-04-03")
	s.received(s.comes("王女士", "13900000009"), "乙", "", desk.Return)
}

func TestNobodyIsEnteredInPlaceOfAValidRegistration(t *testing.T) {
	s := open(t)
	s.comes("陈先生", "13800000001", "receiver", "甲")
	_, err := s.enter("陈先生", "13800000001", "receiver", "乙")
	es := data.All(err)
	if len(es) != 1 || es[0].Field != "receiver" || !strings.Contains(es[0].Text(zh), "有效至 2026-04-02") {
		t.Fatal(err)
	}
	r := s.comes("陈先生", "13800000001", "receiver", "甲", "helper", "乙")
	s.received(r, "甲", "乙", desk.Return)
}

func TestAChangeAskedByTheCustomerSplits55To45(t *testing.T) {
	s := open(t)
	r := s.comes("陈先生", "13800000001", "receiver", "甲")
	_, err := s.Change(ctx, "前台", r.ID, "乙", desk.ByCustomer, "")
	if es := data.All(err); len(es) != 1 || es[0].Field != "change_reason" {
		t.Fatal(err)
	}
	_, err = s.Change(ctx, "前台", r.ID, "乙", desk.ByCustomer, "客户坚持")
	s.ok(err)
	got := s.load(r.ID)
	if got.Receiver != "乙" || got.Former != "甲" || got.FormerShare != 55 || got.ReceiverShare != 45 || got.ChangedOn != "2026-03-02" {
		t.Errorf("%+v", got)
	}
	s.received(s.comes("陈先生", "13800000001"), "乙", "", desk.Return)
	// Within the shop nothing is shared.
	r = s.comes("李女士", "13800000002", "receiver", "甲")
	_, err = s.Change(ctx, "前台", r.ID, "乙", desk.ByShop, "甲休假")
	s.ok(err)
	if got := s.load(r.ID); got.FormerShare != 0 || got.Receiver != "乙" {
		t.Errorf("%+v", got)
	}
	// Back to the first one there is nothing to share either.
	r = s.comes("周女士", "13800000003", "receiver", "甲")
	for _, to := range []string{"乙", "甲"} {
		_, err = s.Change(ctx, "前台", r.ID, to, desk.ByCustomer, "客户坚持")
		s.ok(err)
	}
	if got := s.load(r.ID); got.Former != "" || got.FormerShare != 0 || got.ReceiverShare != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAChangeOfALaterVisitHolds(t *testing.T) {
	s := open(t)
	s.comes("陈先生", "13800000001", "receiver", "甲")
	s.on("2026-03-05")
	r := s.comes("陈先生", "13800000001")
	_, err := s.Change(ctx, "前台", r.ID, "乙", desk.ByCustomer, "客户坚持")
	s.ok(err)
	s.on("2026-03-08")
	s.received(s.comes("陈先生", "13800000001"), "乙", "", desk.Return)
}

func TestWithoutARotationWhoeverSitsAtTheDeskReceives(t *testing.T) {
	s := open(t)
	s.preset("laboratory")
	s.signIn("甲")
	r := s.comes("陈先生", "13800000001")
	s.received(r, "前台", "", desk.AtDesk)
}

func TestAVisitorOfAnotherDayTakesNoTurn(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙")
	s.comes("昨天的客", "13800000001", "at", "2026-03-01 15:00", "receiver", "甲")
	if m := s.turns(); m["甲"] != 0 {
		t.Errorf("turns %v", m)
	}
}

func TestAnEntryThatIsThrownAwayGivesTheTurnBack(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙")
	r := s.comes("填错了", "13800000001")
	s.ok(s.Receptions.Delete(ctx, "前台", r.ID))
	if m := s.turns(); m["甲"] != 0 || s.next() != "甲" {
		t.Errorf("turns %v, %s is next", m, s.next())
	}
	s.ok(s.Receptions.Restore(ctx, "前台", r.ID))
	if m := s.turns(); m["甲"] != 1 || s.next() != "乙" {
		t.Errorf("turns %v, %s is next", m, s.next())
	}
}

func TestSigningInAwayBackAndOut(t *testing.T) {
	s := open(t)
	s.signIn("甲", "乙", "丙")
	if err := s.SignIn(ctx, "甲", "甲"); data.CodeOf(err) != data.Refused {
		t.Error("signed in twice:", err)
	}
	s.ok(s.Leave(ctx, "甲", "甲"))
	if s.next() != "乙" {
		t.Error(s.next(), "is next while 甲 is away")
	}
	if err := s.Leave(ctx, "甲", "甲"); data.CodeOf(err) != data.Refused {
		t.Error("away twice:", err)
	}
	s.ok(s.Back(ctx, "甲", "甲"))
	if s.next() != "甲" {
		t.Error(s.next(), "is next, 甲 kept the place")
	}
	s.ok(s.Pass(ctx, "甲", "甲"))
	if s.next() != "乙" || s.turns()["甲"] != 0 {
		t.Error(s.next(), "is next after 甲 was passed over")
	}
	s.ok(s.SignOut(ctx, "乙", "乙"))
	s.signIn("乙")
	ps, err := s.Line(ctx, "2026-03-02")
	s.ok(err)
	if ps[0].Who != "丙" || ps[1].Who != "甲" || ps[2].Who != "乙" {
		t.Errorf("the line is %v", ps)
	}
	if err := s.SignOut(ctx, "丁", "丁"); data.CodeOf(err) != data.Refused {
		t.Error("a stranger signed out:", err)
	}
}

func TestPromisesAreKeptOnce(t *testing.T) {
	s := open(t)
	r := s.comes("陈先生", "13800000001", "receiver", "甲")
	err := s.Promised(ctx, "前台", r.ID, field.Values{"what": "回电报价", "owner": "甲", "due": "2026-03-02", "clock": "15点"})
	s.ok(err)
	err = s.Promised(ctx, "前台", r.ID, field.Values{"what": "样品", "owner": "甲", "due": "2026-03-01"})
	if es := data.All(err); len(es) != 1 || es[0].Field != "due" {
		t.Fatal(err)
	}
	if p := s.load(r.ID).Promises; len(p) != 1 || p[0].Clock != "15:00" {
		t.Fatalf("%+v", p)
	}
	s.ok(s.Keep(ctx, "前台", r.ID, 0, "2026-03-02"))
	if err := s.Keep(ctx, "前台", r.ID, 0, "2026-03-02"); data.CodeOf(err) != data.Refused {
		t.Error("kept twice:", err)
	}
	s.ok(s.Left(ctx, "前台", r.ID))
	if err := s.Left(ctx, "前台", r.ID); data.CodeOf(err) != data.Refused {
		t.Error("left twice:", err)
	}
}

func dispute(s *shop, pairs ...any) field.Values {
	v := s.Disputes.Blank()
	v["name"], v["subject"] = "陈先生", "订单 260320 归谁"
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i].(string)] = pairs[i+1]
	}
	return v
}

func claim(who string, r *desk.Reception, relation string) field.Values {
	v := field.Values{"who": who, "reception": "", "relation": relation}
	if r != nil {
		v["reception"] = r.Number
	}
	return v
}

func TestADisputeIsFoundByTheRegistrations(t *testing.T) {
	s := open(t)
	he := s.comes("陈先生", "13800000001", "receiver", "甲")
	s.on("2026-03-10")
	she := s.comes("王女士", "13900000009", "receiver", "乙")
	helped := s.comes("陈先生", "13800000001", "helper", "丙")
	s.on("2026-03-20")
	for _, x := range []struct {
		name   string
		v      field.Values
		rule   string
		shares []desk.Share
		say    string
	}{
		{"two registrations of a couple", dispute(s, "claims", []field.Values{claim("乙", she, desk.Spouse), claim("甲", he, desk.Self)}), desk.Earlier, []desk.Share{{Who: "甲", Percent: 100}}, "客户归 甲"},
		{"of brothers", dispute(s, "claims", []field.Values{claim("乙", she, desk.Self), claim("甲", he, desk.Sibling)}), desk.OnlyValid, []desk.Share{{Who: "乙", Percent: 100}}, "只有 乙"},
		{"who helped", dispute(s, "claims", []field.Values{claim("丙", helped, desk.Self), claim("甲", he, desk.Self)}), desk.OnlyValid, []desk.Share{{Who: "甲", Percent: 100}}, "只有 甲"},
		{"without a registration", dispute(s, "claims", []field.Values{claim("丁", nil, desk.Self), claim("甲", he, desk.Self)}), desk.OnlyValid, []desk.Share{{Who: "甲", Percent: 100}}, "只有 甲"},
		{"the customer asked", dispute(s, "asked_change", "true", "claims", []field.Values{claim("甲", he, desk.Self), claim("乙", she, desk.Spouse)}), desk.Changed, []desk.Share{{Who: "甲", Percent: 55}, {Who: "乙", Percent: 45}}, "甲 得 55%，乙 得 45%"},
		{"after both ended", dispute(s, "on", "2026-03-01", "claims", []field.Values{claim("甲", he, desk.Self), claim("乙", she, desk.Spouse)}), desk.NoneValid, nil, "都是新客户"},
	} {
		f, err := s.Find(ctx, x.v)
		s.ok(err)
		if f.Rule != x.rule || len(f.Shares) != len(x.shares) || !strings.Contains(f.Say(zh), x.say) {
			t.Errorf("%s: %s %+v, %s", x.name, f.Rule, f.Shares, f.Say(zh))
			continue
		}
		for i, want := range x.shares {
			if f.Shares[i].Who != want.Who || f.Shares[i].Percent != want.Percent {
				t.Errorf("%s: %+v", x.name, f.Shares)
			}
		}
		for _, c := range f.Claims {
			if strings.Contains(c.Say(zh), "dispute.") || strings.Contains(c.Say(zh), "<no value>") {
				t.Error(c.Say(zh))
			}
		}
	}
}

func TestADecisionSharesOutTheWholeAndNobodyDecidesTheirOwn(t *testing.T) {
	s := open(t)
	he := s.comes("陈先生", "13800000001", "receiver", "甲")
	both := []field.Values{claim("甲", he, desk.Self), claim("乙", nil, desk.Self)}
	v := dispute(s, "claims", both, "decided_by", "甲", "decision", "归甲", "shares", []field.Values{{"who": "甲", "percent": "60"}, {"who": "乙", "percent": "30"}})
	_, err := s.Disputes.Put(ctx, "店主", register.Record{Values: v})
	got := map[string]bool{}
	for _, e := range data.All(err) {
		got[e.Field] = true
	}
	if !got["shares"] || !got["decided_by"] || len(got) != 2 {
		t.Fatal(err)
	}
	v["decided_by"], v["shares"] = "店主", []field.Values{{"who": "甲", "percent": "100"}}
	r, err := s.Disputes.Put(ctx, "店主", register.Record{Values: v})
	s.ok(err)
	if r.Number != "ZY-2026-0001" || r.Values.Text("state") != desk.Decided || r.Values.Text("entitled") != "甲" || r.Values.Text("decided_on") != "2026-03-02" {
		t.Errorf("%v", r)
	}
	_, err = s.Disputes.Put(ctx, "店主", register.Record{Values: dispute(s, "claims", both[:1])})
	if es := data.All(err); len(es) != 1 || es[0].Field != "claims" {
		t.Error(err)
	}
}
