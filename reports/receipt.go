package reports

import (
	"strings"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// complaintReceipts is the register sheet of a complaint (投诉受理登记表) with the
// receipt (受理回执) that the complainant takes along: ISO 10002 wants each
// complaint acknowledged at once, with its number.
func complaintReceipts(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Complaints.Table, ids, func(c *complaint.Complaint) (func(*draft), error) {
		return func(d *draft) { d.complaintReceipt(c) }, nil
	})
}

// blankComplaintReceipt is the same to be written by hand.
func blankComplaintReceipt(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Complaints, func(d *draft) { d.complaintReceipt(nil) })
}

func (d *draft) complaintReceipt(c *complaint.Complaint) {
	d.entry(false, c)
	d.add(
		sheet.Sign{Labels: []string{d.t("receiver"), d.t("complainant")}, Gap: 7},
		sheet.Keep{sheet.Tear{Text: d.t("tear")}, d.tearOff(c)},
	)
}

// entry is what the register holds of a complaint. What few complaints have
// stands there only if this one has it, or if all is wanted.
func (d *draft) entry(all bool, c *complaint.Complaint) {
	some := func(ps ...place) []place {
		var out []place
		for _, p := range ps {
			if all || !d.blank() && !d.values.Empty(p.key) {
				out = append(out, p)
			}
		}
		return out
	}
	d.flow(at("received_at", half), at("receiver", half), at("way", full))
	d.rows(sheet.Row{
		d.label("complainant"), sheet.Value(d.complainant()).Span(half - d.span()),
		d.label("phone"), sheet.Value(d.text("phone")).Span(half - d.span()),
	})
	d.flow(some(at("contact", full))...)
	d.flow(at("product", half), at("service", half))
	d.flow(append([]place{at("contract", half)}, some(at("report", half), at("report_received_on", half))...)...)
	d.flow(
		at("what", full).tall(32),
		at("demand", full).tall(15),
	)
	d.flow(some(at("responses", full))...)
	d.flow(at("evidence", full).tall(12))
	if all || d.text("originals") != d.lang.T("data.bool.false") {
		d.flow(at("originals", full))
	}
	if d.blank() {
		d.flow(at("category", full), at("severity", full))
	} else {
		d.flow(at("category", half), at("severity", half))
	}
	d.deadlines(c)
	d.flow(append([]place{at("department", half)}, some(at("promise", full), at("late_reason", full),
		at("accused_department", half), at("accused", half), at("involved", full), at("remark", full))...)...)
}

// deadlines are the two clocks side by side, the regulation's with its rule.
func (d *draft) deadlines(c *complaint.Complaint) {
	promised, rule := d.write(d.desc["promised_on"], d.values["promised_on"]), d.write(d.desc["rule_due"], d.values["rule_due"])
	if c != nil && c.RuleDue != "" {
		rule = sheet.Plain(c.RuleDue + d.lang.T("form.bracket", "Text", c.Rule(d.lang)))
		if c.RuleUnknown != "" {
			rule = append(rule, sheet.Run{Text: "\n" + d.lang.T("complaint.rule.unknown", "Years", c.RuleUnknown)})
		}
	}
	w := d.span()
	d.rows(sheet.Row{
		d.label("promised_on"), sheet.Rich(promised).Span(half - w - 3),
		d.label("rule_due"), sheet.Rich(rule).Span(half - w + 3),
	})
}

// complainant is who complains and for whom: 冉红（重庆渝鲲火锅有限公司 KH-000001）.
func (d *draft) complainant() string {
	who, of := d.text("complainant"), join(" ", d.text("customer_name"), d.text("customer"))
	if of == "" {
		return who
	}
	return who + d.lang.T("form.bracket", "Text", of)
}

// tearOff is the receipt below the line.
func (d *draft) tearOff(c *complaint.Complaint) sheet.Block {
	day := func(s string) sheet.Content { return sheet.Content{sheet.Strong(d.day(s))} }
	number, received, name := sheet.Content{sheet.Strong(d.Number)}, d.places("form.places.date", 1), sheet.Content{sheet.Blank(24)}
	promised, text := d.places("form.places.date", 1), "receipt.promised"
	right := []sheet.Block{sheet.Space(20)}
	signed := d.t("receipt.stamp", "Day", "")
	if c != nil {
		on := time.UnixMilli(c.ReceivedAt).Format(field.DateLayout)
		name, received = sheet.Plain(c.Complainant), sheet.Plain(d.day(on))
		promised = day(c.PromisedOn)
		if c.PromisedOn == "" {
			text = "receipt.soon"
		}
		right = []sheet.Block{sheet.QR{Content: d.Number, Caption: d.t("receipt.scan"), Gap: 2}}
		signed = d.t("receipt.stamp", "Day", d.day(on))
	}
	says := d.rich(d.t(text), map[string]sheet.Content{"received": received, "number": number, "promised": promised})
	if c != nil && c.RuleDue != "" && c.Round == 1 {
		says = append(says, sheet.Run{Text: d.t("receipt.rule", "Day", d.day(c.RuleDue), "Rule", c.Rule(d.lang))})
	}
	if d.is.Phone != "" {
		says = append(says, sheet.Run{Text: d.t("receipt.phone", "Phone", d.is.Phone)})
	}
	left := []sheet.Block{
		sheet.Heading{Text: d.t("receipt"), Center: true, Gap: 1},
		sheet.Para{Content: d.rich(d.t("receipt.dear"), map[string]sheet.Content{"name": name})},
		sheet.Para{Content: says, Indent: true},
	}
	left = append(left, sheet.Sign{Labels: []string{d.t("receipt.receiver")}, Tail: signed, Gap: 6})
	if who := join("　", d.is.Name, d.is.Address); who != "" {
		left = append(left, sheet.Note(who))
	}
	return sheet.Beside{Left: left, Right: right, Width: 26}
}

// day is a day in words: 2026年11月18日.
func (p *press) day(s string) string {
	t, err := time.Parse(field.DateLayout, s)
	if err != nil {
		return s
	}
	return p.lang.T("form.day", "Year", t.Year(), "Month", int(t.Month()), "Day", t.Day(), "Name", t.Month().String())
}

// rich puts contents into the {places} of a message.
func (p *press) rich(message string, at map[string]sheet.Content) sheet.Content {
	var c sheet.Content
	for message != "" {
		before, rest, found := strings.Cut(message, "{")
		if before != "" {
			c = append(c, sheet.Run{Text: before})
		}
		if !found {
			return c
		}
		key, after, _ := strings.Cut(rest, "}")
		c = append(c, at[key]...)
		message = after
	}
	return c
}
