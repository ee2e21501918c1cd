package book

import (
	"context"
	"errors"
	"testing"

	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestADraftOutlivesTheWindow(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	s := customer.Open(d)
	e := NewEditor(d, s)
	e.Begin(nil)
	v := e.Values()
	v["name"], v["email"] = "单雨霏", "half@"
	v["phones"] = []field.Values{{"use": "mobile", "number": "138"}}
	e.Typed(v)
	if kept, err := e.KeepDraft(ctx, "林小满"); !kept || err != nil {
		t.Fatal(kept, err)
	}
	if kept, _ := e.KeepDraft(ctx, "林小满"); kept {
		t.Error("kept again although nothing was typed")
	}
	later := NewEditor(d, s)
	later.Begin(nil)
	got, _, err := later.Draft(ctx)
	if err != nil || got.Text("email") != "half@" || got.Rows("phones")[0].Text("number") != "138" {
		t.Fatalf("draft = %v, %v", got, err)
	}
	later.TakeDraft()
	later.Typed(got)
	if _, err := later.Save(ctx, "林小满"); err == nil {
		t.Fatal("a half address was saved")
	}
	got["email"] = ""
	later.Typed(got)
	if _, err := later.Save(ctx, "林小满"); err != nil {
		t.Fatal(err)
	}
	if ds, _ := d.Drafts(ctx); len(ds) != 0 {
		t.Errorf("the draft stayed after the save: %v", ds)
	}
}

func TestMergeKeepsWhatBothTyped(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	s := customer.Open(d)
	mine, theirs := NewEditor(d, s), NewEditor(d, s)
	mine.Begin(field.Values{"name": "单雨霏"})
	r, err := mine.Save(ctx, "甲")
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Load(ctx, r.ID); err != nil {
		t.Fatal(err)
	}
	typeIn := func(e *Editor, k, x string) {
		v := e.Values()
		v[k] = x
		e.Typed(v)
	}
	typeIn(theirs, "remark", "靠窗")
	typeIn(theirs, "region", "重庆")
	if _, err := theirs.Save(ctx, "乙"); err != nil {
		t.Fatal(err)
	}
	typeIn(mine, "remark", "不吃辣")
	typeIn(mine, "industry", "餐饮")
	_, err = mine.Save(ctx, "甲")
	var c *register.ConflictError
	if !errors.As(err, &c) {
		t.Fatal(err)
	}
	both := mine.Merge(c)
	if len(both) != 1 || both[0].Key != "remark" || both[0].After != "靠窗" {
		t.Errorf("both = %v", both)
	}
	r, err = mine.Save(ctx, "甲")
	if err != nil {
		t.Fatal(err)
	}
	if r.Values.Text("remark") != "不吃辣" || r.Values.Text("region") != "重庆" || r.Values.Text("industry") != "餐饮" {
		t.Errorf("merged = %v", r.Values)
	}
}

func TestAVectorReadsOnlyThePagesInSight(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	s := customer.Open(d)
	for range 200 {
		v := s.Blank()
		v["name"] = "某"
		if _, err := s.Put(ctx, "x", register.Record{Values: v}); err != nil {
			t.Fatal(err)
		}
	}
	ids, err := s.IDs(ctx, register.Query{Sort: "number"})
	if err != nil {
		t.Fatal(err)
	}
	v := newVector(s)
	v.set(ids)
	if _, ok := v.line(130); ok {
		t.Fatal("a line before it was read")
	}
	pages, edition := v.missing(120, 140)
	if len(pages) != 2 {
		t.Fatalf("pages = %v", pages)
	}
	if again, _ := v.missing(120, 140); len(again) != 0 {
		t.Error("asked twice")
	}
	for _, p := range pages {
		if err := v.read(ctx, p, edition); err != nil {
			t.Fatal(err)
		}
	}
	if l, ok := v.line(130); !ok || l.Number != "KH-000131" {
		t.Errorf("line = %v, %v", l.Number, ok)
	}
	v.set(ids[:10])
	if _, ok := v.line(5); ok {
		t.Error("an old page answered for a new vector")
	}
}

func TestTypingAnewLeavesAnOlderDraftAlone(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	s := customer.Open(d)
	begin := func(name string) *Editor {
		e := NewEditor(d, s)
		e.Begin(nil)
		if _, _, err := e.Draft(ctx); err != nil {
			t.Fatal(err)
		}
		v := e.Values()
		v["name"] = name
		e.Typed(v)
		if kept, err := e.KeepDraft(ctx, "林小满"); !kept || err != nil {
			t.Fatal(kept, err)
		}
		return e
	}
	begin("单雨霏")
	second := begin("仇英骥")
	if ds, _ := d.Drafts(ctx); len(ds) != 2 {
		t.Fatalf("%d drafts, want both", len(ds))
	}
	if _, err := second.Save(ctx, "林小满"); err != nil {
		t.Fatal(err)
	}
	third := NewEditor(d, s)
	third.Begin(nil)
	v, _, err := third.Draft(ctx)
	if err != nil || v.Text("name") != "单雨霏" {
		t.Fatalf("draft = %v, %v", v, err)
	}
	third.TakeDraft()
	third.Typed(v)
	if _, err := third.Save(ctx, "林小满"); err != nil {
		t.Fatal(err)
	}
	if ds, _ := d.Drafts(ctx); len(ds) != 0 {
		t.Errorf("%d drafts left", len(ds))
	}
}

func TestADraftNeverComesAfterItsSave(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	s := customer.Open(d)
	for range 100 {
		e := NewEditor(d, s)
		e.Begin(nil)
		v := e.Values()
		v["name"] = "单雨霏"
		e.Typed(v)
		done := make(chan error)
		go func() {
			_, err := e.KeepDraft(ctx, "林小满")
			done <- err
		}()
		if _, err := e.Save(ctx, "林小满"); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if ds, _ := d.Drafts(ctx); len(ds) != 0 {
			t.Fatal("a draft stayed after the save")
		}
	}
}
