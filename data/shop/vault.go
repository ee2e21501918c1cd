package shop

import (
	"context"

	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/vault"
)

// The trail's names for what is done to the keys.
const (
	keysMade    register.Action = "keys_made"
	keysRenewed register.Action = "keys_renewed"
	keysTurned  register.Action = "keys_turned"
)

// keyRegister is the pseudo-register of whoever may deal with keys.
const keyRegister = "backup"

// SetUpVault gives the file its keys and returns the recovery key, see
// vault.SetUp. Code data.Denied where whoever is at the desk may not.
func (s *Shop) SetUpVault(ctx context.Context, who string) (recovery string, err error) {
	if err := register.Permit(ctx, s.DB, right.EditAll, keyRegister); err != nil {
		return "", err
	}
	if recovery, err = vault.SetUp(ctx, s.DB, who); err != nil {
		return "", err
	}
	return recovery, audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: keysMade, Register: keyRegister})
}

// RenewVault makes a new recovery key, see vault.Renew.
func (s *Shop) RenewVault(ctx context.Context, who string) (recovery string, err error) {
	if err := register.Permit(ctx, s.DB, right.EditAll, keyRegister); err != nil {
		return "", err
	}
	if recovery, err = vault.Renew(ctx, s.DB, who); err != nil {
		return "", err
	}
	return recovery, audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: keysRenewed, Register: keyRegister})
}

// Seal has documents, identity numbers and drafts lie sealed, those that are
// there already too, or, with on false, plain. It may be stopped at any time, by
// a power cut too: what is read tells itself whether it is sealed, and the next
// call goes on. progress may be nil.
func (s *Shop) Seal(ctx context.Context, who string, on bool, progress func(done, all int64)) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, keyRegister); err != nil {
		return err
	}
	if v := vault.Of(s.DB); v == nil || v.Seals() != on {
		if err := vault.SetSeals(ctx, s.DB, who, on); err != nil {
			return err
		}
		if err := audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: keysTurned, Register: keyRegister, Fields: []field.Change{{Key: "on", After: on}}}); err != nil {
			return err
		}
	}
	part := func(n int64) func(done, all int) {
		return func(done, all int) {
			if progress != nil {
				progress(1000*n+1000*int64(done)/int64(max(all, 1)), 3000)
			}
		}
	}
	for n, do := range []func(context.Context, func(done, all int)) error{
		s.Documents.Convert, s.Customers.Convert, s.convertDrafts,
	} {
		if err := do(ctx, part(int64(n))); err != nil {
			return db.Translate(err)
		}
	}
	if !on {
		return nil
	}
	return s.DB.Compact(ctx)
}

// convertDrafts keeps what was begun and not saved in the form that is asked
// for.
func (s *Shop) convertDrafts(ctx context.Context, _ func(done, all int)) error {
	return s.DB.ConvertDrafts(ctx)
}
