package complaints

import (
	"testing"

	"kezhi/data/field"
	"kezhi/ui/kit"
)

func TestAPromiseIsKeptOrLateOrHasDaysLeft(t *testing.T) {
	const today = "2026-11-22"
	for _, x := range []struct {
		promised, replied, state string
		text                     string
		tone                     kit.Tone
	}{
		{"", "", "investigation", "", kit.ToneNeutral},
		{"2026-11-29", "", "investigation", "还有 7 天", kit.ToneGood},
		{"2026-11-24", "", "investigation", "还有 2 天", kit.ToneWarning},
		{"2026-11-22", "", "reply", "今天到期", kit.ToneWarning},
		{"2026-11-20", "", "reply", "逾期 2 天", kit.ToneDanger},
		{"2026-11-20", "", "withdrawn", "", kit.ToneNeutral},
		{"2026-11-20", "2026-11-20", "opinion", "已按期答复", kit.ToneGood},
		{"2026-11-20", "2026-11-21", "archived", "迟 1 天答复", kit.ToneDanger},
		{"20 November", "", "reply", "", kit.ToneNeutral},
	} {
		v := field.Values{"promised_on": x.promised, "replied_on": x.replied, "state": x.state}
		if text, tone := promise(v, today); text != x.text || tone != x.tone {
			t.Errorf("promised %s, replied %s, %s: %q %v, want %q %v", x.promised, x.replied, x.state, text, tone, x.text, x.tone)
		}
	}
}

func TestADayOfThisYearIsShownWithoutIt(t *testing.T) {
	for in, want := range map[string]string{"2026-11-24": "11-24", "2025-12-31 09:30": "2025-12-31 09:30", "": ""} {
		if got := brief(in, "2026-11-22"); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}
