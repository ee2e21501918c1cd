package db_test

import (
	"context"
	"testing"

	"kezhi/data/db"
	"kezhi/data/db/dbtest"
)

func TestALaterDraftTakesTheEarlierOnesPlaceAlsoOfANewRecord(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	for _, id := range []int64{0, 7} {
		for _, text := range []string{`{"name":"单"}`, `{"name":"单雨霏"}`} {
			if err := d.KeepDraft(ctx, db.Draft{Register: "customer", RecordID: id, Who: "林小满", Values: text}); err != nil {
				t.Fatalf("record %d: %v", id, err)
			}
		}
	}
	ds, err := d.Drafts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(ds) != 2 {
		t.Fatalf("drafts = %v", ds)
	}
	for _, f := range ds {
		if f.Values != `{"name":"单雨霏"}` {
			t.Errorf("record %d kept %s", f.RecordID, f.Values)
		}
	}
}
