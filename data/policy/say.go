package policy

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kezhi/assets"
	"kezhi/data"
)

// label is the message of a key's name, whatever row it stands in.
func label(path string) string { return "policy.key." + path }

// Label is the message of a key's name: "grading.grades[1].quota" is
// "policy.key.grading.grades.quota".
func Label(path string) string {
	var b strings.Builder
	for _, p := range strings.SplitAfter(path, "]") {
		p, _, _ = strings.Cut(p, "[")
		b.WriteString(p)
	}
	return label(b.String())
}

// options are, by the last part of a key, the messages of what it may be.
var options = map[string]string{
	"grading.by": "policy.by.", "credit.approve": "policy.level.", "write_off": "policy.level.", "by": "policy.level.", "over_limit": "policy.level.", "levels": "policy.level.",
	"tone": "policy.tone.", "way": "visit.way.", "unless": "visit.way.", "severity": "complaint.severity.",
	"papers": "complaint.step.", "limit": "policy.limit.", "household": "policy.relation.", "basis": "policy.basis.", "lists": "policy.list.",
}

func optionOf(path string) string {
	if o, ok := options[path]; ok {
		return o
	}
	return options[path[strings.LastIndexByte(path, '.')+1:]]
}

// Say is how often, by whom and how, "每月走访一次（客户经理）".
func (r Round) Say(s data.Speaker) string {
	way := s.T("policy.round.any")
	if r.Way != "" {
		way = s.T("visit.way." + r.Way)
	}
	by := r.By
	if by == "" {
		by = Owner
	}
	t := s.T("policy.round", "Every", r.Every.Each(s), "Way", way, "By", s.T("policy.level."+by))
	if r.Share > 0 && r.Share < 100 {
		t += s.T("policy.round.share", "Share", r.Share)
	}
	if r.Unless != "" {
		t += s.T("policy.round.unless", "Way", s.T("visit.way."+r.Unless))
	}
	return t
}

// Each is a period that comes again in words, "每 6 个月".
func (p Period) Each(s data.Speaker) string {
	if p.N == 1 {
		return s.T("policy.every." + p.Unit)
	}
	return s.T("policy.every.n", "Period", p.Say(s))
}

// Say is the deadline in words, "紧急 3 个工作日".
func (d Deadline) Say(s data.Speaker) string {
	of := "policy.deadline.other"
	if d.Severity != "" {
		of = "complaint.severity." + d.Severity
	}
	return s.T("policy.deadline", "Severity", s.T(of), "Within", d.Within.Say(s))
}

// Say is who approves in words, "5,000 元以内部门负责人".
func (a Approval) Say(s data.Speaker) string {
	by := s.T("policy.level." + a.By)
	if a.UpTo == 0 {
		return s.T("policy.approval.any", "By", by)
	}
	return s.T("policy.approval", "UpTo", grouped(a.UpTo), "By", by)
}

// Say is the installment in words, "4 个月后退 40%".
func (i Installment) Say(s data.Speaker) string {
	return s.T("policy.installment", "Percent", i.Percent, "After", i.After.Say(s))
}

// grouped is a number in groups of three, "500,000".
func grouped(n int64) string {
	t := strconv.FormatInt(n, 10)
	for i := len(t) - 3; i > 0 && t[i-1] != '-'; i -= 3 {
		t = t[:i] + "," + t[i:]
	}
	return t
}

// figure is a value of a preset that is worded where it is shown.
type figure struct {
	v    reflect.Value
	path string // of its key, without places
	of   *Preset
}

// Say is the figure in words, "—" for none.
func (f figure) Say(s data.Speaker) string {
	if t := f.say(s); t != "" {
		return t
	}
	return s.T("policy.nothing")
}

func (f figure) say(s data.Speaker) string {
	if !f.v.IsValid() || f.v.IsZero() && f.v.Kind() != reflect.Bool {
		return ""
	}
	if x, ok := f.v.Interface().(data.Sayer); ok {
		return x.Say(s)
	}
	switch f.v.Kind() {
	case reflect.Bool:
		if f.v.Bool() {
			return s.T("policy.yes")
		}
		return s.T("policy.no")
	case reflect.Int, reflect.Int64:
		return grouped(f.v.Int())
	case reflect.Slice:
		parts := make([]string, f.v.Len())
		for i := range parts {
			parts[i] = figure{f.v.Index(i), f.path, f.of}.Say(s)
		}
		between := "policy.list"
		if e := f.v.Type().Elem(); e.Kind() == reflect.Struct {
			between = "policy.list.long" // each has commas of its own
		}
		return strings.Join(parts, s.T(between))
	}
	return f.text(s, f.v.String())
}

func (f figure) text(s data.Speaker, t string) string {
	if o := optionOf(f.path); o != "" {
		return s.T(o + t)
	}
	if i := slices.Index(assets.Questionnaires, t); i >= 0 && strings.HasSuffix(f.path, ".form") {
		return titles(s)[i]
	}
	if f.path == "blacklist.readmit_as" {
		if g, ok := f.of.Grade(t); ok {
			return g.Name.Say(s)
		}
	}
	return t
}
