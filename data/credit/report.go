package credit

import (
	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
)

func reportRules(tx *db.Tx, r, old *Report) data.Errors {
	var w faults
	had, hadGrade := int64(0), ""
	if old != nil {
		had, hadGrade = old.CustomerID, old.Grade
	}
	if id, name := w.customer(tx, r.CustomerNumber, had); id != 0 {
		r.CustomerID, r.CustomerName = id, name
	}
	p, err := policy.Current(tx.DB)
	if err != nil {
		w.fail("grade", err)
		return w.Errors
	}
	if r.OnDay > today(tx.Now) {
		w.say("on", "error.future")
	}
	if r.Kind == Urgent && len(r.Measures) == 0 {
		w.say("measures", "credit_report.error.measures")
	}
	if g, ok := w.grade(p, r.Grade, hadGrade); ok {
		w.none(g, r.Limit, r.Days)
	}
	if old != nil && old.Decision != "" {
		w.final(r, old)
		return w.Errors
	}
	w.decision(tx, p, r)
	return w.Errors
}

// final holds what was decided: another report is written instead.
func (w *faults) final(r, old *Report) {
	for _, x := range []change{
		{"customer", r.CustomerNumber != old.CustomerNumber},
		{"kind", r.Kind != old.Kind},
		{"on", r.OnDay != old.OnDay},
		{"grade", r.Grade != old.Grade},
		{"limit", r.Limit != old.Limit},
		{"days", r.Days != old.Days},
		{"reporter", r.Reporter != old.Reporter},
		{"approver", r.Approver != old.Approver},
		{"decision", r.Decision != old.Decision},
	} {
		if x.made {
			w.say(x.key, "credit_report.error.final", "Day", old.DecidedOn)
		}
	}
}

// decision checks who decides, and that the decision can be carried out.
func (w *faults) decision(tx *db.Tx, p *policy.Preset, r *Report) {
	if r.Decision == "" {
		return
	}
	w.approver(tx, "approver", r.Approver, p.Credit.Approve, r.Reporter)
	if r.Decision != Approved || r.CustomerID == 0 {
		return
	}
	var last []string
	err := tx.Table("credit_files").Where("customer_id = ? AND deleted_at = 0 AND reported_on > ?", r.CustomerID, r.OnDay).Pluck("reported_on", &last).Error
	switch {
	case err != nil:
		w.fail("decision", err)
	case len(last) > 0:
		w.say("decision", "credit_report.error.newer", "Day", last[0])
	}
	if r.Limit > 0 {
		w.barred(tx, "limit", r.CustomerID, r.CustomerName, today(tx.Now))
	}
}

// settleReport keeps how things stood when the report was written, and the day
// of the decision.
func (s *Store) settleReport(tx *db.Tx, r, old *Report) error {
	if r.Channels == nil {
		r.Channels = []string{}
	}
	if r.Measures == nil {
		r.Measures = []string{}
	}
	if old == nil || old.Decision == "" {
		p, err := policy.Current(tx.DB)
		if err != nil {
			return err
		}
		r.Edition = p.Edition()
		if g, ok := p.CreditGrade(r.Grade); ok && r.Days == 0 {
			r.Days = int64(g.Days)
		}
	}
	if r.Decision != "" && (old == nil || old.Decision == "") {
		r.DecidedOn = today(tx.Now)
	}
	if old != nil && old.CustomerID == r.CustomerID {
		return nil
	}
	f, err := s.of(tx.DB, r.CustomerID)
	if err != nil || f == nil {
		return err
	}
	r.HadGrade, r.HadLimit, r.HadUsed, r.HadOverdue = f.Grade, f.Limit, f.Used, f.Overdue
	return nil
}

// savedReport changes the credit file by a report that was approved, or opens it.
func (s *Store) savedReport(tx *db.Tx, r, old *Report) error {
	if r.DeletedAt != 0 && r.Decision == Approved {
		return data.Fault(data.Refused, "credit_report.error.delete", "Number", r.Number)
	}
	if r.DeletedAt != 0 || r.Decision != Approved || old != nil && old.Decision == Approved {
		return nil
	}
	f, err := s.of(tx.DB, r.CustomerID)
	if err != nil {
		return err
	}
	if f == nil {
		f = &File{CustomerNumber: r.CustomerNumber, Since: r.OnDay}
	}
	f.Grade, f.Limit, f.Days = r.Grade, r.Limit, r.Days
	f.Approver, f.ReportedOn, f.byReport = r.Approver, r.OnDay, true
	return s.Files.SaveIn(tx, f)
}
