package complaint

import (
	"context"

	"kezhi/data/db"
)

// LedgerLine is a line of the ledger (投诉台账).
type LedgerLine struct {
	Complaint *Complaint
	Late      int    // days by the earlier of the two clocks, 0: not late
	Missing   []Kind // of the archive: the steps whose paper is not there
}

// Ledger are the complaints that were received from a day to a day, both
// included, in the order of their receipt.
func (s *Store) Ledger(ctx context.Context, from, to string) ([]LedgerLine, error) {
	g := s.DB.Read(ctx)
	t, err := readTerms(g)
	if err != nil {
		return nil, db.Translate(err)
	}
	var ids, filed []int64
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
			filed = append(filed, c.ID)
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

// missing are the papers that archived cases lack, by their ids.
func (s *Store) missing(ctx context.Context, t *terms, ids []int64) (map[int64][]Kind, error) {
	g := s.DB.Read(ctx)
	tr, err := readTraces(g, ids)
	if err != nil {
		return nil, err
	}
	ks, err := s.cases(g, ids)
	if err != nil {
		return nil, err
	}
	all := map[int64][]Kind{}
	for _, k := range ks {
		all[k.Complaint.ID] = Holding{Papers: k.papers(t.preset.Complaints.Papers, tr)}.Missing()
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
