package privacy

import (
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
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

// termsOf gathers them from a customer's file, its trail included: what it was
// called before. Code data.Refused where the file has an identity number whose
// key this PC does not know: it could stand elsewhere in a text.
func termsOf(g *gorm.DB, id int64) (*terms, error) {
	t := &terms{}
	g = g.Session(&gorm.Session{NewDB: true})
	var c struct{ Name, ShortName, Identity, IdentityMark, Email, LegalRepresentative string }
	if err := g.Table("customers").Where("id = ?", id).Scan(&c).Error; err != nil {
		return nil, db.Translate(err)
	}
	var err error
	if c.Identity, err = customer.OpenIdentity(id, c.Identity); err != nil {
		return nil, err
	}
	t.Name = c.Name
	names, marks := []string{c.Name, c.ShortName, c.LegalRepresentative}, []string{c.Identity, c.Email}
	var phones, contacts, mails []string
	var was []register.Change
	for _, err := range []error{
		g.Raw("SELECT number FROM customer_phones WHERE record_id = ? UNION SELECT digits FROM customer_phones WHERE record_id = ? UNION SELECT phone FROM customer_contacts WHERE record_id = ?", id, id, id).Scan(&phones).Error,
		g.Raw("SELECT name FROM customer_contacts WHERE record_id = ?", id).Scan(&contacts).Error,
		g.Raw("SELECT email FROM customer_contacts WHERE record_id = ?", id).Scan(&mails).Error,
		g.Raw("SELECT * FROM changes WHERE register = 'customer' AND record_id = ?", id).Scan(&was).Error,
	} {
		if err != nil {
			return nil, db.Translate(err)
		}
	}
	for _, w := range was {
		formerly(w.Differences(), &names, &phones, &marks)
	}
	return t, t.weigh(g, id, append(names, contacts...), phones, append(marks, mails...), c.Identity, c.IdentityMark)
}

// weigh parts the words that may be looked for everywhere from those that
// somebody else has too; sealed is the mark of an identity number among them.
func (t *terms) weigh(g *gorm.DB, id int64, names, phones, marks []string, identity, sealed string) error {
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
		more := ""
		if m == identity {
			more = sealed
		}
		shared, err := others(g, id, `SELECT (SELECT count(*) FROM customers WHERE id <> @id AND (@word IN (identity, email, phone) OR @more <> '' AND identity_mark = @more))
			+ (SELECT count(*) FROM customer_phones WHERE record_id <> @id AND @word IN (number, digits)) + (SELECT count(*) FROM customer_contacts WHERE record_id <> @id AND @word IN (phone, email))`, m, more)
		if err != nil {
			return err
		}
		if !shared {
			t.Marks = append(t.Marks, m)
		}
	}
	for _, n := range names {
		if n == "" || slices.Contains(t.Names, n) || slices.Contains(t.Common, n) {
			continue
		}
		shared, err := others(g, id, `SELECT (SELECT count(*) FROM customers WHERE id <> @id AND @word IN (name, short_name, legal_representative))
			+ (SELECT count(*) FROM customer_contacts WHERE record_id <> @id AND name = @word) + (SELECT count(*) FROM settings WHERE key = 'shop.staff' AND instr(value, @word) > 0)`, n, "")
		if err != nil {
			return err
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
	return nil
}

// formerly gathers what an entry of the trail says of names and numbers.
func formerly(ds []field.Change, names, phones, marks *[]string) {
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
		case []field.Values:
			for _, row := range x {
				for k, e := range row {
					walk(k, e)
				}
			}
		}
	}
	for _, d := range ds {
		walk(d.Key, d.Before)
		walk(d.Key, d.After)
	}
}

// others tells whether somebody else has a word too: the query counts by the
// @id of the one who is left out, the @word and what @more it is kept as.
func others(g *gorm.DB, id int64, query, word, more string) (bool, error) {
	var n int
	err := g.Session(&gorm.Session{NewDB: true}).Raw(query, sql.Named("id", id), sql.Named("word", word), sql.Named("more", more)).Scan(&n).Error
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
