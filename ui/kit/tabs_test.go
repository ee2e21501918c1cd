package kit

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestTabsAreSteppedThroughByKey(t *testing.T) {
	tabs := []Tab{{"a", "登记"}, {"b", "台账"}, {"c", "统计"}}
	for _, x := range []struct {
		at   string
		by   int
		want string
	}{{"a", 1, "b"}, {"b", -1, "a"}, {"c", 1, "a"}, {"a", -1, "c"}} {
		got := ""
		page := VBox(0, NewText("x"), NewTabs(tabs, x.at, func(key string) { got = key }))
		w := test.NewWindow(page)
		if !StepTab(page, x.by) || got != x.want {
			t.Errorf("from %s by %d: %q, want %q", x.at, x.by, got, x.want)
		}
		w.Close()
	}
	if StepTab(NewText("x"), 1) {
		t.Error("a page without tabs was stepped through")
	}
}
