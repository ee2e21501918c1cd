package account

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/staff"
)

// Rights say which role may do what with which register.
type Rights map[staff.Role]map[string][]Verb

// May tells whether a role may do something with a register. Who may edit
// everybody's may edit their own.
func (r Rights) May(role staff.Role, v Verb, register string) bool {
	vs := r[role][register]
	return slices.Contains(vs, v) || v == EditOwn && slices.Contains(vs, EditAll)
}

// who are the roles that may.
func (r Rights) who(v Verb, register string) roles {
	var out roles
	for _, x := range staff.Roles {
		if r.May(x, v, register) {
			out = append(out, x)
		}
	}
	return out
}

// RightsOf is the table of rights in force.
func RightsOf(ctx context.Context, d *db.DB) (Rights, error) {
	s, err := readState(door.Within(ctx), d)
	if err != nil {
		return nil, err
	}
	r := Standard()
	if s.Rights == "" {
		return r, nil
	}
	var own Rights
	if err := json.Unmarshal([]byte(s.Rights), &own); err != nil {
		return nil, data.Fault(data.Damaged, "error.damaged")
	}
	// A register that is younger than the shop's table has what is standard.
	for role, of := range own {
		maps.Copy(r[role], of)
	}
	r.keepAdministrator()
	return r, nil
}

// SetRights keeps a table of rights. What it does not name stays as it is;
// administrators keep the rights to accounts and settings, whatever it says.
// Field errors: role.register of a role, a register or a verb that there is not.
func SetRights(ctx context.Context, d *db.DB, r Rights) error {
	if err := Check(d, EditAll, Register); err != nil {
		return err
	}
	now, err := RightsOf(ctx, d)
	if err != nil {
		return err
	}
	was := now.clone()
	var es data.Errors
	for role, of := range r {
		for register, vs := range of {
			known := slices.Contains(staff.Roles, role) && slices.Contains(Registers(), register)
			for _, v := range vs {
				known = known && slices.Contains(Verbs, v)
			}
			if !known {
				es = append(es, data.Wrong(string(role)+"."+register, "account.error.rights"))
				continue
			}
			now[role][register] = inOrder(vs)
		}
	}
	if err := es.OrNil(); err != nil {
		return err
	}
	now.keepAdministrator()
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	return govern(ctx, d, EditAll, func(tx *db.Tx) error {
		if err := tx.Do("UPDATE account_state SET rights = ?", string(text)); err != nil {
			return err
		}
		return note(tx, User{}, RightsChanged, now.told(was)...)
	})
}

// told is what differs from another table, for the record.
func (r Rights) told(was Rights) []field.Change {
	var cs []field.Change
	for _, role := range staff.Roles {
		for _, register := range Registers() {
			if a, b := list(was[role][register]), list(r[role][register]); a != b {
				cs = append(cs, field.Change{Key: string(role) + "." + register, Before: a, After: b})
			}
		}
	}
	return cs
}

func list(vs []Verb) string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return strings.Join(out, " ")
}

func (r Rights) clone() Rights {
	c := Rights{}
	for role, of := range r {
		c[role] = maps.Clone(of)
	}
	return c
}

// inOrder are verbs once each, in the order of Verbs. Who does anything with a
// register sees it.
func inOrder(vs []Verb) []Verb {
	out := []Verb{}
	for _, v := range Verbs {
		if slices.Contains(vs, v) || v == See && len(vs) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// keepAdministrator sees to it that somebody can always change what was
// changed.
func (r Rights) keepAdministrator() {
	for _, key := range []string{Register, "settings"} {
		r[staff.Administrator][key] = slices.Clone(Verbs)
	}
}
