package account

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kezhi/data"
)

// The lengths of a password in characters. Length is what makes one hard to
// guess; rules of composition do not, so there are none (NIST SP 800-63B §3.1.1).
const (
	leastPassword = 10
	mostPassword  = 200
)

// Weak says why a password may not be chosen: too short, or among those that
// are tried first. Field password.
func Weak(password string) error { return weak(password, "") }

func weak(password, login string) error {
	p := strings.ToLower(norm.NFKC.String(password))
	n := len([]rune(p))
	switch {
	case n < leastPassword:
		return data.Errors{data.Wrong("password", "account.error.short", "Least", leastPassword)}
	case n > mostPassword:
		return data.Errors{data.Wrong("password", "error.too_long", "Max", mostPassword)}
	case common(p):
		return data.Errors{data.Wrong("password", "account.error.common")}
	case login != "" && strings.Trim(strings.ReplaceAll(p, login, ""), "0123456789.@_-!") == "":
		return data.Errors{data.Wrong("password", "account.error.login_in_password")}
	}
	return nil
}

// common tells whether a password is one of those that are tried first: a piece
// that is repeated, a run along the keyboard, or a favourite with a figure or
// two behind it.
func common(p string) bool {
	if repeated(p) || run(p) {
		return true
	}
	bare := strings.Trim(p, "0123456789!@#.,_-* ")
	return slices.Contains(favourites, p) || slices.Contains(favourites, bare) && len(p)-len(bare) <= 8
}

// repeated tells whether a text is a piece of at most four characters over and
// over: aaaaaaaaaa, 1212121212, abc1abc1abc1.
func repeated(p string) bool {
	rs := []rune(p)
	for n := 1; n <= 4; n++ {
		same := true
		for i := n; i < len(rs); i++ {
			same = same && rs[i] == rs[i-n]
		}
		if same {
			return true
		}
	}
	return false
}

// runs are what a finger runs along.
var runs = []string{
	"01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba",
	"qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp",
	"mnbvcxzlkjhgfdsapoiuytrewq", "123qweasdzxc", "qweasdzxc123", "147258369", "741852963",
}

// run tells whether a text is one or two pieces of runs.
func run(p string) bool {
	in := func(s string) bool {
		return s == "" || slices.ContainsFunc(runs, func(r string) bool { return strings.Contains(r, s) })
	}
	for i := range len(p) + 1 {
		if in(p[:i]) && in(p[i:]) {
			return true
		}
	}
	return false
}

// favourites are words that people take, in China above all.
var favourites = []string{
	"password", "passw0rd", "p@ssword", "p@ssw0rd", "mypassword", "administrator", "admin", "adminadmin", "root", "welcome", "letmein", "iloveyou",
	"changeme", "default", "secret", "qwerty", "qwer", "asdf", "asdfgh", "zxcvbnm", "abc", "abcd", "abcdef", "test", "user", "guest", "login", "hello", "china", "beijing", "shanghai",
	"woaini", "woaiwo", "woaiwojia", "woshishui", "woaizhongguo", "wodemima", "mima", "nihao", "wangyut2", "a", "aa", "aaa", "qq", "q", "w", "z", "x",
	"5201314", "1314520", "5201314520", "1314521", "woaini1314", "woaini520", "woaini5201314", "kezhi", "kezhikezhi", "keziren", "taobao", "alibaba", "tencent", "dragon", "monkey", "sunshine", "princess", "football",
	"密码", "我的密码", "管理员",
}
