package demo

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/field"
)

// places is how many values a statement takes at most: the driver looks for
// each among all of them.
const places = 400

// many writes rows with the columns that GORM knows of them, some a statement.
// GORM itself asks for every row's id back, which takes longer than writing.
func many[T any](tx *db.Tx, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	s := &gorm.Statement{DB: tx.DB}
	if err := s.Parse(&rows); err != nil {
		return err
	}
	var columns []string
	for _, f := range s.Schema.Fields {
		if f.DBName != "" && f.Creatable {
			columns = append(columns, f.DBName)
		}
	}
	head := fmt.Sprintf("INSERT INTO %s (\"%s\") VALUES ", s.Schema.Table, strings.Join(columns, "\",\""))
	row := "(" + strings.Repeat("?,", len(columns)-1) + "?)"
	few := max(places/len(columns), 1)
	args := make([]any, 0, places)
	ctx := tx.Statement.Context
	for from := 0; from < len(rows); from += few {
		to := min(from+few, len(rows))
		args = args[:0]
		for i := from; i < to; i++ {
			v := reflect.Indirect(reflect.ValueOf(&rows[i]).Elem())
			for _, c := range columns {
				x, _ := s.Schema.FieldsByDBName[c].ValueOf(ctx, v)
				args = append(args, x)
			}
		}
		if err := run(tx, head+strings.Repeat(row+",", to-from-1)+row, args...); err != nil {
			return err
		}
	}
	return nil
}

func run(tx *db.Tx, query string, args ...any) error {
	_, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, query, args...)
	return err
}

// marks are the places of n pairs in a statement.
func marks(n int) string { return strings.Repeat("(?,?),", n-1) + "(?,?)" }

// written are the fields before and after as the trail keeps them.
func written(ds []field.Change) string {
	b, err := json.Marshal(ds)
	if err != nil {
		return "[]"
	}
	return string(b)
}
