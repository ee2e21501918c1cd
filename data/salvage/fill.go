package salvage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// bare takes the triggers and indexes off an empty layout: rows come in as they
// were, in any order. It returns what puts them on again. What keeps rows apart
// stays.
func bare(ctx context.Context, c *sql.Conn) (again []string, err error) {
	var drop []string
	err = each(ctx, c, "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name", func(rows *sql.Rows) error {
		var kind, name, text string
		if err := rows.Scan(&kind, &name, &text); err != nil {
			return err
		}
		if !strings.HasPrefix(text, "CREATE UNIQUE") {
			drop, again = append(drop, "DROP "+kind+" "+name), append(again, text)
		}
		return nil
	})
	for _, s := range drop {
		if err == nil {
			_, err = c.ExecContext(ctx, s)
		}
	}
	return again, err
}

// copy writes the rows of a table that can be read.
func (s *scan) copy(ctx context.Context, c *sql.Conn, f *find, t *Table, done *int, progress func(int)) (err error) {
	begun := map[int]*sql.Stmt{} // by the number of values
	defer func() {
		for _, x := range begun {
			_ = x.Close()
		}
		_, e := c.ExecContext(context.WithoutCancel(ctx), "COMMIT")
		err = errors.Join(err, e)
	}()
	if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	return s.rows(f, func(rowid int64, vs []any) error {
		if vs == nil {
			t.Bad++
			return nil
		}
		if t.Rows == 0 { // what the layout begins with gives way
			if _, err := c.ExecContext(ctx, "DELETE FROM "+f.name); err != nil { //nolint:gosec // a table of the layout
				return err
			}
		}
		for i := range vs {
			if f.columns[i].key {
				vs[i] = rowid
			}
		}
		mended, ok := f.mend(vs)
		if !ok {
			t.Bad++
			return nil
		}
		x := begun[len(vs)]
		if x == nil {
			if x, err = c.PrepareContext(ctx, f.insert(len(vs))); err != nil {
				return err
			}
			begun[len(vs)] = x
		}
		if _, err := x.ExecContext(ctx, vs...); err != nil {
			switch code(err) {
			case uniqueKey, uniqueColumn, uniqueRowid: // an older state of a row that is there
				return nil
			case constraint:
				t.Bad++
				return nil
			}
			return err
		}
		t.Rows++
		t.Values += mended
		if *done++; *done%batch == 0 {
			progress(*done)
			if err := ctx.Err(); err != nil {
				return err
			}
			_, err := c.ExecContext(ctx, "COMMIT; BEGIN")
			return err
		}
		return nil
	})
}

// SQLite's codes of rows that a table does not take.
const (
	constraint   = 19
	uniqueKey    = 19 | 6<<8
	uniqueColumn = 19 | 8<<8
	uniqueRowid  = 19 | 10<<8
)

func code(err error) int {
	var coded interface{ Code() int }
	if !errors.As(err, &coded) {
		return 0
	}
	switch n := coded.Code(); n {
	case uniqueKey, uniqueColumn, uniqueRowid:
		return n
	default:
		return n & 0xff
	}
}

func (t *table) insert(n int) string {
	names := make([]string, n)
	for i := range n {
		names[i] = `"` + t.columns[i].name + `"`
	}
	return "INSERT INTO " + t.name + " (" + strings.Join(names, ",") + ") VALUES (?" + strings.Repeat(",?", n-1) + ")"
}

// sequences keeps the ids that were given out from being given out again.
func (s *scan) sequences(ctx context.Context, c *sql.Conn) error {
	f := &find{table: &table{name: "sqlite_sequence", rowid: true, columns: []column{{name: "name", kind: "TEXT"}, {name: "seq", kind: "INTEGER"}}}}
	if root, ok := s.roots["sqlite_sequence"]; ok {
		s.owned[root] = false
		s.walk(root, f, true)
	}
	return s.rows(f, func(_ int64, vs []any) error {
		if len(vs) != 2 || s.finds[text(vs[0])] == nil {
			return nil
		}
		_, err := c.ExecContext(ctx, "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", vs[1], vs[0])
		return err
	})
}

// lists are columns that hold JSON and may be empty.
var lists = map[string]bool{
	"customers.tags": true, "customers.custom": true, "customers.licences": true, "visits.companions": true, "inspections.participants": true,
	"credit_reports.channels": true, "credit_reports.measures": true, "questionnaire_questions.options": true, "questionnaire_questions.items": true,
	"surveys.sample_grades": true, "surveys.missed": true, "surveys.departments": true, "reviews.scores": true,
	"complaints.responses": true, "complaints.accused": true, "complaints.involved": true,
}

// bodies are columns that hold JSON, without which the row is nothing.
var bodies = map[string]bool{"settings.value": true, "drafts.values": true, "complaint_steps.values": true, "questionnaire_editions.body": true}

// mend takes out of a row what nobody could read: characters that are none,
// lists that are none. ok is false where nothing of it is left. Entries of the
// trail stay as they are, for their chain tells.
func (t *table) mend(vs []any) (mended int, ok bool) {
	for i, v := range vs {
		s, isText := v.(string)
		name := t.name + "." + t.columns[i].name
		if !isText || t.name == "changes" {
			continue
		}
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\ufffd")
			vs[i] = s
			mended++
		}
		if (lists[name] || bodies[name]) && s != "" && !json.Valid([]byte(s)) {
			if !lists[name] {
				return 0, false
			}
			vs[i] = ""
			mended++
		}
	}
	return mended, true
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
