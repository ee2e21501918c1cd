package complaint

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/right"
)

// file gives a case that was archived its place: an archive number (档案号) of
// the year in which it was closed, which it keeps for ever, and the day on
// which the customer is asked what they think of the handling.
func (k *Case) file(tx *db.Tx, c *Complaint) error {
	if ask := k.terms.preset.Complaints.Ask; !ask.Zero() && c.AskOn == "" && k.Standing(Reply) != nil && k.Standing(Withdrawal) == nil {
		c.AskOn, _ = ask.After(k.terms.days, c.ClosedOn)
		c.NextOn = k.next(c)
	}
	if c.ArchiveNumber != "" {
		return nil
	}
	head := "TSDA-" + c.ClosedOn[:4] + "-"
	var last string
	err := tx.Raw("SELECT coalesce(max(archive_number), '') FROM complaints WHERE archive_number > ? AND archive_number < ?", head, head+"~").Scan(&last).Error
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(last, head))
	c.ArchiveNumber = fmt.Sprintf("%s%06d", head, n+1)
	return nil
}

// Paper is a paper that the archive of a case has to hold: the one of a step.
type Paper struct {
	Kind    Kind
	File    bool // a document is attached to the step
	Printed bool // its form was printed since
}

// There tells whether the paper is known to exist.
func (p Paper) There() bool { return p.File || p.Printed }

// printed are the forms on which a step stands, by their keys; those of all
// other steps is the handling record.
var printed = map[Kind][]string{
	Receipt: {"complaint-receipt", "complaint-statement"},
	Reply:   {"reply-letter"},
	Opinion: {"customer-opinion"},
}

func formsOf(k Kind) []string {
	if fs := printed[k]; fs != nil {
		return fs
	}
	return []string{"complaint-record"}
}

// traces are what is known of the papers of some cases: the parts of a record
// that have documents, and when each of its forms was printed last.
type traces struct {
	parts  map[int64]map[string]bool
	prints map[int64]map[string]int64
}

func readTraces(g *gorm.DB, ids []int64) (traces, error) {
	t := traces{map[int64]map[string]bool{}, map[int64]map[string]int64{}}
	for chunk := range slices.Chunk(ids, 300) {
		var docs []struct {
			RecordID int64
			Part     string
		}
		err := g.Raw("SELECT DISTINCT record_id, part FROM documents WHERE register = 'complaint' AND record_id IN ? AND deleted_at = 0", chunk).Scan(&docs).Error
		if err != nil {
			return t, err
		}
		for _, d := range docs {
			if t.parts[d.RecordID] == nil {
				t.parts[d.RecordID] = map[string]bool{}
			}
			t.parts[d.RecordID][d.Part] = true
		}
		var cs []register.Change
		if err := g.Where("register = 'complaint' AND record_id IN ? AND action = ?", chunk, register.Printed).Find(&cs).Error; err != nil {
			return t, err
		}
		for _, c := range cs {
			if t.prints[c.RecordID] == nil {
				t.prints[c.RecordID] = map[string]int64{}
			}
			for _, d := range c.Differences() {
				if form, ok := d.After.(string); ok && d.Key == "form" {
					t.prints[c.RecordID][form] = max(t.prints[c.RecordID][form], c.At)
				}
			}
		}
	}
	return t, nil
}

// papers are the papers that the case has to hold by the regulation, in the
// order of the steps. A step that the case did not need has none.
func (k *Case) papers(wanted []string, t traces) []Paper {
	var ps []Paper
	for _, kind := range Kinds {
		s := k.Standing(kind)
		if s == nil || !slices.Contains(wanted, string(kind)) {
			continue
		}
		ps = append(ps, t.paper(k.Complaint.ID, s))
	}
	return ps
}

// paper is what is known of the paper of a complaint's step.
func (t traces) paper(id int64, s *Step) Paper {
	p := Paper{Kind: s.Kind, File: t.parts[id][s.Part()]}
	for _, f := range formsOf(s.Kind) {
		if at, ok := t.prints[id][f]; ok && at >= s.EnteredAt {
			p.Printed = true
		}
	}
	return p
}

// Papers are the papers that the archive of a case has to hold, each with
// whether it is there. Code data.NotFound.
func (s *Store) Papers(ctx context.Context, k *Case) ([]Paper, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	if err := s.Known(ctx, k.Complaint.ID); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	p, err := readTerms(g)
	if err != nil {
		return nil, db.Translate(err)
	}
	t, err := readTraces(g, []int64{k.Complaint.ID})
	return k.papers(p.preset.Complaints.Papers, t), db.Translate(err)
}

// Holding is a case in the archive of a year.
type Holding struct {
	Complaint *Complaint
	Place     string
	Papers    []Paper
	Said      string // what the archivist wrote is missing
}

// Missing are the steps whose paper is not there.
func (h Holding) Missing() []Kind {
	var ks []Kind
	for _, p := range h.Papers {
		if !p.There() {
			ks = append(ks, p.Kind)
		}
	}
	return ks
}

// Archives are the cases that were archived in a year, in the order of their
// archive numbers, each with the papers that it has to hold, as far as whoever is
// at the desk may see them.
func (s *Store) Archives(ctx context.Context, year int) ([]Holding, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	t, err := readTerms(g)
	if err != nil {
		return nil, db.Translate(err)
	}
	var ids []int64
	err = g.Raw("SELECT id FROM complaints WHERE closed_on BETWEEN ? AND ? AND closed_on <> '' AND deleted_at = 0 ORDER BY archive_number, id",
		fmt.Sprintf("%04d-01-01", year), fmt.Sprintf("%04d-12-31", year)).Scan(&ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	tr, err := readTraces(g, ids)
	if err != nil {
		return nil, db.Translate(err)
	}
	ks, err := s.cases(g, ids)
	if err != nil {
		return nil, db.Translate(err)
	}
	hs := make([]Holding, len(ks))
	for i, k := range ks {
		hs[i] = Holding{Complaint: k.Complaint, Papers: k.papers(t.preset.Complaints.Papers, tr)}
		if a := k.Standing(Archive); a != nil {
			v := a.Values
			if s.hides(ctx) {
				v = masked(Archive, v)
			}
			hs[i].Place, hs[i].Said = v.Text("place"), v.Text("missing")
		}
	}
	return hs, nil
}

// cases reads several complaints with their steps, in the order of ids.
func (s *Store) cases(g *gorm.DB, ids []int64) ([]*Case, error) {
	var ks []*Case
	for chunk := range slices.Chunk(ids, 300) {
		cs, err := s.Load(g.Statement.Context, chunk...)
		if err != nil {
			return nil, err
		}
		var steps []Step
		if err := g.Where("complaint_id IN ?", chunk).Order("complaint_id, id").Find(&steps).Error; err != nil {
			return nil, err
		}
		by := map[int64][]Step{}
		for _, x := range steps {
			by[x.ComplaintID] = append(by[x.ComplaintID], x)
		}
		for _, c := range cs {
			ks = append(ks, newCase(c, by[c.ID]))
		}
	}
	return ks, nil
}
