package privacy

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/account"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

var tones = map[privacy.State]kit.Tone{
	privacy.StateGiven: kit.ToneGood, privacy.StateWithdrawn: kit.ToneDanger, privacy.StateNone: kit.ToneNeutral,
}

// consentFields are what is entered of a consent or a withdrawal.
var consentFields = field.NewSet("consent",
	field.OfChoice("way", func(c *privacy.Consent) *string { return &c.Way }, privacy.Ways...).Require(),
	field.OfDate("on", func(c *privacy.Consent) *string { return &c.OnDay }).Require(),
	field.Of("evidence", func(c *privacy.Consent) *string { return &c.Evidence }).Limit(200).Broad(),
)

// section is how a customer stands (同意与请求), at the side of their file.
type section struct {
	p    *book.Page
	h    screen.Host
	id   int64
	box  *fyne.Container
	file *customer.Customer
}

// Section shows it.
func Section(p *book.Page) fyne.CanvasObject {
	s := &section{p: p, h: p.H, id: p.Edit.Record().ID, box: container.NewStack()}
	s.read()
	return s.box
}

func (s *section) read() {
	if account.Check(s.h.Shop().DB, account.See, privacy.Key) != nil {
		return
	}
	var st []privacy.Standing
	var rs []register.Line
	var es []privacy.Erasure
	screen.Beside(func(ctx context.Context) error {
		shop := s.h.Shop()
		cs, err := shop.Customers.Load(ctx, s.id)
		if err != nil || len(cs) == 0 {
			return err
		}
		s.file = cs[0]
		if st, err = shop.Privacy.Standings(ctx, s.id); err != nil {
			return err
		}
		if es, err = shop.Privacy.Erasures(ctx, s.id); err != nil {
			return err
		}
		rs, err = shop.RequestsOf(ctx, s.id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(s.h, err)
			return
		}
		if s.file != nil {
			s.draw(st, rs, es)
		}
	})
}

func (s *section) draw(st []privacy.Standing, rs []register.Line, es []privacy.Erasure) {
	var more *kit.Button
	more = kit.NewButton("", "ellipsis", func() { kit.ShowMenuUnder(more, s.menu()) }).Small().Tip(kit.T("ui.privacy.more"))
	col := kit.VBox(kit.Gap8, kit.HBox(kit.Gap8, kit.Bold(kit.T("ui.privacy.section")), kit.Spacer(), more))
	st = slices.DeleteFunc(st, func(x privacy.Standing) bool { return x.State == privacy.StateNeedless })
	for len(st) > 0 {
		n := slices.IndexFunc(st, func(x privacy.Standing) bool { return x.Person != st[0].Person })
		if n < 0 {
			n = len(st)
		}
		for _, o := range s.person(st[:n]) {
			col.Add(o)
		}
		st = st[n:]
	}
	for _, r := range rs {
		d, _ := field.Find(s.h.Shop().Privacy.Requests.Fields(), "kind")
		state := kit.NewPill(kit.T("request.state."+r.Values.Text("state")), Tones["state"][r.Values.Text("state")])
		text := strings.TrimSpace(field.Show(kit.Lang, d, r.Values["kind"]) + "  " + r.Number)
		col.Add(kit.HBox(kit.Gap8, kit.NewLink(text, func() { s.h.Open("request", r.ID) }), kit.Spacer(), state))
	}
	for _, e := range es {
		col.Add(kit.NewLink(kit.T("ui.privacy.certificate", "Number", e.Number, "Day", e.OnDay), func() { s.h.Print("erasure-certificate", "customer", s.id) }))
	}
	s.box.Objects = []fyne.CanvasObject{col}
	s.box.Refresh()
	s.h.Window().Content().Refresh()
}

// person is how one person stands to each purpose; a contact who was never asked
// is one line.
func (s *section) person(st []privacy.Standing) []fyne.CanvasObject {
	name := st[0].Person
	asked := slices.ContainsFunc(st, func(x privacy.Standing) bool { return x.State != privacy.StateNone })
	var out []fyne.CanvasObject
	if name != "" && asked {
		out = append(out, kit.Small(name))
	}
	if name == "" || asked {
		for _, x := range st {
			out = append(out, s.line(x))
		}
		return out
	}
	row := kit.HBox(kit.Gap8, kit.Grow(kit.NewText(name).Shortened()), kit.NewPill(kit.T("consent.state.none"), tones[privacy.StateNone]))
	if s.open() {
		var ask *kit.Button
		ask = kit.NewButton(kit.T("ui.privacy.give"), "", func() {
			var items []kit.MenuItem
			for _, x := range st {
				items = append(items, kit.MenuItem{Text: x.Purpose.Name.Say(kit.Lang), OnTap: func() { s.turn(x, true) }})
			}
			kit.ShowMenuUnder(ask, items)
		}).Small().Off(off(s.h, account.Create))
		row.Add(ask)
	}
	return []fyne.CanvasObject{row}
}

// open tells whether something can be entered in the file still.
func (s *section) open() bool { return s.file.ErasedOn == "" && s.file.DeletedAt == 0 }

// line is one purpose: how they stand, since when, and the key that turns it.
func (s *section) line(x privacy.Standing) fyne.CanvasObject {
	key, word := "ui.privacy.give", true
	if x.State == privacy.StateGiven {
		key, word = "ui.privacy.withdraw", false
	}
	row := kit.HBox(kit.Gap8, kit.Grow(kit.NewText(x.Purpose.Name.Say(kit.Lang)).Shortened()))
	row.Add(kit.NewPill(kit.T("consent.state."+string(x.State)), tones[x.State]))
	if s.open() {
		row.Add(kit.NewButton(kit.T(key), "", func() { s.turn(x, word) }).Small().Off(off(s.h, account.Create)))
	}
	if x.Last.ID == 0 {
		return row
	}
	since := x.Last.OnDay
	if x.Last.Notice > 0 {
		since += kit.T("ui.privacy.notice_n", "N", x.Last.Notice)
	}
	return kit.VBox(2, row, kit.Small(since))
}

// off is why a button does nothing for whoever is at the desk, "" for not.
func off(h screen.Host, v account.Verb) string { return screen.Refused(h, v, privacy.Key) }

// turn gives a consent or takes it back: how, when, by which evidence.
func (s *section) turn(x privacy.Standing, give bool) {
	c := privacy.Consent{CustomerID: s.id, Person: x.Person, Purpose: x.Purpose.Key, Way: "in_person", OnDay: screen.Today(s.h)}
	title, note := "ui.privacy.give.title", kit.T("ui.privacy.give.note")
	if give {
		c.Way = "signed"
	} else {
		title, note = "ui.privacy.withdraw.title", kit.T("ui.privacy.withdraw.note", "Lists", lists(x.Purpose))
	}
	book.Ask(s.h, book.Question{
		Title: kit.T(title, "Purpose", x.Purpose.Name.Say(kit.Lang)), Note: note, Yes: kit.T("kit.ok"),
		Fields: consentFields.Fields(), Values: consentFields.Encode(&c), Then: s.read,
		Keep: func(ctx context.Context, v field.Values) (string, error) {
			if es := consentFields.Decode(v, &c); len(es) > 0 {
				return "", es
			}
			if give {
				return "", s.h.Shop().Privacy.Give(ctx, s.h.Who(), c)
			}
			return "", s.h.Shop().Privacy.Withdraw(ctx, s.h.Who(), c)
		},
	})
}

// lists are the lists that a purpose is for, in words.
func lists(p policy.Purpose) string {
	var out []string
	for _, l := range p.Lists {
		out = append(out, kit.T("policy.list."+l))
	}
	if len(out) == 0 {
		return p.Name.Say(kit.Lang)
	}
	return strings.Join(out, kit.T("data.list_comma"))
}

// menu is what else can be done with a person's data.
func (s *section) menu() []kit.MenuItem {
	h, number := s.h, s.file.Number
	noPrint := screen.NoPrint(h, "customer") != ""
	if s.file.ErasedOn != "" {
		return []kit.MenuItem{{Text: kit.T("form.erasure-certificate.title"), Icon: "printer", Off: noPrint, OnTap: func() { h.Print("erasure-certificate", "customer", s.id) }}}
	}
	noErase := off(h, account.Delete) != ""
	items := []kit.MenuItem{
		{Text: kit.T("ui.privacy.request.new"), Icon: "inbox", Off: screen.NoNew(h, "request") != "", OnTap: func() { h.New("request", s.request()) }},
		{Text: kit.T("ui.privacy.notice.print"), Icon: "printer", Off: noPrint, OnTap: func() { h.Print("privacy-notice", "customer", s.id) }},
		{Text: kit.T("ui.privacy.copy"), Icon: "printer", Off: noPrint, OnTap: func() { h.Print("person-copy", "customer", s.id) }},
		{Text: kit.T("ui.privacy.export"), Icon: "download", Off: off(h, account.Export) != "", OnTap: func() { export(h, s.id, number) }},
		{Text: kit.T("ui.privacy.erase"), Icon: "trash-2", Rule: true, Danger: true, Off: noErase, OnTap: func() { s.settled(func() { erase(h, s.id, number, "", s.p.Shown) }) }},
	}
	for _, c := range s.file.Contacts {
		items = append(items, kit.MenuItem{Text: kit.T("ui.privacy.erase.contact", "Name", c.Name), Icon: "trash-2", Danger: true, Off: noErase, OnTap: func() { s.settled(func() { s.eraseContact(c.Name) }) }})
	}
	if s.file.StoredUntil != "" {
		items = append(items, kit.MenuItem{Text: kit.T("ui.privacy.lift"), Icon: "rotate-ccw", Off: off(h, account.Approve) != "", OnTap: func() { lift(h, s.id, s.p.Shown) }})
	}
	return items
}

// settled goes on once nothing of the person is left unsaved in the form.
func (s *section) settled(then func()) { s.p.Settled(func(register.Record) { then() }) }

// request is what a request of this person begins with.
func (s *section) request() field.Values {
	v := field.Values{"customer": s.file.Number, "customer_name": s.file.Name, "name": s.file.Name}
	if !field.IsMasked(s.file.Phone) {
		v["phone"] = s.file.Phone
	}
	return v
}

// export writes the copy as JSON with the documents into a folder of the
// person's choice.
func export(h screen.Host, id int64, number string) {
	files.ChooseFolder(h, kit.T("ui.privacy.export"), func(dir string) {
		n := 0
		to := dir + "/" + number + "-" + screen.Today(h)
		screen.Beside(func(ctx context.Context) error {
			_, paths, err := h.Shop().ExportPerson(ctx, h.Who(), kit.Lang, id, to)
			n = len(paths)
			return err
		}, func(err error) {
			if err != nil {
				screen.Fail(h, err)
				return
			}
			h.Changed()
			kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.privacy.exported", "N", n, "Folder", to), Tone: kit.ToneGood})
		})
	})
}

// reason is the one field of a deed that needs its reason.
var reason = field.NewSet("ui.privacy", field.Of("why", func(s *string) *string { return s }).Require().Limit(200).Broad().
	Offer("ui.privacy.why.asked", "ui.privacy.why.withdrawn", "ui.privacy.why.purpose", "ui.privacy.why.expired"))

// spared is the same of a file that is kept on.
var spared = field.NewSet("ui.privacy", field.Of("why", func(s *string) *string { return s }).Require().Limit(200).Broad())

// erase asks why and erases, or says why the file is only stored.
func erase(h screen.Host, id int64, number, request string, then func()) {
	var hs []privacy.Hold
	screen.Beside(func(ctx context.Context) (err error) {
		hs, err = h.Shop().Privacy.Holds(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		note, yes := kit.T("ui.privacy.erase.note", "Number", number), kit.T("ui.privacy.erase.yes")
		if len(hs) > 0 {
			note, yes = kit.T("ui.privacy.erase.held", "Holds", reasons(hs), "Until", hs[0].Until), kit.T("ui.privacy.erase.store")
		}
		var out *privacy.Outcome
		book.Ask(h, book.Question{
			Title: kit.T("ui.privacy.erase.title", "Number", number), Note: note, Yes: yes, Danger: true, Fields: reason.Fields(), Values: field.Values{"why": ""},
			Keep: func(ctx context.Context, v field.Values) (said string, err error) {
				out, err = h.Shop().Erase(ctx, h.Who(), number, v.Text("why"), request)
				return "", err
			},
			Then: func() {
				then()
				if out.Erasure == nil {
					kit.Inform(h.Window().Canvas(), kit.T("ui.privacy.stored.title"), kit.T("ui.privacy.stored", "Until", out.Holds[0].Until, "Why", out.Holds[0].Say(kit.Lang)))
					return
				}
				told(h, id, kit.T("ui.privacy.erased", "Number", number, "Certificate", out.Erasure.Number), out)
			},
		})
	})
}

// eraseContact asks why and takes one of the organisation's people out of the
// file.
func (s *section) eraseContact(name string) {
	h, number := s.h, s.file.Number
	var hs []privacy.Hold
	screen.Beside(func(ctx context.Context) (err error) {
		hs, err = h.Shop().Privacy.Holds(ctx, s.id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		note := kit.T("ui.privacy.erase.contact.note", "Number", number, "Name", name)
		if len(hs) > 0 {
			note += "\n" + kit.T("ui.privacy.erase.contact.held", "Holds", reasons(hs))
		}
		var out *privacy.Outcome
		book.Ask(h, book.Question{
			Title: kit.T("ui.privacy.erase.contact.title", "Name", name), Note: note, Yes: kit.T("ui.privacy.erase.yes"), Danger: true, Fields: reason.Fields(), Values: field.Values{"why": ""},
			Keep: func(ctx context.Context, v field.Values) (said string, err error) {
				out, err = h.Shop().EraseContact(ctx, h.Who(), number, name, v.Text("why"), "")
				return "", err
			},
			Then: func() {
				s.p.Shown()
				told(h, s.id, kit.T("ui.privacy.erased.contact", "Number", number, "Name", name, "Certificate", out.Erasure.Number), out)
			},
		})
	})
}

// reasons are holds, one a line.
func reasons(hs []privacy.Hold) string {
	var lines []string
	for _, x := range hs {
		lines = append(lines, "· "+x.Say(kit.Lang))
	}
	return strings.Join(lines, "\n")
}

// told says what came of an erasure, and offers its certificate.
func told(h screen.Host, id int64, text string, o *privacy.Outcome) {
	if len(o.Mentions) > 0 {
		text += "\n" + kit.T("privacy.mentions", "Numbers", strings.Join(o.Mentions, " "))
	}
	if o.Left != nil {
		text += "\n" + kit.T("ui.privacy.left")
	}
	kit.Ask(h.Window().Canvas(), kit.AskOptions{Title: kit.T("ui.privacy.erased.title"), Text: text, Answers: []string{kit.T("kit.understood"), kit.T("form.erasure-certificate.title")}}, func(i int) {
		if i == 1 {
			h.Print("erasure-certificate", "customer", id)
		}
	})
}

// lift asks why and takes the lock of a file away.
func lift(h screen.Host, id int64, then func()) {
	book.Ask(h, book.Question{
		Title: kit.T("ui.privacy.lift"), Note: kit.T("ui.privacy.lift.note"), Yes: kit.T("kit.ok"), Fields: spared.Fields(), Values: field.Values{"why": ""}, Then: then,
		Keep: func(ctx context.Context, v field.Values) (string, error) {
			return "", h.Shop().Privacy.Lift(ctx, h.Who(), id, v.Text("why"))
		},
	})
}

// Stored is the red banner above a file that is only stored, or was erased;
// nothing for any other.
func Stored(h screen.Host, id int64) fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	var c *customer.Customer
	screen.Beside(func(ctx context.Context) error {
		cs, err := h.Shop().Customers.Load(ctx, id)
		if err == nil && len(cs) > 0 {
			c = cs[0]
		}
		return err
	}, func(err error) {
		if err != nil || c == nil {
			return // the page itself says what is wrong
		}
		switch {
		case c.ErasedOn != "":
			box.Add(kit.NewBanner(kit.ToneDanger, kit.T("ui.privacy.banner.erased", "Day", c.ErasedOn)).
				Do(kit.T("form.erasure-certificate.title"), func() { h.Print("erasure-certificate", "customer", id) }))
		case c.StoredUntil != "":
			box.Add(kit.NewBanner(kit.ToneDanger, kit.T("ui.privacy.banner.stored", "Until", c.StoredUntil, "Why", c.StoredWhy)))
		default:
			return
		}
		box.Add(kit.VBox(0)) // with a gap below
		box.Refresh()
		h.Window().Content().Refresh()
	})
	return box
}
