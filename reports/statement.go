package reports

import (
	"kezhi/data/complaint"
	"kezhi/reports/sheet"
)

// complaintStatements is the complainant's statement (抱怨申诉登记表): what the
// complainant says, wants and hands over, signed by them; from the receipt of
// complaints.
func complaintStatements(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Complaints.Table, ids, func(*complaint.Complaint) (func(*draft), error) {
		return (*draft).complaintStatement, nil
	})
}

// blankComplaintStatement is the sheet that lies at the desk.
func blankComplaintStatement(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Complaints, (*draft).complaintStatement)
}

func (d *draft) complaintStatement() {
	d.section(d.t("theirs"))
	d.flow(
		at("complainant", half), at("phone", half),
		at("customer_name", half), at("contact", half),
		at("product", half), at("service", half),
		at("contract", half), at("report", half),
		at("accused_department", half), at("accused", half),
		at("what", full).tall(d.room(40, 56)),
		at("demand", full).tall(18),
		at("responses", full),
		at("evidence", full).tall(18),
		at("originals", full),
	)
	d.rows(sheet.Row{
		sheet.Label(d.t("declaration")).Span(d.span()),
		sheet.Value(d.t("declaration.text")).Span(units - d.span()).Tall(d.high(20)).Sign(d.t("complainant")),
	})
	d.section(d.t("ours"))
	d.flow(
		at("received_at", half), at("receiver", half),
		at("way", full),
		at("severity", half), at("promised_on", half),
	)
	d.add(sheet.Note(d.t("note")))
}
