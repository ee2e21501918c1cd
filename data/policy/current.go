package policy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
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

// known holds presets by their YAML: they are asked for with every save.
var known sync.Map

// stored reads the YAML of an edition. It was sound when it was put into force:
// what a later program asks for besides does not take a shop its regulation.
func (e edition) stored() (*Preset, error) {
	if p, ok := known.Load(e.Body); ok {
		return p.(*Preset), nil
	}
	p, r := read([]byte(e.Body))
	if p.Key == "" || len(p.Grading.Grades) == 0 {
		return nil, placed(append(r.wrong, data.Fault(data.Damaged, "policy.problem.stored", "Edition", fmt.Sprintf("%s@%d", e.Key, e.N))), r.at)
	}
	known.Store(e.Body, p)
	return p, nil
}

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
	return es[0].stored()
}

var first = sync.OnceValues(func() (*Preset, error) { return Shipped(assets.Presets[0]) })

// At is the preset of an edition that a decision names, "dealer@3": one that
// was in force in the shop, else one that comes with the program. Code
// data.NotFound. Nobody changes what it returns.
func At(g *gorm.DB, name string) (*Preset, error) {
	key, n, _ := strings.Cut(name, "@")
	var es []edition
	if err := g.Session(&gorm.Session{NewDB: true}).Where("key = ? AND n = ?", key, n).Find(&es).Error; err != nil {
		return nil, db.Translate(err)
	}
	if len(es) > 0 {
		return es[0].stored()
	}
	if slices.Contains(assets.Presets, key) {
		if p, err := Shipped(key); err != nil || p.Edition() == name {
			return p, err
		}
	}
	return nil, data.Fault(data.NotFound, "policy.no_edition", "Edition", name)
}

// Past is an edition that was or is in force.
type Past struct {
	Edition string // "dealer@3"
	Name    Words
	At      int64 // since, unix milliseconds
	Who     string
}

// History lists the editions that were in force, the one in force first.
func History(g *gorm.DB) ([]Past, error) {
	var es []edition
	if err := g.Session(&gorm.Session{NewDB: true}).Order("id DESC").Find(&es).Error; err != nil {
		return nil, db.Translate(err)
	}
	ps := make([]Past, len(es))
	for i, e := range es {
		p, err := e.stored()
		if err != nil {
			return nil, err
		}
		ps[i] = Past{p.Edition(), p.Name, e.At, e.Who}
	}
	return ps, nil
}

// Use puts a preset into force as its next edition. One that is not sound is
// refused with data.Errors, as Check has them.
func Use(tx *db.Tx, p *Preset) error {
	if es := Check(p); len(es) > 0 {
		return es
	}
	n, err := next(tx, p.Key)
	if err != nil {
		return err
	}
	q := *p
	q.Version = int(n)
	p.Version = q.Version
	return tx.Create(&edition{Key: q.Key, N: n, At: tx.Now.UnixMilli(), Who: tx.Who, Body: string(YAML(&q, nil))}).Error
}

// next is the number of the next edition. Where nothing was chosen the first
// preset is in force as it comes: the shop's own editions of it come after that.
func next(tx *db.Tx, key string) (int64, error) {
	last := int64(0)
	if key == assets.Presets[0] {
		last = 1
	}
	var n int64
	err := tx.Raw("SELECT coalesce(max(n), 0) FROM policies WHERE key = ?", key).Scan(&n).Error
	return max(n, last) + 1, err
}

// DaysSetting is the key of the shop's own table of holidays among the
// settings: []workday.Day.
const DaysSetting = "workday.days"

// calendars holds the calendar that was made last, with the text it was made of.
var calendars struct {
	sync.Mutex
	text string
	made *workday.Calendar
}

// Calendar is the working days as the shop knows them: the notices that come
// with the program and the shop's own table. Nobody changes what it returns.
func Calendar(g *gorm.DB) (*workday.Calendar, error) {
	var text json.RawMessage
	if err := db.SettingIn(g, DaysSetting, &text); err != nil {
		return nil, err
	}
	calendars.Lock()
	defer calendars.Unlock()
	if calendars.made == nil || calendars.text != string(text) {
		var days []workday.Day
		if len(text) > 0 {
			if err := json.Unmarshal(text, &days); err != nil {
				return nil, err
			}
		}
		calendars.text, calendars.made = string(text), workday.New(days...)
	}
	return calendars.made, nil
}

// Unknown are years of which no arrangement of holidays is known, as
// Period.After tells them; it says that a deadline may change.
type Unknown []int

// Say is the sentence, "" where every year is known.
func (u Unknown) Say(s data.Speaker) string {
	if len(u) == 0 {
		return ""
	}
	years := make([]string, len(u))
	for i, y := range u {
		years[i] = strconv.Itoa(y)
	}
	return s.T("workday.unknown", "Years", strings.Join(years, ", "))
}
