package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings a text to the form in which texts are compared: compatibility
// forms and full width made plain, lower case, without accents, spaces and
// punctuation. Symbols stay: a name may be an emoji.
func fold(s string) string {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && (r < firstHan || r > lastHan) {
			return strings.Join(pieces(s), "")
		}
	}
	return s // as most names are
}

// pieces are the folded parts of a text between spaces and punctuation.
func pieces(s string) []string {
	if !plain(s) {
		s = decompose(s)
	}
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !kept(r) })
}

// plain tells that every character is its own compatibility form: ASCII or a
// common Han character, as nearly all are.
func plain(s string) bool {
	for _, r := range s {
		if r >= 0x80 && (r < firstHan || r > lastHan) {
			return false
		}
	}
	return true
}

// decompose takes accents and variants off. The two dots of ü are a sound of
// pinyin, which is typed v.
func decompose(s string) string {
	s = umlaut.Replace(norm.NFC.String(s))
	s = norm.NFKD.String(s)
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(s)
}

var umlaut = strings.NewReplacer("ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "Ü", "v")

func kept(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	case r >= firstHan && r <= lastHan:
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) || r > 0xffff && unicode.IsPrint(r)
}

// gram tells the characters that are indexed one by one and in pairs: Han,
// kana, Hangul, symbols. Letters of an alphabet and digits form words.
func gram(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r >= 0x2e80:
		return !unicode.IsDigit(r)
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// runs parts a folded piece into stretches of grams and of words.
func runs(piece string) [][]rune {
	var out [][]rune
	rs := []rune(piece)
	for from := 0; from < len(rs); {
		to := from + 1
		for to < len(rs) && gram(rs[to]) == gram(rs[from]) {
			to++
		}
		out = append(out, rs[from:to])
		from = to
	}
	return out
}

// digits are the ASCII digits of a text of any width.
func digits(s string) string {
	if !plain(s) {
		s = norm.NFKC.String(s)
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// phone is a telephone number's digits without the country code of the
// mainland, so that +86 138… and 138… are one.
func phone(s string) string {
	d := digits(s)
	for _, code := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(d, code); ok && len(rest) == 11 && rest[0] == '1' {
			return rest
		}
	}
	return d
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// cut shortens s to at most n runes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
