package kit

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// charts are one of each kind.
func charts() map[string]func() (fyne.CanvasObject, fyne.Size) {
	reasons := []ChartItem{{Label: "服务态度", Value: 14, Text: "14"}, {Label: "等待时间", Value: 10, Text: "10"}, {Label: "产品质量", Value: 6, Text: "6"}, {Label: "收费", Value: 4, Text: "4"}, {Label: "其他", Value: 3, Text: "3"}}
	months := []ChartItem{{Label: "7月", Value: 3, Text: "3"}, {Label: "8月", Value: 0}, {Label: "9月", Value: 8, Text: "8", Tone: ToneDanger}, {Label: "10月", Value: 5, Text: "5"}}
	return map[string]func() (fyne.CanvasObject, fyne.Size){
		"chart-pareto": func() (fyne.CanvasObject, fyne.Size) {
			return NewParetoChart(reasons...), fyne.NewSize(340, 145)
		},
		"chart-columns": func() (fyne.CanvasObject, fyne.Size) { return NewColumnChart(120, months...), fyne.NewSize(300, 140) },
		"chart-share": func() (fyne.CanvasObject, fyne.Size) {
			return NewShareChart(ChartItem{Label: "VIP", Value: 12, Text: "12"}, ChartItem{Label: "优选", Value: 30, Text: "30"}, ChartItem{Label: "黑名单", Value: 2, Text: "2", Tone: ToneDanger}), fyne.NewSize(300, 110)
		},
		"chart-line": func() (fyne.CanvasObject, fyne.Size) {
			return NewLineChart(150, LineData{Labels: []string{"5月", "6月", "7月", "8月"}, Values: []float64{78, math.NaN(), 79, 88}, Target: 85}), fyne.NewSize(300, 170)
		},
		"chart-quadrant": func() (fyne.CanvasObject, fyne.Size) {
			return NewQuadrantChart(220, QuadrantData{MidX: 4, MidY: 4, XName: "满意度", YName: "重要度", Names: [4]string{"优势", "修补", "机会", "维持"}, Points: []QuadrantPoint{{"价格", 3.2, 4.6, ToneNeutral}, {"交货", 4.5, 4.4, ToneNeutral}, {"礼貌", 4.8, 3.4, ToneNeutral}}}), fyne.NewSize(340, 240)
		},
	}
}

func TestChartsLookAsTheyDid(t *testing.T) {
	for name, mode := range map[string]Mode{"light": Light, "dark": Dark} {
		SetMode(mode)
		for key, make := range charts() {
			o, size := make()
			w := test.NewWindow(container.NewStack(canvas.NewRectangle(Color(ColorSurface)), PadAll(o, Gap8)))
			w.SetPadded(false)
			w.Resize(size)
			test.AssertImageMatches(t, key+"-"+name+".png", w.Canvas().Capture())
			w.Close()
		}
	}
	SetMode(Light)
}

func TestABarOpensWhatItCounts(t *testing.T) {
	var opened string
	c := NewBarChart(ChartItem{Label: "服务态度", Value: 14, Text: "14", OnTap: func() { opened = "attitude" }}, ChartItem{Label: "收费", Value: 4, Text: "4"})
	w := test.NewWindow(c)
	defer w.Close()
	w.Resize(fyne.NewSize(300, 100))
	test.TapAt(c, fyne.NewPos(40, 10))
	if opened != "attitude" {
		t.Errorf("opened %q", opened)
	}
	test.TapAt(c, fyne.NewPos(40, 40)) // nothing to open: nothing happens
}

// Charts of nothing, of one figure and of none that differ are drawn too.
func TestChartsOfLittle(t *testing.T) {
	for _, c := range []*Chart{
		NewBarChart(), NewParetoChart(ChartItem{Label: "无"}), NewColumnChart(80), NewShareChart(ChartItem{Label: "a"}),
		NewLineChart(80, LineData{Target: math.NaN()}), NewLineChart(80, LineData{Labels: []string{"a"}, Values: []float64{5}, Target: math.NaN()}),
		NewQuadrantChart(100, QuadrantData{}), NewQuadrantChart(100, QuadrantData{Points: []QuadrantPoint{{"一个很长很长很长很长的名字", 1, 1, ToneDanger}}, MidX: 1, MidY: 1}),
	} {
		w := test.NewWindow(c)
		w.Resize(fyne.NewSize(60, 60))
		w.Canvas().Capture()
		w.Close()
	}
}
