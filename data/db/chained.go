package db

import (
	"context"
	"database/sql"

	"kezhi/data/chain"
)

// deeds are what a step of the layout does beyond its script.
var deeds = map[string]func(context.Context, *sql.Tx) error{
	"migrations/0018_audit.sql": chained,
}

// guards keep a slip with a tool from the trail: what was written stays.
// Whoever removes them on purpose is found by audit.Verify.
var guards = []string{
	"CREATE TRIGGER changes_stay BEFORE UPDATE ON changes WHEN NOT EXISTS (SELECT 1 FROM erasing) BEGIN SELECT RAISE(ABORT, 'what is on record is never overwritten'); END",
	"CREATE TRIGGER changes_remain BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'what is on record is never removed'); END",
	"CREATE TRIGGER audit_seals_stay BEFORE UPDATE ON audit_seals BEGIN SELECT RAISE(ABORT, 'a seal is never overwritten'); END",
	"CREATE TRIGGER audit_seals_remain BEFORE DELETE ON audit_seals BEGIN SELECT RAISE(ABORT, 'a seal is never removed'); END",
}

// Guards are the triggers that keep the trail as it is, as the file has to
// hold them.
func Guards() []string { return guards }

// chained gives the entries of an older file their values, once, and closes
// the trail behind them.
func chained(ctx context.Context, tx *sql.Tx) error {
	set, err := tx.PrepareContext(ctx, "UPDATE changes SET chain = ? WHERE id = ?")
	if err != nil {
		return err
	}
	defer func() { _ = set.Close() }()
	var n, last int64
	var v chain.Value
	for {
		es, err := unchained(ctx, tx, last)
		if err != nil {
			return err
		}
		if len(es) == 0 {
			break
		}
		for i := range es {
			v = es[i].After(v)
			if _, err := set.ExecContext(ctx, v[:], es[i].ID); err != nil {
				return err
			}
		}
		n, last = n+int64(len(es)), es[len(es)-1].ID
	}
	if n > 0 {
		if _, err := tx.ExecContext(ctx, "UPDATE audit_head SET n = ?, last = ?, value = ?", n, last, v[:]); err != nil {
			return err
		}
	}
	for _, g := range guards {
		if _, err := tx.ExecContext(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// unchained are the next entries after one, a thousand at most.
func unchained(ctx context.Context, tx *sql.Tx, after int64) ([]chain.Entry, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+chain.Columns+" FROM changes WHERE id > ? ORDER BY id LIMIT 1000", after) //nolint:gosec // the names of columns
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var es []chain.Entry
	for rows.Next() {
		var e chain.Entry
		if err := rows.Scan(e.To()...); err != nil {
			return nil, err
		}
		es = append(es, e)
	}
	return es, rows.Err()
}
