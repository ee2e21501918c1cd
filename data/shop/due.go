package shop

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/customer"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// source is where work with a day comes from, and the registers whose records
// it opens.
type source struct {
	due.Source
	registers []string
}

// sources are the registers that have work with a day.
func (s *Shop) sources() []source {
	var out []source
	for _, x := range []struct {
		of        any
		registers []string
	}{
		{s.Visits, []string{"visit", "plan"}},
		{s.Complaints, []string{"complaint"}},
		{s.Surveys, []string{"survey", "answer"}},
		{s.Grading, []string{"review", "blacklist"}},
		{s.Credit, []string{"credit", "credit_report", "receivable"}},
		{s.Desk, []string{"reception", "customer"}},
		{s.Privacy, []string{"request", "incident"}},
		{policy.Holidays{DB: s.DB}, nil},
		{backup.Work{DB: s.DB}, nil},
		{customer.Yearly{DB: s.DB}, nil},
		{s.Customers.Changes, []string{"change"}},
		{customer.Licences{DB: s.DB}, nil},
		{s.Inspections, []string{"inspection"}},
	} {
		if d, ok := x.of.(due.Source); ok {
			out = append(out, source{d, x.registers})
		}
	}
	return out
}

// Due is what has to be done (待办), of all registers, the most urgent first.
func (s *Shop) Due(ctx context.Context, q due.Query) (due.List, error) {
	var ls []due.List
	for _, x := range s.sources() {
		l, err := register.Narrow(ctx, s.DB, q, x.Due, x.registers...)
		if err != nil {
			return due.List{}, err
		}
		ls = append(ls, l)
	}
	return due.Join(q.Limit, ls...), nil
}

// Done does a piece of work with one click. Code data.Refused for work that
// needs more than that, or was done meanwhile.
func (s *Shop) Done(ctx context.Context, who string, i due.Item) error {
	for _, x := range s.sources() {
		if d, ok := x.Source.(due.Doer); ok && i.Act != "" && slices.Contains(x.registers, i.Register) {
			return d.DoDue(ctx, who, i)
		}
	}
	return data.Fault(data.Refused, "due.error.open")
}
