package check

import (
	"context"
	"slices"
	"strings"

	"kezhi/data/complaint"
	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/desk"
	"kezhi/data/grading"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/shop"
	"kezhi/data/survey"
	"kezhi/data/visit"
)

// Mend makes anew, in a file that was put together from a damaged one, what is
// kept twice: the figures, the counters of numbers, the search index. Records
// stay as they are.
func Mend(ctx context.Context, s *shop.Shop) error {
	ctx = door.Within(ctx)
	return s.DB.Write(ctx, "", func(tx *db.Tx) error {
		for _, step := range []func(context.Context, *shop.Shop, *db.Tx) error{reindex, recount, raise} {
			if err := step(ctx, s, tx); err != nil {
				return err
			}
		}
		return search.RebuildIn(tx, nil)
	})
}

// recount sets the figures that are kept twice.
func recount(_ context.Context, _ *shop.Shop, tx *db.Tx) error {
	for _, q := range []string{
		"DELETE FROM grade_tallies",
		"INSERT INTO grade_tallies (owner, grade, n) SELECT owner, grade, count(*) FROM customers WHERE deleted_at = 0 GROUP BY owner, grade",
	} {
		if err := tx.Do(q); err != nil {
			return err
		}
	}
	// A figure may be made of another that comes after it.
	for _, f := range slices.Concat(figures, figures) {
		if f.column == "open + written_off" {
			f.column, f.value = "open", "amount - received - written_off"
		}
		if strings.HasSuffix(f.table, " FROM desk_line)") {
			f.table = "desk_line"
		}
		if strings.ContainsAny(f.table, " ") { // made anew above
			continue
		}
		q := "UPDATE " + f.table + " AS t SET " + f.column + " = " + f.value + " WHERE " + f.column + " <> " + f.value
		if err := tx.Exec(q, append(append([]any{}, f.args...), f.args...)...).Error; err != nil {
			return err
		}
	}
	return nil
}

// raise brings the counters to the last number that was given out.
func raise(_ context.Context, _ *shop.Shop, tx *db.Tx) error {
	for _, table := range numbered {
		err := tx.Do(`INSERT INTO counters (name, v)
			SELECT rtrim(head, '-'), max(k) FROM (SELECT rtrim(number, '0123456789') AS head,
				CAST(substr(number, length(rtrim(number, '0123456789')) + 1) AS INTEGER) AS k FROM ` + table + `)
			WHERE head <> 'LOST-' GROUP BY head HAVING true
			ON CONFLICT (name) DO UPDATE SET v = max(v, excluded.v)`)
		if err != nil {
			return err
		}
	}
	return nil
}

// reindex gives the records their entries that have none, and takes those away
// whose record is gone.
func reindex(_ context.Context, s *shop.Shop, tx *db.Tx) error {
	put := map[string]func(tx *db.Tx, id int64) error{
		"customer": entry(s.Customers.Table, customer.Entry), "visit": entry(s.Visits.Table, visit.Entry),
		"complaint": entry(s.Complaints.Table, complaint.Entry), "survey": entry(s.Surveys.Campaigns, survey.CampaignEntry),
		"answer": entry(s.Surveys.Answers, survey.AnswerEntry), "receivable": entry(s.Credit.Receivables, credit.Entry),
		"review": entry(s.Grading.Reviews, grading.ReviewEntry), "blacklist": entry(s.Grading.Blacklist, grading.BlacklistEntry),
		"reception": entry(s.Desk.Receptions, desk.Entry),
	}
	for _, x := range indexed {
		const code = "coalesce((SELECT code FROM search_registers WHERE name = ?), 15)"
		err := tx.Do("DELETE FROM search_docs WHERE doc & 15 = "+code+" AND doc >> 4 NOT IN (SELECT id FROM "+x.table+" WHERE deleted_at = 0)", x.register)
		if err != nil {
			return err
		}
		var ids []int64
		if err := tx.Raw("SELECT id FROM "+x.table+" WHERE deleted_at = 0 AND id << 4 | "+code+" NOT IN (SELECT doc FROM search_docs) ORDER BY id", x.register).Scan(&ids).Error; err != nil {
			return err
		}
		for _, id := range ids {
			if err := put[x.register](tx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// entry puts a record of a table into the search index.
func entry[T any](b *register.Table[T], of func(*T) search.Entry) func(tx *db.Tx, id int64) error {
	return func(tx *db.Tx, id int64) error {
		t, err := b.One(tx, id)
		if err != nil {
			return err
		}
		return search.Put(tx, of(t))
	}
}
