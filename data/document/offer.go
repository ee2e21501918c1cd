package document

import (
	"path/filepath"
	"strconv"
	"strings"

	"kezhi/data/field"
	"kezhi/data/policy"
)

// Offered are the message keys of the categories to offer: those of the
// regulation in force, or Categories where it names none.
func Offered(p *policy.Preset) []string {
	if len(p.File.Categories) == 0 {
		return Categories
	}
	keys := make([]string, len(p.File.Categories))
	for i, w := range p.File.Categories {
		keys[i] = w.Message()
	}
	return keys
}

// FieldsUnder are Fields with the categories of a regulation.
func FieldsUnder(p *policy.Preset) []field.Desc {
	ds := Fields()
	out := make([]field.Desc, len(ds))
	copy(out, ds)
	for i := range out {
		if out[i].Key == "category" {
			out[i].Suggest = Offered(p)
		}
	}
	return out
}

// ProposedName is what a new document is called by the regulation's pattern
// (项目名称-日期-版本号), such as 渝鲲火锅-20261122-V2: project is whose document it
// is, day the day it is added on, own the file's own name, and fs are the
// documents there are, for the version. Without a pattern it is the own name.
func ProposedName(p *policy.Preset, project, day, own string, fs []File) string {
	own = CleanName(own)
	if p.File.Naming == "" {
		return own
	}
	fill := func(version int) string {
		s := strings.NewReplacer("{project}", project, "{date}", strings.ReplaceAll(day, "-", ""), "{version}", "V"+strconv.Itoa(version)).Replace(p.File.Naming)
		return withExt(CleanName(s), ext(own))
	}
	for version := 1; ; version++ {
		name, taken := fill(version), false
		for _, f := range fs {
			taken = taken || stem(f.Name) == stem(name)
		}
		if !taken || !strings.Contains(p.File.Naming, "{version}") {
			return name
		}
	}
}

// stem is a name without its extension.
func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
