package survey

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Summary is what a campaign's answers say (顾客调查汇总). Answers in the recycle
// bin do not count. Every figure carries its n; see Rate, Mean and NPS for how
// they are rounded.
type Summary struct {
	Campaign   Campaign
	Edition    Edition
	Population int64 // 总体
	Sent       int64 // 发放
	Returned   int64 // 回收
	Sample     Rate  // Sent of Population
	Response   Rate  // Returned of Sent
	// CSAT is the share of all scores given that are one of the two highest
	// points of their scale (top two boxes): 4 and 5 of 5, 9 and 10 of 10.
	CSAT Rate
	// Mean is over all scores given, each brought to 1–5 and weighted by its
	// question's weight.
	Mean      Mean
	NPS       NPS  // over all promoter questions
	CES       Mean // of the question that measures effort, on its own scale; nothing where there is none
	ACSI      ACSI
	Topics    []Topic
	Questions []Figures // of every part of every question, see Parts
}

// Miss is a figure that stays under what was wanted of it.
type Miss struct {
	Figure string // FigureCSAT, FigureNPS, FigureResponse
	Got    string // as it is read
	Want   int64
}

// The figures that have targets.
const (
	FigureCSAT     = "csat"
	FigureNPS      = "nps"
	FigureResponse = "response"
)

// Misses are the figures under the campaign's targets. A target of 0 is none,
// and what nobody answered misses nothing.
func (s *Summary) Misses() []Miss {
	var ms []Miss
	add := func(figure string, want int64, f interface {
		Tenths() (int64, bool)
		String() string
	},
	) {
		if t, ok := f.Tenths(); ok && want != 0 && t < want*10 {
			ms = append(ms, Miss{figure, f.String(), want})
		}
	}
	add(FigureCSAT, s.Campaign.Target, s.CSAT)
	add(FigureNPS, s.Campaign.TargetNPS, s.NPS)
	add(FigureResponse, s.Campaign.TargetResponse, s.Response)
	return ms
}

// Target tells whether the CSAT reaches the campaign's target; ok is false
// where no target was set or no score was given.
func (s *Summary) Target() (reached, ok bool) {
	t, ok := s.CSAT.Tenths()
	if !ok || s.Campaign.Target == 0 {
		return false, false
	}
	return t >= s.Campaign.Target*10, true
}

// Topic is what was said about one subject: the scores of its questions.
type Topic struct {
	Topic string // service, price, products, handling, company; "" of no topic
	N     int64  // scores given
	CSAT  Rate
	Mean  Mean // on the scale 1–5, as Summary.Mean
}

// Figures are the answers to one question. Which of them are filled in depends
// on its type; N is how many answered it at all.
type Figures struct {
	Question
	N       int64
	Mean    Mean  // Score, Promote, Importance: on its own scale; Number
	CSAT    Rate  // Score
	NPS     NPS   // Promote
	Yes     Rate  // YesNo
	Bars    []Bar // Score, Promote, Importance, One, Many, YesNo: every possible answer in order; Date: every month or year
	Lowest  int64 // Number: hundredths, as Highest; meaningless where N is 0
	Highest int64
	First   string // Date: the earliest day, as Last
	Last    string
	Texts   []Said // Text, and what stands beside the other option
}

// Bar is one possible answer: how many of the N gave it. Of a question that
// takes several options the shares add up to more than 100 %.
type Bar struct {
	Value string // "5", an option's text, "yes"
	Count Rate
}

// Said is a text that somebody wrote.
type Said struct {
	Answer string // number of the answer
	Text   string
}

// Summarise sums up a campaign at one moment: what is written meanwhile is
// either wholly in it or not at all. A campaign without a published
// questionnaire has a summary without questions. Whoever sees some customers' records
// alone is told of those: of their answers, of how many of them were asked, and of
// no population. Code data.NotFound.
func (s *Store) Summarise(ctx context.Context, campaignID int64) (Summary, error) {
	c, err := s.campaign(ctx, campaignID)
	if err != nil {
		return Summary{}, err
	}
	var out Summary
	err = s.DB.Snapshot(ctx, func(conn *sql.Conn) error {
		if err = s.narrow(ctx, conn, &c); err == nil {
			out, err = summarise(ctx, s.DB.Read(ctx), conn, c, s.counted(ctx, c.Number))
		}
		return err
	})
	return out, db.Translate(err)
}

// summarise sums up a campaign by what the connection sees.
func summarise(ctx context.Context, g *gorm.DB, conn querier, c Campaign, of counted) (Summary, error) {
	e, err := readEdition(g, c.QuestionnaireID, c.Edition)
	if err != nil && !unpublished(err) {
		return Summary{}, err
	}
	out := Summary{Campaign: c, Edition: e, Population: c.Population, Sent: c.Sent}
	var t tally
	if err := t.read(ctx, conn, of, e.Parts()); err != nil {
		return Summary{}, err
	}
	out.Returned, out.Campaign.Returned = t.returned, t.returned
	out.Sample, out.Response = Rate{c.Chosen(), c.Population}, Rate{t.returned, c.Sent}
	out.ACSI = t.acsi
	out.fill(&t)
	return out, nil
}

// narrow leaves of a campaign's own figures what belongs to the customers whom
// whoever is at the desk may see: those of them who were chosen and asked. How many
// there were to choose from is the shop's.
func (s *Store) narrow(ctx context.Context, conn querier, c *Campaign) error {
	theirs, whose := register.Theirs(ctx, s.DB, "customer_id")
	if len(whose) == 0 {
		return nil
	}
	err := conn.QueryRowContext(ctx, "SELECT count(*) FROM survey_sample WHERE survey_id = ? AND "+theirs, append([]any{c.ID}, whose...)...).Scan(&c.Sampled)
	c.Population, c.Sent = 0, c.Sampled
	return err
}

func (s *Summary) fill(t *tally) {
	var all blend
	topics := map[string]*Topic{}
	blends := map[string]*blend{}
	for _, q := range s.Edition.Parts() {
		f := t.figures(q)
		s.Questions = append(s.Questions, f)
		switch {
		case q.Measure == Effort:
			s.CES = f.Mean
		case q.satisfies():
			o := topics[q.Topic]
			if o == nil {
				o = &Topic{Topic: q.Topic}
				topics[q.Topic], blends[q.Topic] = o, &blend{}
			}
			for i, b := range f.Bars {
				all.add(&q, int64(i+1), b.Count.Part)
				blends[q.Topic].add(&q, int64(i+1), b.Count.Part)
			}
			for _, r := range []*Rate{&s.CSAT, &o.CSAT} {
				r.Part += f.CSAT.Part
				r.Of += f.CSAT.Of
			}
			o.N, o.Mean = o.CSAT.Of, blends[q.Topic].mean()
		case q.Type == Promote:
			s.NPS.Promoters += f.NPS.Promoters
			s.NPS.Passives += f.NPS.Passives
			s.NPS.Detractors += f.NPS.Detractors
		}
	}
	s.Mean = all.mean()
	for _, name := range append(slices.Clone(topicNames), "") {
		if o := topics[name]; o != nil {
			s.Topics = append(s.Topics, *o)
		}
	}
}

// figures are the tally's figures of one question.
func (t *tally) figures(q Question) Figures {
	f := Figures{Question: q, N: t.answered[q.Key], Texts: t.texts[q.Key]}
	bar := func(value string) int64 {
		n := t.counts[q.Key][value]
		f.Bars = append(f.Bars, Bar{value, Rate{n, f.N}})
		return n
	}
	switch q.Type {
	case Score, Promote, Importance:
		least, most, _ := q.Points()
		f.Mean = Mean{0, f.N, f.N}
		f.CSAT.Of = f.N
		for p := least; p <= most; p++ {
			n := bar(strconv.FormatInt(p, 10))
			f.Mean.Sum += p * n
			if p >= most-1 {
				f.CSAT.Part += n
			}
			switch {
			case p >= 9:
				f.NPS.Promoters += n
			case p >= 7:
				f.NPS.Passives += n
			default:
				f.NPS.Detractors += n
			}
		}
		if q.Type != Promote {
			f.NPS = NPS{}
		}
		if !q.satisfies() {
			f.CSAT = Rate{}
		}
	case One, Many:
		for _, o := range q.Choices() {
			bar(o)
		}
	case YesNo:
		f.Yes = Rate{bar(Yes), f.N}
		bar(No)
	case Date:
		f.days(t.counts[q.Key])
	case Number:
		a := t.amounts[q.Key]
		f.Mean = Mean{a.sum, a.n * 100, a.n}
		f.Lowest, f.Highest = a.least, a.most
	}
	return f
}

// days are the figures of a question for a date: the first and the last day,
// and how many fall into each month, or each year where they span more than one.
func (f *Figures) days(counts map[string]int64) {
	all := slices.Sorted(maps.Keys(counts))
	if len(all) == 0 {
		return
	}
	f.First, f.Last = all[0], all[len(all)-1]
	unit := len("2026-11")
	if f.First[:4] != f.Last[:4] {
		unit = len("2026")
	}
	for _, d := range all {
		if n := len(f.Bars); n == 0 || f.Bars[n-1].Value != d[:unit] {
			f.Bars = append(f.Bars, Bar{d[:unit], Rate{0, f.N}})
		}
		f.Bars[len(f.Bars)-1].Count.Part += counts[d]
	}
}

// Span is the lowest and highest number given, as read: "0", "12.5"; None
// where nobody answered.
func (f *Figures) Span() (lowest, highest string) {
	if f.N == 0 {
		return None, None
	}
	show := func(h int64) string {
		if h == 0 {
			return "0"
		}
		return field.ShowDecimal(h)
	}
	return show(f.Lowest), show(f.Highest)
}
