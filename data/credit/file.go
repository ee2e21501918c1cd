package credit

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/workday"
)

func fileRules(tx *db.Tx, f, old *File) data.Errors {
	var w faults
	had, hadGrade := int64(0), ""
	if old != nil {
		had, hadGrade = old.CustomerID, old.Grade
	}
	if id, name := w.customer(tx, f.CustomerNumber, had); id != 0 {
		f.CustomerID, f.CustomerName = id, name
		w.only(tx, f)
	}
	p, err := policy.Current(tx.DB)
	if err != nil {
		w.fail("grade", err)
		return w.Errors
	}
	g, ok := w.grade(p, f.Grade, hadGrade)
	if ok {
		w.none(g, f.Limit, f.Days)
	}
	w.decided(tx, p, g, f, old)
	w.ended(tx, f, old)
	return w.Errors
}

// only refuses a second file of a customer.
func (w *faults) only(tx *db.Tx, f *File) {
	other, err := another(tx.DB, f)
	switch {
	case err != nil:
		w.fail("customer", err)
	case other != "":
		w.say("customer", "credit.error.twice", "Number", other, "Name", f.CustomerName)
	}
}

// another is the number of another file of the same customer.
func another(g *gorm.DB, f *File) (string, error) {
	var ns []string
	err := g.Table("credit_files").Where("customer_id = ? AND deleted_at = 0 AND id <> ?", f.CustomerID, f.ID).Limit(1).Pluck("number", &ns).Error
	if err != nil || len(ns) == 0 {
		return "", err
	}
	return ns[0], nil
}

// decided checks who decided the terms: at the opening whoever may approve, after
// that a report that was approved.
func (w *faults) decided(tx *db.Tx, p *policy.Preset, g policy.CreditGrade, f, old *File) {
	switch {
	case f.byReport:
	case old == nil:
		if f.Grade != "" && (g.Limit != policy.None || f.Approver != "") {
			w.approver(tx, "approver", f.Approver, p.Credit.Approve, "")
		}
		if f.Limit > 0 && f.CustomerID != 0 {
			w.barred(tx, "limit", f.CustomerID, f.CustomerName, today(tx.Now))
		}
	default:
		for _, x := range []change{
			{"grade", f.Grade != old.Grade},
			{"limit", f.Limit != old.Limit},
			{"days", f.Days != old.Days},
			{"approver", f.Approver != old.Approver},
			{"customer", f.CustomerNumber != old.CustomerNumber},
		} {
			if x.made {
				w.say(x.key, "credit.error.by_report."+x.key)
			}
		}
	}
}

// change is whether a field is another than before.
type change struct {
	key  string
	made bool
}

// ended checks the end of trade and the settlement of the deposit.
func (w *faults) ended(tx *db.Tx, f, old *File) {
	now := today(tx.Now)
	if f.Since > now {
		w.say("since", "error.future")
	}
	if f.StoppedOn != "" && f.StoppedOn < f.Since {
		w.say("stopped_on", "credit.error.stopped_before", "Day", f.Since)
	}
	if f.StoppedOn != "" && f.StopReason == "" {
		w.say("stop_reason", "credit.error.stop_reason")
	}
	if f.StoppedOn == "" && f.StopReason != "" {
		w.say("stopped_on", "credit.error.stop_day")
	}
	var sum int64
	withheld := f.Withheld
	if old == nil || old.StoppedOn != f.StoppedOn || old.Deposit != f.Deposit {
		if p, err := policy.Current(tx.DB); err == nil && f.StoppedOn != "" {
			withheld = share(f.Deposit, p.File.Settlement.Withhold)
		}
	}
	for i, x := range f.Instalments {
		if sum += x.Amount; sum > withheld {
			w.say(at("instalments", i, "amount"), "credit.error.instalments", "Withheld", Yuan(withheld))
			break
		}
		if x.PaidOn > now {
			w.say(at("instalments", i, "paid_on"), "error.future")
		}
	}
}

// share is so many percent of an amount.
func share(of int64, percent int) int64 { return of * int64(percent) / 100 }

// settleFile derives what follows from a decision and from the end of trade.
func settleFile(tx *db.Tx, f, old *File) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	g, _ := p.CreditGrade(f.Grade)
	if f.byReport || old == nil {
		if f.Days == 0 {
			f.Days = int64(g.Days)
		}
		f.Edition = p.Edition()
		f.ApprovedOn = today(tx.Now)
	}
	if err := settleDeposit(tx, p, f, old); err != nil {
		return err
	}
	f.InstalmentDue = ""
	for _, i := range f.Instalments {
		if i.PaidOn == "" && (f.InstalmentDue == "" || i.Due < f.InstalmentDue) {
			f.InstalmentDue = i.Due
		}
	}
	return plan(tx.DB, p, f)
}

// plan sets the day on which the next credit report is due: by the grade, from
// the last one on, or from the approval of the file where there is none.
func plan(tx *gorm.DB, p *policy.Preset, f *File) error {
	f.ReportDue = ""
	g, ok := p.CreditGrade(f.Grade)
	if !ok || g.Report.Zero() || f.StoppedOn != "" {
		return nil
	}
	from := f.ReportedOn
	if from == "" {
		from = f.ApprovedOn
	}
	var err error
	f.ReportDue, err = after(tx, g.Report, from)
	return err
}

// after is the day a period after another. Only working days ask for the shop's
// calendar, which takes a while to make.
func after(tx *gorm.DB, p policy.Period, day string) (string, error) {
	var c *workday.Calendar
	if p.Unit == policy.Workday {
		var err error
		if c, err = policy.Calendar(tx); err != nil {
			return "", err
		}
	}
	day, _ = p.After(c, day)
	return day, nil
}

// settleDeposit works out, when trade stops, what of the deposit is withheld
// and when it is paid back (终止结算). What was once paid out is not worked out
// anew.
func settleDeposit(tx *db.Tx, p *policy.Preset, f, old *File) error {
	if f.StoppedOn == "" {
		f.Withheld, f.StopEdition, f.Instalments = 0, "", nil
		return nil
	}
	if old != nil && old.StoppedOn == f.StoppedOn && old.Deposit == f.Deposit {
		return nil
	}
	if old != nil {
		for _, i := range old.Instalments {
			if i.PaidOn != "" {
				return data.Fault(data.Refused, "credit.error.settled", "Day", i.PaidOn)
			}
		}
	}
	s := p.File.Settlement
	f.Withheld, f.StopEdition = share(f.Deposit, s.Withhold), p.Edition()
	f.Instalments = nil
	left := f.Withheld
	for n, b := range s.Back {
		amount := share(f.Withheld, b.Percent)
		if n == len(s.Back)-1 && whole(s.Back) {
			amount = left
		}
		left -= amount
		if amount > 0 {
			due, err := after(tx.DB, b.After, f.StoppedOn)
			if err != nil {
				return err
			}
			f.Instalments = append(f.Instalments, Instalment{Due: due, Amount: amount})
		}
	}
	return nil
}

// whole tells whether the instalments pay back everything.
func whole(back []policy.Installment) bool {
	sum := 0
	for _, b := range back {
		sum += b.Percent
	}
	return sum == 100
}

// savedFile keeps the figures that come from the ledger. A file that is taken
// out of the recycle bin must still be the only one of its customer.
func savedFile(tx *db.Tx, f, old *File) error {
	if old != nil && old.DeletedAt != 0 && f.DeletedAt == 0 {
		other, err := another(tx.DB, f)
		if err != nil {
			return err
		}
		if other != "" {
			return data.Fault(data.Refused, "credit.error.twice", "Number", other, "Name", f.CustomerName)
		}
	}
	return count(tx, f.CustomerID)
}

// count brings what a customer owes up to date in the credit file.
func count(tx *db.Tx, customerID int64) error {
	return tx.Do(`UPDATE credit_files SET (used, oldest_due) = (
		SELECT coalesce(sum(open), 0), coalesce(min(due_on), '') FROM receivables WHERE customer_id = ? AND open > 0 AND deleted_at = 0
	) WHERE customer_id = ?`, customerID, customerID)
}

// loadedFiles fills in names and what is overdue on a day.
func loadedFiles(g *gorm.DB, fs []*File, day string) error {
	if err := whose(g, fs, (*File).who); err != nil {
		return err
	}
	var late []int64
	for _, f := range fs {
		if f.OldestDue != "" && f.OldestDue < day {
			late = append(late, f.CustomerID)
		}
	}
	if len(late) == 0 {
		return nil
	}
	var rs []struct{ CustomerID, Overdue int64 }
	err := g.Table("receivables").Select("customer_id, sum(open) AS overdue").
		Where("customer_id IN ? AND open > 0 AND deleted_at = 0 AND due_on < ?", late, day).Group("customer_id").Find(&rs).Error
	if err != nil {
		return err
	}
	by := map[int64]int64{}
	for _, r := range rs {
		by[r.CustomerID] = r.Overdue
	}
	for _, f := range fs {
		f.Overdue = by[f.CustomerID]
	}
	return nil
}

// of reads the credit file of a customer, nil where there is none.
func (s *Store) of(g *gorm.DB, customerID int64) (*File, error) {
	var ids []int64
	err := g.Table("credit_files").Where("customer_id = ? AND deleted_at = 0", customerID).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return s.Files.One(&db.Tx{DB: g}, ids[0])
}
