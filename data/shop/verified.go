package shop

import (
	"context"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Verified is what came of the last time that the trail was verified.
type Verified struct {
	At     int64    `json:"at"` // unix milliseconds
	Who    string   `json:"who"`
	Sound  bool     `json:"sound"`
	Report []string `json:"report"` // in the words of whoever asked
}

const verifiedKey = "audit.verified"

// TrailVerified is the action under which a verification is on record.
const TrailVerified register.Action = "verified"

// LastVerified is what came of the last verification; its At is 0 where there
// was none.
func (s *Shop) LastVerified(ctx context.Context) (Verified, error) {
	var v Verified
	err := s.DB.Setting(ctx, verifiedKey, &v)
	return v, err
}

// KeepVerified keeps what came of a verification, and puts it on record.
func (s *Shop) KeepVerified(ctx context.Context, who string, r *audit.Report, in data.Speaker) (Verified, error) {
	if err := register.Permit(ctx, s.DB, right.See, "audit"); err != nil {
		return Verified{}, err
	}
	v := Verified{At: s.DB.Now().UnixMilli(), Who: who, Sound: r.Sound(), Report: r.Text(in)}
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := db.SetIn(tx, verifiedKey, v); err != nil {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Action: TrailVerified, Register: "audit", Fields: []field.Change{{Key: "result", After: v.Report[0]}}})
	})
	return v, err
}
