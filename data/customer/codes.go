package customer

import (
	"strings"
	"time"

	"kezhi/data"
)

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// CheckCode checks a unified social credit code (统一社会信用代码): 18 digits
// and capitals without I, O, S, V, Z, the last a check character after
// GB 32100-2015.
func CheckCode(s string) error {
	s = strings.ToUpper(s)
	if len(s) != 18 {
		return data.Wrong("", "customer.error.code_length", "Have", len([]rune(s)))
	}
	sum, weight := 0, 1
	for i := range 18 {
		v := strings.IndexByte(creditAlphabet, s[i])
		if v < 0 {
			return data.Wrong("", "customer.error.code_character", "Character", string(s[i]))
		}
		if i == 17 {
			if v != (31-sum%31)%31 {
				return data.Wrong("", "customer.error.code_check")
			}
			break
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return nil
}

// CheckIdentity checks an identity number (身份证号) after GB 11643-1999: 18
// places, a day of birth that exists, the check digit; X stands for 10.
func CheckIdentity(s string) error {
	s = strings.ToUpper(s)
	if len(s) != 18 {
		return data.Wrong("", "customer.error.identity_length", "Have", len([]rune(s)))
	}
	sum := 0
	for i := range 17 {
		if s[i] < '0' || s[i] > '9' {
			return data.Wrong("", "customer.error.identity_digits")
		}
		sum += int(s[i]-'0') * ((1 << (17 - i)) % 11)
	}
	if _, err := time.Parse("20060102", s[6:14]); err != nil {
		return data.Wrong("", "customer.error.identity_birth")
	}
	if "10X98765432"[sum%11] != s[17] {
		return data.Wrong("", "customer.error.identity_check")
	}
	return nil
}
