// Package tones is the colours of values that more than one room shows.
package tones

import (
	"kezhi/data/complaint"
	"kezhi/ui/book"
	"kezhi/ui/kit"
)

// Complaint colours what a complaint's values say: yellow waits for us, blue
// for the complainant or the archive.
var Complaint = book.Tones{
	"state": {
		"*": kit.ToneWarning, string(complaint.Opinion): kit.ToneInfo, string(complaint.Archive): kit.ToneInfo,
		complaint.Archived: kit.ToneGood, complaint.Withdrawn: kit.ToneNeutral,
	},
	"severity": {complaint.Major: kit.ToneWarning, complaint.Urgent: kit.ToneDanger},
}
