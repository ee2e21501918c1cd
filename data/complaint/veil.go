package complaint

import (
	"context"
	"strings"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// What is sensitive in a step is the numbers of persons (phones, identity numbers)
// that were written into its texts, and any field that is marked so. The reply is
// the shop's own letter, whose numbers the complainant is to call.

// hides tells whether whoever is at the desk sees that masked.
func (s *Store) hides(ctx context.Context) bool {
	return !register.May(ctx, s.DB, right.Sensitive, s.Name)
}

// veil masks the steps of a case.
func (k *Case) veil() {
	for i := range k.Steps {
		s := &k.Steps[i]
		if s.Kind != Receipt { // masked as the entry is
			s.Values, s.Stored = masked(s.Kind, s.Values), ""
		}
	}
}

// masked are the values of a step, masked.
func masked(k Kind, v field.Values) field.Values {
	c := v.Clone()
	for _, d := range StepFields(k) {
		if x, ok := c[d.Key].(string); ok {
			c[d.Key] = maskText(k, d, x)
		}
	}
	return c
}

func maskText(k Kind, d field.Desc, x string) string {
	switch {
	case d.Sensitive:
		return field.Mask(d.Kind, x)
	case k == Reply:
	case d.Kind == field.Text || d.Kind == field.Multiline:
		return field.MaskNumbers(x)
	}
	return x
}

// unmasked are values of a step that somebody may have seen masked, with what is
// known in the place of what is masked.
func unmasked(k Kind, v, known field.Values) field.Values {
	c := v.Clone()
	for _, d := range StepFields(k) {
		x, ok := c[d.Key].(string)
		switch {
		case !ok || !field.IsMasked(x):
		case d.Sensitive && field.Mask(d.Kind, known.Text(d.Key)) == x:
			c[d.Key] = known.Text(d.Key)
		case d.Kind == field.Text || d.Kind == field.Multiline:
			c[d.Key] = field.UnmaskNumbers(x, known.Text(d.Key))
		}
	}
	return c
}

// maskTold masks what the trail tells of a step, "investigation.facts".
func maskTold(key string, x any) any {
	kind, key, _ := strings.Cut(key, ".")
	s, ok := x.(string)
	if d, found := field.Find(StepFields(Kind(kind)), key); ok && found {
		return maskText(Kind(kind), d, s)
	}
	return x
}
