package complaints

import (
	"slices"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// timeline are the steps of a case, of every round, the newest first.
func timeline(h screen.Host, k *complaint.Case, open func(*complaint.Step)) []kit.TimelineItem {
	var items []kit.TimelineItem
	for i := range slices.Backward(k.Steps) {
		s := &k.Steps[i]
		it := kit.TimelineItem{Title: s.Line(kit.Lang), Sub: kit.Dotted(when(h, s.At), s.Who), OnTap: func() { open(s) }}
		if s.Round > 1 {
			it.Sub = kit.Dotted(it.Sub, kit.T("ui.complaint.round", "N", s.Round))
		}
		if s.Superseded != 0 {
			it.Pill = kit.T("ui.complaint.superseded")
		}
		items = append(items, it)
	}
	return items
}

// ruleRow is the regulation's day as an entry has it.
func ruleRow(v field.Values, now string) kit.KeyValue {
	r := kit.KeyValue{Key: kit.T("ui.complaint.rule"), Value: dayAndWeek(v.Text("rule_due"), now)}
	switch {
	case v.Text("paused_on") != "":
		r.Pill, r.Tone = kit.T("ui.complaint.paused"), kit.ToneInfo
	case waits(v):
		r.Pill, r.Tone = left(v.Text("rule_due"), now)
	case v.Text("rule_met") == complaint.Yes:
		r.Pill, r.Tone = kit.T("ui.complaint.replied"), kit.ToneGood
	case v.Text("rule_met") == complaint.No:
		r.Pill, r.Tone = kit.T("ui.complaint.replied_late.short"), kit.ToneDanger
	}
	return r
}

// waits tells whether the complainant waits for a reply.
func waits(v field.Values) bool {
	i := slices.Index(complaint.Kinds, complaint.Kind(v.Text("state")))
	return i > 0 && i <= slices.Index(complaint.Kinds, complaint.Reply)
}

// facts are the rows that tell at a glance whose complaint it is and until
// when; customer adds who it is about.
func facts(h screen.Host, v field.Values, customer bool) *kit.KeyValues {
	var rows []kit.KeyValue
	add := func(r kit.KeyValue) {
		if r.Value != "" {
			rows = append(rows, r)
		}
	}
	if customer {
		row := kit.KeyValue{Key: kit.T("complaint.customer"), Value: v.Text("customer_name")}
		if n := v.Text("customer"); n != "" {
			row.Icon, row.OnTap = "external-link", func() { screen.OpenCustomer(h, n) }
		}
		add(row)
		add(kit.KeyValue{Key: kit.T("complaint.phone"), Value: v.Text("phone")})
	}
	text, tone := promise(v, screen.Today(h))
	add(kit.KeyValue{Key: kit.T("ui.complaint.promised"), Value: dayAndWeek(v.Text("promised_on"), screen.Today(h)), Pill: text, Tone: tone})
	add(ruleRow(v, screen.Today(h)))
	add(kit.KeyValue{Key: kit.T("complaint.handler"), Value: v.Text("handler")})
	return kit.NewKeyValues(rows...)
}
