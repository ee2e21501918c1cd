package db

import (
	"context"
	"reflect"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// The functions below write records with the columns that GORM knows of their
// type, but past GORM: what it does around a statement takes longer than
// SQLite does for it.

// places is how many values a statement takes at most: the driver looks for
// each among all of them.
const places = 400

// Do runs one statement.
func (tx *Tx) Do(query string, args ...any) error {
	_, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, query, args...)
	return err
}

// Insert writes rows, structs or pointers to such, into a table ("": the one
// of their type). A key that the database counts up is left to it; last is that
// of the last row.
func Insert[T any](tx *Tx, table string, rows []T) (last int64, err error) {
	if len(rows) == 0 {
		return 0, nil
	}
	s, err := columnsOf(tx.DB, &rows[0])
	if err != nil {
		return 0, err
	}
	if table == "" {
		table = s.Table
	}
	var head strings.Builder
	head.WriteString("INSERT INTO " + table + " (")
	var fs []*schema.Field
	for _, f := range s.Fields {
		if f.DBName == "" || !f.Creatable || f.AutoIncrement {
			continue
		}
		if len(fs) > 0 {
			head.WriteByte(',')
		}
		head.WriteString(`"` + f.DBName + `"`)
		fs = append(fs, f)
	}
	head.WriteString(") VALUES ")
	row := "(" + strings.Repeat("?,", len(fs)-1) + "?)"
	few := max(places/len(fs), 1)
	for len(rows) > 0 {
		n := min(few, len(rows))
		args := make([]any, 0, n*len(fs))
		for i := range n {
			v := reflect.Indirect(reflect.ValueOf(&rows[i]).Elem())
			for _, f := range fs {
				x, _ := f.ValueOf(tx.Statement.Context, v)
				args = append(args, x)
			}
		}
		r, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, head.String()+strings.Repeat(row+",", n-1)+row, args...)
		if err != nil {
			return 0, err
		}
		if last, err = r.LastInsertId(); err != nil {
			return 0, err
		}
		rows = rows[n:]
	}
	return last, nil
}

// Update writes the columns in which a record differs from what is in the
// table, so that only the indexes concerned are written too.
func Update[T any](tx *Tx, table string, id int64, now, old *T) error {
	s, err := columnsOf(tx.DB, now)
	if err != nil {
		return err
	}
	var set []string
	var args []any
	ctx, a, b := tx.Statement.Context, reflect.ValueOf(now).Elem(), reflect.ValueOf(old).Elem()
	for _, f := range s.Fields {
		if f.DBName == "" || !f.Updatable || f.PrimaryKey || same(ctx, f, a, b) {
			continue
		}
		x, _ := f.ValueOf(ctx, a)
		set, args = append(set, `"`+f.DBName+`"=?`), append(args, x)
	}
	if len(set) == 0 {
		return nil
	}
	return tx.Do("UPDATE "+table+" SET "+strings.Join(set, ",")+" WHERE id=?", append(args, id)...)
}

func same(ctx context.Context, f *schema.Field, a, b reflect.Value) bool {
	return reflect.DeepEqual(f.ReflectValueOf(ctx, a).Interface(), f.ReflectValueOf(ctx, b).Interface())
}

func columnsOf(g *gorm.DB, of any) (*schema.Schema, error) {
	s := &gorm.Statement{DB: g}
	if err := s.Parse(of); err != nil {
		return nil, err
	}
	return s.Schema, nil
}
