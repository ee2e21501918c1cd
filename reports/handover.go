package reports

import (
	"time"

	"kezhi/data/customer"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// handoverSheets are the sheets of the shifts (交接单), signed by both.
func handoverSheets(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Desk.Handovers, ids, func(h *desk.Handover) (func(*draft), error) {
		var of []int64
		for _, x := range h.Customers {
			of = append(of, x.CustomerID)
		}
		refs, err := customer.Refs(p.shop.DB.Read(p.ctx), of)
		return func(d *draft) { d.handover(h, refs) }, err
	})
}

// blankHandoverSheet is the same to be written by hand.
func blankHandoverSheet(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Desk.Handovers, func(d *draft) { d.handover(nil, nil) })
}

func (d *draft) handover(h *desk.Handover, refs map[int64]customer.Ref) {
	d.flow(at("on", half), at("shift", half), at("from", half), at("to", half), at("cash", half), at("keys", half), at("items", full).tall(18))
	d.table("left", 8, row, col(3, "kind").centered(), col(12, "what"), col(6, "customer"), col(4, "due").centered(), col(5, "number"))
	d.passed(h, refs)
	d.flow(at("note", full).tall(18))
	if h != nil && h.AcceptedAt != 0 {
		d.add(sheet.Note(d.t("accepted", "Who", h.Taker, "At", time.UnixMilli(h.AcceptedAt).Format(field.TimeLayout))))
	}
	d.sign(d.t("sign.from"), d.t("sign.to"))
}

// passed are the customers who pass to the taker, by name and number.
func (d *draft) passed(h *desk.Handover, refs map[int64]customer.Ref) {
	f := d.desc["customers"]
	name, reason := f.Rows[0], f.Rows[1]
	head := sheet.Row{sheet.Label(d.lang.T(name.Label)).Span(half), sheet.Label(d.lang.T(reason.Label)).Span(half)}
	var rows []sheet.Row
	if h != nil {
		for _, x := range h.Customers {
			r := refs[x.CustomerID]
			rows = append(rows, sheet.Row{sheet.Value(join(" ", r.Name, r.Number)).Span(half).Half(), sheet.Value(x.Reason).Span(half).Half()})
		}
	}
	for n := int(d.room(0, 4)); len(rows) < max(n, 1); {
		rows = append(rows, sheet.Row{sheet.Value("").Span(half).Tall(d.room(0, row)), sheet.Value("").Span(half)})
	}
	d.section(d.lang.T(f.Label), head)
	d.rows(rows...)
	d.end()
}
