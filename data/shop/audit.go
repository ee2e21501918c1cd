package shop

import (
	"context"
	"slices"

	"kezhi/data/audit"
	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/vault"
)

// OnRecord reads entries of the trail in the order of their places, with what
// is sensitive masked for whoever may not see it.
func (s *Shop) OnRecord(ctx context.Context, ids []int32) ([]register.Change, error) {
	if err := register.Permit(ctx, s.DB, right.See, "audit"); err != nil {
		return nil, err
	}
	cs, err := audit.Entries(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	for i := range cs {
		if v, ok := s.Register(cs[i].Register).(interface {
			Veil(context.Context, []register.Change) []register.Change
		}); ok {
			v.Veil(ctx, cs[i:i+1])
		}
	}
	return cs, nil
}

// OnRecordOf narrows a query to what was done to the record of a number. Code
// data.NotFound.
func (s *Shop) OnRecordOf(ctx context.Context, q audit.Query, number string) (audit.Query, error) {
	r, id, err := s.Find(ctx, number)
	if err == nil {
		q.Register, q.RecordID = r.Key(), id
	}
	return q, err
}

// TrailFields are the descriptions of everything that the trail of a register
// names: its fields, those of a complaint's steps, those of documents.
func (s *Shop) TrailFields(key string) []field.Desc {
	r := s.Register(key)
	if r == nil {
		return nil
	}
	all := slices.Clone(r.Fields())
	add := func(prefix string, ds []field.Desc) {
		for _, d := range ds {
			d.Key = prefix + "." + d.Key
			all = append(all, d)
		}
	}
	if key == "complaint" {
		for _, k := range complaint.Kinds[1:] {
			add(string(k), complaint.StepFields(k))
		}
	}
	add("document", document.Fields())
	return all
}

// SealTrail seals what is on record so far; see audit.MakeSeal.
func (s *Shop) SealTrail(ctx context.Context) error {
	return audit.MakeSeal(ctx, s.DB, s.trailKey())
}

// VerifyTrail looks whether what is on record is what was put there; see
// audit.Verify.
func (s *Shop) VerifyTrail(ctx context.Context, progress func(done, total int64)) (*audit.Report, error) {
	if err := register.Permit(ctx, s.DB, right.See, "audit"); err != nil {
		return nil, err
	}
	return audit.Verify(ctx, s.DB, audit.Options{Key: s.trailKey(), Progress: progress})
}

// trailKey is the key of the seals, nil where the file has none or this PC
// does not know it.
func (s *Shop) trailKey() []byte {
	if v := vault.Of(s.DB); v != nil {
		return v.Key("audit")
	}
	return nil
}
