package policy

import (
	"gorm.io/gorm"

	"kezhi/data/db"
)

// Known are all presets that were ever in force in the shop, the present one
// first, and the one that a shop begins with: records keep the grades and steps
// of the one they were made under.
func Known(g *gorm.DB) ([]*Preset, error) {
	var es []edition
	if err := g.Session(&gorm.Session{NewDB: true}).Order("id DESC").Find(&es).Error; err != nil {
		return nil, db.Translate(err)
	}
	var ps []*Preset
	for _, e := range es {
		p, err := e.stored()
		if err != nil {
			return nil, err
		}
		ps = append(ps, p)
	}
	p, err := first()
	return append(ps, p), err
}
