package privacy

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/privacy"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// page is the page of personal data among the settings: the yearly list, the
// notice, the purposes; requests and incidents have tables of their own.
type page struct {
	h       screen.Host
	body    *fyne.Container
	content fyne.CanvasObject

	list     *privacy.RetentionList
	notices  []privacy.Notice
	personal *policy.Privacy
	erasures []privacy.Erasure
}

// Settings is that page.
func Settings(h screen.Host) screen.Page { return &page{h: h} }

// Room is the entry of the navigation.
func (p *page) Room() string { return room }

// Content builds the page.
func (p *page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack(kit.Small(kit.T("ui.reading")))
		header := kit.NewPageHeader(kit.T("ui.settings.tab.privacy"), kit.T("ui.privacy.note")).Actions(
			kit.NewButton(kit.T("request.title"), "inbox", func() { p.h.Browse("request") }),
			kit.NewButton(kit.T("incident.title"), "shield-off", func() { p.h.Browse("incident") }),
			kit.NewButton(kit.T("ui.privacy.notice.blank"), "printer", func() { p.h.Print("privacy-notice", "customer") }).Off(screen.NoPrint(p.h, "customer")))
		p.content = kit.Page(header, kit.NewScroll(p.body))
	}
	return p.content
}

// Shown reads everything anew.
func (p *page) Shown() {
	year := p.h.Shop().DB.Now().Local().Year()
	screen.Beside(func(ctx context.Context) (err error) {
		s := p.h.Shop()
		if p.list, err = s.Privacy.Kept(ctx, year); err != nil {
			return err
		}
		if p.notices, err = s.Privacy.Notices(ctx); err != nil {
			return err
		}
		if p.erasures, err = s.Privacy.Erasures(ctx, 0); err != nil {
			return err
		}
		p.personal, _, err = policy.Personal(s.DB.Read(ctx))
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.body.Objects = []fyne.CanvasObject{kit.Sides(kit.VBox(kit.Gap16, p.yearly(), p.notice()), kit.VBox(kit.Gap16, p.purposes(), p.erased()), 360)}
		p.body.Refresh()
	})
}

// yearly is the list of those whose data was kept long enough.
func (p *page) yearly() fyne.CanvasObject {
	year := p.h.Shop().DB.Now().Local().Year()
	head := kit.HBox(kit.Gap8)
	make := kit.NewButton(kit.T("ui.privacy.list.make"), "refresh-cw", p.make).Small().Off(off(p.h, account.Approve))
	col := kit.VBox(kit.Gap8, kit.Paragraph(kit.T("ui.privacy.list.note", "Keep", p.personal.Kept("customer").Keep.Say(kit.Lang))).In(kit.ColorMuted))
	l := p.list
	switch {
	case l == nil:
		head.Add(make)
	case l.ApprovedOn != "":
		head.Add(kit.NewPill(kit.T("ui.privacy.list.approved", "Day", l.ApprovedOn, "Who", l.ApprovedBy), kit.ToneGood))
		head.Add(p.printed())
	default:
		head.Add(make)
		head.Add(p.printed())
		if len(l.Lines) > 0 {
			head.Add(kit.NewButton(kit.T("ui.privacy.list.approve"), "check", p.approve).Small().Primary().Off(off(p.h, account.Approve)))
		}
	}
	if l != nil {
		col.Add(kit.Small(kit.T("ui.privacy.list.made", "N", len(l.Lines), "Day", l.MadeOn, "Who", l.MadeBy)))
		for i := range l.Lines {
			col.Add(p.line(&l.Lines[i]))
		}
	}
	return kit.NewTitledCard(kit.T("ui.privacy.list", "Year", year), "", head, col)
}

func (p *page) printed() *kit.Button {
	return kit.NewButton("", "printer", func() {
		var ids []int64
		for _, x := range p.list.Lines {
			ids = append(ids, x.CustomerID)
		}
		if len(ids) > 0 {
			p.h.Print("retention-list", "customer", ids...)
		}
	}).Small().Tip(kit.T("ui.print")).Off(screen.NoPrint(p.h, "customer"))
}

// line is one customer of the list: what will become of the file.
func (p *page) line(x *privacy.RetentionLine) fyne.CanvasObject {
	what, tone := kit.T("ui.privacy.list.erase"), kit.ToneDanger
	switch {
	case x.Certificate != "":
		what, tone = x.Certificate, kit.ToneGood
	case x.Keep != "":
		what, tone = kit.T("ui.privacy.list.keep"), kit.ToneInfo
	case x.Hold != "":
		what, tone = kit.T("ui.privacy.list.hold", "Until", x.HoldUntil), kit.ToneWarning
	}
	row := kit.HBox(kit.Gap8, kit.Grow(kit.NewLink(x.CustomerNumber+"  "+x.CustomerName, func() { p.h.Open("customer", x.CustomerID) })), kit.Small(kit.T("ui.privacy.list.last", "Day", x.LastDay)), kit.NewPill(what, tone))
	if p.list.ApprovedOn == "" {
		key := "ui.privacy.list.spare"
		if x.Keep != "" {
			key = "ui.privacy.list.unspare"
		}
		row.Add(kit.NewButton(kit.T(key), "", func() { p.spare(x) }).Small().Off(off(p.h, account.Approve)))
	}
	if why := strings.TrimSpace(x.Keep + " " + x.Hold); why != "" {
		return kit.VBox(2, row, kit.Small(why))
	}
	return row
}

func (p *page) spare(x *privacy.RetentionLine) {
	keep := func(ctx context.Context, why string) error {
		return p.h.Shop().Privacy.Spare(ctx, p.h.Who(), p.list.Year, x.CustomerID, why)
	}
	if x.Keep != "" {
		book.Carry(p.h, "", func(ctx context.Context) error { return keep(ctx, "") }, p.Shown)
		return
	}
	book.Ask(p.h, book.Question{
		Title: kit.T("ui.privacy.list.spare"), Note: kit.T("ui.privacy.list.spare.note"), Yes: kit.T("kit.ok"), Fields: spared.Fields(), Values: field.Values{"why": ""}, Then: p.Shown,
		Keep: func(ctx context.Context, v field.Values) (string, error) {
			if v.Text("why") == "" {
				return "", data.Wrong("why", "error.required")
			}
			return "", keep(ctx, v.Text("why"))
		},
	})
}

func (p *page) make() {
	year := p.h.Shop().DB.Now().Local().Year()
	book.Carry(p.h, "", func(ctx context.Context) error {
		_, err := p.h.Shop().Privacy.List(ctx, p.h.Who(), year)
		return err
	}, p.Shown)
}

// approve asks once more and erases who is on the list.
func (p *page) approve() {
	n := 0
	for _, x := range p.list.Lines {
		if x.Keep == "" {
			n++
		}
	}
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.privacy.list.approve"), Text: kit.T("ui.privacy.list.approve.note", "N", n), Yes: kit.T("ui.privacy.list.approve"), Danger: true}, func(yes bool) {
		if !yes {
			return
		}
		var erased, locked int
		bar := kit.NewProgress(p.h.Window().Canvas(), kit.T("ui.privacy.list.approve"), nil)
		screen.Beside(func(ctx context.Context) (err error) {
			erased, locked, err = p.h.Shop().ApproveRetention(ctx, p.h.Who(), p.list.Year, kit.T("ui.privacy.why.expired"), func(done, all int) {
				fyne.Do(func() { bar.Set(done, all, "") })
			})
			return err
		}, func(err error) {
			bar.Close()
			p.Shown()
			p.h.Changed()
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.privacy.list.done", "Erased", erased, "Locked", locked), Tone: kit.ToneGood})
		})
	})
}

// notice is the text in use, in the window's language, and the former editions.
func (p *page) notice() fyne.CanvasObject {
	n := p.notices[0]
	edit := kit.NewButton(kit.T("ui.privacy.notice.edit"), "pencil", p.edit).Small().Off(off(p.h, account.EditAll))
	col := kit.VBox(kit.Gap8)
	for _, line := range strings.Split(n.Text[kit.Lang], "\n") {
		col.Add(kit.Paragraph(line))
	}
	since := kit.T("ui.privacy.notice.shipped")
	if n.At > 0 {
		since = field.ShowTime(n.At) + "  " + n.Who
	}
	return kit.NewTitledCard(kit.T("ui.privacy.notice", "N", n.Edition), since, edit, col)
}

// text is the notice while it is edited.
type text struct{ T string }

var noticeFields = field.NewSet("ui.privacy", field.OfMultiline("text", func(x *text) *string { return &x.T }).Limit(6000).Require().Tall(16))

func (p *page) edit() {
	book.Ask(p.h, book.Question{
		Title: kit.T("ui.privacy.notice.edit"), Note: kit.T("ui.privacy.notice.edit.note", "N", p.notices[0].Edition+1),
		Fields: noticeFields.Fields(), Values: field.Values{"text": p.notices[0].Text[kit.Lang]}, Then: p.Shown,
		Keep: func(ctx context.Context, v field.Values) (string, error) {
			_, err := p.h.Shop().Privacy.SetNotice(ctx, p.h.Who(), map[assets.Lang]string{kit.Lang: v.Text("text")})
			return "", err
		},
	})
}

// purposes are what data is used for and how long it is kept: figures of the
// regulation, which are changed there.
func (p *page) purposes() fyne.CanvasObject {
	var rows []kit.KeyValue
	for _, x := range p.personal.Purposes {
		rows = append(rows, kit.KeyValue{Key: x.Name.Say(kit.Lang), Value: kit.T("policy.basis."+x.Basis) + "　" + listed(x)})
	}
	for _, r := range p.personal.Retention {
		rows = append(rows, kit.KeyValue{Key: r.Name.Say(kit.Lang), Value: kit.T("ui.privacy.kept", "Keep", r.Keep.Say(kit.Lang))})
	}
	rows = append(rows, kit.KeyValue{Key: kit.T("policy.key.privacy.answer"), Value: p.personal.Answer.Say(kit.Lang)},
		kit.KeyValue{Key: kit.T("policy.key.privacy.keep"), Value: p.personal.Keep.Say(kit.Lang)})
	return kit.NewTitledCard(kit.T("ui.privacy.purposes"), "", kit.NewButton(kit.T("ui.settings.tab.policy"), "", func() { p.h.Browse("policy") }).Small(), kit.NewKeyValues(rows...))
}

// listed are a purpose's lists in words.
func listed(x policy.Purpose) string {
	if len(x.Lists) == 0 {
		return ""
	}
	return lists(x)
}

// mostErased are shown.
const mostErased = 12

func (p *page) erased() fyne.CanvasObject {
	if len(p.erasures) == 0 {
		return kit.NewTitledCard(kit.T("ui.privacy.erasures"), "", nil, kit.Paragraph(kit.T("ui.privacy.erasures.none")).In(kit.ColorMuted))
	}
	var items []kit.TimelineItem
	for _, e := range p.erasures[:min(len(p.erasures), mostErased)] {
		items = append(items, kit.TimelineItem{Title: e.Number + "  " + e.Customer, Sub: strings.TrimSpace(e.OnDay + "  " + e.Who + "  " + e.Why), OnTap: func() { p.h.Print("erasure-certificate", "customer", e.CustomerID) }})
	}
	return kit.NewTitledCard(kit.T("ui.privacy.erasures"), "", nil, kit.NewTimeline(items...))
}

// Leave has nothing to ask.
func (p *page) Leave(leave func()) { leave() }

// Do knows no command.
func (p *page) Do(screen.Command) bool { return false }
