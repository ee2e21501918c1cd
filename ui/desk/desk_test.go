package desk_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/ui/desk"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

var ctx = context.Background()

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// board opens the board with two people in line.
func board(t *testing.T) *screentest.Host {
	t.Helper()
	h := screentest.New(t)
	for _, n := range []string{"贺敏", "罗维"} {
		ok(t, h.Shop().Desk.SignIn(ctx, n, n))
	}
	h.Show(desk.List(h, "desk"))
	h.Settle()
	return h
}

func TestAVisitorIsEnteredByTheKeyboardAlone(t *testing.T) {
	h := board(t)
	h.Must("下一位接待", "贺敏", "轮到 贺敏", "今天还没有客户来访")
	h.Type("陈先生")
	h.Press(fyne.KeyReturn)
	h.Type("13800000001")
	h.Press(fyne.KeyReturn)
	h.Type("看货")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("陈先生 → 贺敏", "轮到 罗维", "1 位来访，1 位在店")
	h.Type("陈先生")
	h.Press(fyne.KeyReturn)
	h.Type("138 0000 0001")
	h.Until("the desk to know the visitor", func() bool { return h.Reads("回访客户") })
	h.Press(fyne.KeyReturn)
	h.Press(fyne.KeyReturn)
	h.Settle()
	rs, err := h.Shop().Desk.On(ctx, time.Now().Format(field.DateLayout), 10)
	if err != nil || len(rs) != 2 || rs[0].Receiver != "贺敏" || rs[0].Basis != "return" || rs[1].Wants != "看货" {
		t.Fatalf("%v, %v", rs, err)
	}
}

func TestAnUnnamedVisitorIsRefusedAtTheName(t *testing.T) {
	h := board(t)
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("此项必填")
}

func TestTheFileOfAKnownPhoneIsLinked(t *testing.T) {
	h := board(t)
	h.Enter("customer", field.Values{"name": "重庆渝鲲火锅有限公司", "phones": []field.Values{{"use": "mobile", "number": "13800000001"}}})
	h.Press(fyne.KeyReturn) // on to the phone
	h.Type("13800000001")
	h.Until("the file to be found", func() bool { return h.Reads("KH-000001") })
	h.Settle()
	h.Front().Do(screen.Commit)
	h.Settle()
	rs, err := h.Shop().Desk.On(ctx, time.Now().Format(field.DateLayout), 10)
	if err != nil || len(rs) != 1 || rs[0].CustomerNumber != "KH-000001" || rs[0].Name != "重庆渝鲲火锅有限公司" {
		t.Fatalf("%v, %v", rs, err)
	}
}

func TestASheetBeginsWithWhatIsOpen(t *testing.T) {
	h := board(t)
	h.Enter("reception", field.Values{"name": "陈先生", "wants": "看货"})
	h.Show(desk.Page(h, "handover", 0, nil))
	h.Settle()
	h.Must("写交接单", "在店客户", "看货", "陈先生")
	h.Fill("shift", "早班")
	h.Fill("to", "罗维")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("待接收", "确认接收")
}

func TestTheOtherPagesOfTheRoomOpen(t *testing.T) {
	h := board(t)
	for at, want := range map[string]string{"reception": "还没有来访登记", "dispute": "没有争议", "handover": "还没有交接单", "greeting": "这几天没有生日和节日"} {
		h.Show(desk.List(h, at))
		h.Settle()
		if !h.Reads(want) && at != "greeting" {
			t.Errorf("%s: %s", at, h.Texts())
		}
	}
}
