package book

import (
	"context"
	"slices"

	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Options are what every record form is given: the shop's people, and the
// search behind references.
func Options(h screen.Host) kit.FormOptions {
	return kit.FormOptions{
		People:    People(h),
		Customers: func(q string) []kit.Pick { return Customers(h, q) },
		Records:   func(register, q string) []kit.Pick { return Records(h, register, q) },
		Name:      func(register, number string) string { return Name(h, number) },
	}
}

// People are the names of those who work at the shop.
func People(h screen.Host) func() []string {
	return func() []string {
		var names []string
		for _, m := range h.Staff() {
			if !m.Left {
				names = append(names, m.Name)
			}
		}
		if who := h.Who(); !slices.Contains(names, who) {
			names = append(names, who)
		}
		return names
	}
}

// Customers finds customer files for a reference. It queries: call it beside
// the window.
func Customers(h screen.Host, q string) []kit.Pick {
	hits, err := h.Shop().Customers.Search(context.Background(), q, 12)
	if err != nil {
		return nil
	}
	var ps []kit.Pick
	for _, x := range hits {
		ps = append(ps, kit.Pick{Number: x.Number, Title: x.Name, Sub: x.Phone})
	}
	return ps
}

// Records finds records of a register for a reference: those whose name or
// number has the words, the newest first.
func Records(h screen.Host, reg, q string) []kit.Pick {
	if reg == "customer" {
		return Customers(h, q)
	}
	es, err := h.Shop().Lookup(context.Background(), reg, q, 12)
	if err != nil {
		return nil
	}
	var ps []kit.Pick
	for _, e := range es {
		ps = append(ps, kit.Pick{Number: e.Number, Title: e.Who, Sub: e.What})
	}
	return ps
}

// Name is the title of a record by its number.
func Name(h screen.Host, number string) string {
	ctx := context.Background()
	r, id, err := h.Shop().Find(ctx, number)
	if err != nil {
		return ""
	}
	ls, err := r.Lines(ctx, []int32{int32(id)})
	if err != nil || len(ls) == 0 {
		return ""
	}
	who, _ := shop.Title(r.Key(), ls[0].Values)
	return who
}

// Difference is one field before and after, in words.
func Difference(ds []field.Desc, c field.Change) string {
	d, ok := field.Find(ds, c.Key)
	if !ok {
		return c.Key
	}
	show := func(x any) string {
		s := field.Show(kit.Lang, d, rows(d, x))
		if s == "" {
			return kit.T("ui.nothing")
		}
		return s
	}
	return kit.T("ui.difference", "Field", kit.T(d.Label), "Before", show(c.Before), "After", show(c.After))
}

// rows brings a value that was read from JSON into the type that is shown.
func rows(d field.Desc, x any) any {
	return field.Raw([]field.Desc{d}, map[string]any{d.Key: x})[d.Key]
}
