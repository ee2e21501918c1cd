package shop

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// identityKey is a setting's key.
const identityKey = "shop.identity"

// Identity is what stands at the head of every printed form.
type Identity struct {
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	Address string `json:"address"`
	Logo    []byte `json:"logo,omitempty"` // PNG or JPEG, at most 1 MiB
}

// Member is somebody of the shop (员工).
type Member = staff.Member

// Identity reads the shop's identity.
func (s *Shop) Identity(ctx context.Context) (Identity, error) {
	var i Identity
	err := s.DB.Setting(ctx, identityKey, &i)
	return i, err
}

// SetIdentity keeps the shop's identity. Field errors: name, phone, address, logo.
func (s *Shop) SetIdentity(ctx context.Context, who string, i Identity) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "settings"); err != nil {
		return err
	}
	var wrong data.Errors
	for f, v := range map[string]string{"name": i.Name, "phone": i.Phone, "address": i.Address} {
		if len([]rune(v)) > 100 {
			wrong = append(wrong, data.Wrong(f, "error.too_long", "Max", 100))
		}
	}
	if len(i.Logo) > 1<<20 {
		wrong = append(wrong, data.Wrong("logo", "error.logo_size"))
	}
	if err := wrong.OrNil(); err != nil {
		return err
	}
	return keep(ctx, s.DB, who, identityKey, i, tellIdentity)
}

// Staff lists the shop's people.
func (s *Shop) Staff(ctx context.Context) ([]Member, error) { return staff.List(s.DB.Read(ctx)) }

// SetStaff keeps the list of the shop's people. A name stands once: two people
// of one name need a mark to tell them apart, for recusal goes by name.
func (s *Shop) SetStaff(ctx context.Context, who string, ms []Member) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "settings"); err != nil {
		return err
	}
	var wrong data.Errors
	var kept []Member
	for i, m := range ms {
		m.Name, m.Department, m.Post = strings.TrimSpace(m.Name), strings.TrimSpace(m.Department), strings.TrimSpace(m.Post)
		if m == (Member{}) {
			continue
		}
		at := func(f string) string { return "staff[" + itoa(i) + "]." + f }
		switch {
		case m.Name == "":
			wrong = append(wrong, data.Wrong(at("name"), "error.required"))
		case len([]rune(m.Name)) > 30:
			wrong = append(wrong, data.Wrong(at("name"), "error.too_long", "Max", 30))
		case slices.ContainsFunc(kept, func(k Member) bool { return k.Name == m.Name }):
			wrong = append(wrong, data.Wrong(at("name"), "error.staff_twice", "Name", m.Name))
		case m.Role != "" && !slices.Contains(staff.Roles, m.Role):
			wrong = append(wrong, data.Wrong(at("role"), "error.no_option", "Value", string(m.Role)))
		}
		kept = append(kept, m)
	}
	if err := wrong.OrNil(); err != nil {
		return err
	}
	return keep(ctx, s.DB, who, staff.Setting, kept, tellStaff)
}

// SetOwnFields keeps the shop's own fields of the customer file and makes the
// registers anew with them. A field that is no longer listed is not shown;
// what was kept under it stays in the file.
func (s *Shop) SetOwnFields(ctx context.Context, who string, fs []customer.OwnField) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "settings"); err != nil {
		return err
	}
	var wrong data.Errors
	used := 0
	for _, f := range fs {
		var n int
		if _, err := scan(f.Key, &n); err == nil {
			used = max(used, n)
		}
	}
	for i := range fs {
		f := &fs[i]
		f.Label = strings.TrimSpace(f.Label)
		at := func(k string) string { return "own[" + itoa(i) + "]." + k }
		if f.Label == "" {
			wrong = append(wrong, data.Wrong(at("label"), "error.required"))
		}
		if len([]rune(f.Label)) > 20 {
			wrong = append(wrong, data.Wrong(at("label"), "error.too_long", "Max", 20))
		}
		if f.Kind == "choice" && len(f.Options) < 2 {
			wrong = append(wrong, data.Wrong(at("options"), "error.two_options"))
		}
		if f.Key == "" {
			used++
			f.Key = "own_" + itoa(used)
		}
	}
	if err := wrong.OrNil(); err != nil {
		return err
	}
	if err := keep(ctx, s.DB, who, customer.Setting, fs, tellOwn); err != nil {
		return err
	}
	return s.reopen(ctx)
}

func itoa(n int) string { return fmt.Sprint(n) }

func scan(key string, n *int) (int, error) { return fmt.Sscanf(key, "own_%d", n) }
