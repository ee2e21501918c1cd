package complaint

import (
	"cmp"
	"context"
	"slices"

	"kezhi/data/db"
	"kezhi/data/right"
)

// LedgerLine is a line of the ledger (投诉台账).
type LedgerLine struct {
	Complaint *Complaint
	Late      int    // days by the earlier of the two clocks, 0: not late
	Missing   []Kind // of the archive: the steps whose paper is not there
}

// Ledger are the complaints that were received from a day to a day, both
// included, in the order of their receipt, as far as whoever is at the desk may see
// them.
func (s *Store) Ledger(ctx context.Context, from, to string) ([]LedgerLine, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	t, err := readTerms(g)
	if err != nil {
		return nil, db.Translate(err)
	}
	var ids []int64
	var filed []*Complaint
	err = g.Raw("SELECT id FROM complaints WHERE deleted_at = 0 AND on_day BETWEEN ? AND ? ORDER BY on_day, id", from, to).Scan(&ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	cs, err := s.Load(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, c := range cs {
		if c.State == Archived {
			filed = append(filed, c)
		}
	}
	missing, err := s.missing(ctx, t, filed)
	if err != nil {
		return nil, db.Translate(err)
	}
	today := day(s.DB.Now().UnixMilli())
	es := make([]LedgerLine, len(cs))
	for i, c := range cs {
		es[i] = LedgerLine{c, c.DaysLate(today), missing[c.ID]}
	}
	return es, nil
}

// missing are the papers that archived cases lack, by their ids. Of a case that
// is closed the last step of each kind stands, so that nobody need read them all.
func (s *Store) missing(ctx context.Context, t *terms, cs []*Complaint) (map[int64][]Kind, error) {
	g, all := s.DB.Read(ctx), map[int64][]Kind{}
	ids := make([]int64, len(cs))
	for i, c := range cs {
		ids[i] = c.ID
	}
	tr, err := readTraces(g, ids)
	if err != nil {
		return nil, err
	}
	see := func(id int64, s *Step) {
		if slices.Contains(t.preset.Complaints.Papers, string(s.Kind)) && !tr.paper(id, s).There() {
			all[id] = append(all[id], s.Kind)
		}
	}
	for _, c := range cs {
		see(c.ID, &Step{Kind: Receipt, EnteredAt: c.CreatedAt})
	}
	for chunk := range slices.Chunk(ids, 300) {
		var steps []Step
		err := g.Raw("SELECT max(id) AS id, complaint_id, kind, entered_at FROM complaint_steps WHERE complaint_id IN ? GROUP BY complaint_id, kind", chunk).Scan(&steps).Error
		if err != nil {
			return nil, err
		}
		slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(place(a.Kind), place(b.Kind)) })
		for i := range steps {
			see(steps[i].ComplaintID, &steps[i])
		}
	}
	return all, nil
}

// DaysLate is how many days after the earlier of the two clocks the first reply
// came, or it is by today; 0 where it is not late or nobody waits.
func (c *Complaint) DaysLate(today string) int {
	due, at := earliest(c.PromisedOn, c.RuleDue), c.AnsweredOn
	if at == "" {
		if p := place(Kind(c.State)); p < 0 || p > place(Reply) || c.PausedOn != "" {
			return 0
		}
		at = today
	}
	if c.Round > 1 && c.AnsweredOn != "" && c.PromiseMet != No && c.RuleMet != No {
		return 0
	}
	return max(0, calendarDays(due, at))
}
