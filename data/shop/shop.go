// Package shop is the whole of what one shop keeps: the open file with all its
// registers, its settings and its people.
package shop

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/desk"
	"kezhi/data/document"
	"kezhi/data/grading"
	"kezhi/data/inspection"
	"kezhi/data/internal/door"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/data/visit"
)

// Shop is an open file with its registers.
type Shop struct {
	DB          *db.DB
	Customers   *customer.Store
	Visits      *visit.Store
	Complaints  *complaint.Store
	Surveys     *survey.Store
	Credit      *credit.Store
	Grading     *grading.Store
	Desk        *desk.Store
	Documents   *document.Store
	Inspections *inspection.Store
	Privacy     *privacy.Store
}

// Open opens the file at path; see db.Open for its errors.
func Open(path string) (*Shop, error) {
	d, err := db.Open(path)
	if err != nil {
		return nil, err
	}
	s := &Shop{DB: d}
	if err := s.reopen(context.Background()); err != nil {
		_ = d.Close()
		return nil, err
	}
	s.Documents.Sweep()
	return s, nil
}

// reopen makes the registers anew: the shop's own fields may have changed.
func (s *Shop) reopen(ctx context.Context) error {
	var own []customer.OwnField
	if err := s.DB.Setting(door.Within(ctx), customer.Setting, &own); err != nil {
		return err
	}
	s.Customers = customer.Open(s.DB, own...)
	s.Visits = visit.Open(s.DB)
	s.Complaints = complaint.Open(s.DB)
	s.Surveys = survey.Open(s.DB)
	s.Credit = credit.Open(s.DB)
	s.Grading = grading.Open(s.DB)
	s.Desk = desk.Open(s.DB)
	s.Documents = document.Open(s.DB)
	s.Documents.Of = s.Register
	s.Inspections = inspection.Open(s.DB)
	s.Privacy = privacy.Open(s.DB)
	return nil
}

// Close closes the file.
func (s *Shop) Close() error { return s.DB.Close() }

// Registers are all registers, in the order in which a person meets them.
func (s *Shop) Registers() []register.Register {
	return []register.Register{
		s.Customers, s.Visits, s.Visits.Plans, s.Visits.Quarters, s.Complaints, s.Surveys.Campaigns, s.Surveys.Questionnaires, s.Surveys.Answers,
		s.Grading.Reviews, s.Grading.Blacklist,
		s.Credit.Files, s.Credit.Reports, s.Credit.Receivables,
		s.Desk.Receptions, s.Desk.Disputes, s.Desk.Handovers,
		s.Customers.Changes, s.Inspections, s.Privacy.Requests, s.Privacy.Incidents,
	}
}

// Register finds a register by its key, nil where there is none.
func (s *Shop) Register(key string) register.Register {
	for _, r := range s.Registers() {
		if r.Key() == key {
			return r
		}
	}
	return nil
}

// prefixes tell by its number which register a record belongs to; the longer
// number of an answer comes first.
var prefixes = []struct{ prefix, register string }{
	{"KH-", "customer"},
	{"BF-", "visit"},
	{"JH-", "plan"},
	{"JB-", "quarter"},
	{"TS-", "complaint"},
	{"WJ-", "questionnaire"},
	{"XY-", "credit"},
	{"XD-", "credit_report"},
	{"YS-", "receivable"},
	{"PJ-", "review"},
	{"HM-", "blacklist"},
	{"LF-", "reception"},
	{"ZY-", "dispute"},
	{"JJ-", "handover"},
	{"BG-", "change"},
	{"JC-", "inspection"},
	{"GQ-", "request"},
	{"SJ-", "incident"},
}

// Find finds a record of any register by its number. Code data.NotFound.
func (s *Shop) Find(ctx context.Context, number string) (register.Register, int64, error) {
	number = strings.ToUpper(strings.TrimSpace(number))
	key := ""
	for _, p := range prefixes {
		if strings.HasPrefix(number, p.prefix) {
			key = p.register
		}
	}
	if strings.HasPrefix(number, "DC-") {
		key = "survey"
		if strings.Count(number, "-") > 2 {
			key = "answer"
		}
	}
	r := s.Register(key)
	if r == nil {
		return nil, 0, data.Fault(data.NotFound, "error.not_found", "Number", number)
	}
	id, err := r.Find(ctx, number)
	return r, id, err
}

// Lookup finds records of a register by words of their number or name, the
// newest first; without words the newest.
func (s *Shop) Lookup(ctx context.Context, key, q string, limit int) ([]Entry, error) {
	r := s.Register(key)
	if r == nil {
		return nil, data.Fault(data.NotFound, "error.not_found", "Number", key)
	}
	ids, err := r.IDs(ctx, register.Query{Limit: 500})
	if err != nil {
		return nil, err
	}
	ls, err := r.Lines(ctx, ids)
	if err != nil {
		return nil, err
	}
	var es []Entry
	for _, l := range ls {
		e := entry(key, l)
		if has(e.Number+" "+e.Who+" "+e.What, q) && len(es) < limit {
			es = append(es, e)
		}
	}
	return es, nil
}

// has tells whether a text has every word of a query, whatever the case.
func has(text, q string) bool {
	text = strings.ToLower(text)
	for _, w := range strings.Fields(strings.ToLower(q)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
