// Package reports are the printed forms that the regulations ask for, one file
// a form. A form takes its labels and values from the registers' descriptions
// of their fields, so that a field is worded once, and is written down as
// sheet blocks; how it is laid out and drawn is the work of reports/sheet,
// reports/pdf and reports/raster.
//
//	j := reports.Job{Shop: s, Lang: assets.ZhHans, Who: "林小满", Now: time.Now(),
//		Form: "visit-summary", IDs: []int64{342}}
//	warnings, err := j.Write(ctx, file, nil)
//	err = j.Note(ctx) // every print is on record
package reports

import (
	"slices"

	"kezhi/assets"
	"kezhi/reports/sheet"
)

// Form is one of the printed forms. Its title is the message
// "form." + Key + ".title".
type Form struct {
	Key       string
	Registers []string // whose records it is printed from; the first is meant where a Job names none
	CanBlank  bool     // can be printed without a record, to be filled in by hand
	CanFill   bool     // can be printed from a record
	// Ledger forms are one paper of all records, a table, not a paper of each.
	Ledger bool
	// Confidential forms stay in the house and say so in their footer.
	Confidential bool

	compose func(p *press, register string, ids []int64) ([]sheet.Form, error)
	blank   func(p *press) (sheet.Form, error)
	period  func(p *press, from, to string) ([]sheet.Form, error) // of a Job's From and To
}

// Title is what the form is called.
func (f Form) Title(l assets.Lang) string { return l.T("form." + f.Key + ".title") }

// Takes tells whether the form can be printed from a record of the register.
func (f Form) Takes(register string) bool {
	return f.CanFill && slices.Contains(f.Registers, register)
}

var forms = []Form{
	{
		Key: "customer-card", Registers: []string{"customer"}, Confidential: true,
		compose: customerCards, blank: blankCustomerCard,
	},
	{
		Key: "customer-facts", Registers: []string{"customer"}, Confidential: true,
		compose: customerFacts, blank: blankCustomerFacts,
	},
	{
		Key: "key-people", Registers: []string{"customer"}, Confidential: true,
		compose: keyPeople, blank: blankKeyPeople,
	},
	{
		Key: "archive-catalogue", Registers: []string{"customer"}, Confidential: true,
		compose: archiveCatalogues, blank: blankArchiveCatalogue,
	},
	{
		Key: "customer-history", Registers: []string{"customer"}, Confidential: true,
		compose: customerHistories,
	},
	{
		Key: "visit-summary", Registers: []string{"visit"}, Confidential: true,
		compose: visitSummaries, blank: blankVisitSummary,
	},
	{
		Key: "visit-plan", Registers: []string{"plan"}, Confidential: true,
		compose: visitPlans, blank: blankVisitPlan,
	},
	{
		Key: "visit-quarter", Registers: []string{"quarter"}, Confidential: true,
		compose: quarterReports, blank: blankQuarterReport,
	},
	{
		Key: "complaint-statement", Registers: []string{"complaint"},
		compose: complaintStatements, blank: blankComplaintStatement,
	},
	{
		Key: "complaint-receipt", Registers: []string{"complaint"},
		compose: complaintReceipts, blank: blankComplaintReceipt,
	},
	{
		Key: "complaint-record", Registers: []string{"complaint"}, Confidential: true,
		compose: complaintRecords, blank: blankComplaintRecord,
	},
	{
		Key: "reply-letter", Registers: []string{"complaint"},
		compose: replyLetters, blank: blankReplyLetter,
	},
	{
		Key: "customer-opinion", Registers: []string{"complaint"},
		compose: customerOpinions, blank: blankCustomerOpinion,
	},
	{
		Key: "complaint-ledger", Registers: []string{"complaint"}, Confidential: true, Ledger: true,
		compose: complaintLedger, blank: blankComplaintLedger,
	},
	{
		Key: "complaint-statistics", Registers: []string{"complaint"}, Confidential: true, Ledger: true,
		compose: complaintStatistics, blank: blankComplaintStatistics, period: periodComplaintStatistics,
	},
	{
		Key: "questionnaire", Registers: []string{"survey", "questionnaire", "answer"},
		compose: questionnaires, blank: blankQuestionnaire,
	},
	{
		Key: "survey-summary", Registers: []string{"survey"}, Confidential: true,
		compose: surveySummaries, blank: blankSurveySummary,
	},
	{
		Key: "survey-analysis", Registers: []string{"survey"}, Confidential: true,
		compose: surveyAnalyses, blank: blankSurveyAnalysis,
	},
	{
		Key: "survey-sample", Registers: []string{"survey"}, Confidential: true,
		compose: surveySamples, blank: blankSurveySample,
	},
	{
		Key: "admission-review", Registers: []string{"review", "customer"}, Confidential: true,
		compose: admissionReviews, blank: blankAdmissionReview,
	},
	{
		Key: "stage-evaluation", Registers: []string{"review", "customer"}, Confidential: true,
		compose: stageEvaluations, blank: blankStageEvaluation,
	},
	{
		Key: "blacklist", Registers: []string{"blacklist"}, Confidential: true, Ledger: true,
		compose: blacklists, blank: blankBlacklist,
	},
	{
		Key: "credit-report", Registers: []string{"credit_report"}, Confidential: true,
		compose: creditReports, blank: blankCreditReport,
	},
	{
		Key: "trading-card", Registers: []string{"credit"},
		compose: tradingCards, blank: blankTradingCard,
	},
	{
		Key: "stop-trade", Registers: []string{"credit"},
		compose: stopTrades, blank: blankStopTrade,
	},
	{
		Key: "receivables", Registers: []string{"receivable"}, Confidential: true, Ledger: true,
		compose: ledgers, blank: blankLedger,
	},
	{
		Key: "ageing", Registers: []string{"customer"}, Confidential: true, Ledger: true,
		compose: ageings, blank: blankAgeing,
	},
	{
		Key: "visitor-register", Registers: []string{"reception"}, Confidential: true, Ledger: true,
		compose: visitorRegisters, blank: blankVisitorRegister,
	},
	{
		Key: "handover", Registers: []string{"handover"}, Confidential: true,
		compose: handoverSheets, blank: blankHandoverSheet,
	},
	{
		Key: "greetings", Registers: []string{"customer"}, Confidential: true, Ledger: true,
		compose: greetingLists, blank: blankGreetingList,
	},
	{
		Key: "privacy-notice", Registers: []string{"customer"},
		compose: privacyNotices, blank: blankPrivacyNotice,
	},
	{
		Key: "person-copy", Registers: []string{"customer"},
		compose: personCopies,
	},
	{
		Key: "privacy-request", Registers: []string{"request"},
		compose: privacyRequests, blank: blankPrivacyRequest,
	},
	{
		Key: "erasure-certificate", Registers: []string{"customer"},
		compose: erasureCertificates,
	},
	{
		Key: "retention-list", Registers: []string{"customer"}, Confidential: true, Ledger: true,
		compose: retentionLists,
	},
	{
		Key: "incident-report", Registers: []string{"incident"}, Confidential: true,
		compose: incidentReports, blank: blankIncidentReport,
	},
	{
		Key: "change-report", Registers: []string{"change"}, Confidential: true,
		compose: changeReports, blank: blankChangeReport,
	},
	{
		Key: "inspection-record", Registers: []string{"inspection"}, Confidential: true,
		compose: inspections, blank: blankInspection,
	},
	{
		Key: "management-report", Registers: []string{"inspection"}, Confidential: true,
		compose: managementReports, blank: blankManagement, period: periodManagement,
	},
}

// Forms lists all forms in the order of the regulations.
func Forms() []Form {
	out := slices.Clone(forms)
	for i := range out {
		out[i].CanFill, out[i].CanBlank = out[i].compose != nil, out[i].blank != nil
	}
	return out
}

// Find is the form of a key, false where there is none.
func Find(key string) (Form, bool) {
	for _, f := range Forms() {
		if f.Key == key {
			return f, true
		}
	}
	return Form{}, false
}

// For lists the forms that a record of the register can be printed on.
func For(register string) []Form {
	var out []Form
	for _, f := range Forms() {
		if f.Takes(register) {
			out = append(out, f)
		}
	}
	return out
}
