package shop

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"kezhi/assets"
	"kezhi/data/audit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// The trail's names for what is done to the settings.
const (
	SettingChanged register.Action = "setting_changed"
	PolicyChanged  register.Action = "policy_changed"
)

// keep keeps a setting and puts on record what is different. tell gives what
// the trail says of it, in Change.After.
func keep[T any](ctx context.Context, d *db.DB, who, key string, now T, tell func(T) []field.Change) error {
	return d.Write(ctx, who, func(tx *db.Tx) error { return keepIn(tx, key, now, tell) })
}

func keepIn[T any](tx *db.Tx, key string, now T, tell func(T) []field.Change) error {
	var old T
	if err := db.SettingIn(tx.DB, key, &old); err != nil {
		return err
	}
	if err := db.SetIn(tx, key, now); err != nil {
		return err
	}
	cs := different(tell(old), tell(now))
	if len(cs) == 0 {
		return nil
	}
	return audit.SayIn(tx, audit.Entry{Action: SettingChanged, Register: "settings", Fields: cs})
}

// different are the changes from one state to another of the same keys; of
// lists what is in one alone.
func different(before, after []field.Change) []field.Change {
	var cs []field.Change
	for i, b := range after {
		x, y := before[i].After, b.After
		if reflect.DeepEqual(x, y) {
			continue
		}
		if xs, ok := x.([]string); ok {
			ys := y.([]string)
			x, y = without(xs, ys), without(ys, xs)
		}
		cs = append(cs, field.Change{Key: b.Key, Before: x, After: y})
	}
	return cs
}

func without(xs, ys []string) []string {
	out := []string{}
	for _, x := range xs {
		if !slices.Contains(ys, x) {
			out = append(out, x)
		}
	}
	return out
}

// dotted is what is not empty, side by side.
func dotted(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), " · ")
}

func tellIdentity(i Identity) []field.Change {
	logo := ""
	if len(i.Logo) > 0 {
		logo = itoa((len(i.Logo)+1023)/1024) + " KB"
	}
	return []field.Change{
		{Key: "shop.name", After: i.Name}, {Key: "shop.phone", After: i.Phone}, {Key: "shop.address", After: i.Address}, {Key: "shop.logo", After: logo},
	}
}

func tellStaff(ms []staff.Member) []field.Change {
	out := []string{}
	for _, m := range ms {
		left := ""
		if m.Left {
			left = "✕"
		}
		out = append(out, dotted(m.Name, m.Department, m.Post, string(m.Role), left))
	}
	return []field.Change{{Key: "staff", After: out}}
}

func tellOwn(fs []customer.OwnField) []field.Change {
	out := []string{}
	for _, f := range fs {
		out = append(out, dotted(f.Label, f.Kind, strings.Join(f.Options, " ")))
	}
	return []field.Change{{Key: "own", After: out}}
}

func tellDays(ds []workday.Day) []field.Change {
	out := []string{}
	for _, d := range ds {
		kind := "−"
		if d.Work {
			kind = "+"
		}
		out = append(out, dotted(d.Day, kind, d.Name))
	}
	return []field.Change{{Key: "days", After: out}}
}

// tellPolicy puts on record that another regulation is in force, and where it
// differs.
func tellPolicy(tx *db.Tx, from, to *policy.Preset) error {
	cs := []field.Change{{Key: "edition", Before: from.Edition(), After: to.Edition()}}
	for _, d := range policy.Compare(from, to) {
		cs = append(cs, field.Change{Key: strings.Join(d.What, " "), Before: d.Before.Say(assets.ZhHans), After: d.After.Say(assets.ZhHans)})
	}
	return audit.SayIn(tx, audit.Entry{Action: PolicyChanged, Register: "policy", Number: to.Edition(), Fields: cs})
}
