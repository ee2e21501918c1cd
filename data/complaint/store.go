package complaint

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Case reads a complaint with its steps; what is sensitive is masked for whoever
// may not see that, in the steps too. Code data.NotFound.
func (s *Store) Case(ctx context.Context, id int64) (*Case, error) {
	k, err := s.whole(ctx, id)
	if err == nil && s.hides(ctx) {
		s.Conceal(ctx, k.Complaint)
		k.Steps[0].Values = entry.Encode(k.Complaint)
		k.veil()
	}
	return k, err
}

// whole is Case with nothing masked.
func (s *Store) whole(ctx context.Context, id int64) (*Case, error) {
	if err := s.Known(ctx, id); err != nil {
		return nil, err
	}
	c, err := s.One(&db.Tx{DB: s.DB.Read(ctx)}, id)
	if err != nil {
		return nil, db.Translate(err)
	}
	k, err := read(s.DB.Read(ctx), c)
	return k, db.Translate(err)
}

func read(g *gorm.DB, c *Complaint) (*Case, error) {
	var steps []Step
	if err := g.Where("complaint_id = ?", c.ID).Order("id").Find(&steps).Error; err != nil {
		return nil, err
	}
	return newCase(c, steps), nil
}

// Steps are the steps of a complaint in the order in which they were entered,
// those that were taken again too; the first is the receipt.
func (s *Store) Steps(ctx context.Context, id int64) ([]Step, error) {
	k, err := s.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	return k.Steps, nil
}

// Next are all kinds of steps, each with whether it may be taken now or why not.
func (s *Store) Next(ctx context.Context, id int64) ([]Move, error) {
	k, err := s.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	return k.Next(), nil
}

// StepFields are the descriptions of a kind's fields, as StepFields.
func (s *Store) StepFields(k Kind) []field.Desc { return StepFields(k) }

// BlankStep are the values of a step that who begins: what is known already is
// filled in, and where the step is taken again, what it said before.
func (s *Store) BlankStep(ctx context.Context, id int64, kind Kind, who string) (field.Values, error) {
	k, err := s.whole(ctx, id)
	if err != nil {
		return nil, err
	}
	v := k.Blank(kind, who, s.DB.Now().UnixMilli())
	if s.hides(ctx) {
		v = masked(kind, v)
	}
	return v, nil
}

// CheckStep returns what is wrong with the values of a step, without saving it.
func (s *Store) CheckStep(ctx context.Context, id int64, kind Kind, v field.Values) data.Errors {
	k, err := s.whole(ctx, id)
	if err == nil {
		k.terms, err = allTerms(s.DB.Read(ctx))
	}
	if err == nil {
		_, err = k.check(kind, v, s.DB.Now().UnixMilli())
	}
	if err == nil {
		return nil
	}
	if es := data.All(err); len(es) > 0 {
		return es
	}
	return data.Errors{unexpected("", err)}
}

// PutStep adds a step to a complaint of which the caller read this version, and
// returns the entry as it is now; the step is the last of Steps. who enters it,
// which need not be who did it. Keys that the values lack have the value of
// BlankStep. Nothing is written unless all of it is: the step, the state, the
// customer's figure, the trail.
//
// Errors: code data.Refused for a step out of order, data.Errors for fields
// that are wrong, recusal among them, *register.ConflictError where the
// complaint was saved meanwhile, data.NotFound.
func (s *Store) PutStep(ctx context.Context, who string, id, version int64, kind Kind, v field.Values) (register.Record, error) {
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.takes(tx, id, kind); err != nil {
			return err
		}
		return s.PutStepIn(tx, id, version, kind, v)
	})
	if err != nil {
		return register.Record{}, err
	}
	return s.Get(ctx, id)
}

// deciding are the steps by which something is decided for the shop: how grave
// a complaint is, who handles it, what is done about it, that it begins anew.
var deciding = []Kind{Assessment, Assignment, Approval, Reopening}

// takes is nil where whoever is at the desk may take a step: one that decides
// who may approve, any other who may change the complaint, and whoever handles
// it.
func (s *Store) takes(tx *db.Tx, id int64, kind Kind) error {
	if slices.Contains(deciding, kind) {
		return s.Reach(tx, right.Approve, id)
	}
	return s.Edits(tx, id)
}

// PutStepIn is PutStep within a transaction, for a deed that has asked whether
// it may.
func (s *Store) PutStepIn(tx *db.Tx, id, version int64, kind Kind, v field.Values) error {
	c, err := s.One(tx, id)
	if err != nil {
		return err
	}
	if c.Version != version {
		c.Version = version
		return s.SaveIn(tx, c) // which says what changed
	}
	k, err := read(tx.DB, c)
	if err != nil {
		return err
	}
	if k.terms, err = allTerms(tx.DB); err != nil {
		return err
	}
	d, err := k.check(kind, v, tx.Now.UnixMilli())
	if err != nil {
		return err
	}
	if r, ok := d.(*reply); ok {
		r.RuleDue, r.PromisedOn = c.RuleDue, c.promised()
	}
	old := *c
	before, prior := entry.Encode(c), field.Values(nil)
	if m := k.Move(kind); m.Again {
		if s := k.Standing(kind); s != nil {
			prior = s.Values
		}
	}
	step := k.add(kind, d, tx)
	raw, err := json.Marshal(step.Values)
	if err != nil {
		return err
	}
	step.Stored = string(raw)
	if err := tx.Create(step).Error; err != nil {
		return err
	}
	k.deeds[step.ID] = d
	if a, ok := d.(*assessment); ok {
		c.Severity = a.Severity
		if a.Department != "" {
			c.Department = a.Department
		}
	}
	if err := k.settle(tx, c, c.Severity != old.Severity); err != nil {
		return err
	}
	if kind == Archive {
		if err := k.file(tx, c); err != nil {
			return err
		}
	}
	c.Version++
	c.UpdatedAt, c.UpdatedBy = tx.Now.UnixMilli(), tx.Who
	if err := db.Update(tx, s.SQL, id, c, &old); err != nil {
		return err
	}
	if c.CustomerID != nil {
		if err := customer.Complained(tx, *c.CustomerID); err != nil {
			return err
		}
	}
	return register.Note(tx, s.Name, &c.Meta, Action(kind), s.told(kind, before, entry.Encode(c), prior, step.Values))
}

// Action is the trail's name for a step of the kind: "step_assessment".
func Action(k Kind) register.Action { return register.Action("step_" + string(k)) }

// told is what the trail says of a step: its own fields, their keys below the
// kind's name so that labels are found, then what changed in the entry.
func (s *Store) told(kind Kind, before, after, prior, values field.Values) []field.Change {
	var cs []field.Change
	for _, d := range StepFields(kind) {
		b, a := prior[d.Key], values[d.Key]
		if prior.Empty(d.Key) && values.Empty(d.Key) {
			continue
		}
		cs = append(cs, field.Change{Key: string(kind) + "." + d.Key, Before: b, After: a})
	}
	return append(cs, s.Set.Diff(before, after)...)
}

// check reads the values of a step and says everything that is wrong with it.
func (k *Case) check(kind Kind, v field.Values, now int64) (deed, error) {
	if m := k.Move(kind); m.Why != nil {
		return nil, m.Why
	}
	f := forms[kind]
	given := k.Blank(kind, "", now)
	maps.Copy(given, unmasked(kind, v, given))
	d, wrong := f.read(given)
	at := minute(d.by().At)
	switch prev := k.previous(kind); {
	case at == 0:
	case at > minute(now):
		wrong = append(wrong, data.Wrong("at", "complaint.error.at_future"))
	case at < minute(prev):
		wrong = append(wrong, data.Wrong("at", "complaint.error.at_before", "When", field.ShowTime(prev)))
	}
	wrong = also(wrong, asides(d.seats(), k.Barred(kind)))
	wrong = also(wrong, d.wrong(k, day(now)))
	return d, wrong.OrNil()
}

// also joins refusals; a field is complained of once.
func also(have, more data.Errors) data.Errors {
	said := map[string]bool{}
	for _, e := range have {
		said[e.Field] = true
	}
	for _, e := range more {
		if !said[e.Field] {
			have = append(have, e)
		}
	}
	return have
}

// add takes a new step, not yet stored.
func (k *Case) add(kind Kind, d deed, tx *db.Tx) *Step {
	a := d.by()
	k.Steps = append(k.Steps, Step{
		ComplaintID: k.Complaint.ID, Kind: kind, Who: a.Who, At: a.At,
		EnteredBy: tx.Who, EnteredAt: tx.Now.UnixMilli(), Values: forms[kind].write(d),
	})
	i := len(k.Steps) - 1
	k.deeds[0] = d
	k.take(i, d)
	s := &k.Steps[i]
	s.Round = k.Round
	if n := len(k.stand); n > 0 && k.stand[n-1].step == i && kind != Assignment && kind != Reopening {
		s.Round = k.stand[n-1].former
	}
	return s
}
