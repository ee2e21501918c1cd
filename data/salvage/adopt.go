package salvage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// registers are the keys of the registers, by their tables.
var registers = map[string]string{
	"customers": "customer", "visits": "visit", "complaints": "complaint", "surveys": "survey", "answers": "answer",
	"questionnaires": "questionnaire", "receptions": "reception", "receivables": "receivable", "reviews": "review", "blacklist": "blacklist",
	"plans": "plan", "visit_quarters": "quarter", "credit_files": "credit", "credit_reports": "credit_report", "disputes": "dispute", "handovers": "handover",
}

// link is a column that refers to another table.
type link struct{ child, from, parent, to string }

// adopt makes an empty record for every lost one that rows refer to, which would
// have no place otherwise. Rows that belong to anything else that is lost go.
func adopt(ctx context.Context, c *sql.Conn, l *layout) error {
	var links []link
	for name := range l.tables {
		err := each(ctx, c, `SELECT "table", "from", coalesce("to", 'id') FROM pragma_foreign_key_list('`+name+`')`, func(rows *sql.Rows) error {
			x := link{child: name}
			err := rows.Scan(&x.parent, &x.from, &x.to)
			links = append(links, x)
			return err
		})
		if err != nil {
			return err
		}
	}
	for more := true; more; { // an empty record may refer to one that is lost too
		more = false
		for _, x := range links {
			made, err := x.adopt(ctx, c, l)
			if err != nil {
				return err
			}
			more = more || made
		}
	}
	return nil
}

func (x link) adopt(ctx context.Context, c *sql.Conn, l *layout) (made bool, err error) {
	where := fmt.Sprintf(" FROM %s WHERE %q IS NOT NULL AND %q NOT IN (SELECT %q FROM %s)", x.child, x.from, x.from, x.to, x.parent)
	if registers[x.parent] == "" || x.to != "id" {
		_, err := c.ExecContext(ctx, "DELETE"+where)
		return false, err
	}
	var lost []int64
	err = each(ctx, c, fmt.Sprintf("SELECT DISTINCT %q", x.from)+where, func(rows *sql.Rows) error {
		lost = append(lost, 0)
		return rows.Scan(&lost[len(lost)-1])
	})
	for _, id := range lost {
		if err == nil {
			err = l.tables[x.parent].empty(ctx, c, id)
		}
	}
	return len(lost) > 0, err
}

// lostNumber is the number of a record of which not even that is known.
const lostNumber = "LOST-%d"

// empty makes a record of which nothing is known but its id, and its number
// where the trail has it.
func (t *table) empty(ctx context.Context, c *sql.Conn, id int64) error {
	number := fmt.Sprintf(lostNumber, id)
	err := c.QueryRowContext(ctx, "SELECT number FROM changes WHERE register = ? AND record_id = ? AND number <> '' LIMIT 1", registers[t.name], id).Scan(&number)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	args := make([]any, len(t.columns))
	for i, x := range t.columns {
		switch {
		case x.name == "id":
			args[i] = id
		case x.name == "number":
			args[i] = number
		case !x.notNull:
		case x.kind == "INTEGER":
			args[i] = 0
		default:
			args[i] = ""
		}
	}
	_, err = c.ExecContext(ctx, strings.Replace(t.insert(len(args)), "INSERT", "INSERT OR REPLACE", 1), args...)
	return err
}
