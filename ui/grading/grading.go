// Package grading is how customers are graded, in the window: the reviews with
// their score sheets, the blacklist, and the run over the whole register.
package grading

import (
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation that the pages share.
const room = "grading"

// The printed forms of the room.
const (
	admissionForm = "admission-review"
	stageForm     = "stage-evaluation"
	blacklistForm = "blacklist"
)

var states = map[string]kit.Tone{
	grading.Draft: kit.ToneNeutral, grading.Proposed: kit.ToneWarning, grading.Approved: kit.ToneGood, grading.Refused: kit.ToneNeutral, grading.Lifted: kit.ToneInfo,
}

// tones are the colours of a review's values; the grades' are the regulation's.
func tones(h screen.Host) book.Tones {
	t := book.Tones{"state": states, "proposed": {}}
	for g := range h.Shop().Customers.Tones {
		t["proposed"][g] = customers.GradeTone(h, g)
	}
	return t
}

// listed are the colours of the blacklist: who is on it stands out.
var listed = book.Tones{"state": {
	grading.Draft: kit.ToneNeutral, grading.Proposed: kit.ToneWarning, grading.Approved: kit.ToneDanger, grading.Refused: kit.ToneNeutral, grading.Lifted: kit.ToneGood,
}}

// List is one of the pages of the room, with the tabs to the others.
func List(h screen.Host, at string) screen.Page {
	s := h.Shop().Grading
	switch at {
	case "blacklist":
		return tabbed(h, at, book.NewList(h, s.Blacklist, book.Table{
			Room: room, Icon: "shield-off", Sort: "until", Desc: true, New: true, Form: blacklistForm,
			Filters: []string{"state", "scope", "until"}, Tones: listed, Side: entryPanel, Tone: ended(h),
		}))
	case "evaluate":
		return tabbed(h, at, newRun(h))
	}
	return tabbed(h, "review", book.NewList(h, s.Reviews, book.Table{
		Room: room, Icon: "star", Sort: "proposed_on", Desc: true, New: true, Form: stageForm,
		Filters: []string{"state", "kind", "proposed", "proposed_on"}, Tones: tones(h), Side: reviewPanel,
	}))
}

// Page is the page of a review or an entry of the blacklist; id 0 begins one.
func Page(h screen.Host, register string, id int64, preset field.Values) screen.Page {
	if register == "blacklist" {
		return entryPage(h, id, preset)
	}
	return reviewPage(h, id, preset)
}

// pages are the tabs of the room, in their order.
var pages = []string{"review", "blacklist", "evaluate"}

func tabbed(h screen.Host, at string, p screen.Page) screen.Page { return book.Tabbed(h, pages, at, p) }

// locked are the fields of a record that is decided about: nothing is typed any
// more, and what is empty is left out. In a draft what the program sets is.
func locked(r register.Register, decided bool, v field.Values) []field.Desc {
	var out []field.Desc
	for _, d := range r.Fields() {
		if (decided || d.ReadOnly) && v.Text(d.Key) == "" {
			continue
		}
		d.ReadOnly = d.ReadOnly || decided
		out = append(out, d)
	}
	return out
}

// inForce tells whether an entry of the blacklist bars somebody today.
func inForce(h screen.Host, v field.Values) bool {
	return v.Text("state") == grading.Approved && v.Text("until") >= screen.Today(h)
}

// scope is whom an entry bars, in words.
func scope(h screen.Host, v field.Values) string {
	if v.Text("scope") == customer.InDepartment {
		return v.Text("department")
	}
	return book.Show(h.Shop().Grading.Blacklist.Fields(), v, "scope")
}
