package reports

import (
	"strconv"
	"strings"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// complaintLedger is the ledger of complaints (投诉台账): one line each with both
// clocks and how late the reply came.
func complaintLedger(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	cs, err := load(p, p.shop.Complaints.Table, ids)
	if err != nil {
		return nil, err
	}
	today := p.shop.DB.Now().Local().Format(field.DateLayout)
	desc, t := p.descriptions(p.shop.Complaints), p.ledger()
	late := 0
	for i, c := range cs {
		row, l := p.ledgerRow(i+1, c, desc, today)
		t.Rows = append(t.Rows, row)
		if l {
			late++
		}
	}
	f := p.head
	f.Landscape = true
	f.Body = []sheet.Block{t, sheet.Note(p.t("sum", "N", len(cs), "Late", late)), sheet.Sign{Labels: []string{p.t("clerk"), p.t("head")}, Date: true}}
	return []sheet.Form{f}, nil
}

// blankComplaintLedger is the ledger to be kept by hand.
func blankComplaintLedger(p *press) (sheet.Form, error) {
	t := p.ledger()
	t.Blank, t.Tall = 15, 9
	f := p.head
	f.Landscape = true
	f.Body = []sheet.Block{t, sheet.Sign{Labels: []string{p.t("clerk"), p.t("head")}, Date: true}}
	return f, nil
}

// ledger are the columns.
func (p *press) ledger() sheet.Table {
	desc := p.descriptions(p.shop.Complaints)
	name := func(key string) string { return p.lang.T(desc[key].Label) }
	column := func(title string, width float64, a sheet.Align) sheet.Column {
		return sheet.Column{Title: title, Width: width, Align: a}
	}
	return sheet.Table{Columns: []sheet.Column{
		column(p.t("no"), 9, sheet.Center), column(p.lang.T("complaint.number"), 20, sheet.Center), column(p.t("received"), 25, sheet.Center),
		column(p.t("who"), 30, sheet.Left), column(name("what"), 49, sheet.Left), column(p.t("class"), 20, sheet.Center),
		column(name("handler"), 15, sheet.Center), column(p.t("promised"), 16, sheet.Center), column(p.t("rule"), 18, sheet.Center),
		column(p.t("replied"), 16, sheet.Center), column(p.t("late"), 14, sheet.Center), column(name("state"), 17, sheet.Center),
		column(p.t("filed"), 25, sheet.Center),
	}}
}

func (p *press) ledgerRow(no int, c *complaint.Complaint, desc map[string]*field.Desc, today string) (sheet.Row, bool) {
	show := func(key, value string) string { return field.Show(p.lang, *desc[key], value) }
	late := ""
	n := c.DaysLate(today)
	if n > 0 {
		late = p.t("days", "N", n)
	}
	who := c.Complainant
	if c.CustomerName != "" && c.CustomerName != who {
		who = join("\n", who, c.CustomerName)
	}
	return sheet.Texts(strconv.Itoa(no), c.Number, c.OnDay, who, c.What, join("\n", c.Category, show("severity", c.Severity)),
		c.Handler, within(c.PromisedOn, c.OnDay), join("\n", within(c.RuleDue, c.OnDay), p.period(c)), within(c.AnsweredOn, c.OnDay), late, show("state", c.State), parted(c.ArchiveNumber)), n > 0
}

// within is a day without its year where that is the other's, else with the
// year on a line of its own.
func within(on, other string) string {
	switch {
	case len(on) < len(field.DateLayout):
		return on
	case on[:5] == other[:5]:
		return on[5:]
	}
	return on[:5] + "\n" + on[5:]
}

// parted is an archive number whose count stands on a line of its own.
func parted(number string) string {
	i := strings.LastIndexByte(number, '-')
	return number[:i+1] + "\n"[:min(1, i+1)] + number[i+1:]
}

// period is the rule's length of time in words.
func (p *press) period(c *complaint.Complaint) string {
	if c.RuleDue == "" {
		return ""
	}
	return c.Within().Say(p.lang)
}
