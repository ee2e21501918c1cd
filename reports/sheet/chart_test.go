package sheet

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

func charts() []Block {
	return []Block{
		Heading{Text: "投诉类别排列图"},
		Pareto{Mark: 80, Items: []Bar{
			{Label: "服务态度", Value: 9},
			{Label: "送货延误", Value: 21},
			{Label: "产品质量", Value: 14},
			{Label: "收费", Value: 4},
			{Label: "售后服务不及时", Value: 2},
			{Label: "其他", Value: 1},
		}},
		Heading{Text: "满意率趋势"},
		Trend{
			Labels: []string{"2025上半年", "2025下半年", "2026上半年", "2026下半年"}, Target: 85, TargetName: "目标 85%",
			Lines: []Series{
				{Name: "满意率 %", Values: []float64{78.5, 81.2, math.NaN(), 86.4}, Texts: []string{"78.5%", "81.2%", "", "86.4%"}},
				{Name: "NPS", Values: []float64{22, 31.5, 28, 40}},
			},
		},
		Quadrant{
			X: Axis{"满意度", 3.9, "均值 3.90"}, Y: Axis{"重要程度", 4.1, "均值 4.10"}, Corners: [4]string{"优势区", "修补区", "机会区", "维持区"},
			Points: []Dot{{"1", 4.4, 4.6}, {"2", 3.2, 4.5}, {"3", 3.5, 3.6}, {"4", 4.3, 3.7}, {"5", 3.9, 4.1}, {"6", 3.22, 4.5}},
		},
		Shares{Parts: []string{"非常满意", "满意", "一般", "不满意", "很不满意"}, Rows: []Share{
			{"接待人员的态度和礼貌", []float64{12, 8, 3, 1, 0}, "n = 24"}, {"交货", []float64{4, 6, 8, 3, 2}, "n = 23"}, {"无人作答", []float64{0, 0}, "n = 0"},
		}},
	}
}

func TestChartsSayEveryFigureAndName(t *testing.T) {
	l := mustLay(t, Form{Title: "图", Body: charts()})
	var all strings.Builder
	for i := range l.Pages {
		all.WriteString(words(&l.Pages[i]))
	}
	for _, s := range []string{"送货延误", "21", "41%", "69%", "100%", "78.5%", "86.4%", "目标 85%", "NPS", "优势区", "修补区", "均值 4.10", "非常满意", "50%"} {
		if !strings.Contains(all.String(), s+"|") {
			t.Errorf("no %q in %s", s, all.String())
		}
	}
	if len(l.Warnings) != 0 {
		t.Error(l.Warnings)
	}
}

func TestChartsComeOutAlikeEachTime(t *testing.T) {
	a, b := mustLay(t, Form{Title: "图", Body: charts()}), mustLay(t, Form{Title: "图", Body: charts()})
	if !reflect.DeepEqual(a.Pages, b.Pages) {
		t.Error("two pages of the same charts differ")
	}
}

func TestChartsStayWithinTheirColumn(t *testing.T) {
	l := mustLay(t, Form{Title: "图", Body: charts()})
	for i := range l.Pages {
		for _, o := range l.Pages[i].ops {
			rs := o.rects
			if o.kind == opStroke {
				rs = []Rect{o.rect}
			}
			for _, r := range rs {
				if r.X < margin-1 || r.X+r.W > l.Pages[i].Width-margin+1 || r.W < 0 || r.H < 0 {
					t.Errorf("%+v stands outside", r)
				}
			}
		}
	}
}

func TestAChartOfNothingTakesNoRoom(t *testing.T) {
	c := &setter{lang: "zh-Hans"}
	for _, b := range []Block{Pareto{}, Pareto{Items: []Bar{{Label: "无"}}}, Trend{}, Quadrant{}, Shares{}} {
		if its := b.lay(c, 400); len(its) != 0 {
			t.Errorf("%T: %d", b, len(its))
		}
	}
}

func TestAxesAreMarkedAtRoundNumbers(t *testing.T) {
	for _, x := range []struct {
		low, high float64
		whole     bool
		want      []string
	}{
		{0, 51, true, []string{"0", "20", "40", "60"}},
		{0, 3, true, []string{"0", "1", "2", "3"}},
		{3.2, 4.6, false, []string{"3.0", "3.5", "4.0", "4.5", "5.0"}},
		{-12, 40, false, []string{"-20", "0", "20", "40"}},
		{0, 0, true, []string{"0", "1"}},
	} {
		s := scaleOf(x.low, x.high, 5, x.whole)
		var got []string
		for _, v := range s.marks() {
			got = append(got, s.name(v))
		}
		if !reflect.DeepEqual(got, x.want) {
			t.Errorf("%v to %v: %v, want %v", x.low, x.high, got, x.want)
		}
	}
}
