package db

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// The functions below read and write records with the columns that GORM knows
// of their type, but past GORM: what it does around a statement takes longer
// than SQLite does for it.

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
	s, err := columnsOf[T](tx.DB)
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

// Delete removes rows from the table of their type.
func Delete[T any](tx *Tx, where string, args ...any) error {
	s, err := columnsOf[T](tx.DB)
	if err != nil {
		return err
	}
	return tx.Do("DELETE FROM "+s.Table+" WHERE "+where, args...)
}

// List writes ids out for a condition "IN (…)": the driver takes longer over
// values that are handed to it.
func List(ids []int64) string {
	b := make([]byte, 0, 8*len(ids))
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, id, 10)
	}
	return string(b)
}

// Select reads all columns of the rows of a table ("": the one of their type)
// that the rest of the query asks for, such as "WHERE id = ?".
func Select[T any](g *gorm.DB, table, rest string, args ...any) ([]T, error) {
	s, err := columnsOf[T](g)
	if err != nil {
		return nil, err
	}
	if table == "" {
		table = s.Table
	}
	ctx := g.Statement.Context
	rows, err := g.Statement.ConnPool.QueryContext(ctx, "SELECT * FROM "+table+" "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	fs, err := fieldsOf(s, rows)
	if err != nil {
		return nil, err
	}
	raw, to := make([]any, len(fs)), make([]any, len(fs))
	for i := range raw {
		to[i] = &raw[i]
	}
	var out []T
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		out = append(out, *new(T))
		v := reflect.ValueOf(&out[len(out)-1]).Elem()
		for i, f := range fs {
			if f == nil {
				continue
			}
			if err := put(ctx, f, v, raw[i]); err != nil {
				return nil, err
			}
		}
	}
	return out, rows.Err()
}

// fieldsOf are the fields that the columns of rows are kept in, nil for one
// that the type does not know.
func fieldsOf(s *schema.Schema, rows *sql.Rows) ([]*schema.Field, error) {
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	fs := make([]*schema.Field, len(names))
	for i, n := range names {
		if f := s.FieldsByDBName[n]; f != nil && f.Readable {
			fs[i] = f
		}
	}
	return fs, nil
}

// put sets a field to what the driver read.
func put(ctx context.Context, f *schema.Field, record reflect.Value, x any) error {
	if f.Serializer != nil {
		return f.Serializer.Scan(ctx, f, record, x)
	}
	v := f.ReflectValueOf(ctx, record)
	if x == nil {
		v.SetZero()
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch x := x.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(x)
			return nil
		}
	case int64:
		switch {
		case v.CanInt():
			v.SetInt(x)
			return nil
		case v.Kind() == reflect.Bool:
			v.SetBool(x != 0)
			return nil
		}
	}
	if err := f.Set(ctx, record, x); err != nil {
		return fmt.Errorf("%s.%s: %w", f.Schema.Table, f.DBName, err)
	}
	return nil
}

// Update writes the columns in which a record differs from what is in the
// table, so that only the indexes concerned are written too.
func Update[T any](tx *Tx, table string, id int64, now, old *T) error {
	s, err := columnsOf[T](tx.DB)
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
	a, b = f.ReflectValueOf(ctx, a), f.ReflectValueOf(ctx, b)
	if a.Comparable() && a.Kind() != reflect.Pointer {
		return a.Equal(b)
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

var schemas sync.Map // of each type: to ask GORM takes longer

func columnsOf[T any](g *gorm.DB) (*schema.Schema, error) {
	t := reflect.TypeFor[T]()
	if s, ok := schemas.Load(t); ok {
		return s.(*schema.Schema), nil
	}
	s := &gorm.Statement{DB: g}
	if err := s.Parse(new(T)); err != nil {
		return nil, err
	}
	schemas.Store(t, s.Schema)
	return s.Schema, nil
}
