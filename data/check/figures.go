package check

import "kezhi/data/complaint"

// figure is a figure that one table keeps of another's records.
type figure struct {
	table, column, field string
	value                string // what it must be, as SQL
	args                 []any
}

var figures = []figure{
	{
		"customers", "open_complaints", "open_complaints",
		"(SELECT count(*) FROM complaints k WHERE k.customer_id = t.id AND k.deleted_at = 0 AND k.state NOT IN ?)",
		[]any{complaint.Closed},
	},
	{
		"customers", "last_visit_on", "last_visit_on",
		"coalesce((SELECT max(on_day) FROM visits v WHERE v.customer_id = t.id AND v.deleted_at = 0), '')", nil,
	},
	{
		"customers", "last_on_site_on", "last_on_site_on",
		"coalesce((SELECT max(on_day) FROM visits v WHERE v.customer_id = t.id AND v.deleted_at = 0 AND v.way = 'on_site'), '')", nil,
	},
	{
		"customers", "barred_until", "barred_until",
		"coalesce((SELECT max(until_day) FROM blacklist b WHERE b.customer_id = t.id AND b.deleted_at = 0 AND b.state = 'approved'), '')", nil,
	},
	{
		"(SELECT owner || ' ' || grade AS number, * FROM grade_tallies)", "n", "grade",
		"(SELECT count(*) FROM customers c WHERE c.deleted_at = 0 AND c.owner = t.owner AND c.grade = t.grade)", nil,
	},
	{
		"plans", "planned", "planned",
		"(SELECT count(*) FROM plan_lines l WHERE l.plan_id = t.id AND l.left_out = '')", nil,
	},
	{
		"visits", "promise_due", "promise_due",
		"coalesce((SELECT min(due) FROM visit_promises p WHERE p.record_id = t.id AND p.done_on = ''), '')", nil,
	},
	{
		"surveys", "returned", "returned",
		"(SELECT count(*) FROM answers a WHERE a.survey_id = t.id AND a.deleted_at = 0)", nil,
	},
	{
		"surveys", "sampled", "sampled",
		"(SELECT count(*) FROM survey_sample m WHERE m.survey_id = t.id)", nil,
	},
	{
		"credit_files", "used", "used",
		"(SELECT coalesce(sum(open), 0) FROM receivables r WHERE r.customer_id = t.customer_id AND r.open > 0 AND r.deleted_at = 0)", nil,
	},
	{
		"credit_files", "oldest_due", "oldest_due",
		"(SELECT coalesce(min(due_on), '') FROM receivables r WHERE r.customer_id = t.customer_id AND r.open > 0 AND r.deleted_at = 0)", nil,
	},
	{
		"receivables", "received", "received",
		"(SELECT coalesce(sum(amount), 0) FROM receivable_receipts p WHERE p.record_id = t.id)", nil,
	},
	{
		"receptions", "promise_due", "promise_due",
		"coalesce((SELECT min(due) FROM reception_promises p WHERE p.record_id = t.id AND p.done_on = ''), '')", nil,
	},
	{
		"(SELECT day || ' ' || who AS number, * FROM desk_line)", "turns", "turns",
		"(SELECT count(*) FROM receptions r WHERE r.on_day = t.day AND r.turn_of = t.who AND r.deleted_at = 0)", nil,
	},
	{
		"receivables", "open + written_off", "open",
		"amount - received", nil,
	},
}

// figures counts anew what is kept twice.
func (c *checker) figures() error {
	for _, f := range figures {
		var rows []struct{ Number, Have, Want string }
		args := append([]any{}, f.args...)
		err := c.shop.DB.Read(c.ctx).Raw(
			"SELECT number, have, want FROM (SELECT number, "+f.column+" AS have, "+f.value+" AS want FROM "+f.table+
				" t) WHERE have <> want LIMIT ?", append(args, few)...).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			c.found = append(c.found, Finding{Figure, r.Number, f.field, "check.figure", []any{"Have", r.Have, "Want", r.Want}})
		}
	}
	return nil
}
