package customer_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/customer"
	"kezhi/data/search"
)

func TestEveryReasonHasItsWords(t *testing.T) {
	var keys []string
	for _, f := range []search.Field{search.Name, search.Person, search.Phone, search.Number, search.Place, search.Tag, search.Text, search.ByPinyin, search.ByInitials} {
		keys = append(keys, "search.why."+string(f))
	}
	for _, r := range []customer.Reason{customer.SameCode, customer.SameIdentity, customer.SamePhone, customer.SameName, customer.SameSound} {
		keys = append(keys, "search.duplicate."+string(r))
	}
	for _, l := range []assets.Lang{assets.ZhHans, assets.En} {
		for _, k := range keys {
			if !l.Has(k) {
				t.Errorf("%s lacks %s", l, k)
			}
		}
	}
}
