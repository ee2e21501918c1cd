package paper_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

func TestThePreviewIsSavedAsAFileThatSaysTheSame(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("KEZHI_OUT", dir)
	h, ctx := screentest.New(t), context.Background()
	r := h.Enter("customer", field.Values{"name": "王𬭎"})
	h.Show(paper.New(h, "customer-card", "customer", []int64{r.ID}))
	h.Settle()
	h.Must("打印预览", "客户基本情况表")
	h.Front().Do(screen.Save)
	h.Settle()
	files, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if len(files) != 1 || !strings.Contains(files[0], "KH-000001") {
		t.Fatalf("files = %v", files)
	}
	text, err := exec.Command("pdftotext", files[0], "-").Output()
	if err != nil || !strings.Contains(string(text), "王𬭎") {
		t.Errorf("%v: %s", err, text)
	}
	trail, err := h.Shop().Customers.History(ctx, r.ID)
	if err != nil || trail[0].Action != register.Printed {
		t.Errorf("the print is not on record: %v, %v", trail, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files left", len(left))
	}
}

func TestAMessageGoesWithThePageItWasAbout(t *testing.T) {
	t.Setenv("KEZHI_OUT", t.TempDir())
	h := screentest.New(t)
	h.OnPrint = func() { h.Show(paper.New(h, "customer-card", "customer", []int64{1})) }
	p := book.NewPage(h, h.Shop().Customers, 0, nil, book.Record{Room: "customer", Form: "customer-card"})
	h.Show(p)
	h.Settle()
	h.Fill("name", "单雨霏")
	h.Push("保存")
	h.Must("已保存")
	h.Push("打印")
	h.Must("打印预览")
	if h.Reads("已保存") {
		t.Error("the message of the save lies over the preview")
	}
	p.Close()
}
