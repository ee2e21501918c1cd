package reports_test

import (
	"context"
	"testing"

	"kezhi/assets"
	"kezhi/data"
)

func TestTheReplyLetterTellsFindingMeasuresAndRoutes(t *testing.T) {
	h := furnished(t)
	b, ws := write(t, job(h.Shop, "reply-letter", h.complaint.ID))
	if len(ws) > 0 {
		t.Error(ws)
	}
	steps, err := h.Complaints.Steps(context.Background(), h.complaint.ID)
	must(t, err)
	text := read(t, b)
	for _, s := range steps {
		if s.Kind == "reply" && s.Superseded == 0 && s.Round == 2 {
			holds(t, text, s.Values.Text("text"), s.Values.Text("routes"))
		}
	}
	holds(t, text, "投诉处理答复函", h.complaint.Number, "经调查", "望江客户服务中心（盖章）", "023-67881234")
}

func TestTheReceiptAndTheRecordNameTheRule(t *testing.T) {
	h := furnished(t)
	c, err := h.Complaints.Load(context.Background(), h.complaint.ID)
	must(t, err)
	for _, form := range []string{"complaint-receipt", "complaint-record"} {
		b, _ := write(t, job(h.Shop, form, h.complaint.ID))
		holds(t, read(t, b), "规定答复日期", c[0].RuleDue+"（"+c[0].Rule(assets.ZhHans)+"）")
	}
}

func TestTheLedgerIsOnePaperOfAll(t *testing.T) {
	h := furnished(t)
	b, _ := write(t, job(h.Shop, "complaint-ledger", h.complaint.ID, put(t, h.Complaints, complained(h.customer.Number)).ID))
	holds(t, read(t, b), "投诉台账", "共2件")
}

func TestFiguresArePrintedForAPeriod(t *testing.T) {
	h := furnished(t)
	j := job(h.Shop, "complaint-statistics")
	j.From, j.To = "2026-01-01", "2026-12-31"
	b, ws := write(t, j)
	if len(ws) > 0 {
		t.Error(ws)
	}
	holds(t, read(t, b), "投诉统计表", "2026年1月1日至2026年12月31日", "受理件数")
	j.Form = "complaint-receipt"
	if _, err := j.Compose(context.Background(), nil); data.CodeOf(err) != data.Refused {
		t.Errorf("a receipt of a period: %v", err)
	}
}
