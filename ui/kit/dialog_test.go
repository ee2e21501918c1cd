package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestADialogIsAsHighAsWhatItShowsNow(t *testing.T) {
	w := app.NewWindow("")
	defer w.Close()
	w.SetPadded(false)
	w.SetContent(NewRoot(VBox(0)))
	w.Resize(fyne.NewSize(1366, 768))
	long, short := Paragraph(strings.Repeat("这一份备份里的资料要再删除一次。", 8)), Paragraph("好")
	d := NewDialog("恢复", VBox(Gap8, long, short), NewButton("关闭", "", nil))
	d.Open(w.Canvas(), nil)
	defer d.Close()

	high := d.stage.box.Size().Height
	if want := d.stage.wanted(1366) + 2*20; high != want {
		t.Fatalf("first %v high, its content wants %v", high, want)
	}
	gone := long.Size().Height + Gap8
	long.Hide()
	d.stage.MinSize() // as before each picture
	app.Until(t, "the card to follow", func() bool { return d.stage.box.Size().Height == high-gone })
	long.Show()
	d.stage.MinSize()
	app.Until(t, "the card to grow again", func() bool { return d.stage.box.Size().Height == high })
}
