package book_test

import (
	"context"
	"testing"

	"kezhi/data/db"
	"kezhi/ui/book"
	"kezhi/ui/screen/screentest"
)

// keep leaves drafts of two customers behind, the first under 0.
func keep(t *testing.T, h *screentest.Host) {
	t.Helper()
	for id, text := range map[int64]string{0: `{"name":"单雨霏","remark":"靠窗"}`, -5: `{"name":"仇英骥"}`} {
		if err := h.Shop().DB.KeepDraft(context.Background(), db.Draft{Register: "customer", RecordID: id, Who: h.Name, Values: text}); err != nil {
			t.Fatal(err)
		}
	}
}

func drafts(t *testing.T, h *screentest.Host) int {
	t.Helper()
	ds, err := h.Shop().DB.Drafts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return len(ds)
}

func resume(h *screentest.Host, record int64) {
	p := book.NewPage(h, h.Shop().Customers, 0, nil, book.Record{Room: "customer"})
	p.Resume("customer", record)
	h.Show(p)
	h.Settle()
}

func TestADraftIsGoneOnWithAtOnce(t *testing.T) {
	h := screentest.New(t)
	keep(t, h)
	resume(h, -5)
	h.Must("接着填写", "草稿")
	if v := h.Form().Values(); v.Text("name") != "仇英骥" || v.Text("remark") != "" {
		t.Fatalf("the form holds %v", v)
	}
	h.Fill("remark", "老客户")
	h.Push("保存")
	r, err := h.Shop().Customers.Get(context.Background(), 1)
	if err != nil || r.Values.Text("name") != "仇英骥" || r.Values.Text("remark") != "老客户" {
		t.Fatalf("saved %v, %v", r.Values, err)
	}
	if n := drafts(t, h); n != 1 {
		t.Errorf("%d drafts after the save, want the other one", n)
	}
}

func TestADraftThatIsGoneOnWithCanBeDroppedAndBroughtBack(t *testing.T) {
	h := screentest.New(t)
	keep(t, h)
	resume(h, 0)
	h.Push("丢弃")
	if v := h.Form().Values(); v.Text("name") != "" || v.Text("remark") != "" {
		t.Fatalf("the form still holds %v", v)
	}
	if n := drafts(t, h); n != 1 {
		t.Errorf("%d drafts, want the other one", n)
	}
	h.Must("草稿已丢弃")
	h.Undo()
	if v := h.Form().Values(); v.Text("name") != "单雨霏" || v.Text("remark") != "靠窗" {
		t.Fatalf("brought back %v", v)
	}
	h.Push("保存")
	h.Must("单雨霏")
}
