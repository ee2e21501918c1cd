package document

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostName is the longest name in bytes: file systems take 255, and a viewer
// may put something of its own before or after it.
const mostName = 200

// devices are names that Windows keeps for devices, with any extension.
var devices = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}

func init() {
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"} {
		devices["COM"+n], devices["LPT"+n] = true, true
	}
}

// CleanName makes a file's name fit for any file system and nothing but a name:
// folders (../) are cut off, characters that no file may have become _, what
// cannot be seen is left out, names of devices (CON, NUL) get a _ before them,
// long ones are cut before the extension. What is left empty is 未命名.
func CleanName(s string) string {
	s = strings.ToValidUTF8(norm.NFC.String(s), "_")
	s = strings.TrimRight(s, `/\`)
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r): // Cf: also turns .exe into exe. by writing direction
			return -1
		case strings.ContainsRune(`<>:"|?*`, r), r == utf8.RuneError:
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	s = strings.TrimRight(strings.TrimLeft(s, " "), " .")
	if strings.Trim(s, "._ ") == "" {
		return "未命名"
	}
	stem, _, _ := strings.Cut(s, ".")
	if devices[strings.ToUpper(strings.TrimRight(stem, " "))] {
		s = "_" + s
	}
	e := ext(s)
	return cut(strings.TrimSuffix(s, e), mostName-len(e)) + e
}

// Suggest is a document's name after the pattern 项目名称-日期-版本号, its version
// the first that none of the names taken has.
func Suggest(project string, on time.Time, extension string, taken []string) string {
	stem := cut(CleanName(project), mostName-30) + "-" + on.Format("20060102")
	for v := 1; ; v++ {
		name := fmt.Sprintf("%s-V%d", stem, v)
		if !used(name, taken) {
			return name + extension
		}
	}
}

func used(stem string, taken []string) bool {
	for _, t := range taken {
		if strings.EqualFold(strings.TrimSuffix(t, ext(t)), stem) {
			return true
		}
	}
	return false
}

// ext is the extension with its dot, "" where there is none that a viewer
// would know: at most 10 letters and digits.
func ext(name string) string {
	e := filepath.Ext(name)
	if len(e) < 2 || len(e) > 11 || e == name {
		return ""
	}
	for _, r := range e[1:] {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	return e
}

// withExt gives a name the extension that the content has.
func withExt(name, extension string) string {
	if strings.EqualFold(ext(name), extension) || extension == "" {
		return name
	}
	return cut(name, mostName-len(extension)) + extension
}

// cut shortens s to n bytes without parting a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimRight(s[:n], " .")
}
