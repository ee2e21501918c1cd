package demo

import (
	"slices"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// streamClock is the stream of dice of what happens beside a complaint's way.
const streamClock = streamSteps + 32

// beside puts among the steps of a case what is taken beside its way: a pause
// while the customer is asked, a promise agreed anew, and after the archive the
// question what the customer thinks of the handling.
func (m *maker) beside(e event, all []deed) []deed {
	d := roll(m.seed, uint64(e.i)<<8|streamClock)
	c, _ := m.ordinal(e.i)
	if c%3 == 1 {
		return m.halted(d, c, all)
	}
	looked := slices.IndexFunc(all, func(s deed) bool { return s.kind == complaint.Investigation })
	if looked < 0 {
		return all
	}
	who := all[looked].who
	switch n := d.between(1, 100); {
	case n <= 9:
		all = slices.Insert(all, looked, pausing(d, who), deed{kind: complaint.Resumption, who: who, days: d.between(1, 4), values: field.Values{
			"note": one(d, []string{"照片和签收单已发来。", "客户补交了原件。", "客户已确认批次号。"}),
		}})
	case n <= 15:
		all = slices.Insert(all, looked, deed{kind: complaint.Pledge, who: who, days: d.between(0, 1), values: field.Values{
			"agreed_by": m.customer(e.i, e.opened).Name, "way": complaint.ByPhone, "reason": "等厂家的检测结果，已与客户商定。",
		}, day: "promised_on", later: d.between(8, 12)})
	}
	if last := all[len(all)-1]; last.kind == complaint.Archive && !slices.ContainsFunc(all, func(s deed) bool { return s.kind == complaint.Withdrawal }) {
		v := field.Values{"score": weightedOf(d, "5", 46, "4", 38, "3", 11, "2", 4, "1", 1), "way": complaint.ByPhone}
		if d.in100(30) {
			v["text"] = one(d, []string{"处理得快，态度也好。", "说话算数。", "希望以后别再发生。", "答复函写得清楚。"})
		}
		all = append(all, deed{kind: complaint.Followup, who: all[0].who, days: d.between(6, 9), values: v})
	}
	return all
}

// halted are the first steps of a case that has come to a halt; one of the
// cases waits for its customer.
func (m *maker) halted(d dice, c int, all []deed) []deed {
	all = all[:min(c/3%9, len(all))]
	if c/3%9 == 3 && c/3%2 == 1 && all[len(all)-1].kind == complaint.Investigation {
		all = append(slices.Clip(all), pausing(d, all[len(all)-1].who))
	}
	return all
}

func pausing(d dice, who string) deed {
	return deed{kind: complaint.Pause, who: who, values: field.Values{
		"reason": one(d, []string{"请客户补发破损照片和签收单。", "请客户提供原始报告。", "请客户确认产品批次。"}),
	}, day: "until", later: d.between(3, 7)}
}

// papers are the forms that are printed with a step, of a hundred cases so many.
var papers = map[complaint.Kind]struct {
	form string
	of   int
}{
	complaint.Receipt:    {"complaint-receipt", 96},
	complaint.Reply:      {"reply-letter", 94},
	complaint.Opinion:    {"customer-opinion", 90},
	complaint.Corrective: {"complaint-record", 92},
}

// printed puts on the trail that the paper of a step was printed.
func (m *maker) printed(tx *db.Tx, e event, c *complaint.Complaint, kind complaint.Kind) error {
	p, ok := papers[kind]
	if !ok || !roll(m.seed, uint64(e.i)<<8|streamClock+uint64(1+e.nth)).in100(p.of) {
		return nil
	}
	return register.Note(tx, "complaint", &c.Meta, register.Printed, []field.Change{{Key: "form", After: p.form}})
}
