package policy_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/policy"
)

func TestAPresetInForceIsTheLastThatWasChosen(t *testing.T) {
	d := dbtest.MustOpen(t)
	p, err := policy.Current(d.Read(t.Context()))
	if err != nil || p.Key != "general" || p.Edition() != "general@1" {
		t.Fatalf("%+v, %v", p, err)
	}
	q, err := policy.Shipped("general")
	if err != nil {
		t.Fatal(err)
	}
	q.Complaints.Deadlines[0].Within = policy.Period{N: 5, Unit: policy.Workday}
	if err := d.Write(t.Context(), "周岚", func(tx *db.Tx) error { return policy.Use(tx, q) }); err != nil {
		t.Fatal(err)
	}
	p, err = policy.Current(d.Read(t.Context()))
	if err != nil || p.Complaints.Deadlines[0].Within.Say(assets.ZhHans) != "5 个工作日" {
		t.Fatalf("%+v, %v", p, err)
	}
	if g, ok := p.Grade("preferred"); !ok || g.Name.Say(assets.En) != "Preferred" || assets.ZhHans.T(g.Name.Message()) != "优选" {
		t.Errorf("%+v", g)
	}
}
