package settings

import (
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

var identityFields = field.NewSet("ui.settings.identity",
	field.Of("name", func(i *shop.Identity) *string { return &i.Name }).Limit(100),
	field.OfPhone("phone", func(i *shop.Identity) *string { return &i.Phone }),
	field.Of("address", func(i *shop.Identity) *string { return &i.Address }).Limit(100).Broad(),
)

// roleField is what somebody is in the shop: who approves, who is told.
func roleField() *field.Field[shop.Member] {
	f := field.OfChoice("role", func(m *shop.Member) *string { return (*string)(&m.Role) })
	for _, r := range staff.Roles {
		f.Options, f.Names = append(f.Options, string(r)), append(f.Names, "staff.role."+string(r))
	}
	return f
}

type staffOf struct{ Staff []shop.Member }

var staffFields = field.NewSet("ui.settings",
	field.OfRows("staff", func(s *staffOf) *[]shop.Member { return &s.Staff }, field.NewSet("ui.settings.staff",
		field.Of("name", func(m *shop.Member) *string { return &m.Name }).Require().Limit(30),
		field.Of("department", func(m *shop.Member) *string { return &m.Department }).Limit(30),
		field.Of("post", func(m *shop.Member) *string { return &m.Post }).Limit(30),
		roleField(),
		field.OfBool("left", func(m *shop.Member) *bool { return &m.Left }),
	)).Limit(500),
)

type ownOf struct{ Own []customer.OwnField }

// keep gives the fields that were there before their keys back, by their
// labels: the form does not show keys.
func (o *ownOf) keep(before []customer.OwnField) {
	for i := range o.Own {
		for _, b := range before {
			if b.Label == o.Own[i].Label && o.Own[i].Key == "" {
				o.Own[i].Key = b.Key
			}
		}
	}
}

var ownFields = field.NewSet("ui.settings",
	field.OfRows("own", func(o *ownOf) *[]customer.OwnField { return &o.Own }, field.NewSet("ui.settings.own",
		field.Of("label", func(f *customer.OwnField) *string { return &f.Label }).Require().Limit(20),
		field.OfChoice("kind", func(f *customer.OwnField) *string { return &f.Kind }, "text", "multiline", "date", "choice").Require(),
		field.OfTags("options", func(f *customer.OwnField) *[]string { return &f.Options }).Limit(50),
		field.OfBool("required", func(f *customer.OwnField) *bool { return &f.Required }),
	)).Limit(50),
)
