package policy

import (
	"slices"

	"gorm.io/gorm"
)

// Privacy is how personal data is dealt with (个人信息保护): what the law on it
// (个人信息保护法, PIPL) leaves to the shop, in figures.
type Privacy struct {
	Answer    Period      `yaml:"answer"`    // until a person's request is answered; Art. 50 says 及时
	Keep      Period      `yaml:"keep"`      // of the record of requests and incidents; Art. 56: at least three years
	Review    Window      `yaml:"review"`    // within each year, when the list of what was kept long enough is approved
	Purposes  []Purpose   `yaml:"purposes"`  // what personal data is used for
	Retention []Retention `yaml:"retention"` // how long it is kept
}

// Purpose is something that personal data is used for (处理目的), Art. 6.
type Purpose struct {
	Key   string `yaml:"key"` // "marketing"
	Name  Words  `yaml:"name"`
	Basis string `yaml:"basis"` // Consent, Contract, Duty
	// Lists are the lists that choose people for the purpose: whoever withdrew
	// is on none of them.
	Lists []string `yaml:"lists"`
	OptIn bool     `yaml:"opt_in"` // nobody is on them without a consent on record
	About Words    `yaml:"about"`  // what is used, and how, for the notice
}

// Lawful bases (合法性基础), Art. 13.
const (
	Consent  = "consent"  // 同意
	Contract = "contract" // 订立、履行合同所必需
	Duty     = "duty"     // 履行法定义务所必需
)

// Lists that choose people.
const (
	ListGreeting = "greeting" // 问候
	ListSurvey   = "survey"   // 满意度调查的样本
	ListVisit    = "visit"    // 拜访 and 回访
	ListMailing  = "mailing"  // 群发名单
)

// Retention is how long a kind of record is kept (保存期限), Art. 19.
type Retention struct {
	Key  string `yaml:"key"` // of KeptKinds
	Name Words  `yaml:"name"`
	Keep Period `yaml:"keep"` // after the last dealing
	// Law requires it: until then the data cannot be erased and is only stored.
	Law bool `yaml:"law"`
}

// What a Purpose and a Retention may name.
var (
	Bases     = []string{Consent, Contract, Duty}
	Lists     = []string{ListGreeting, ListSurvey, ListVisit, ListMailing}
	KeptKinds = []string{"customer", "complaint", "receivable"}
)

// Personal is how personal data is dealt with in a shop. A regulation from
// before there was such a part has that of the one that a shop begins with.
func Personal(g *gorm.DB) (*Privacy, string, error) {
	p, err := Current(g)
	if err == nil && len(p.Privacy.Purposes) == 0 {
		p, err = first()
	}
	if err != nil {
		return nil, "", err
	}
	return &p.Privacy, p.Edition(), nil
}

// Purpose is the purpose of a key, false where there is none.
func (p *Privacy) Purpose(key string) (Purpose, bool) {
	for _, x := range p.Purposes {
		if x.Key == key {
			return x, true
		}
	}
	return Purpose{}, false
}

// Kept is how long a kind of record is kept; the zero Retention: no rule.
func (p *Privacy) Kept(kind string) Retention {
	for _, r := range p.Retention {
		if r.Key == kind {
			return r
		}
	}
	return Retention{}
}

// Of are the purposes that a list serves, and those of them that need a consent
// on record.
func (p *Privacy) Of(list string) (all, optIn []string) {
	for _, x := range p.Purposes {
		if !slices.Contains(x.Lists, list) {
			continue
		}
		all = append(all, x.Key)
		if x.OptIn {
			optIn = append(optIn, x.Key)
		}
	}
	return all, optIn
}

func (c *checker) privacy(p *Privacy) {
	for _, w := range []struct{ path, day, other string }{
		{"privacy.review.from", p.Review.From, p.Review.To}, {"privacy.review.to", p.Review.To, p.Review.From},
	} {
		switch {
		case w.day == "" && w.other != "":
			c.refuse(w.path, "error.required")
		case w.day != "" && !MonthDay(w.day):
			c.refuse(w.path, "policy.problem.month_day", "Value", w.day)
		}
	}
	if len(p.Purposes) > 0 {
		c.lasting("privacy.answer", p.Answer)
		c.lasting("privacy.keep", p.Keep)
	}
	seen := map[string]bool{}
	for i, x := range p.Purposes {
		path := at("privacy.purposes", i)
		c.key(path+".key", x.Key, seen)
		c.words(path+".name", x.Name, true)
		c.words(path+".about", x.About, false)
		c.one(path+".basis", x.Basis, Bases, false)
		c.some(path+".lists", x.Lists, Lists)
	}
	seen = map[string]bool{}
	for i, r := range p.Retention {
		path := at("privacy.retention", i)
		c.key(path+".key", r.Key, seen)
		c.one(path+".key", r.Key, KeptKinds, false)
		c.words(path+".name", r.Name, true)
		c.lasting(path+".keep", r.Keep)
	}
}
