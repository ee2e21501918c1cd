package field

// Raw brings decoded JSON into the types that Values hold, without judging it:
// what a person had typed half-way comes back as it was. Keys that no
// description names are left out.
func Raw(ds []Desc, m map[string]any) Values {
	v := Values{}
	for _, d := range ds {
		x, ok := m[d.Key]
		if !ok || x == nil {
			continue
		}
		switch {
		case d.Kind == Rows:
			rows, _ := asRows(x)
			out := make([]Values, len(rows))
			for i, r := range rows {
				out[i] = Raw(d.Rows, r)
			}
			v[d.Key] = out
		case d.Kind.List():
			l, _ := asList(x)
			v[d.Key] = l
		default:
			s, _ := asText(x)
			v[d.Key] = s
		}
	}
	return v
}
