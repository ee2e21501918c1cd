package shop

import (
	"context"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// Unsure is a day of a record that was counted in working days through a year
// whose holidays are not known: it may still move.
type Unsure struct {
	Field   string
	Counted policy.Counted
}

// Text is the period with the years that are not known.
func (x Unsure) Text(s data.Speaker) string { return x.Counted.Say(s) }

// countings are the days of a register's records that the regulation counts, by
// the day they are counted from.
var countings = map[string]struct {
	field, from string
	period      func(*policy.Preset) policy.Period
}{
	"change":    {"due", "changed_on", func(p *policy.Preset) policy.Period { return p.File.Change }},
	"complaint": {"promised_on", "received_at", func(p *policy.Preset) policy.Period { return p.Complaints.Promise }},
	"request":   {"due", "on", func(p *policy.Preset) policy.Period { return p.Privacy.Answer }},
	"review":    {"due", "trouble_on", func(p *policy.Preset) policy.Period { return p.Grading.DowngradeWithin }},
}

// Unsettled tells which day of a record, if it is as the regulation counts it,
// went through years without a table of holidays. The edition is that of the
// record, else the one in force.
func Unsettled(ctx context.Context, d *db.DB, reg string, v field.Values) ([]Unsure, error) {
	c, ok := countings[reg]
	from := v.Text(c.from)
	if !ok || len(from) < len(field.DateLayout) || v.Text(c.field) == "" {
		return nil, nil
	}
	g := d.Read(ctx)
	p, err := policy.Current(g)
	if name := v.Text("edition"); err == nil && name != "" {
		p, err = policy.At(g, name)
	}
	if err != nil {
		return nil, err
	}
	cal, err := policy.Calendar(g)
	if err != nil || c.period(p).Zero() {
		return nil, err
	}
	on, counted := c.period(p).Count(cal, from[:len(field.DateLayout)])
	if len(counted.Unknown) == 0 || on != v.Text(c.field) {
		return nil, nil
	}
	return []Unsure{{c.field, counted}}, nil
}
