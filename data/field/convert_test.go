package field_test

import (
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/field"
)

func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	for given, want := range map[string]string{
		"2026-11-22": "2026-11-22", "2026/11/22": "2026-11-22", "2026.1.2": "2026-01-02", "20261122": "2026-11-22",
		"2026年11月22日": "2026-11-22", "２０２６－１１－２２": "2026-11-22", " 2024-02-29 ": "2024-02-29", "": "",
		"2026-02-30": "error.date", "2025-02-29": "error.date", "2026-13-01": "error.date", "2026-00-10": "error.date",
		"26-11-22": "error.date", "tomorrow": "error.date", "2026-11-22-1": "error.date", "2026--11": "error.date", "99999999": "error.date",
		"9999-12-31": "error.date_range", "2101-01-01": "error.date_range", "1849-12-31": "error.date_range", "0001-01-01": "error.date_range",
	} {
		got, err := field.CanonicalDate(given)
		if err != nil {
			got = data.All(err)[0].Key
		}
		if got != want {
			t.Errorf("%q: %s, want %s", given, got, want)
		}
	}
}

func TestTimesAreReadAsPeopleTypeThem(t *testing.T) {
	for given, want := range map[string]string{
		"2026-11-22 14:30": "2026-11-22 14:30", "2026-11-22T14:30:59": "2026-11-22 14:30", "2026-11-22 1430": "2026-11-22 14:30",
		"2026-11-22": "2026-11-22 00:00", "２０２６-11-22　14：30": "2026-11-22 14:30", "": "",
		"2026-11-22 25:00": "error.time", "2026-11-22 14:60": "error.time", "2026-11-22 noon": "error.time",
		"2026-02-30 10:00": "error.date", "14:30": "error.date", "2200-01-01 10:00": "error.date_range",
	} {
		ms, err := field.ReadTime(given)
		got := field.ShowTime(ms)
		if err != nil {
			got = data.All(err)[0].Key
		}
		if got != want {
			t.Errorf("%q: %s, want %s", given, got, want)
		}
	}
}

func TestAmountsAreReadInHundredths(t *testing.T) {
	for given, want := range map[string]string{
		"1234.5": "1234.5", "1,234.50": "1234.5", "￥１２": "12", "-0.05": "-0.05", "0": "", "": "", "5元": "5", ".5": "0.5", "5.": "5", "+7": "7",
		"1.234": "error.decimal", "1e3": "error.decimal", "NaN": "error.decimal", "Inf": "error.decimal", "0x10": "error.decimal",
		"1.2.3": "error.decimal", "1_000": "error.decimal", "99999999999999": "error.decimal", "abc": "error.decimal", "-": "error.decimal",
		"--5": "error.decimal", "5.-1": "error.decimal", ".": "error.decimal",
	} {
		n, err := field.ReadDecimal(given)
		got := field.ShowDecimal(n)
		if err != nil {
			got = data.All(err)[0].Key
		}
		if got != want {
			t.Errorf("%q: %s, want %s", given, got, want)
		}
	}
}

func TestTelephoneNumbersHaveNoLetters(t *testing.T) {
	for given, want := range map[string]string{
		"13812345678": "", "+86 138-1234-5678": "", "（023）67890123": "", "023-67890123转801": "", "67890123 ext 5": "", "110": "", "１３８１２３４５６７８": "",
		"call me": "error.phone", "138O2345678": "error.phone", "12": "error.phone_digits", "123456789012345678901": "error.phone_digits",
		"+-()": "error.phone_digits", "x123": "error.phone", "电话13812345678": "error.phone", "١٣٨": "error.phone",
	} {
		got := ""
		if err := field.CheckPhone(given); err != nil {
			got = data.All(err)[0].Key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func FuzzDatesReadTheSameAgain(f *testing.F) {
	for _, s := range []string{"2026-11-22", "20261122", "2026年1月2日", "2026/2/30", "２０２６.１.１", "99999999", "1-1-1", "\xff\xff\xff\xff-1-1", "年月日", "2026-11-22 14:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := field.CanonicalDate(s)
		if err != nil {
			if len(data.All(err)) != 1 {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		if again, err := field.CanonicalDate(got); err != nil || again != got {
			t.Errorf("%q: %q, then %q, %v", s, got, again, err)
		}
		if got != "" {
			if _, err := time.Parse(field.DateLayout, got); err != nil {
				t.Errorf("%q: %q is no day", s, got)
			}
		}
	})
}

func FuzzTimesReadTheSameAgain(f *testing.F) {
	for _, s := range []string{"2026-11-22 14:30", "2026-11-22T1:30", "2026-11-22  1430", "1850-01-01", "T", " T ", "2026-11-22 14:30:59", "2100-12-31 23:59"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ms, err := field.ReadTime(s)
		if err != nil {
			if len(data.All(err)) != 1 {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		shown := field.ShowTime(ms)
		again, err := field.ReadTime(shown)
		if err != nil || field.ShowTime(again) != shown {
			t.Errorf("%q: %d shows as %q, which is %d, %v", s, ms, shown, again, err)
		}
	})
}

func FuzzAmountsReadTheSameAgain(f *testing.F) {
	for _, s := range []string{"1234.5", "-0.05", "1,2", "¥", "5.", ".5", "+", "-.", "0.0", "1e3", "９．９", "99999999999999999999", "-0", "0.1", "--1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for what, x := range map[string]struct {
			read func(string) (int64, error)
			show func(int64) string
		}{"decimal": {field.ReadDecimal, field.ShowDecimal}, "integer": {field.ReadInteger, field.ShowInteger}} {
			n, err := x.read(s)
			if err != nil {
				if len(data.All(err)) != 1 {
					t.Errorf("%s %q: %v", what, s, err)
				}
				continue
			}
			if again, err := x.read(x.show(n)); err != nil || again != n {
				t.Errorf("%s %q: %d shows as %q, which is %d, %v", what, s, n, x.show(n), again, err)
			}
		}
	})
}

func FuzzAnyTextMayBeATelephoneNumber(f *testing.F) {
	for _, s := range []string{"13812345678", "转", "x", "extext", "12xx3", "\xff", "１２３转"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := field.CheckPhone(s); err != nil && len(data.All(err)) != 1 {
			t.Errorf("%q: %v", s, err)
		}
		_ = field.CheckEmail(s)
	})
}
