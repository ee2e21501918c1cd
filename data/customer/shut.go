package customer

import (
	"gorm.io/gorm"

	"kezhi/data/db"
)

// Shut selects the customers on the company's list (公司黑名单): nobody deals with
// them. It takes the day twice.
const Shut = "SELECT customer_id FROM blacklist WHERE deleted_at = 0 AND state = 'approved' AND scope = '" + Company +
	"' AND from_day <= ? AND until_day >= ?"

// Away selects those and the customers with whom the relation has ended (终止):
// nobody visits them. It takes the day twice.
const Away = Shut + " UNION ALL " + Ended

// Ended selects the customers with whom the relation has ended.
const Ended = "SELECT id FROM customers WHERE ended_on <> ''"

// ShutOn are the customers on the company's list on a day.
func ShutOn(g *gorm.DB, day string) (map[int64]bool, error) {
	var ids []int64
	if err := g.Session(&gorm.Session{NewDB: true}).Raw(Shut, day, day).Scan(&ids).Error; err != nil {
		return nil, db.Translate(err)
	}
	shut := make(map[int64]bool, len(ids))
	for _, id := range ids {
		shut[id] = true
	}
	return shut, nil
}
