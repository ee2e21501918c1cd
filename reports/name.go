package reports

import (
	"strings"
	"unicode"
)

// FileName is what a job's file is called: title, number and day, as
// 客户拜访总结报告-BF-2026-000342-20261122.pdf. Several records are named by the
// first number and how many there are; without a record the form is blank. The
// name is safe on Windows.
func FileName(j Job, numbers ...string) string {
	what := j.Lang.T("form.blank")
	switch n := len(numbers); {
	case n == 1:
		what = numbers[0]
	case n > 1:
		what = j.Lang.T("form.several", "Number", numbers[0], "Count", n)
	}
	title := j.Form
	if f, ok := Find(j.Form); ok {
		title = f.Title(j.Lang)
	}
	return safe(title+"-"+what+"-"+j.Now.Local().Format("20060102")) + ".pdf"
}

// longest is the most characters of a name, without its extension: Windows
// takes 260 for the whole path.
const longest = 120

// safe takes out of a name what Windows does not allow in one.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r), unicode.IsControl(r), r == unicode.ReplacementChar:
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	if rs := []rune(s); len(rs) > longest {
		s = string(rs[:longest])
	}
	return strings.Trim(s, " .")
}
