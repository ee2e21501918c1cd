package check

import "fmt"

// numbered are the tables whose records have numbers.
var numbered = []string{"customers", "visits", "plans", "visit_quarters", "complaints", "surveys", "questionnaires", "answers", "reviews", "blacklist", "credit_files", "credit_reports", "receivables", "receptions", "disputes", "handovers", "change_reports", "inspections", "privacy_requests", "privacy_incidents", "erasures"}

// numbers compares the numbers given with the counters they came from. A
// number's counter is what stands before its last figures: TS-2026-000123 is
// the 123rd of TS-2026. Records never leave their table, so each number from
// 1 on is there once, and the last is what the counter says.
func (c *checker) numbers() error {
	for _, table := range numbered {
		var rows []struct {
			Counter     string
			N, Kinds, V int64
			Least, Most int64
		}
		err := c.shop.DB.Read(c.ctx).Raw(`
			SELECT rtrim(head, '-') AS counter, count(*) AS n, count(DISTINCT k) AS kinds, min(k) AS least, max(k) AS most,
				coalesce((SELECT v FROM counters WHERE name = rtrim(head, '-')), 0) AS v
			FROM (SELECT rtrim(number, '0123456789') AS head,
				CAST(substr(number, length(rtrim(number, '0123456789')) + 1) AS INTEGER) AS k FROM ` + table + `)
			GROUP BY head ORDER BY head`).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			switch {
			case r.Kinds < r.N:
				c.find(Number, "", "check.number_double", "Counter", r.Counter, "Count", r.N-r.Kinds)
			case r.Least != 1 || r.N < r.Most:
				k, err := c.gap(table, r.Counter)
				if err != nil {
					return err
				}
				c.find(Number, "", "check.number_gap", "Counter", r.Counter, "Count", r.Most-r.N, "First", k)
			}
			switch {
			case r.V < r.Most:
				c.find(Number, "", "check.counter_behind", "Counter", r.Counter, "Have", r.V, "Last", r.Most)
			case r.V > r.Most:
				c.find(Number, "", "check.counter_ahead", "Counter", r.Counter, "Have", r.V, "Last", r.Most)
			}
		}
	}
	return c.unused()
}

// gap is the first number of the counter that is missing.
func (c *checker) gap(table, counter string) (int64, error) {
	var k int64
	err := c.shop.DB.Read(c.ctx).Raw(`
		WITH ks AS (SELECT CAST(substr(number, ?) AS INTEGER) AS k FROM `+table+` WHERE number GLOB ?)
		SELECT min(k) FROM (SELECT 1 AS k UNION ALL SELECT k + 1 FROM ks) WHERE k NOT IN (SELECT k FROM ks)`,
		len(counter)+2, counter+"-"+"[0-9]*").Scan(&k).Error
	return k, err
}

// unused finds counters that counted but of which no record is there.
func (c *checker) unused() error {
	have := ""
	for i, t := range numbered {
		if i > 0 {
			have += " UNION "
		}
		have += fmt.Sprintf("SELECT rtrim(rtrim(number, '0123456789'), '-') FROM %s", t)
	}
	var rows []struct {
		Name string
		V    int64
	}
	err := c.shop.DB.Read(c.ctx).Raw("SELECT name, v FROM counters WHERE v > 0 AND name NOT IN (" + have + ") ORDER BY name").Scan(&rows).Error
	for _, r := range rows {
		c.find(Number, "", "check.counter_ahead", "Counter", r.Name, "Have", r.V, "Last", 0)
	}
	return err
}
