package surveys

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// sampled is who is asked: how many were chosen and how, and the ways to choose
// them and to call them up.
func sampled(p *book.Page, c *survey.Campaign, then func()) fyne.CanvasObject {
	col := kit.VBox(kit.Gap8)
	if c.Sampled > 0 {
		col.Add(kit.NewText(kit.T("ui.survey.sample.is", "N", c.Sampled, "Population", c.Population)).Shortened())
		col.Add(kit.Paragraph(how(p.H, c.Sampling())).In(kit.ColorMuted))
	}
	buttons := []fyne.CanvasObject{}
	if c.Returned == 0 && c.State != survey.Closed && c.DeletedAt == 0 {
		word := "ui.survey.sample.choose"
		if c.Sampled > 0 {
			word = "ui.survey.sample.again"
		}
		buttons = append(buttons, kit.NewButton(kit.T(word), "users", func() { chooseSample(p, c, then) }).Off(screen.NoEdit(p.H, "survey")))
	}
	if c.Sampled > 0 {
		buttons = append(buttons, kit.NewButton(kit.T("ui.survey.sample.list"), "phone", func() { callThrough(p.H, c) }),
			kit.NewButton(kit.T("ui.survey.sample.print"), "printer", func() { p.H.Print("survey-sample", "survey", c.ID) }).Off(screen.NoPrint(p.H, "survey")))
	}
	if len(buttons) > 0 {
		col.Add(kit.NewFlow(kit.Gap8, buttons...))
	}
	return col
}

// how is in words how a sample was chosen.
func how(h screen.Host, s survey.Sampling) string {
	d, _ := field.Find(h.Shop().Customers.Fields(), "grade")
	var grades []string
	for _, g := range s.Grades {
		grades = append(grades, field.Option(kit.Lang, d, g))
	}
	return s.Words(kit.Lang, grades)
}

// sampler is the dialog in which a sample is chosen.
type sampler struct {
	h      screen.Host
	id     int64
	then   func()
	dialog *kit.Dialog

	by           *kit.RadioRow
	grades       *kit.TagsField
	size, months *kit.TextField
	seed         *kit.TextField
	labels       map[string]*kit.Labelled
	count        *kit.Banner
}

// chooseSample asks how the customers are chosen, and shows with every change
// how many there are to choose from.
func chooseSample(p *book.Page, c *survey.Campaign, then func()) {
	s := &sampler{h: p.H, id: c.ID, then: then, labels: map[string]*kit.Labelled{}}
	d, _ := field.Find(p.H.Shop().Customers.Fields(), "grade")
	names := make([]string, len(d.Options))
	for i, o := range d.Options {
		names[i] = field.Option(kit.Lang, d, o)
	}
	s.by = kit.NewRadioRow([]string{survey.Everybody, survey.ByLot}, []string{kit.T("ui.survey.sample.by.all"), kit.T("ui.survey.sample.by.random")})
	s.grades = kit.NewChoicesField(d.Options, names)
	s.size, s.months, s.seed = kit.NewTextField(""), kit.NewTextField(""), kit.NewTextField(kit.T("ui.survey.sample.seed.none"))
	col := kit.VBox(kit.Gap12)
	for _, x := range []struct {
		key string
		in  kit.Input
	}{{"by", s.by}, {"grades", s.grades}, {"size", s.size}, {"months", s.months}, {"seed", s.seed}} {
		l := kit.NewLabelled(kit.T("ui.survey.sample."+x.key), false, x.in)
		l.LabelWidth = 176
		x.in.Watch(func() { l.SetWrong(""); s.look() })
		s.labels[x.key] = l
		col.Add(l)
	}
	s.count = kit.NewBanner(kit.ToneInfo, kit.T("ui.reading"))
	col.Add(s.count)
	was := c.Sampling()
	by := was.By
	if by == "" {
		by = survey.Everybody
	}
	s.by.SetValue(by)
	s.grades.SetValue(was.Grades)
	for f, v := range map[*kit.TextField]int64{s.size: was.Size, s.months: was.Months} {
		if v > 0 {
			f.SetText(strconv.FormatInt(v, 10))
		}
	}
	do := kit.NewButton(kit.T("ui.survey.sample.do"), "users", s.choose).Primary()
	s.dialog = kit.NewDialog(kit.T("ui.survey.sample.title"), col, kit.NewButton(kit.T("kit.cancel"), "", func() { s.dialog.Close() }), do)
	s.dialog.Width = 560
	s.dialog.OnEnter = s.choose
	s.dialog.Open(s.h.Window().Canvas(), do)
	s.begin(c)
}

// begin takes the months of the regulation where none were said, and counts.
func (s *sampler) begin(c *survey.Campaign) {
	var p *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		p, err = s.h.Shop().Policy(ctx)
		return err
	}, func(err error) {
		if err == nil && c.SampleBy == "" && p.Surveys.NotAsked > 0 && s.months.Text() == "" {
			s.months.SetText(strconv.Itoa(p.Surveys.NotAsked))
		}
		s.look()
	})
}

// asked reads the fields; wrong ones are said at once.
func (s *sampler) asked() (survey.Sampling, bool) {
	grades, _ := s.grades.Value().([]string)
	out, ok := survey.Sampling{By: s.by.Key(), Grades: grades}, true
	for key, x := range map[string]struct {
		in *kit.TextField
		to *int64
	}{"size": {s.size, &out.Size}, "months": {s.months, &out.Months}, "seed": {s.seed, &out.Seed}} {
		if x.in.Text() == "" {
			continue
		}
		n, err := field.ReadInteger(x.in.Text())
		if err != nil || n < 0 {
			s.labels[key].SetWrong(kit.T("error.integer"))
			ok = false
		}
		*x.to = n
	}
	return out, ok
}

// look counts whom the sample could be drawn from.
func (s *sampler) look() {
	lot := s.by.Key() == survey.ByLot
	s.size.SetLocked(!lot)
	s.seed.SetLocked(!lot)
	how, ok := s.asked()
	if !ok {
		return
	}
	var c survey.Candidates
	screen.Beside(func(ctx context.Context) error {
		var err error
		c, err = s.h.Shop().Surveys.Candidates(ctx, s.id, how)
		return err
	}, func(err error) {
		if now, ok := s.asked(); err != nil || !ok || now.Months != how.Months || len(now.Grades) != len(how.Grades) {
			return
		}
		tone := kit.ToneInfo
		if c.Eligible == 0 || how.By == survey.ByLot && how.Size > c.Eligible {
			tone = kit.ToneWarning
		}
		s.count.Set(tone, kit.T("ui.survey.sample.count", "Population", c.Population, "Quiet", c.Quiet, "Withdrawn", c.Withdrawn, "Stored", c.Stored, "Asked", c.Asked, "Eligible", c.Eligible))
	})
}

func (s *sampler) choose() {
	how, ok := s.asked()
	if !ok {
		return
	}
	if how.By != survey.ByLot {
		how.Size, how.Seed = 0, 0
	}
	var c survey.Campaign
	who := s.h.Who()
	screen.Beside(func(ctx context.Context) error {
		var err error
		c, err = s.h.Shop().Surveys.Sample(ctx, who, s.id, how)
		return err
	}, func(err error) {
		if es := data.All(err); len(es) > 0 {
			e := es[0]
			if l := s.labels[e.Field]; l != nil {
				l.SetWrong(e.Text(kit.Lang))
				l.Input.FocusFirst()
				return
			}
			s.count.Set(kit.ToneDanger, e.Text(kit.Lang))
			return
		}
		if err != nil {
			screen.Fail(s.h, err)
			return
		}
		s.dialog.Close()
		s.h.Changed()
		kit.NewToast(s.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.survey.sample.chosen", "N", c.Sampled), Tone: kit.ToneGood})
		s.then()
	})
}

// mostCalled are listed to be called through; the printed list has all.
const mostCalled = 200

// callThrough lists those of the sample who have not answered, with their
// telephone; a click begins the answer of one.
func callThrough(h screen.Host, c *survey.Campaign) {
	var ms []survey.Member
	screen.Beside(func(ctx context.Context) error {
		var err error
		ms, err = h.Shop().Surveys.Members(ctx, c.ID, true, mostCalled)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		var d *kit.Dialog
		col := kit.VBox(kit.Gap8)
		for _, m := range ms {
			enter := kit.NewButton(kit.T("answer.new"), "keyboard", func() {
				d.Close()
				h.New("answer", field.Values{
					"survey": c.Number, "customer": m.Number, "customer_name": m.Name, "respondent": m.Contact, "phone": m.Phone,
				})
			})
			says := m.Number
			for _, s := range []string{m.Contact, m.Phone, m.Owner} {
				if s != "" {
					says += " · " + s
				}
			}
			col.Add(kit.HBox(kit.Gap8, kit.Grow(kit.VBox(0, kit.NewText(m.Name).Shortened(), kit.Small(says).Shortened())), enter))
		}
		if len(ms) == 0 {
			col.Add(kit.Paragraph(kit.T("ui.survey.sample.through")).In(kit.ColorMuted))
		}
		done := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
		room := h.Window().Canvas().Size()
		d = kit.NewDialog(kit.T("ui.survey.sample.open", "N", len(ms)), kit.Fixed(kit.NewScroll(col), 0, min(420, room.Height-200)), done)
		d.Width = min(620, room.Width-80)
		d.Open(h.Window().Canvas(), done)
	})
}
