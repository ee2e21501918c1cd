package policy_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/policy"
)

// FuzzAnyTextMayBeARegulation: whatever is read is refused with places and words
// or can be written and read again.
func FuzzAnyTextMayBeARegulation(f *testing.F) {
	for _, key := range assets.Presets {
		p, err := policy.Shipped(key)
		if err != nil {
			f.Fatal(err)
		}
		b := policy.YAML(p, assets.En)
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Add([]byte("key: x\nkey: x\n"))
	f.Add([]byte("a: &a [*a, *a]\n"))
	f.Add([]byte("\xff\xfe- : {"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := policy.Parse(b)
		if (p == nil) == (err == nil) {
			t.Errorf("%v, %v", p, err)
		}
		if err == nil {
			_ = policy.Check(p)
		}
	})
}
