package policy_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/policy"
)

func shipped(t *testing.T, key string) *policy.Preset {
	t.Helper()
	p, err := policy.Shipped(key)
	if err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	return p
}

func TestEveryShippedPresetIsWholeAndInThreeLanguages(t *testing.T) {
	for _, key := range assets.Presets {
		p := shipped(t, key)
		if p.Key != key || p.Version != 1 {
			t.Errorf("%s calls itself %s", key, p.Edition())
		}
		for _, w := range []policy.Words{p.Name, p.About} {
			if len(w) != len(assets.Langs) {
				t.Errorf("%s: %v", key, w)
			}
		}
		if len(p.Grading.Grades) == 0 || len(p.Complaints.Deadlines) == 0 || len(p.Credit.Grades) == 0 || len(p.Surveys.Schedules) == 0 {
			t.Errorf("%s is not whole", key)
		}
	}
}

// The figures of the regulations, each in the preset that carries it.
func TestTheShippedPresetsCarryTheFiguresOfTheRegulations(t *testing.T) {
	d, u, x, y, l, v := shipped(t, "dealer"), shipped(t, "turnover"), shipped(t, "export"), shipped(t, "property"), shipped(t, "laboratory"), shipped(t, "travel")
	grade := func(p *policy.Preset, key string) policy.Grade {
		g, ok := p.Grade(key)
		if !ok {
			t.Fatalf("%s has no grade %s", p.Key, key)
		}
		return g
	}
	month := policy.Period{N: 1, Unit: policy.Month}
	onSite := policy.Round{Every: month, Way: "on_site", By: policy.Owner}
	required, sheets := 0, [2]int{}
	for _, i := range d.Grading.Indicators {
		if i.Required {
			required++
		}
		if i.Admission {
			sheets[0] += i.Weight
		}
		if i.Stage {
			sheets[1] += i.Weight
		}
	}
	for _, c := range []struct {
		what string
		ok   bool
	}{
		{"VIP at most 15 % of a department's and of a product's customers", grade(d, "vip").Quota == 15 && grade(d, "vip").ProductQuota == 15},
		{"优选 at most 30 %", grade(d, "preferred").Quota == 30},
		{"stage evaluation every 6 months", d.Grading.Evaluate == policy.Period{N: 6, Unit: policy.Month}},
		{"downgrade within 5 days", d.Grading.DowngradeWithin == policy.Period{N: 5, Unit: policy.Day}},
		{"six conditions of admission", required == 6},
		{"the weights of each sheet are 100", sheets == [2]int{100, 100}},
		{"VIP and 优选 are visited monthly on site", grade(d, "vip").Visits[0] == onSite && grade(d, "preferred").Visits[0] == onSite},
		{"blacklist for 6 months, then 合格 only", d.Blacklist.For.N == 6 && d.Blacklist.ReadmitAs == "qualified"},
		{"四优先", len(d.Grading.Priorities) == 4},
		{"recorded within 10 working days", d.File.Change == policy.Period{N: 10, Unit: policy.Workday}},
		{"yearly review from 1 July to 31 August", d.File.Review == policy.Window{From: "07-01", To: "08-31"}},
		{"20 % withheld, 40 % of it back after 4 months, 60 % after 6", d.File.Settlement.Withhold == 20 &&
			d.File.Settlement.Back[0] == policy.Installment{Percent: 40, After: policy.Period{N: 4, Unit: policy.Month}} &&
			d.File.Settlement.Back[1] == policy.Installment{Percent: 60, After: policy.Period{N: 6, Unit: policy.Month}}},
		{"VIP from 500,000 with good payment", grade(u, "vip").From == 500_000 && grade(u, "vip").GoodPayment},
		{"重点 from 100,000", grade(u, "key").From == 100_000},
		{"储备 has not traded", grade(u, "reserve").NoTrade},
		{"VIP each quarter by the deputy", grade(u, "vip").Visits[0] == policy.Round{Every: policy.Period{N: 1, Unit: policy.Quarter}, Way: "on_site", By: policy.Deputy}},
		{"the salesperson monthly where nobody was on site", grade(u, "regular").Visits[1] == policy.Round{Every: month, By: policy.Owner, Unless: "on_site"}},
		{"out of the plan after more than 5 visits", x.Visits.Ineffective == 5},
		{"A, B, C", x.Rank("A") == 0 && x.Rank("C") == 2},
		{"优秀, 良好, 一般, 较差", len(x.Credit.Grades) == 4 && x.Credit.Grades[3].Limit == policy.None},
		{"13 categories", len(y.File.Categories) == 13},
		{"项目名称-日期-版本号", y.File.Naming == "{project}-{date}-{version}"},
		{"contracts kept twice", y.File.ContractCopies == 2},
		{"objection within 10 days", l.Complaints.Objection == policy.Period{N: 10, Unit: policy.Day}},
		{"urgent within 3 working days, else 15 days", l.Complaints.Deadlines[0].Within == policy.Period{N: 3, Unit: policy.Workday} && l.Complaints.Deadlines[1].Within == policy.Period{N: 15, Unit: policy.Day}},
		{"monthly sheet", l.Surveys.Schedules[0].Every == month},
		{"surveys at the end of February and on 1 September", v.Surveys.Schedules[0].On[0] == "02-end" && v.Surveys.Schedules[1].On[0] == "09-01"},
		{"忠诚, 新, 潜在", v.Rank("loyal") == 0 && v.Rank("new") == 1 && v.Rank("potential") == 2},
		{"somebody responsible within 24 hours", d.Visits.DecideHours == 24},
		{"55 / 45", len(d.Desk.Split) == 2 && d.Desk.Split[0] == 55 && d.Desk.Split[1] == 45},
	} {
		if !c.ok {
			t.Error(c.what)
		}
	}
}
