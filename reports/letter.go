package reports

import (
	"strings"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// replyLetters is the written reply to a complainant (投诉处理答复函): what was
// found, what is done, where to turn to who does not accept it (ISO 10002,
// 8.7 and 8.8), with the place for the seal.
func replyLetters(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Complaints.Table, ids, func(c *complaint.Complaint) (func(*draft), error) {
		k, err := p.shop.Complaints.Case(p.ctx, c.ID)
		return func(d *draft) { d.replyLetter(k) }, err
	})
}

// blankReplyLetter is the letter to be written by hand.
func blankReplyLetter(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Complaints, func(d *draft) { d.replyLetter(nil) })
}

// letterSize is the type of a letter, points.
const letterSize = 11

func (d *draft) replyLetter(k *complaint.Case) {
	name, received := sheet.Content{sheet.Blank(40)}, d.places("form.places.date", 1)
	if k != nil {
		c := k.Complaint
		name = sheet.Plain(c.Complainant)
		if c.CustomerName != "" && c.CustomerName != c.Complainant {
			name = sheet.Plain(c.Complainant + d.lang.T("form.bracket", "Text", c.CustomerName))
		}
		received = sheet.Plain(d.day(c.OnDay))
	}
	d.add(sheet.Para{Content: d.rich(d.t("dear"), map[string]sheet.Content{"name": name}), Size: letterSize, Gap: 4})
	d.prose(d.rich(d.t("opening"), map[string]sheet.Content{"received": received, "number": sheet.Plain(d.Number)}))
	d.part("what", d.text("what"), 24)
	d.part("finding", d.finding(k), 30)
	d.part("measures", d.measures(k), 40)
	d.part("routes", d.routes(k), 20)
	d.add(sheet.Para{Content: sheet.Plain(d.t("thanks")), Indent: true, Size: letterSize, Gap: 6})
	d.add(sheet.Keep{
		sheet.Para{Content: sheet.Plain(d.t("regards")), Size: letterSize, Gap: 6},
		sheet.Space(10),
		sheet.Para{Content: sheet.Plain(d.is.Name + d.t("seal")), Size: letterSize, Align: sheet.Right},
		sheet.Para{Content: d.replied(k), Size: letterSize, Align: sheet.Right, Gap: 2},
		sheet.Space(8),
		sheet.Para{Content: sheet.Plain(d.contact(k))},
	})
}

// prose is a paragraph of the letter.
func (d *draft) prose(c sheet.Content) {
	d.add(sheet.Para{Content: c, Indent: true, Size: letterSize, Gap: 2})
}

// part is a part of the letter under its heading; on a blank one lines to
// write on.
func (d *draft) part(key, text string, room float64) {
	if text == "" && !d.blank() {
		return
	}
	d.add(sheet.Heading{Text: d.t(key)})
	if d.blank() {
		d.add(sheet.Space(d.high(room)))
		return
	}
	for _, line := range strings.Split(text, "\n") {
		d.prose(sheet.Plain(line))
	}
}

// finding is what was found, and why where it was unfounded.
func (d *draft) finding(k *complaint.Case) string {
	if k == nil {
		return ""
	}
	text := ""
	if s := k.Standing(complaint.Investigation); s != nil {
		text = d.t("founded." + s.Values.Text("founded"))
	}
	if s := k.Standing(complaint.Reply); s != nil {
		text = join("\n", text, s.Values.Text("explanation"))
		if v := s.Values.Text("void_report"); v != "" {
			text = join("\n", text, d.t("report", "Void", v, "New", s.Values.Text("new_report")))
		}
	}
	return text
}

// measures is what was replied, and what the complainant gets.
func (d *draft) measures(k *complaint.Case) string {
	if k == nil {
		return ""
	}
	text, given := "", ""
	s := k.Standing(complaint.Proposal)
	if s != nil {
		text = s.Values.Text("measures")
		f, _ := field.Find(complaint.StepFields(complaint.Proposal), "responses")
		if got := field.Show(d.lang, f, s.Values["responses"]); got != "" {
			given = d.t("responses", "Responses", got)
		}
		if n := s.Values.Text("compensation"); n != "" {
			given = join("", given, d.t("compensation", "Amount", n))
		}
	}
	if s := k.Standing(complaint.Reply); s != nil {
		text = s.Values.Text("text")
	}
	return join("\n", text, given)
}

// routes are where the complainant may turn to. Whoever gets no or not all
// they ask for is told of them, whatever was entered.
func (d *draft) routes(k *complaint.Case) string {
	if k == nil {
		return ""
	}
	if s := k.Standing(complaint.Reply); s != nil && s.Values.Text("routes") != "" {
		return s.Values.Text("routes")
	}
	if k.Complaint.Founded == complaint.Yes {
		return ""
	}
	return d.t("routes.usual")
}

// replied is the day of the reply, or room for it.
func (d *draft) replied(k *complaint.Case) sheet.Content {
	if k != nil {
		if s := k.Standing(complaint.Reply); s != nil {
			return sheet.Plain(d.day(time.UnixMilli(s.At).Format(field.DateLayout)))
		}
	}
	return d.places("form.places.date", 1)
}

// contact is whom to ask.
func (d *draft) contact(k *complaint.Case) string {
	who := ""
	if k != nil && k.Complaint.Handler != "" {
		who = d.t("contact", "Name", k.Complaint.Handler)
	}
	phone := ""
	if d.is.Phone != "" {
		phone = d.t("phone", "Phone", d.is.Phone)
	}
	return join("　", who, phone, d.is.Address)
}
