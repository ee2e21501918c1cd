package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// The pictures in testdata are drawn by Fyne's software painter. A change that
// is meant: look at testdata/failed and move the picture here.
func TestWidgetsLookAsTheyDid(t *testing.T) {
	for _, look := range []struct {
		name string
		mode Mode
	}{{"light", Light}, {"dark", Dark}} {
		SetMode(look.mode)
		for name, make := range map[string]func() (fyne.CanvasObject, fyne.Size){
			"buttons": func() (fyne.CanvasObject, fyne.Size) {
				off := NewButton("不可用", "save", nil)
				off.Disable()
				return HBox(Gap8, NewButton("保存", "", nil).Primary().Hint("Ctrl+S"), NewButton("打印", "printer", nil), NewButton("更多", "ellipsis", nil).Quiet(), NewButton("删除", "trash-2", nil).Danger(), off), fyne.NewSize(520, 48)
			},
			"pills": func() (fyne.CanvasObject, fyne.Size) {
				return HBox(Gap8, NewPill("一般", ToneNeutral), NewPill("VIP", TonePrimary), NewPill("信用 A", ToneGood), NewPill("调查中", ToneWarning), NewPill("逾期", ToneDanger), NewPill("优选", ToneInfo)), fyne.NewSize(380, 36)
			},
			"stepper": func() (fyne.CanvasObject, fyne.Size) {
				return NewStepper(Step{Label: "受理", Sub: "11-18 09:12", State: StepDone}, Step{Label: "调查", Sub: "进行中", State: StepNow}, Step{Label: "答复"}), fyne.NewSize(420, 80)
			},
			"inputs": func() (fyne.CanvasObject, fyne.Size) {
				d, c, r := NewDateField(), NewChoiceField([]string{"a"}, []string{"走访"}), NewRadioRow([]string{"a", "b"}, []string{"属实", "不属实"})
				d.SetValue("2026-11-22")
				r.SetValue("b")
				tags := NewTagsField(nil)
				tags.SetValue([]string{"大客户", "老客户"})
				wrong := NewLabelled("交由", true, c)
				wrong.SetWrong("须回避，请另选处理人。")
				box := VBox(Gap8)
				for _, l := range []*Labelled{NewLabelled("日期", true, d), wrong, NewLabelled("属实", false, r), NewLabelled("标签", false, tags), NewLabelled("短信", false, NewBoolField("同意"))} {
					l.LabelWidth = 50
					box.Add(l)
				}
				return box, fyne.NewSize(360, 240)
			},
			"table": func() (fyne.CanvasObject, fyne.Size) {
				x := NewRecordTable(eightColumns()[:4], &numbers{n: 9, gap: 4})
				x.SetSort("c1", true)
				x.at = 1
				return NewPanel(x), fyne.NewSize(470, 230)
			},
		} {
			o, size := make()
			back := canvas.NewRectangle(Color(ColorSurface))
			w := test.NewWindow(container.NewStack(back, PadAll(o, Gap8)))
			w.SetPadded(false)
			w.Resize(size)
			test.AssertImageMatches(t, name+"-"+look.name+".png", w.Canvas().Capture())
			w.Close()
		}
	}
	SetMode(Light)
}
