package backup_test

import (
	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/register"
)

var speaker = assets.ZhHans

func recordOf(name string) register.Record {
	return register.Record{Values: field.Values{"kind": "organisation", "name": name}}
}
