package complaint_test

import (
	"context"
	"slices"
	"testing"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// printed puts on the trail that a form of the complaint was printed now.
func (d *desk) printed(id int64, form string) {
	d.Helper()
	c := d.complaint(id)
	err := d.db.Write(context.Background(), "林小满", func(tx *db.Tx) error {
		return register.Note(tx, "complaint", &c.Meta, register.Printed, []field.Change{{Key: "form", After: form}})
	})
	if err != nil {
		d.Fatal(err)
	}
}

func TestTheArchiveTellsWhichPapersAreMissing(t *testing.T) {
	d, ctx := laboratory(t, "2026-11-18"), context.Background()
	r := d.receive()
	missing := func() []complaint.Kind {
		k, err := d.complaints.Case(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		ps, err := d.complaints.Papers(ctx, k)
		if err != nil {
			t.Fatal(err)
		}
		return complaint.Holding{Papers: ps}.Missing()
	}
	d.printed(r.ID, "complaint-receipt")
	d.until(r.ID, complaint.Reply)
	d.printed(r.ID, "complaint-record")
	d.do(r.ID, complaint.Reply, nil)
	d.do(r.ID, complaint.Opinion, nil)
	d.do(r.ID, complaint.Corrective, nil)
	want := []complaint.Kind{complaint.Reply, complaint.Opinion, complaint.Corrective}
	if got := missing(); !slices.Equal(got, want) {
		t.Errorf("missing %v, want %v: the record was printed before the corrective action", got, want)
	}
	d.printed(r.ID, "reply-letter")
	d.printed(r.ID, "customer-opinion")
	d.printed(r.ID, "complaint-record")
	if got := missing(); len(got) != 0 {
		t.Errorf("missing %v", got)
	}
	d.do(r.ID, complaint.Archive, nil)
	if v := d.get(r.ID); v.Text("archive_number") != "TSDA-2026-000001" {
		t.Errorf("archive number %s", v.Text("archive_number"))
	}
}

func TestAnArchiveNumberIsOfTheYearAndStays(t *testing.T) {
	d, ctx := laboratory(t, "2026-12-30"), context.Background()
	first, second := d.received(complaint.Ordinary), d.received(complaint.Ordinary)
	d.until(first.ID, "")
	d.do(first.ID, complaint.Reopening, nil)
	d.do(first.ID, complaint.Investigation, nil)
	d.do(first.ID, complaint.Proposal, nil)
	d.do(first.ID, complaint.Approval, nil)
	d.at("2027-01-04")
	for _, k := range path[5:] {
		d.do(first.ID, k, nil)
	}
	d.until(second.ID, "")
	for id, want := range map[int64]string{first.ID: "TSDA-2026-000001", second.ID: "TSDA-2027-000001"} {
		if got := d.get(id).Text("archive_number"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	hs, err := d.complaints.Archives(ctx, 2027)
	if err != nil || len(hs) != 2 || hs[0].Place != "2026-投诉-3 盒" || len(hs[0].Missing()) == 0 {
		t.Errorf("%+v, %v", hs, err)
	}
	if hs, err := d.complaints.Archives(ctx, 2026); err != nil || len(hs) != 0 {
		t.Errorf("2026: %v, %v", hs, err)
	}
}
