package ui

import "testing"

func TestANumberIsKnownAsItIsTypedOrScanned(t *testing.T) {
	for q, want := range map[string]string{
		"TS-2026-000123": "TS-2026-000123", " ts-2026-000123 ": "TS-2026-000123", "ＫＨ－０００１２３": "KH-000123",
		"DC-2026-0001": "DC-2026-0001", "DC-2026-0001-0007": "DC-2026-0001-0007",
		"张伟": "", "8888": "", "TS-": "", "023-6789": "", "ZW": "",
	} {
		got, ok := numbered(q)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v, want %q", q, got, ok, want)
		}
	}
}
