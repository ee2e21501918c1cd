package policy

import (
	"gorm.io/gorm"

	"kezhi/data/db"
)

// Since is when a preset was first put into force in the shop, unix
// milliseconds; 0 for one that it begins with.
func Since(g *gorm.DB, key string) (int64, error) {
	var at int64
	err := g.Session(&gorm.Session{NewDB: true}).Model(&edition{}).Select("coalesce(min(at), 0)").Where("key = ?", key).Scan(&at).Error
	return at, db.Translate(err)
}
