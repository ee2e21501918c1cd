package demo

import (
	"fmt"
	"strings"
	"time"
)

const (
	creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	bodyAlphabet   = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// county is a code of the province that GB/T 2260 gives to no county, so that
// no sample number is anybody's.
func county(p place) string { return p.Code[:2] + "0199" }

// creditCode makes a unified social credit code with both its check
// characters: that of the organisation code within (GB 11714) and its own
// (GB 32100).
func creditCode(d dice, p place) string {
	body := "MA"
	for range 6 {
		body += string(creditAlphabet[d.IntN(len(creditAlphabet))])
	}
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte(bodyAlphabet, body[i]) * w
	}
	body += []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0"}[11-sum%11]
	if sum%11 == 0 {
		body = body[:8] + "0"
	}
	code := "91" + county(p) + body
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(creditAlphabet, code[i]) * weight
		weight = weight * 3 % 31
	}
	return code + string(creditAlphabet[(31-sum%31)%31])
}

// identity makes an identity number with its check digit (GB 11643).
func identity(d dice, p place, born time.Time, female bool) string {
	order := d.between(1, 499) * 2
	if !female {
		order--
	}
	s := county(p) + born.Format("20060102") + fmt.Sprintf("%03d", order)
	sum := 0
	for i := range 17 {
		sum += int(s[i]-'0') * ((1 << (17 - i)) % 11)
	}
	return s + string("10X98765432"[sum%11])
}

var mobiles = []string{"133", "135", "136", "137", "138", "139", "150", "151", "158", "159", "177", "180", "185", "186", "187", "189", "199"}

// mobile makes a mobile number; a third are written in groups, as people do.
func mobile(d dice) string {
	a, b, c := one(d, mobiles), fmt.Sprintf("%04d", d.IntN(10000)), fmt.Sprintf("%04d", d.IntN(10000))
	if d.in100(33) {
		return a + " " + b + " " + c
	}
	return a + b + c
}

// landline makes a number of the place's area.
func landline(d dice, p place) string {
	s := fmt.Sprintf("%s-%d%03d", p.Area, d.between(6000, 8899), d.IntN(1000))
	if len(p.Area) == 3 {
		s += fmt.Sprint(d.IntN(10))
	}
	if d.in100(15) {
		s += fmt.Sprintf("转%d", d.between(801, 899))
	}
	return s
}
