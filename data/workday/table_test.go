package workday_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/workday"
)

func TestATableIsReadAsItIsFound(t *testing.T) {
	want := []workday.Day{{Day: "2026-12-31", Name: "元旦"}, {Day: "2027-01-01", Name: "元旦"}, {Day: "2027-01-03", Name: "元旦", Work: true}}
	for name, text := range map[string]string{
		"holiday-cn": `{"$schema": "x", "year": 2027, "papers": ["y"], "days": [
			{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
			{"name": "元旦", "date": "2026-12-31", "isOffDay": true},
			{"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}`,
		"timor": `{"code": 0, "holiday": {
			"01-01": {"holiday": true, "name": "元旦", "wage": 3, "date": "2027-01-01", "rest": 9},
			"12-31": {"holiday": true, "name": "元旦", "wage": 2, "date": "2026-12-31"},
			"01-03": {"holiday": false, "name": "元旦", "after": true, "date": "2027-01-03"}}}`,
		"by day": `{"2027-01-01": {"holiday": true, "name": "元旦"}, "2026-12-31": {"holiday": true, "name": "元旦"}, "2027-01-03": {"holiday": false, "name": "元旦"}}`,
	} {
		ds, err := workday.Read([]byte(text))
		if err != nil || !slices.Equal(ds, want) {
			t.Errorf("%s: %v, %v", name, ds, err)
		}
	}
	c := workday.New(want...)
	if c.Working("2026-12-31") || !c.Working("2027-01-03") || !c.Known(2027) {
		t.Error("the table is not taken")
	}
	if workday.New(want[0]).Known(2026) != workday.New().Known(2026) || workday.New(workday.Day{Day: "2029-12-31"}).Known(2029) {
		t.Error("a day of next year's notice makes the year known")
	}
}

func TestGarbageIsRefusedWithItsLineAndKey(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"", "(第 1 行不是完好的 JSON：EOF)"},
		{"{\n\"year\": 2027,\n\"days\": [}", "(第 3 行不是完好的 JSON：invalid character '}' looking for beginning of value)"},
		{"[1]", "(第 1 行：应为节假日表，如 {\"year\": 2027, \"days\": […]})"},
		{"7", "(第 1 行：应为节假日表，如 {\"year\": 2027, \"days\": […]})"},
		{"{}", "(第 1 行：应为节假日表，如 {\"year\": 2027, \"days\": […]})"},
		{`{"year": 2027, "days": []}`, "(文件里没有节假日)"},
		{`{"year": "2027", "days": []}`, "year(第 1 行：年份应在 2000 至 2100 之间)"},
		{
			"{\"year\": 2027, \"days\": [\n{\"date\": \"2027-02-30\", \"isOffDay\": true},\n{\"date\": \"2025-01-01\", \"isOffDay\": true},\n3,\n{\"date\": \"2027-01-01\"},\n{\"name\": \"" + strings.Repeat("长", 40) + "\", \"date\": \"2027-01-02\", \"isOffDay\": true},\n{\"date\": \"2027-01-02\", \"isOffDay\": true}]}",
			"days[0].date(第 2 行：“2027-02-30”不是日期，应如 2027-10-01) days[1].date(第 3 行：2025-01-01 不属于 2027 年) days[2](第 4 行：应有日期、名称和是否放假) " +
				"days[3](第 5 行：缺少是否放假（isOffDay: true 或 false）) days[4].name(第 6 行：名称应为不超过 30 字的一行文字) days[5].date(第 7 行：2027-01-02 出现了两次)",
		},
		{`{"holiday": {"10-01": {"holiday": true}}}`, "holiday.10-01(第 1 行：“10-01”不是日期，应如 2027-10-01)"},
		{strings.Repeat("[", 100), "(第 1 行不是完好的 JSON：more than 8 levels)"},
		{"{} {}", "(第 1 行不是完好的 JSON：more than one value)"},
	} {
		ds, err := workday.Read([]byte(x.text))
		var got []string
		for _, e := range data.All(err) {
			got = append(got, e.Field+"("+e.Text(assets.ZhHans)+")")
		}
		if s := strings.Join(got, " "); s != x.want {
			t.Errorf("%.30s: %v\n got %s\nwant %s", x.text, ds, s, x.want)
		}
	}
}

func FuzzAnyTextMayBeATable(f *testing.F) {
	f.Add(`{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}`)
	f.Add(`{"holiday": {"01-01": {"holiday": true, "name": "元旦", "date": "2027-01-01"}}}`)
	f.Fuzz(func(t *testing.T, s string) {
		ds, err := workday.Read([]byte(s))
		if err == nil && len(ds) == 0 || err != nil && len(data.All(err)) == 0 {
			t.Errorf("%v, %v", ds, err)
		}
		for _, d := range ds {
			if len(workday.Check(d)) > 0 {
				t.Errorf("%+v", d)
			}
		}
	})
}

// What is true of every calendar: the nth working day after a day is worked, n
// working days lie up to it, and a later day has no earlier one.
func TestAddAndCountAgreeOnEveryDay(t *testing.T) {
	for name, c := range map[string]*workday.Calendar{
		"notices": workday.New(), "none": new(workday.Calendar),
		"own": workday.New(workday.Day{Day: "2026-11-24"}, workday.Day{Day: "2026-11-28", Work: true}),
	} {
		for _, n := range []int{-30, -7, -1, 1, 2, 3, 7, 10, 30} {
			before := ""
			for d, _ := time.Parse(time.DateOnly, "2025-12-01"); d.Year() < 2027; d = d.AddDate(0, 0, 1) {
				day := d.Format(time.DateOnly)
				to, _ := c.Add(day, n)
				if !c.Working(to) {
					t.Fatalf("%s: %s %+d = %s, which is not worked", name, day, n, to)
				}
				if got, _ := c.Count(day, to); n > 0 && got != n {
					t.Fatalf("%s: %d working days from %s to %s, not %d", name, got, day, to, n)
				}
				if to < before {
					t.Fatalf("%s: %s %+d = %s, before %s", name, day, n, to, before)
				}
				before = to
			}
		}
	}
}

func FuzzAddIsUndoneByCount(f *testing.F) {
	f.Add("2026-09-30", uint16(7))
	f.Fuzz(func(t *testing.T, day string, n uint16) {
		c := workday.New()
		to, _ := c.Add(day, int(n%500)+1)
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			if to != "" {
				t.Errorf("%q has a working day %s", day, to)
			}
			return
		}
		if got, _ := c.Count(day, to); got != int(n%500)+1 || !c.Working(to) {
			t.Errorf("%s + %d = %s: %d", day, n%500+1, to, got)
		}
	})
}
