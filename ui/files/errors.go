package files

import (
	"kezhi/data"
	"kezhi/ui/kit"
)

// showErrors shows refusals at the form's fields; false where there are none.
func showErrors(form *kit.RecordForm, err error) bool {
	es := data.All(err)
	if len(es) > 0 {
		form.SetErrors(es)
	}
	return len(es) > 0
}
