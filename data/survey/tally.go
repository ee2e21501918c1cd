package survey

import (
	"context"
	"database/sql"
)

// tally is what SQL counts of a campaign's answers, by the questions' keys.
type tally struct {
	returned int64
	answered map[string]int64            // answers with a value
	counts   map[string]map[string]int64 // by value
	amounts  map[string]amount           // of numbers, hundredths
	texts    map[string][]Said
	acsi     ACSI
}

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type amount struct{ n, sum, least, most int64 }

// counted are the answers of a campaign that count: that are not deleted, and that
// whoever is at the desk may see.
type counted struct {
	where string // on the table of answers by its name
	args  []any
}

func (s *Store) counted(ctx context.Context, campaign string) counted {
	c := everybodys(campaign)
	if sight, whose := s.Answers.Sight(ctx); sight != "" {
		c.where += " AND answers.id IN (SELECT id FROM answers WHERE survey = ? AND " + sight + ")"
		c.args = append(append(c.args, campaign), whose...)
	}
	return c
}

// everybodys are all of a campaign's, for the rules.
func everybodys(campaign string) counted {
	return counted{"answers.survey = ? AND answers.deleted_at = 0", []any{campaign}}
}

// live joins the values of the answers.
func (c counted) live() string {
	return " FROM answers JOIN survey_values v ON v.record_id = answers.id WHERE " + c.where + " "
}

func (t *tally) read(ctx context.Context, c querier, of counted, qs []Question) error {
	live := of.live()
	*t = tally{answered: map[string]int64{}, counts: map[string]map[string]int64{}, amounts: map[string]amount{}, texts: map[string][]Said{}}
	err := c.QueryRowContext(ctx, "SELECT count(*) FROM answers WHERE "+of.where, of.args...).Scan(&t.returned)
	if err != nil {
		return err
	}
	var key, kind, value string
	var n int64
	err = each(ctx, c, "SELECT v.question, v.type, v.value, count(*)"+live+"AND v.type NOT IN ('text', 'number') GROUP BY v.question, v.type, v.value", of,
		func() {
			if t.counts[key] == nil {
				t.counts[key] = map[string]int64{}
			}
			t.counts[key][value] = n
			if kind != Many {
				t.answered[key] += n
			}
		}, &key, &kind, &value, &n)
	if err != nil {
		return err
	}
	err = each(ctx, c, "SELECT v.question, count(DISTINCT v.record_id)"+live+"AND v.type = 'choices' GROUP BY v.question", of,
		func() { t.answered[key] = n }, &key, &n)
	if err != nil {
		return err
	}
	if err = t.acsi.read(ctx, c, of, qs); err != nil {
		return err
	}
	var a amount
	err = each(ctx, c, "SELECT v.question, count(*), sum(v.amount), min(v.amount), max(v.amount)"+live+"AND v.type = 'number' GROUP BY v.question", of,
		func() { t.amounts[key], t.answered[key] = a, a.n }, &key, &a.n, &a.sum, &a.least, &a.most)
	if err != nil {
		return err
	}
	var said Said
	return each(ctx, c, "SELECT v.question, v.type, answers.number, CASE v.type WHEN 'text' THEN v.value ELSE v.other END"+live+"AND (v.type = 'text' OR v.other <> '') ORDER BY answers.id, v.pos", of,
		func() {
			t.texts[key] = append(t.texts[key], said)
			if kind == Text {
				t.answered[key]++
			}
		}, &key, &kind, &said.Answer, &said.Text)
}

// each scans every row of the query into to and calls f.
func each(ctx context.Context, c querier, query string, of counted, f func(), to ...any) error {
	rows, err := c.QueryContext(ctx, query, of.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		f()
	}
	return rows.Err()
}
