package register

import (
	"slices"
	"strconv"

	"kezhi/data/field"
	"kezhi/data/vault"
)

// inTrail is the purpose under which values are sealed in the trail.
const inTrail = "changes.fields"

// hidden stands for a value of the trail whose key this PC does not know.
const hidden = "******"

// veil seals the confidential values of changes that go on record.
func (b *Table[T]) veil(id int64, cs []field.Change) []field.Change {
	if len(b.Sealed) == 0 {
		return cs
	}
	v := vault.Of(b.DB)
	if v == nil || !v.Seals() {
		return cs
	}
	seal := func(x any) any {
		if s, ok := x.(string); ok && s != "" {
			return v.SealText(inTrail, place(b.Name, id), s)
		}
		return x
	}
	for i, c := range cs {
		if slices.Contains(b.Sealed, c.Key) {
			cs[i].Before, cs[i].After = seal(c.Before), seal(c.After)
		}
	}
	return cs
}

// place names a record, so that what is sealed for it is read nowhere else.
func place(register string, id int64) string { return register + "/" + strconv.FormatInt(id, 10) }

// unveil is a value of the trail as it was before veil.
func (c *Change) unveil(x any) any {
	s, ok := x.(string)
	if !ok || !vault.IsSealed(s) {
		return x
	}
	plain, err := vault.OpenText(inTrail, place(c.Register, c.RecordID), s)
	if err != nil {
		return hidden
	}
	return plain
}
