package register

import (
	"reflect"
	"slices"

	"gorm.io/gorm"

	"kezhi/data/db"
)

// Row is what the small records of a record begin with: a customer's phones,
// a visit's promises. They are kept in a table of their own, in order.
type Row struct {
	RecordID int64 `gorm:"primaryKey;autoIncrement:false"`
	Pos      int   `gorm:"primaryKey;autoIncrement:false"`
}

func (r *Row) row() *Row { return r }

type rower[R any] interface {
	*R
	row() *Row
}

// Part is one list of small records of the type T.
type Part[T any] struct {
	save func(tx *db.Tx, id int64, t, old *T) error
	load func(g *gorm.DB, ids []int64, by map[int64]*T) error
	own  func(t *T) // gives a copy of a record rows of its own
}

// Rows is the Part of a slice of R, which embeds Row.
func Rows[T, R any, P rower[R]](at func(*T) *[]R) Part[T] {
	number := func(id int64, rs []R) {
		for i := range rs {
			*P(&rs[i]).row() = Row{RecordID: id, Pos: i}
		}
	}
	return Part[T]{
		save: func(tx *db.Tx, id int64, t, old *T) error {
			rs := *at(t)
			number(id, rs)
			if old != nil {
				before := *at(old)
				number(id, before)
				if len(before) == len(rs) && (len(rs) == 0 || reflect.DeepEqual(before, rs)) {
					return nil
				}
				if err := db.Delete[R](tx, "record_id = ?", id); err != nil {
					return err
				}
			}
			_, err := db.Insert(tx, "", rs)
			return err
		},
		load: func(g *gorm.DB, ids []int64, by map[int64]*T) error {
			rs, err := db.Select[R](g, "", "WHERE record_id "+among(ids)+" ORDER BY record_id, pos")
			if err != nil {
				return err
			}
			for _, r := range rs {
				if t := by[P(&r).row().RecordID]; t != nil {
					*at(t) = append(*at(t), r)
				}
			}
			return nil
		},
		own: func(t *T) { *at(t) = slices.Clone(*at(t)) },
	}
}
