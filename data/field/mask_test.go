package field_test

import (
	"testing"

	"kezhi/data/field"
)

func TestNumbersInATextAreMaskedAndComeBack(t *testing.T) {
	const stored = "她说打13812345678或138 1234 5679，身份证33010619900101123X，2026-11-22 单号 TS-2026-000012，共 1500 元"
	const shown = "她说打138****5678或138****5679，身份证3301**********123X，2026-11-22 单号 TS-2026-000012，共 1500 元"
	if got := field.MaskNumbers(stored); got != shown {
		t.Error(got)
	}
	if got := field.UnmaskNumbers("【已核】"+shown, stored); got != "【已核】"+stored {
		t.Error(got)
	}
	if got := field.UnmaskNumbers("另有 139****0000 与 5**3", stored); got != "另有 139****0000 与 5**3" {
		t.Error("what somebody wrote is not theirs any more:", got)
	}
}

var rows = []field.Desc{{Key: "rows", Kind: field.Rows, Rows: []field.Desc{{Key: "on", Kind: field.Date}, {Key: "amount", Kind: field.Decimal, Sensitive: true}}}}

func payments(xs ...string) field.Values {
	v := field.Values{"rows": []field.Values{}}
	for i := 0; i < len(xs); i += 2 {
		v["rows"] = append(v.Rows("rows"), field.Values{"on": xs[i], "amount": xs[i+1]})
	}
	return v
}

// Amounts are all masked alike, so that a row is known by what else it shows.
func TestAMaskedAmountComesBackToItsOwnRow(t *testing.T) {
	stored := payments("2026-01-01", "100", "2026-02-01", "200", "2026-03-01", "300")
	for name, x := range map[string]struct{ back, want field.Values }{
		"as it was":             {payments("2026-01-01", "***", "2026-02-01", "***", "2026-03-01", "***"), stored},
		"the first taken out":   {payments("2026-02-01", "***", "2026-03-01", "***"), payments("2026-02-01", "200", "2026-03-01", "300")},
		"one mended":            {payments("2026-01-01", "***", "2026-02-09", "***", "2026-03-01", "***"), payments("2026-01-01", "100", "2026-02-09", "200", "2026-03-01", "300")},
		"one added":             {payments("2026-01-01", "***", "2026-02-01", "***", "2026-03-01", "***", "2026-04-01", "5"), payments("2026-01-01", "100", "2026-02-01", "200", "2026-03-01", "300", "2026-04-01", "5")},
		"two mended":            {payments("2026-01-09", "***", "2026-02-09", "***", "2026-03-01", "***"), payments("2026-01-09", "100", "2026-02-09", "200", "2026-03-01", "300")},
		"taken out and mended":  {payments("2026-02-09", "***", "2026-03-01", "***"), nil},
		"more than were stored": {payments("2026-01-01", "***", "2026-02-01", "***", "2026-03-01", "***", "2026-04-01", "***"), nil},
	} {
		es := field.Unmask(rows, x.back, stored)
		if x.want == nil {
			if len(es) == 0 {
				t.Errorf("%s: taken for %v", name, x.back)
			}
			continue
		}
		for i, r := range x.want.Rows("rows") {
			if got := x.back.Rows("rows")[i].Text("amount"); got != r.Text("amount") || len(es) > 0 {
				t.Errorf("%s: row %d has %s, want %s; %v", name, i, got, r.Text("amount"), es)
			}
		}
	}
}
