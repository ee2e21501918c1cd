package shop_test

import (
	"slices"
	"testing"

	"kezhi/data/audit"
	"kezhi/data/field"
)

// The search in the trail passes by the registers in which something is masked:
// it has to know them all.
func TestTheTrailKnowsWhichRegistersAreSensitive(t *testing.T) {
	var sensitive func(ds []field.Desc) bool
	sensitive = func(ds []field.Desc) bool {
		return slices.ContainsFunc(ds, func(d field.Desc) bool { return d.Sensitive || sensitive(d.Rows) })
	}
	for _, r := range opened(t).Registers() {
		if sensitive(r.Fields()) && !slices.Contains(audit.Sensitive, r.Key()) {
			t.Errorf("%s has sensitive fields, and the trail does not know", r.Key())
		}
	}
}
