package privacy

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"kezhi/data/db"
)

// terms are the words by which a person is known.
type terms struct {
	Name   string   // of the customer
	Names  []string // that may be looked for in free text: long enough, and nobody else's
	Common []string // the others: shared, or also ordinary words
	Marks  []string // phones, identity numbers, mail addresses that nobody else has
	Phones []string // as keys: digits alone
}

// all are the words that are cut out wherever they stand.
func (t *terms) all() []string { return slices.Concat(t.Names, t.Marks) }

// mark takes the place of what was cut out of a text about others.
const mark = "■■"

// cut takes the words out of a text.
func (t *terms) cut(s string) string {
	for _, w := range t.all() {
		s = strings.ReplaceAll(s, w, mark)
	}
	return s
}

// termsOf gathers them from a customer's file, its trail included: what it was
// called before.
func termsOf(g *gorm.DB, id int64) (*terms, error) {
	t := &terms{}
	g = g.Session(&gorm.Session{NewDB: true})
	var c struct{ Name, ShortName, Identity, Email, LegalRepresentative string }
	if err := g.Table("customers").Where("id = ?", id).Scan(&c).Error; err != nil {
		return nil, db.Translate(err)
	}
	t.Name = c.Name
	names, marks := []string{c.Name, c.ShortName, c.LegalRepresentative}, []string{c.Identity, c.Email}
	var phones, contacts, mails, was []string
	for _, err := range []error{
		g.Raw("SELECT number FROM customer_phones WHERE record_id = ? UNION SELECT digits FROM customer_phones WHERE record_id = ? UNION SELECT phone FROM customer_contacts WHERE record_id = ?", id, id, id).Scan(&phones).Error,
		g.Raw("SELECT name FROM customer_contacts WHERE record_id = ?", id).Scan(&contacts).Error,
		g.Raw("SELECT email FROM customer_contacts WHERE record_id = ?", id).Scan(&mails).Error,
		g.Raw("SELECT fields FROM changes WHERE register = 'customer' AND record_id = ?", id).Scan(&was).Error,
	} {
		if err != nil {
			return nil, db.Translate(err)
		}
	}
	for _, f := range was {
		formerly(f, &names, &phones, &marks)
	}
	names, marks = append(names, contacts...), append(marks, mails...)
	for _, p := range phones {
		if d := digits(p); len(d) >= 7 && !slices.Contains(t.Phones, d) {
			t.Phones = append(t.Phones, d)
			marks = append(marks, p, d)
		}
	}
	for _, m := range marks {
		if len(m) < 7 || slices.Contains(t.Marks, m) {
			continue
		}
		shared, err := others(g, id, `SELECT (SELECT count(*) FROM customers WHERE id <> ? AND ? IN (identity, email, phone))
			+ (SELECT count(*) FROM customer_phones WHERE record_id <> ? AND ? IN (number, digits)) + (SELECT count(*) FROM customer_contacts WHERE record_id <> ? AND ? IN (phone, email))`, m)
		if err != nil {
			return nil, err
		}
		if !shared {
			t.Marks = append(t.Marks, m)
		}
	}
	for _, n := range names {
		if n == "" || slices.Contains(t.Names, n) || slices.Contains(t.Common, n) {
			continue
		}
		shared, err := others(g, id, `SELECT (SELECT count(*) FROM customers WHERE id <> ? AND ? IN (name, short_name, legal_representative))
			+ (SELECT count(*) FROM customer_contacts WHERE record_id <> ? AND name = ?) + (SELECT count(*) FROM settings WHERE ? <> 0 AND key = 'shop.staff' AND instr(value, ?) > 0)`, n)
		if err != nil {
			return nil, err
		}
		if shared || !telling(n) {
			t.Common = append(t.Common, n)
		} else {
			t.Names = append(t.Names, n)
		}
	}
	// The longest first, so that no rest of it stays.
	slices.SortFunc(t.Names, func(a, b string) int { return len(b) - len(a) })
	slices.SortFunc(t.Marks, func(a, b string) int { return len(b) - len(a) })
	return t, nil
}

// formerly gathers what an entry of the trail says of names and numbers.
func formerly(fields string, names, phones, marks *[]string) {
	var ds []struct {
		Key           string
		Before, After any
	}
	if json.Unmarshal([]byte(fields), &ds) != nil {
		return
	}
	var walk func(key string, x any)
	walk = func(key string, x any) {
		switch x := x.(type) {
		case string:
			switch key {
			case "name", "short_name", "legal_representative":
				*names = append(*names, x)
			case "number", "phone":
				*phones = append(*phones, x)
			case "identity", "email":
				*marks = append(*marks, x)
			}
		case []any:
			for _, e := range x {
				walk(key, e)
			}
		case map[string]any:
			for k, e := range x {
				walk(k, e)
			}
		}
	}
	for _, d := range ds {
		walk(d.Key, d.Before)
		walk(d.Key, d.After)
	}
}

// others tells whether somebody else has a value too; the query takes the id and
// the value three times.
func others(g *gorm.DB, id int64, sql, v string) (bool, error) {
	var n int
	err := g.Session(&gorm.Session{NewDB: true}).Raw(sql, id, v, id, v, id, v).Scan(&n).Error
	return n > 0, db.Translate(err)
}

// telling tells whether a name can be looked for in free text: two characters
// are an ordinary word too often.
func telling(name string) bool {
	n := len([]rune(name))
	for _, r := range name {
		if unicode.Is(unicode.Han, r) {
			return n >= 3
		}
	}
	return n >= 8
}

// digits are the digits of a telephone number without the country's 86.
func digits(s string) string {
	d := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if len(d) == 13 && strings.HasPrefix(d, "861") {
		d = d[2:]
	}
	return d
}
