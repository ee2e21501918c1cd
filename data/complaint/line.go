package complaint

import (
	"kezhi/data"
	"kezhi/data/field"
)

// Line is the step in one sentence, for the time-line and the handling record:
// 分派给 客服部 周岚.
func (s *Step) Line(sp data.Speaker) string {
	var args []any
	for _, d := range StepFields(s.Kind) {
		args = append(args, d.Key, field.Show(sp, d, s.Values[d.Key]))
	}
	return sp.T("complaint.line."+string(s.Kind), args...)
}
