package sheet_test

import (
	"context"
	"testing"

	"kezhi/reports/sheet"
	"kezhi/reports/sheet/sheettest"
)

// BenchmarkLay lays out one page; the budget is 3 ms.
func BenchmarkLay(b *testing.B) {
	d := sheettest.Document(sheettest.Visit())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sheet.Lay(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLayLedger lays out a ledger of a thousand rows.
func BenchmarkLayLedger(b *testing.B) {
	d := sheettest.Document(sheettest.Ledger(1000))
	for b.Loop() {
		if _, err := sheet.Lay(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}
