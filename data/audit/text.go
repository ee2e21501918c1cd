package audit

import (
	"kezhi/data"
	"kezhi/data/field"
)

// Text is the report in sentences: what is broken first, what has to be known,
// what was looked at.
func (r *Report) Text(s data.Speaker) []string {
	var out []string
	for _, f := range r.Broken {
		out = append(out, f.Text(s))
	}
	if r.More > 0 {
		out = append(out, s.T("audit.report.more", "N", r.More))
	}
	for _, f := range r.Told {
		out = append(out, f.Text(s))
	}
	out = append(out, r.Verdict(s))
	if r.SealedTo > 0 {
		key := "audit.report.sealed"
		if r.Keyed {
			key = "audit.report.confirmed"
		}
		out = append(out, s.T(key, "Seq", r.SealedTo, "At", field.ShowTime(r.SealedAt)))
	}
	return out
}

// Verdict is the report in one sentence.
func (r *Report) Verdict(s data.Speaker) string {
	if r.Sound() {
		return s.T("audit.report.sound", "N", r.Entries, "Seals", r.Seals, "Anchors", r.Anchors)
	}
	return s.T("audit.report.broken", "N", r.Entries, "Broken", len(r.Broken)+r.More)
}
