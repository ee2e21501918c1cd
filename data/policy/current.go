package policy

import (
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data/db"
	"kezhi/data/workday"
)

// Shipped reads a preset that comes with the program.
func Shipped(key string) (*Preset, error) {
	b, err := assets.Preset(key)
	if err != nil {
		return nil, err
	}
	return Parse(b)
}

// Parse reads a preset from YAML.
func Parse(b []byte) (*Preset, error) {
	p := new(Preset)
	return p, yaml.UnmarshalWithOptions(b, p, yaml.Strict())
}

// Edition names the preset as a decision keeps it: "dealer@3".
func (p *Preset) Edition() string { return fmt.Sprintf("%s@%d", p.Key, p.Version) }

// Grade is a grade by its key, false where there is none.
func (p *Preset) Grade(key string) (Grade, bool) {
	for _, g := range p.Grading.Grades {
		if g.Key == key {
			return g, true
		}
	}
	return Grade{}, false
}

// Rank is the place of a grade, 0 for the best; one that the preset does not
// know, "" among them, stands below all.
func (p *Preset) Rank(key string) int {
	for i, g := range p.Grading.Grades {
		if g.Key == key {
			return i
		}
	}
	return len(p.Grading.Grades)
}

// CreditGrade is a credit grade by its key, false where there is none.
func (p *Preset) CreditGrade(key string) (CreditGrade, bool) {
	for _, g := range p.Credit.Grades {
		if g.Key == key {
			return g, true
		}
	}
	return CreditGrade{}, false
}

// edition is one preset that was in force in a shop.
type edition struct {
	ID   int64  `gorm:"primaryKey"`
	Key  string // "dealer"
	N    int64  // its Version
	At   int64  // since, unix milliseconds
	Who  string // who put it into force
	Body string // YAML
}

// TableName is GORM's name for the table.
func (edition) TableName() string { return "policies" }

// read holds presets by their YAML: they are asked for with every save.
var read sync.Map

// Current is the preset in force: the last that was chosen, else the first that
// comes with the program. Nobody changes what it returns.
func Current(g *gorm.DB) (*Preset, error) {
	var es []edition
	if err := g.Session(&gorm.Session{NewDB: true}).Order("id DESC").Limit(1).Find(&es).Error; err != nil {
		return nil, db.Translate(err)
	}
	if len(es) == 0 {
		return first()
	}
	if p, ok := read.Load(es[0].Body); ok {
		return p.(*Preset), nil
	}
	p, err := Parse([]byte(es[0].Body))
	if err == nil {
		read.Store(es[0].Body, p)
	}
	return p, err
}

// Known are all presets that were ever in force in the shop, the present one
// first: records keep the grades of the one they were made under.
func Known(g *gorm.DB) ([]*Preset, error) {
	var bodies []string
	err := g.Session(&gorm.Session{NewDB: true}).Model(&edition{}).Order("id DESC").Pluck("body", &bodies).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	var ps []*Preset
	for _, b := range bodies {
		p, err := Parse([]byte(b))
		if err != nil {
			return nil, err
		}
		ps = append(ps, p)
	}
	p, err := first()
	if err != nil {
		return nil, err
	}
	return append(ps, p), nil
}

var first = sync.OnceValues(func() (*Preset, error) { return Shipped(assets.Presets[0]) })

// Use puts a preset into force as its next edition.
func Use(tx *db.Tx, p *Preset) error {
	n, err := tx.Next("policy." + p.Key)
	if err != nil {
		return err
	}
	q := *p
	q.Version = int(n)
	b, err := yaml.Marshal(&q)
	if err != nil {
		return err
	}
	p.Version = q.Version
	return tx.Create(&edition{Key: q.Key, N: n, At: tx.Now.UnixMilli(), Who: tx.Who, Body: string(b)}).Error
}

// DaysSetting is the key of the shop's own table of holidays among the
// settings: []workday.Day.
const DaysSetting = "workday.days"

// Calendar is the working days as the shop knows them: the notices that come
// with the program and the shop's own table.
func Calendar(g *gorm.DB) (*workday.Calendar, error) {
	var days []workday.Day
	if err := db.SettingIn(g, DaysSetting, &days); err != nil {
		return nil, err
	}
	return workday.New(days...), nil
}
