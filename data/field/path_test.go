package field_test

import (
	"testing"

	"kezhi/data/field"
)

func TestAValueIsReadAndWrittenWhereItsPathSays(t *testing.T) {
	v := field.Values{"name": "单雨霏", "phones": []field.Values{{"number": "1"}, {"number": "2"}}}
	if !v.SetAt("phones[1].number", "3") || v.At("phones[1].number") != "3" || v.At("phones[0].number") != "1" {
		t.Errorf("%v", v)
	}
	if v.At("name") != "单雨霏" {
		t.Errorf("%v", v.At("name"))
	}
	for _, path := range []string{"phones[2].number", "phones[x].number", "phones[-1].number", "name[0].x", "phones[0"} {
		if v.SetAt(path, "9") || v.At(path) != nil {
			t.Errorf("%s is a place", path)
		}
	}
}
