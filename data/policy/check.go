package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/assets"
	"kezhi/data"
)

// What a preset may name. Of these the registers know what to do.
var (
	Bys        = []string{ByHand, ByReview, ByTurnover}
	Tones      = []string{"primary", "good", "info", "warning", "danger", "neutral"}
	Levels     = []string{Owner, Head, Deputy, Office, Manager} // from the desk upwards
	Ways       = []string{"on_site", "phone", "message", "questionnaire", "talk", "presentation", "incoming"}
	Severities = []string{"ordinary", "major", "urgent"}
	Papers     = []string{"receipt", "assessment", "assignment", "investigation", "proposal", "approval", "reply", "opinion", "corrective"}
	Limits     = []string{Lot, Step, Small, None}
	Relations  = []string{"spouse", "parent", "child", "sibling"}
	Places     = []string{"project", "date", "version"} // of File.Naming
)

// Check returns everything that is wrong with the figures of a preset; the
// field of each is the path of its key, "grading.grades[1].quota".
func Check(p *Preset) data.Errors {
	c := &checker{}
	if !plainKey.MatchString(p.Key) {
		c.refuse("preset", "policy.problem.key")
	}
	c.within("version", p.Version, 0, 1_000_000)
	c.words("name", p.Name, true)
	c.words("about", p.About, false)
	c.grading(&p.Grading)
	c.blacklist(p)
	c.visits(p.Visits)
	c.complaints(&p.Complaints)
	c.surveys(&p.Surveys)
	c.credit(&p.Credit)
	c.desk(p.Desk)
	c.file(&p.File)
	c.privacy(&p.Privacy)
	return c.wrong
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$`)

type checker struct{ wrong data.Errors }

func (c *checker) refuse(path, key string, args ...any) {
	c.wrong = append(c.wrong, data.Wrong(path, key, args...))
}

func (c *checker) within(path string, n, least, most int) {
	if n < least || n > most {
		c.refuse(path, "policy.problem.range", "Least", least, "Most", most)
	}
}

func (c *checker) percent(path string, n int) { c.within(path, n, 0, 100) }

// days bounds a number of days, or of visits, that nobody means otherwise.
func (c *checker) days(path string, n int) { c.within(path, n, 0, 3660) }

func (c *checker) words(path string, w Words, required bool) {
	if w[assets.ZhHans] != "" {
		if len([]rune(w[assets.ZhHans])) > 200 {
			c.refuse(path, "error.too_long", "Max", 200)
		}
		return
	}
	if required || len(w) > 0 {
		c.refuse(path, "policy.problem.words")
	}
}

func (c *checker) all(path string, ws []Words) {
	for i, w := range ws {
		c.words(at(path, i), w, true)
	}
}

func (c *checker) one(path, s string, of []string, empty bool) {
	switch {
	case s == "" && empty:
	case s == "":
		c.refuse(path, "error.required")
	case !slices.Contains(of, s):
		c.refuse(path, "policy.problem.choice", "Value", s, "Known", strings.Join(of, ", "))
	}
}

// some checks a list of which each may be named once.
func (c *checker) some(path string, ss, of []string) {
	for i, s := range ss {
		c.one(at(path, i), s, of, false)
		if slices.Contains(ss[:i], s) {
			c.refuse(at(path, i), "policy.problem.twice", "Value", s)
		}
	}
}

func (c *checker) key(path, key string, before map[string]bool) {
	switch {
	case !plainKey.MatchString(key):
		c.refuse(path, "policy.problem.key")
	case before[key]:
		c.refuse(path, "policy.problem.twice", "Value", key)
	}
	before[key] = true
}

func (c *checker) lasting(path string, p Period) {
	if p.Zero() {
		c.refuse(path, "error.required")
	}
}

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func (c *checker) grading(g *Grading) {
	c.one("grading.by", g.By, Bys, false)
	if len(g.Grades) == 0 {
		c.refuse("grading.grades", "policy.problem.no_grade")
	}
	seen := map[string]bool{}
	for i, x := range g.Grades {
		path := at("grading.grades", i)
		c.key(path+".key", x.Key, seen)
		c.words(path+".name", x.Name, true)
		c.one(path+".tone", x.Tone, Tones, true)
		c.percent(path+".quota", x.Quota)
		c.percent(path+".product_quota", x.ProductQuota)
		c.percent(path+".score", x.Score)
		if x.From < 0 {
			c.refuse(path+".from", "policy.problem.negative")
		}
		for j, r := range x.Visits {
			c.round(at(path+".visits", j), r)
		}
	}
	c.descending(g.Grades)
	c.indicators(g.Indicators)
	c.all("grading.priorities", g.Priorities)
}

// descending asks that a lower grade asks for less.
func (c *checker) descending(gs []Grade) {
	score, from := 0, int64(0)
	for i, g := range gs {
		path := at("grading.grades", i)
		if g.Score > 0 {
			if score > 0 && g.Score >= score {
				c.refuse(path+".score", "policy.problem.descending", "Above", score)
			}
			score = g.Score
		}
		if g.From > 0 {
			if from > 0 && g.From >= from {
				c.refuse(path+".from", "policy.problem.descending", "Above", from)
			}
			from = g.From
		}
	}
}

func (c *checker) round(path string, r Round) {
	c.lasting(path+".every", r.Every)
	c.one(path+".way", r.Way, Ways, true)
	c.one(path+".by", r.By, Levels, true)
	c.percent(path+".share", r.Share)
	c.one(path+".unless", r.Unless, Ways, true)
}

func (c *checker) indicators(is []Indicator) {
	seen := map[string]bool{}
	var admission, stage sheet
	for i, x := range is {
		path := at("grading.indicators", i)
		c.key(path+".key", x.Key, seen)
		c.words(path+".name", x.Name, true)
		c.words(path+".hint", x.Hint, false)
		c.percent(path+".weight", x.Weight)
		switch {
		case !x.Admission && !x.Stage:
			c.refuse(path, "policy.problem.no_sheet")
		case x.Required && x.Weight != 0:
			c.refuse(path+".weight", "policy.problem.required_weight")
		case !x.Required && x.Weight == 0:
			c.refuse(path+".weight", "policy.problem.no_weight")
		}
		admission.take(x.Admission, x)
		stage.take(x.Stage, x)
	}
	c.hundred(admission, "policy.problem.weights_admission")
	c.hundred(stage, "policy.problem.weights_stage")
}

// sheet is what the weighted indicators of a score sheet come to.
type sheet struct{ n, sum int }

func (s *sheet) take(on bool, i Indicator) {
	if on && !i.Required {
		s.n++
		s.sum += i.Weight
	}
}

func (c *checker) hundred(s sheet, key string) {
	if s.n > 0 && s.sum != 100 {
		c.refuse("grading.indicators", key, "Sum", s.sum)
	}
}

func (c *checker) blacklist(p *Preset) {
	if as := p.Blacklist.ReadmitAs; as != "" {
		if _, ok := p.Grade(as); !ok {
			c.refuse("blacklist.readmit_as", "policy.problem.grade", "Value", as)
		}
	}
	c.days("blacklist.remind", p.Blacklist.Remind)
}

func (c *checker) visits(v Visits) {
	c.days("visits.ineffective", v.Ineffective)
	c.within("visits.decide_hours", v.DecideHours, 0, 24*3660)
	c.days("visits.remind", v.Remind)
	c.days("visits.summary_within", v.SummaryDays)
}

func (c *checker) complaints(k *Complaints) {
	seen := map[string]bool{}
	for i, d := range k.Deadlines {
		path := at("complaints.deadlines", i)
		c.one(path+".severity", d.Severity, Severities, true)
		if seen[d.Severity] {
			c.refuse(path+".severity", "policy.problem.twice", "Value", d.Severity)
		}
		seen[d.Severity] = true
		c.lasting(path+".within", d.Within)
	}
	if !seen[""] && (!seen["ordinary"] || !seen["major"] || !seen["urgent"]) {
		c.refuse("complaints.deadlines", "policy.problem.deadlines")
	}
	c.percent("complaints.escalate", k.Escalate)
	c.some("complaints.levels", k.Levels, Levels)
	c.approvals(k.Approve)
	c.some("complaints.papers", k.Papers, Papers)
}

// approvals asks for rising amounts, the last of which is any.
func (c *checker) approvals(as []Approval) {
	before := int64(0)
	for i, a := range as {
		path := at("complaints.approve", i)
		c.one(path+".by", a.By, Levels, false)
		last := i == len(as)-1
		switch {
		case last && a.UpTo != 0:
			c.refuse(path+".up_to", "policy.problem.any_amount")
		case !last && a.UpTo <= before:
			c.refuse(path+".up_to", "policy.problem.ascending", "Below", before)
		}
		before = a.UpTo
	}
}

func (c *checker) surveys(s *Surveys) {
	seen := map[string]bool{}
	for i, x := range s.Schedules {
		path := at("surveys.schedules", i)
		c.key(path+".key", x.Key, seen)
		c.words(path+".name", x.Name, true)
		c.lasting(path+".every", x.Every)
		for j, d := range x.On {
			if !OnDay(d) {
				c.refuse(at(path+".on", j), "policy.problem.on", "Value", d)
			}
		}
		c.one(path+".form", x.Form, assets.Questionnaires, true)
	}
	c.percent("surveys.target.csat", s.Target.CSAT)
	c.within("surveys.target.nps", s.Target.NPS, -100, 100)
	c.percent("surveys.target.response", s.Target.Response)
	c.percent("surveys.complain", s.Complain)
	c.within("surveys.not_asked", s.NotAsked, 0, 120)
	c.days("surveys.corrective", s.Corrective)
}

// MonthDay tells whether s is a day of every year, "07-01".
func MonthDay(s string) bool {
	_, err := time.Parse("2006-01-02", "2024-"+s)
	return err == nil && s != "02-29"
}

// OnDay tells whether s is a day of Schedule.On: "09-01", "02-end", "01", "end".
func OnDay(s string) bool {
	if m, ok := strings.CutSuffix(s, "-end"); ok {
		return MonthDay(m + "-01")
	}
	n, err := strconv.Atoi(s)
	return MonthDay(s) || s == "end" || err == nil && len(s) == 2 && n >= 1 && n <= 28
}

func (c *checker) credit(k *Credit) {
	seen := map[string]bool{}
	for i, g := range k.Grades {
		path := at("credit.grades", i)
		c.key(path+".key", g.Key, seen)
		c.words(path+".name", g.Name, true)
		c.words(path+".terms", g.Terms, false)
		c.one(path+".limit", g.Limit, Limits, false)
		c.days(path+".days", g.Days)
	}
	before := 0
	for i, d := range k.Ageing {
		if d <= before {
			c.refuse(at("credit.ageing", i), "policy.problem.ascending", "Below", before)
		}
		before = max(before, d)
	}
	c.dunning(k.Dunning)
	c.all("credit.channels", k.Channels)
	c.all("credit.measures", k.Measures)
	c.one("credit.over_limit", k.OverLimit, Levels, true)
	c.one("credit.approve", k.Approve, Levels, true)
	c.one("credit.write_off", k.WriteOff, Levels, true)
}

func (c *checker) dunning(ds []Dunning) {
	seen, before := map[string]bool{}, 0
	for i, d := range ds {
		path := at("credit.dunning", i)
		c.key(path+".key", d.Key, seen)
		c.words(path+".name", d.Name, true)
		if d.From <= before {
			c.refuse(path+".from", "policy.problem.ascending", "Below", before)
		}
		before = max(before, d.From)
	}
}

func (c *checker) desk(d Desk) {
	c.some("desk.household", d.Household, Relations)
	sum := 0
	for i, n := range d.Split {
		c.percent(at("desk.split", i), n)
		sum += n
	}
	if len(d.Split) > 0 && (len(d.Split) != 2 || sum != 100) {
		c.refuse("desk.split", "policy.problem.split")
	}
	c.days("desk.greetings", d.Greetings)
}

var brace = regexp.MustCompile(`\{([^{}]*)\}`)

func (c *checker) file(f *File) {
	for _, w := range []struct{ path, day, other string }{
		{"file.review.from", f.Review.From, f.Review.To}, {"file.review.to", f.Review.To, f.Review.From},
	} {
		switch {
		case w.day == "" && w.other != "":
			c.refuse(w.path, "error.required")
		case w.day != "" && !MonthDay(w.day):
			c.refuse(w.path, "policy.problem.month_day", "Value", w.day)
		}
	}
	c.all("file.categories", f.Categories)
	for _, m := range brace.FindAllStringSubmatch(f.Naming, -1) {
		if !slices.Contains(Places, m[1]) {
			c.refuse("file.naming", "policy.problem.place", "Value", m[0], "Known", "{"+strings.Join(Places, "}, {")+"}")
		}
	}
	c.days("file.licence", f.Licence)
	c.within("file.contract_copies", f.ContractCopies, 0, 10)
	c.settlement(f.Settlement)
}

func (c *checker) settlement(s Settling) {
	c.percent("file.settlement.withhold", s.Withhold)
	sum := 0
	for i, b := range s.Back {
		path := at("file.settlement.back", i)
		c.within(path+".percent", b.Percent, 1, 100)
		c.lasting(path+".after", b.After)
		sum += b.Percent
	}
	if sum > 100 {
		c.refuse("file.settlement.back", "policy.problem.back", "Sum", sum)
	}
}
