package field

import (
	"fmt"
	"math"
	"net/mail"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"kezhi/data"
)

// Layouts of dates and times as typed, shown and printed.
const (
	DateLayout = "2006-01-02"
	TimeLayout = "2006-01-02 15:04"
)

// The years a date may lie in: far enough for a founding date and a lease.
const (
	firstYear = 1850
	lastYear  = 2100
)

// canonical brings a value of any origin (typed, JSON, imported) into the form
// that Values hold for the kind, or says what is wrong with it.
func canonical(d *Desc, x any, key string) (any, *data.Error) {
	wrong := func(k string, args ...any) *data.Error { return data.Wrong(key, k, args...) }
	switch {
	case d.Kind == Rows:
		rows, ok := asRows(x)
		if !ok {
			return nil, wrong("error.want_rows")
		}
		if len(rows) > d.Max {
			return nil, wrong("error.too_many", "Max", d.Max)
		}
		return rows, nil
	case d.Kind.List():
		return canonicalList(d, x, wrong)
	}
	s, ok := asText(x)
	if !ok {
		return nil, wrong("error.want_text")
	}
	return canonicalText(d, s, wrong)
}

func canonicalList(d *Desc, x any, wrong func(string, ...any) *data.Error) (any, *data.Error) {
	l, ok := asList(x)
	if !ok {
		return nil, wrong("error.want_list")
	}
	out, seen := []string{}, map[string]bool{}
	for _, s := range l {
		s, e := clean(s, false, wrong)
		if e != nil {
			return nil, e
		}
		if s == "" || seen[s] {
			continue
		}
		if utf8.RuneCountInString(s) > 60 {
			return nil, wrong("error.too_long", "Max", 60)
		}
		if d.Kind == Choices && !contains(d.Options, s) {
			return nil, wrong("error.no_option", "Value", s)
		}
		seen[s] = true
		out = append(out, s)
	}
	if len(out) > d.Max {
		return nil, wrong("error.too_many", "Max", d.Max)
	}
	return out, nil
}

func canonicalText(d *Desc, s string, wrong func(string, ...any) *data.Error) (any, *data.Error) {
	s, e := clean(s, d.Kind == Multiline, wrong)
	if e != nil {
		return nil, e
	}
	if s == "" {
		if d.Kind == Bool {
			return "false", nil
		}
		return s, nil
	}
	if d.Max > 0 && utf8.RuneCountInString(s) > d.Max {
		return nil, wrong("error.too_long", "Max", d.Max)
	}
	var err error
	switch d.Kind {
	case Choice:
		if !contains(d.Options, s) {
			return nil, wrong("error.no_option", "Value", s)
		}
	case Bool:
		switch strings.ToLower(s) {
		case "true", "1", "yes", "是", "有":
			s = "true"
		case "false", "0", "no", "否", "无":
			s = "false"
		default:
			return nil, wrong("error.bool")
		}
	case Date:
		s, err = CanonicalDate(s)
	case DateTime:
		var ms int64
		ms, err = ReadTime(s)
		if err == nil {
			s = ShowTime(ms)
		}
	case Integer, Decimal:
		s, err = canonicalNumber(d, s)
	case Phone:
		err = CheckPhone(s)
	case Email:
		err = CheckEmail(s)
	}
	if err != nil {
		if es := data.All(err); len(es) > 0 {
			return nil, wrong(es[0].Key, es[0].Args...)
		}
		return nil, wrong("error.unexpected", "Cause", err.Error())
	}
	return s, nil
}

func canonicalNumber(d *Desc, s string) (string, error) {
	read, show := ReadInteger, ShowInteger
	if d.Kind == Decimal {
		read, show = ReadDecimal, ShowDecimal
	}
	n, err := read(s)
	if err != nil {
		return s, err
	}
	digits := func(n int64) string {
		if n == 0 {
			return "0" // an amount of nothing shows as "", a typed zero is an answer
		}
		return show(n)
	}
	if (d.Least != 0 || d.Most != 0) && (n < d.Least || n > d.Most) {
		return s, data.Fault(data.Invalid, "error.out_of_range", "Least", digits(d.Least), "Most", digits(d.Most))
	}
	return digits(n), nil
}

// clean trims a text, brings it to Unicode's composed form and refuses what no
// person types: control characters and broken UTF-8.
func clean(s string, lines bool, wrong func(string, ...any) *data.Error) (string, *data.Error) {
	if plain(s) {
		return strings.Trim(s, " "), nil
	}
	if !utf8.ValidString(s) {
		return "", wrong("error.not_utf8")
	}
	if lines {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	s = strings.TrimFunc(norm.NFC.String(s), unicode.IsSpace)
	for _, r := range s {
		if lines && (r == '\n' || r == '\t') {
			continue
		}
		if unicode.IsControl(r) {
			return "", wrong("error.control_character", "Code", fmt.Sprintf("U+%04X", r))
		}
	}
	return s, nil
}

// plain tells whether a text has nothing but printable ASCII characters, of
// which most values of a record are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// ShowTime is a moment in unix milliseconds as local "2026-11-22 14:30", ""
// for 0.
func ShowTime(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).Format(TimeLayout)
}

// ReadTime reads local "2026-11-22 14:30", with seconds or T allowed, or a day
// alone, into unix milliseconds; "" is 0. Key error.date or error.date_range.
func ReadTime(s string) (int64, error) {
	s = strings.TrimSpace(narrow(s))
	if s == "" {
		return 0, nil
	}
	s = strings.Replace(s, "T", " ", 1)
	day, clock, has := strings.Cut(s, " ")
	day, err := CanonicalDate(day)
	if err != nil {
		return 0, err
	}
	if !has {
		clock = "00:00"
	}
	for _, layout := range []string{"15:04", "15:04:05", "1504"} {
		t, err := time.ParseInLocation(DateLayout+" "+layout, day+" "+strings.TrimSpace(clock), time.Local)
		if err == nil {
			return t.UnixMilli(), nil
		}
	}
	return 0, data.Fault(data.Invalid, "error.time")
}

// CanonicalDate reads a day as people type it — 2026-11-22, 2026/11/22,
// 2026.11.22, 20261122, 2026年11月22日 — into "2026-11-22". Key error.date for
// what is no day (2026-02-30), error.date_range for a year beyond 1850–2100.
func CanonicalDate(s string) (string, error) {
	s = strings.TrimSpace(narrow(s))
	if s == "" {
		return "", nil
	}
	t := strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(s)
	if len(t) == 8 && !strings.Contains(t, "-") {
		t = t[:4] + "-" + t[4:6] + "-" + t[6:]
	}
	d, err := time.Parse("2006-1-2", t)
	if err != nil {
		return s, data.Fault(data.Invalid, "error.date")
	}
	if d.Year() < firstYear || d.Year() > lastYear {
		return s, data.Fault(data.Invalid, "error.date_range", "First", firstYear, "Last", lastYear)
	}
	return d.Format(DateLayout), nil
}

// ShowInteger is n in digits.
func ShowInteger(n int64) string { return strconv.FormatInt(n, 10) }

// ReadInteger reads digits, full-width and with thousands separators allowed.
func ReadInteger(s string) (int64, error) {
	s = bare(s)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, data.Fault(data.Invalid, "error.integer")
	}
	return n, nil
}

// ShowDecimal is hundredths as "1234.5", "" for 0.
func ShowDecimal(n int64) string {
	if n == 0 {
		return ""
	}
	s := fmt.Sprintf("%d.%02d", abs(n)/100, abs(n)%100)
	s = strings.TrimSuffix(strings.TrimSuffix(s, "0"), "0")
	s = strings.TrimSuffix(s, ".")
	if n < 0 {
		s = "-" + s
	}
	return s
}

// ReadDecimal reads a number of at most two decimals into hundredths.
func ReadDecimal(s string) (int64, error) {
	s = bare(s)
	if s == "" {
		return 0, nil
	}
	whole, part, _ := strings.Cut(s, ".")
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || len(part) > 2 || math.Abs(f) > 1e13 || strings.ContainsAny(s, "eExXpPnN_") {
		return 0, data.Fault(data.Invalid, "error.decimal")
	}
	n, err := strconv.ParseInt(strings.TrimLeft(whole, "+-")+(part + "00")[:2], 10, 64)
	if err != nil {
		return 0, data.Fault(data.Invalid, "error.decimal")
	}
	if strings.HasPrefix(s, "-") {
		n = -n
	}
	return n, nil
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

func bare(s string) string {
	return strings.NewReplacer(",", "", " ", "", "¥", "", "元", "").Replace(strings.TrimSpace(narrow(s)))
}

func narrow(s string) string { return width.Narrow.String(s) }

// CheckPhone refuses what cannot be a telephone number: letters, or fewer than
// 3 or more than 20 digits. An extension may follow x, ext or 转.
func CheckPhone(s string) error {
	n := 0
	main := narrow(s)
	for _, mark := range []string{"转", "ext", "EXT", "x", "X"} {
		if i := strings.Index(main, mark); i > 0 {
			main = main[:i] + main[i+len(mark):]
		}
	}
	for _, r := range main {
		switch {
		case r >= '0' && r <= '9':
			n++
		case strings.ContainsRune("+-() .*#/", r):
		default:
			return data.Fault(data.Invalid, "error.phone")
		}
	}
	if n < 3 || n > 20 {
		return data.Fault(data.Invalid, "error.phone_digits")
	}
	return nil
}

// CheckEmail refuses what is no address of the form name@host.
func CheckEmail(s string) error {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || !strings.Contains(s[strings.LastIndex(s, "@")+1:], ".") {
		return data.Fault(data.Invalid, "error.email")
	}
	return nil
}

func contains(all []string, s string) bool {
	for _, o := range all {
		if o == s {
			return true
		}
	}
	return false
}

func asText(x any) (string, bool) {
	switch x := x.(type) {
	case string:
		return x, true
	case bool:
		return strconv.FormatBool(x), true
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64), true
	case int:
		return strconv.Itoa(x), true
	case int64:
		return strconv.FormatInt(x, 10), true
	case fmt.Stringer: // json.Number
		return x.String(), true
	}
	return "", false
}

func asList(x any) ([]string, bool) {
	switch x := x.(type) {
	case []string:
		return x, true
	case []any:
		l := make([]string, 0, len(x))
		for _, e := range x {
			s, ok := asText(e)
			if !ok {
				return nil, false
			}
			l = append(l, s)
		}
		return l, true
	case string:
		return strings.FieldsFunc(x, func(r rune) bool { return strings.ContainsRune(",，;；、", r) }), true
	}
	return nil, false
}

func asRows(x any) ([]Values, bool) {
	switch x := x.(type) {
	case []Values:
		return x, true
	case []any:
		rows := make([]Values, 0, len(x))
		for _, e := range x {
			m, ok := e.(map[string]any)
			if !ok {
				return nil, false
			}
			rows = append(rows, Values(m))
		}
		return rows, true
	}
	return nil, false
}
