package privacy

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Hold is why data cannot be erased yet: law requires that it is kept, or
// something is not settled. PIPL Art. 47: until then it is only stored (仅存储).
type Hold struct {
	Kind   string // open_complaint, unpaid, deposit, complaint, receivable
	Number string // of the record; "" for several
	N      int    // how many
	Until  string // the day after which the data may be erased
}

// Say is the hold in words.
func (h Hold) Say(s data.Speaker) string {
	return s.T("privacy.hold."+h.Kind, "N", h.N, "Number", h.Number, "Until", h.Until)
}

// Holds are the reasons why a customer's data cannot be erased on the day of the
// clock, the longest first.
func (s *Store) Holds(ctx context.Context, id int64) ([]Hold, error) {
	if err := account.Check(s.DB, account.See, "customer"); err != nil {
		return nil, err
	}
	if err := register.Customer(ctx, s.DB, id); err != nil {
		return nil, err
	}
	return holds(s.read(ctx), id, today(s.DB.Now()))
}

func holds(g *gorm.DB, id int64, day string) ([]Hold, error) {
	p, _, err := policy.Personal(g)
	if err != nil {
		return nil, err
	}
	cal, err := policy.Calendar(g)
	if err != nil {
		return nil, err
	}
	var hs []Hold
	add := func(kind, of, sql string, open bool, args ...any) error {
		var r struct {
			N            int
			Number, Last string
		}
		if err := g.Session(&gorm.Session{NewDB: true}).Raw(sql, args...).Scan(&r).Error; err != nil || r.N == 0 {
			return db.Translate(err)
		}
		kept := p.Kept(of)
		if !open && !kept.Law {
			return nil
		}
		if open {
			r.Last = day
		}
		h := Hold{Kind: kind, N: r.N, Until: r.Last}
		if h.Number = r.Number; r.N > 1 {
			h.Number = ""
		}
		if kept.Law {
			h.Until, _ = kept.Keep.After(cal, r.Last)
		}
		if open || h.Until >= day {
			hs = append(hs, h)
		}
		return nil
	}
	closed := "'" + strings.Join(complaint.Closed, "','") + "'"
	for _, err := range []error{
		add("open_complaint", "complaint", "SELECT count(*) AS n, max(number) AS number FROM complaints WHERE customer_id = ? AND deleted_at = 0 AND state NOT IN ("+closed+")", true, id),
		add("unpaid", "receivable", "SELECT count(*) AS n, max(number) AS number FROM receivables WHERE customer_id = ? AND deleted_at = 0 AND open > 0", true, id),
		add("deposit", "receivable", `SELECT count(*) AS n, max(f.number) AS number FROM credit_files f JOIN credit_instalments i ON i.record_id = f.id
			WHERE f.customer_id = ? AND f.deleted_at = 0 AND i.paid_on = ''`, true, id),
		add("complaint", "complaint", "SELECT count(*) AS n, max(number) AS number, max(max(closed_on, on_day)) AS last FROM complaints WHERE customer_id = ? AND deleted_at = 0 AND state IN ("+closed+")", false, id),
		add("receivable", "receivable", `SELECT count(*) AS n, max(number) AS number, max(max(on_day, due_on, coalesce((SELECT max(on_day) FROM receivable_receipts WHERE record_id = id), ''))) AS last
			FROM receivables WHERE customer_id = ? AND deleted_at = 0`, false, id),
	} {
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(hs, func(a, b Hold) int { return cmp.Compare(b.Until, a.Until) })
	return hs, nil
}

// store locks the file of a customer to storage only, with what stands against
// its erasure. Saved files say so, and are changed no more.
func store(tx *db.Tx, id int64, number string, hs []Hold, l data.Speaker) error {
	why := make([]string, len(hs))
	for i, h := range hs {
		why[i] = h.Say(l)
	}
	text := strings.Join(why, l.T("data.list_comma"))
	if err := tx.Do("UPDATE customers SET stored_until = ?, stored_why = ? WHERE id = ?", hs[0].Until, text, id); err != nil {
		return err
	}
	return audit.SayIn(tx, audit.Entry{Action: Locked, Register: "customer", RecordID: id, Number: number, Fields: []field.Change{
		{Key: "stored.until", After: hs[0].Until}, {Key: "stored.why", After: text},
	}})
}

// Lift takes the lock of a file away: whoever asked for the erasure wants to be
// dealt with again, or the lock was a mistake.
func (s *Store) Lift(ctx context.Context, who string, id int64, why string) error {
	if err := account.Check(s.DB, account.Approve, Key); err != nil {
		return err
	}
	if err := register.Customer(ctx, s.DB, id); err != nil {
		return err
	}
	why = strings.TrimSpace(why)
	if why == "" {
		return data.Wrong("why", "error.required")
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		r, err := byID(tx.DB, id)
		if err != nil || r.StoredUntil == "" {
			return err
		}
		if err := tx.Do("UPDATE customers SET stored_until = '', stored_why = '' WHERE id = ?", id); err != nil {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Action: Unlocked, Register: "customer", RecordID: id, Number: r.Number, Fields: []field.Change{{Key: "stored.why", After: why}}})
	})
}

// words is in which language the lock is noted in the file: the program's first.
var words = assets.ZhHans
