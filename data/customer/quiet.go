package customer

import (
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
)

// Why somebody is on no list that chooses people.
const (
	OffDisturb   = "do_not_disturb" // 勿扰
	OffWithdrawn = "withdrawn"      // 已撤回同意
	OffUnasked   = "unasked"        // 未取得同意, of a purpose that needs it
	OffStored    = "stored"         // 仅存储
)

// stored selects the customers whose file is only stored.
const stored = "SELECT id FROM customers WHERE stored_until <> ''"

// Off selects the customers who are left out of a list (policy.Lists) besides
// those who want not to be disturbed: whoever withdrew the consent to what the
// list is for, or never gave one that is needed, or whose file is only stored.
func Off(p *policy.Privacy, list string) string {
	return stored + " UNION " + declined(p, list)
}

// declined selects those of them who withdrew, or did not consent.
func declined(p *policy.Privacy, list string) string {
	all, optIn := p.Of(list)
	sql := "SELECT customer_id FROM consents WHERE last = 1 AND given = 0 AND purpose IN (" + keys(all) + ") AND person = ''"
	if len(optIn) > 0 {
		sql += " UNION SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM consents WHERE last = 1 AND given = 1 AND purpose IN (" + keys(optIn) + ") AND person = '')"
	}
	return sql
}

// OnContact is the condition under which a contact, k, of a customer, c, is on a
// list: neither withdrew, and where a consent is needed one of them gave it.
func OnContact(p *policy.Privacy, list string) string {
	all, optIn := p.Of(list)
	of := " AND w.customer_id = c.id AND w.person IN ('', k.name))"
	sql := "c.id NOT IN (" + stored + ") AND NOT EXISTS (SELECT 1 FROM consents w WHERE w.last = 1 AND w.given = 0 AND w.purpose IN (" + keys(all) + ")" + of
	if len(optIn) > 0 {
		sql += " AND EXISTS (SELECT 1 FROM consents w WHERE w.last = 1 AND w.given = 1 AND w.purpose IN (" + keys(optIn) + ")" + of
	}
	return sql
}

// keys are the keys of purposes as a list of SQL; they are letters and digits.
func keys(ks []string) string {
	out := make([]string, len(ks))
	for i, k := range ks {
		out[i] = "'" + strings.ReplaceAll(k, "'", "''") + "'"
	}
	return strings.Join(out, ",")
}

// Left is how many customers a list leaves out, by the reason that comes first.
type Left struct{ Stored, Disturb, Withdrawn, Unasked int64 }

// All is how many there are in all.
func (l Left) All() int64 { return l.Stored + l.Disturb + l.Withdrawn + l.Unasked }

// Say is in words how many are left out and why, "" for nobody.
func (l Left) Say(s data.Speaker) string {
	var parts []string
	for _, x := range []struct {
		why string
		n   int64
	}{{OffDisturb, l.Disturb}, {OffWithdrawn, l.Withdrawn}, {OffUnasked, l.Unasked}, {OffStored, l.Stored}} {
		if x.n > 0 {
			parts = append(parts, s.T("privacy.off."+x.why, "N", x.n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return s.T("privacy.off", "N", l.All(), "Parts", strings.Join(parts, s.T("data.list_comma")))
}

// LeftOut counts whom a list leaves out among the customers for whom a
// condition holds; of customers it is written "c".
func LeftOut(g *gorm.DB, p *policy.Privacy, list, where string, args ...any) (Left, error) {
	var l Left
	all, _ := p.Of(list)
	withdrawn := "c.id IN (SELECT customer_id FROM consents WHERE last = 1 AND given = 0 AND person = '' AND purpose IN (" + keys(all) + "))"
	off := "c.id IN (" + declined(p, list) + ")"
	err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT count(*) FILTER (WHERE c.stored_until <> '') AS stored,"+
		" count(*) FILTER (WHERE c.stored_until = '' AND c.do_not_disturb = 1) AS disturb,"+
		" count(*) FILTER (WHERE c.stored_until = '' AND c.do_not_disturb = 0 AND "+withdrawn+") AS withdrawn,"+
		" count(*) FILTER (WHERE c.stored_until = '' AND c.do_not_disturb = 0 AND NOT "+withdrawn+" AND "+off+") AS unasked"+
		" FROM customers c WHERE c.deleted_at = 0 AND ("+where+")", args...).Scan(&l).Error
	return l, db.Translate(err)
}

// Stored refuses something new for a customer whose file is only stored (仅存储,
// PIPL Art. 47), and any for one that was erased: nil for any other. The
// field is that of the number.
func (r *Ref) Stored(field string) *data.Error {
	if r.StoredUntil == "" {
		return nil
	}
	return data.Wrong(field, "privacy.error.stored", "Number", r.Number, "Until", r.StoredUntil)
}

// OffOf are the customers who withdrew, or did not consent, by what a list is for.
func OffOf(g *gorm.DB, list string) (map[int64]bool, error) {
	p, _, err := policy.Personal(g)
	if err != nil {
		return nil, err
	}
	var ids []int64
	if err := g.Session(&gorm.Session{NewDB: true}).Raw(declined(p, list)).Scan(&ids).Error; err != nil {
		return nil, db.Translate(err)
	}
	off := make(map[int64]bool, len(ids))
	for _, id := range ids {
		off[id] = true
	}
	return off, nil
}
