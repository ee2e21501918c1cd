package register_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

// windows is a register that two windows have open, with a record that both
// have read.
type windows struct {
	*testing.T
	s    *customer.Store
	read register.Record
}

func twoWindows(t *testing.T) *windows {
	w := &windows{T: t, s: customer.Open(dbtest.MustOpen(t))}
	var err error
	w.read, err = w.s.Put(context.Background(), "甲", register.Record{Values: field.Values{
		"name": "单雨霏", "remark": "新客", "tags": []string{"餐饮"}, "phones": []field.Values{{"use": "mobile", "number": "13812345678"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// theirs saves what another window changed.
func (w *windows) theirs(v field.Values) {
	w.Helper()
	now, err := w.s.Get(context.Background(), w.read.ID)
	if err != nil {
		w.Fatal(err)
	}
	now.Values = v
	if _, err := w.s.Put(context.Background(), "乙", now); err != nil {
		w.Fatal(err)
	}
}

// conflict saves the record as it was read, and returns what that is told.
func (w *windows) conflict() *register.ConflictError {
	w.Helper()
	before := rowsOf(w, w.s.DB)
	_, err := w.s.Put(context.Background(), "甲", w.read)
	var c *register.ConflictError
	if !errors.As(err, &c) || data.CodeOf(err) != data.Conflict {
		w.Fatalf("err = %v", err)
	}
	if after := rowsOf(w, w.s.DB); !reflect.DeepEqual(before, after) {
		w.Errorf("the refused save wrote: %v, then %v", before, after)
	}
	return c
}

func TestTheLaterWindowIsToldAllThatTheOthersSaved(t *testing.T) {
	phones := func(numbers ...string) []field.Values {
		var rows []field.Values
		for _, n := range numbers {
			rows = append(rows, field.Values{"use": "mobile", "number": n})
		}
		return rows
	}
	w := twoWindows(t)
	w.theirs(field.Values{"remark": "喜欢靠窗", "industry": "餐饮"})
	w.theirs(field.Values{"remark": "喜欢靠窗，对花生过敏", "tags": []string{"餐饮", "月结"}})
	w.theirs(field.Values{"phones": phones("13812345678", "13999990000"), "industry": ""})
	c := w.conflict()
	want := []field.Change{
		{Key: "phones", Before: phones("13812345678"), After: phones("13812345678", "13999990000")},
		{Key: "tags", Before: []string{"餐饮"}, After: []string{"餐饮", "月结"}},
		{Key: "remark", Before: "新客", After: "喜欢靠窗，对花生过敏"},
	}
	if len(c.Changed) != len(want) || c.Now.Version != 4 {
		t.Errorf("version %d, changed %v", c.Now.Version, c.Changed)
	}
	for _, x := range want {
		found := false
		for _, got := range c.Changed {
			found = found || reflect.DeepEqual(got, x)
		}
		if !found {
			t.Errorf("%v is not among %v", x, c.Changed)
		}
	}
	if h, err := w.s.History(context.Background(), w.read.ID); err != nil || !reflect.DeepEqual(h[0].Differences()[0].After, phones("13812345678", "13999990000")) {
		t.Errorf("the trail says %v, %v", h, err)
	}
}

func TestWhatCameToTheRecordBesideItsSavesIsNoEdit(t *testing.T) {
	w, ctx := twoWindows(t), context.Background()
	beside := func(a register.Action, m register.Meta) {
		t.Helper()
		err := w.s.DB.Write(ctx, "乙", func(tx *db.Tx) error {
			return register.Note(tx, w.s.Name, &m, a, []field.Change{{Key: "document.name", After: "合同.pdf"}})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	w.theirs(field.Values{"remark": "喜欢靠窗"})
	now, err := w.s.Get(ctx, w.read.ID)
	if err != nil {
		t.Fatal(err)
	}
	beside("document_added", now.Meta)
	beside("document_deleted", register.Meta{ID: now.ID, Number: now.Number})
	beside(register.Printed, now.Meta)
	if c := w.conflict(); len(c.Changed) != 1 || c.Changed[0].Key != "remark" {
		t.Errorf("changed %v", c.Changed)
	}
	w.read = now
	w.read.Values = field.Values{"remark": "靠门"}
	if _, err := w.s.Put(ctx, "甲", w.read); err != nil {
		t.Errorf("whoever read the record before the document came: %v", err)
	}
}

func TestARecordDeletedMeanwhileIsNotSavedUnseen(t *testing.T) {
	w, ctx := twoWindows(t), context.Background()
	if err := w.s.Delete(ctx, "乙", w.read.ID); err != nil {
		t.Fatal(err)
	}
	c := w.conflict()
	if c.Now.DeletedAt == 0 || data.All(c)[0].Key != "error.conflict_deleted" || len(c.Changed) != 0 {
		t.Errorf("conflict = %+v", c)
	}
	if text := data.Explain(c, assets.Lang("zh-Hans")); text == "" || text == "error.conflict_deleted" {
		t.Errorf("it says %q", text)
	}
	if err := w.s.Restore(ctx, "乙", w.read.ID); err != nil {
		t.Fatal(err)
	}
	if c := w.conflict(); c.Now.DeletedAt != 0 || data.All(c)[0].Key != "error.conflict" {
		t.Errorf("after it came back: %+v", c)
	}
}

func TestARecordThatNeverWasIsNotFound(t *testing.T) {
	w := twoWindows(t)
	w.read.ID = 999
	if _, err := w.s.Put(context.Background(), "甲", w.read); data.CodeOf(err) != data.NotFound {
		t.Errorf("err = %v", err)
	}
}

// What a register settles in rows that it did not get anew must not reach into
// the record as it was: the trail would miss it.
func TestWhatIsSettledInRowsStandsInTheTrail(t *testing.T) {
	w := twoWindows(t)
	settle := w.s.Settle
	w.s.Settle = func(tx *db.Tx, c, old *customer.Customer) error {
		if old != nil {
			c.Phones[0].Number = "023-67890123"
		}
		return settle(tx, c, old)
	}
	w.theirs(field.Values{"remark": "喜欢靠窗"})
	h, err := w.s.History(context.Background(), w.read.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := find(h[0].Differences(), "phones"); !ok {
		t.Errorf("differences = %v", h[0].Differences())
	}
	if now, err := w.s.Get(context.Background(), w.read.ID); err != nil || now.Values.Rows("phones")[0].Text("number") != "023-67890123" {
		t.Errorf("kept %v, %v", now.Values["phones"], err)
	}
}

func find(ds []field.Change, key string) (field.Change, bool) {
	for _, d := range ds {
		if d.Key == key {
			return d, true
		}
	}
	return field.Change{}, false
}
