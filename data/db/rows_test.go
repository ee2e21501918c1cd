package db_test

import (
	"context"
	"reflect"
	"testing"

	"kezhi/data/db"
	"kezhi/data/db/dbtest"
)

type parcel struct {
	ID      int64 `gorm:"primaryKey"`
	Text    string
	Weight  int64
	Fragile bool
	For     *int64
	Pieces  int
	Marks   []string          `gorm:"serializer:json"`
	More    map[string]string `gorm:"serializer:json"`
	Counted int64             `gorm:"->"` // by others
	Loose   string            `gorm:"-"`
}

func (parcel) TableName() string { return "parcels" }

// Rows are read as they were written, and a change writes what is different.
func TestRowsComeBackAsTheyWere(t *testing.T) {
	d := dbtest.MustOpen(t)
	_, err := d.Pool().Exec(`CREATE TABLE parcels (id INTEGER PRIMARY KEY, added_later TEXT NOT NULL DEFAULT 'x', text TEXT, weight INTEGER, fragile INTEGER,
		"for" INTEGER, pieces INTEGER, marks TEXT, more TEXT, counted INTEGER NOT NULL DEFAULT 7)`)
	if err != nil {
		t.Fatal(err)
	}
	seven, big := int64(7), int64(1)<<53+1
	want := []parcel{
		{ID: 1, Text: "王𬭎 \"'\\\n\x1f", Weight: -big, Fragile: true, For: &seven, Pieces: 3, Marks: []string{"易碎", ""}, More: map[string]string{"a": "b"}},
		{ID: 2, Marks: []string{}, More: map[string]string{}},
	}
	write := func(f func(tx *db.Tx) error) {
		t.Helper()
		if err := d.Write(context.Background(), "x", f); err != nil {
			t.Fatal(err)
		}
	}
	read := func(rest string, args ...any) []parcel {
		t.Helper()
		got, err := db.Select[parcel](d.Read(context.Background()), "", rest, args...)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	write(func(tx *db.Tx) error {
		last, err := db.Insert(tx, "", want)
		if last != 2 {
			t.Error("the last key is", last)
		}
		return err
	})
	for i := range want {
		want[i].Counted = 7
	}
	if got := read("ORDER BY id"); !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v", got, want)
	}

	now := want[0]
	now.Text, now.For, now.Fragile, now.Marks, now.Counted = "", nil, false, []string{"轻放"}, 9
	write(func(tx *db.Tx) error {
		if err := tx.Do("UPDATE parcels SET weight = 5, text = 'of others' WHERE id = 1"); err != nil {
			return err
		}
		return db.Update(tx, "parcels", 1, &now, &want[0])
	})
	now.Weight, now.Counted = 5, 7 // the one was the same in both, the other is not written
	if got := read("WHERE id = ?", 1); len(got) != 1 || !reflect.DeepEqual(got[0], now) {
		t.Errorf("after the change %+v, want %+v", got, now)
	}

	write(func(tx *db.Tx) error {
		return tx.Do("UPDATE parcels SET text = NULL, weight = NULL, fragile = NULL, marks = NULL WHERE id = 1")
	})
	if got := read("WHERE id = 1"); len(got) != 1 || !reflect.DeepEqual(got[0], parcel{ID: 1, Pieces: 3, More: now.More, Counted: 7}) {
		t.Errorf("of nothing: %+v", got)
	}
	write(func(tx *db.Tx) error { return db.Delete[parcel](tx, "id = ?", 1) })
	if got := read(""); len(got) != 1 || got[0].ID != 2 {
		t.Errorf("left: %+v", got)
	}
	if got := read("WHERE id = 1"); len(got) != 0 {
		t.Errorf("gone, but read: %+v", got)
	}
	if _, err := db.Select[parcel](d.Read(context.Background()), "nowhere", ""); err == nil {
		t.Error("a table that is not there was read")
	}
}
