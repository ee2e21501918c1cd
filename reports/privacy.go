package reports

import (
	"strconv"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/reports/sheet"
)

// privacyNotices is the notice on personal data (个人信息处理告知书) with what the
// person consents to, to be signed: PIPL Art. 17, 14, 29.
func privacyNotices(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		st, err := p.shop.Privacy.Standings(p.ctx, c.ID)
		if err != nil {
			return nil, err
		}
		return p.notice(c, st)
	})
}

// blankPrivacyNotice is the same for whoever has no file yet.
func blankPrivacyNotice(p *press) (sheet.Form, error) {
	write, err := p.notice(nil, nil)
	if err != nil {
		return sheet.Form{}, err
	}
	return p.empty(p.shop.Customers, write)
}

func (p *press) notice(c *customer.Customer, st []privacy.Standing) (func(*draft), error) {
	ns, err := p.shop.Privacy.Notices(p.ctx)
	if err != nil {
		return nil, err
	}
	personal, _, err := policy.Personal(p.shop.DB.Read(p.ctx))
	if err != nil {
		return nil, err
	}
	return func(d *draft) { d.privacyNotice(c, &ns[0], personal, st) }, nil
}

func (d *draft) privacyNotice(c *customer.Customer, n *privacy.Notice, p *policy.Privacy, st []privacy.Standing) {
	who := join("　", d.is.Name, d.is.Phone, d.is.Address)
	if who != "" {
		d.add(sheet.Para{Content: sheet.Plain(who), Gap: 1})
	}
	d.add(sheet.Note(d.t("edition", "N", n.Edition)))
	for i, line := range strings.Split(n.Text[d.lang], "\n") {
		if i%2 == 0 {
			d.add(sheet.Para{Content: sheet.Content{sheet.Strong(line)}, Gap: 1})
		} else {
			d.add(sheet.Para{Content: sheet.Plain(line), Indent: true})
		}
	}
	t := sheet.Table{Gap: 2, Columns: []sheet.Column{
		{Title: d.t("purpose"), Width: 6}, {Title: d.t("about"), Width: 15}, {Title: d.t("basis"), Width: 5, Align: sheet.Center}, {Title: d.t("agree"), Width: 8, Align: sheet.Center},
	}}
	for _, x := range p.Purposes {
		agree := d.lang.T("consent.state.needless")
		if x.Basis == policy.Consent {
			agree = d.t("boxes")
			for _, s := range st {
				if s.Person == "" && s.Purpose.Key == x.Key && s.State != privacy.StateNone {
					agree += "\n" + d.lang.T("consent.state."+string(s.State)) + " " + s.Last.OnDay
				}
			}
		}
		t.Rows = append(t.Rows, sheet.Texts(x.Name.Say(d.lang), x.About.Say(d.lang), d.lang.T("policy.basis."+x.Basis), agree))
	}
	d.add(t)
	for _, r := range p.Retention {
		d.add(sheet.Note(d.t("kept", "What", r.Name.Say(d.lang), "Keep", r.Keep.Say(d.lang))))
	}
	name := sheet.Content{sheet.Blank(40)}
	if c != nil {
		name = sheet.Plain(c.Name)
	}
	d.add(sheet.Keep{
		sheet.Para{Content: d.rich(d.t("read"), map[string]sheet.Content{"name": name}), Indent: true, Gap: 2},
		sheet.Sign{Labels: []string{d.t("person"), d.t("shop")}, Date: true, Gap: 4},
	})
}

// personCopies is everything that is held of a person (个人信息副本), PIPL Art. 45.
func personCopies(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	var out []sheet.Form
	for _, id := range ids {
		x, err := p.shop.Held(p.ctx, id)
		if err != nil {
			return nil, err
		}
		f, err := p.fit(func() *draft {
			d := p.draft(nil, field.Values{})
			d.Number = x.Number()
			d.QR = d.Number
			return d
		}, func(d *draft) { d.personCopy(x) })
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (d *draft) personCopy(x *shop.Person) {
	d.add(sheet.Note(d.t("made", "At", x.Made.Local().Format(field.TimeLayout))))
	d.record(x.Customer.Register, x.Customer.Records[0])
	for _, h := range append(x.Records, x.Requests) {
		if h.Register == nil {
			continue
		}
		for _, r := range h.Records {
			d.record(h.Register, r)
		}
	}
	if len(x.Consents) > 0 {
		t := sheet.Table{Gap: 2, Columns: []sheet.Column{{Title: d.t("purpose"), Width: 8}, {Title: d.t("person"), Width: 5}, {Title: d.t("state"), Width: 5}, {Title: d.t("day"), Width: 5}, {Title: d.t("way"), Width: 6}, {Title: d.t("notice"), Width: 4, Align: sheet.Center}}}
		for _, c := range x.Consents {
			q, _ := x.Purposes.Purpose(c.Purpose)
			state, notice := privacy.StateWithdrawn, ""
			if c.Given {
				state, notice = privacy.StateGiven, strconv.FormatInt(c.Notice, 10)
			}
			t.Rows = append(t.Rows, sheet.Texts(q.Name.Say(d.lang), c.Person, d.lang.T("consent.state."+string(state)), c.OnDay, d.lang.T("consent.way."+c.Way), notice))
		}
		d.add(sheet.Heading{Text: d.t("consents")}, t)
	}
	if len(x.Documents) > 0 {
		t := sheet.Table{Gap: 2, Columns: []sheet.Column{{Title: d.lang.T("document.name"), Width: 14}, {Title: d.lang.T("document.category"), Width: 6}, {Title: d.t("day"), Width: 6}, {Title: d.t("by"), Width: 5}}}
		for _, f := range x.Documents {
			t.Rows = append(t.Rows, sheet.Texts(f.Name, f.Category, time.UnixMilli(f.AddedAt).Format(field.DateLayout), f.AddedBy))
		}
		d.add(sheet.Heading{Text: d.t("documents")}, t)
	}
	d.add(sheet.Note(d.t("trail", "N", len(x.Trail))))
	d.sign(d.t("handler"), d.t("received"))
}

// record is one record with every field that says something, label beside value;
// rows below each other.
func (d *draft) record(r register.Register, x register.Record) {
	d.section(d.lang.T("account.register."+r.Key()) + "　" + x.Number)
	for _, f := range r.Fields() {
		text := d.inFull(f, x.Values)
		if text == "" {
			continue
		}
		d.rows(sheet.Row{sheet.Label(d.lang.T(f.Label)).Span(7), sheet.Value(text).Span(units - 7)})
	}
	d.end()
}

// inFull is a field's value in full, of rows a line each.
func (d *draft) inFull(f field.Desc, v field.Values) string {
	if f.Kind != field.Rows {
		return field.Show(d.lang, f, v[f.Key])
	}
	var lines []string
	for _, r := range v.Rows(f.Key) {
		var parts []string
		for _, s := range f.Rows {
			if t := field.Show(d.lang, s, r[s.Key]); t != "" && (s.Kind != field.Bool || r.Text(s.Key) == "true") {
				parts = append(parts, d.lang.T(s.Label)+d.lang.T("paper.colon")+t)
			}
		}
		lines = append(lines, strings.Join(parts, d.lang.T("data.list_comma")))
	}
	return strings.Join(lines, "\n")
}

// erasureCertificates say that a person's data was erased (个人信息删除证明), PIPL
// Art. 47. The name is written by hand: the shop does not have it any more.
func erasureCertificates(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	var out []sheet.Form
	for _, id := range ids {
		es, err := p.shop.Privacy.Erasures(p.ctx, id)
		if err != nil {
			return nil, err
		}
		if len(es) == 0 {
			return nil, data.Fault(data.Refused, "privacy.error.not_erased")
		}
		f, err := p.fit(func() *draft {
			d := p.draft(nil, field.Values{})
			d.Number, d.QR = es[0].Number, es[0].Customer
			return d
		}, func(d *draft) { d.certificate(&es[0]) })
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (d *draft) certificate(e *privacy.Erasure) {
	pair := func(label, value string) sheet.Row {
		return sheet.Row{sheet.Label(d.t(label)).Span(7), sheet.Value(value).Span(units - 7)}
	}
	d.add(sheet.Para{Content: d.rich(d.t("dear"), map[string]sheet.Content{"name": {sheet.Blank(40)}})})
	says, keeps, none := "says", "kept", d.t("kept.none")
	if e.Contact {
		says, keeps, none = "says.contact", "kept.law", d.t("kept.law.none")
	}
	d.add(sheet.Para{Content: d.rich(d.t(says), map[string]sheet.Content{"day": {sheet.Strong(d.day(e.OnDay))}, "number": sheet.Plain(e.Customer)}), Indent: true})
	var kept []string
	for _, r := range d.shop.Registers() {
		if n := e.Kept[r.Key()]; n > 0 {
			kept = append(kept, d.t("count", "What", d.lang.T("account.register."+r.Key()), "N", n))
		}
	}
	if !e.Contact || len(kept) == 0 {
		kept = append(kept, none)
	}
	rows := 0
	for k, n := range e.Counts {
		if k != "entries" && k != "documents" {
			rows += n
		}
	}
	d.rows(pair("number", e.Number), pair("why", e.Why), pair("request", e.Request), pair("who", e.Who),
		pair("went", d.t("went.text", "Rows", rows, "Documents", e.Counts["documents"], "Entries", e.Counts["entries"])),
		pair(keeps, strings.Join(kept, d.lang.T("data.list_comma"))))
	d.add(sheet.Para{Content: sheet.Plain(d.t("backups")), Indent: true, Gap: 3})
	d.add(sheet.Sign{Labels: []string{d.t("handler"), d.t("approver")}, Tail: d.t("stamp", "Shop", d.is.Name), Gap: 8})
}

// incidentReports is the report of what happened to personal data
// (个人信息安全事件报告), PIPL Art. 57.
func incidentReports(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Privacy.Incidents, ids, func(*privacy.Incident) (func(*draft), error) { return (*draft).incident, nil })
}

func blankIncidentReport(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Privacy.Incidents, (*draft).incident)
}

func (d *draft) incident() {
	d.flow(at("found_at", half), at("kind", half).bare(), at("reporter", half), at("responsible", half), at("happened", half), at("people", half),
		at("whose", full), at("data", full), at("what", full).tall(26), at("cause", full).tall(15), at("harm", full).tall(15),
		at("measures", full).tall(26), at("authority", twoThirds), at("authority_on", third),
		at("told", third).bare(), at("told_on", third), at("told_how", third), at("untold", full).tall(12), at("lessons", full).tall(15), at("closed_on", full))
	d.sign(d.t("reporter"), d.t("responsible"), d.t("approver"))
}

// privacyRequests is the sheet of a person's request (个人信息请求登记表), PIPL
// Art. 50.
func privacyRequests(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Privacy.Requests, ids, func(*privacy.Request) (func(*draft), error) { return (*draft).request, nil })
}

func blankPrivacyRequest(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Privacy.Requests, (*draft).request)
}

func (d *draft) request() {
	d.flow(at("on", half), at("way", half).bare(), at("name", half), at("phone", half), at("kind", full), at("what", full).tall(30), at("checked", full), at("handler", half), at("due", half),
		at("outcome", full), at("answered_on", half), at("answer_way", half).bare(), at("answer", full).tall(30), at("remark", full).tall(12))
	d.add(sheet.Para{Content: sheet.Plain(d.t("rights")), Gap: 2})
	d.sign(d.t("person"), d.t("handler"))
}

// retentionLists is the yearly list of those whose data was kept long enough
// (年度清理清单), to be approved; of these customers.
func retentionLists(p *press, _ string, _ []int64) ([]sheet.Form, error) {
	l, err := p.shop.Privacy.Kept(p.ctx, p.shop.DB.Now().Local().Year())
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, data.Fault(data.NotFound, "error.not_found", "Number", "QL-"+strconv.Itoa(p.shop.DB.Now().Local().Year()))
	}
	f, err := p.fit(func() *draft {
		d := p.draft(nil, field.Values{})
		d.Number, d.QR = l.Number, l.Number
		return d
	}, func(d *draft) { d.retention(l) })
	return []sheet.Form{f}, err
}

func (d *draft) retention(l *privacy.RetentionList) {
	d.add(sheet.Note(d.t("made", "Day", l.MadeOn, "Who", l.MadeBy, "N", len(l.Lines))))
	t := sheet.Table{Gap: 1, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 2, Align: sheet.Center}, {Title: d.t("customer"), Width: 8}, {Title: d.t("last"), Width: 4.4, Align: sheet.Center}, {Title: d.t("until"), Width: 4.4, Align: sheet.Center}, {Title: d.t("decision"), Width: 11},
	}}
	for i, x := range l.Lines {
		what := d.t("erase")
		switch {
		case x.Certificate != "":
			what = d.t("erased", "Number", x.Certificate)
		case x.Keep != "":
			what = d.t("keep", "Why", x.Keep)
		case x.Hold != "":
			what = d.t("hold", "Why", x.Hold, "Until", x.HoldUntil)
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), join(" ", x.CustomerNumber, x.CustomerName), x.LastDay, x.UntilDay, what))
	}
	d.add(t)
	if l.ApprovedOn != "" {
		d.add(sheet.Note(d.t("approved", "Day", l.ApprovedOn, "Who", l.ApprovedBy)))
	}
	d.sign(d.t("handler"), d.t("approver"))
}
