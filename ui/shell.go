package ui

import (
	"context"
	"regexp"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/shop"
	accounts "kezhi/ui/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// entry is a line of the navigation; its shortcut is Ctrl and its place.
type entry struct{ key, icon string }

// entries are the rooms, in the order of the navigation.
var entries = []entry{
	{"today", "sun"},
	{"customer", "users"},
	{"visit", "map-pin"},
	{"complaint", "message-square-warning"},
	{"survey", "smile"},
	{"desk", "bell-ring"},
	{"grading", "star"},
	{"credit", "scale"},
	{"settings", "settings"},
}

// quick are the registers of which a new record is begun with Ctrl+Shift and
// the place.
var quick = []string{"customer", "visit", "complaint", "answer", "reception"}

// shell is the window around the page: navigation, search, buttons.
type shell struct {
	w       *Window
	nav     *kit.Nav
	box     *kit.SearchBox
	frame   *kit.Shell
	begin   map[string]*kit.Button // of a new record, by register
	content fyne.CanvasObject
	cancel  func()
}

func newShell(w *Window) *shell {
	s := &shell{w: w, begin: map[string]*kit.Button{}}
	item := func(e entry) kit.NavItem {
		return kit.NavItem{Key: e.key, Label: kit.T("ui.room." + e.key), Icon: e.icon}
	}
	o := kit.NavOptions{Title: kit.T("ui.name"), OnSelect: func(key string) {
		if key == "who" {
			w.chooseWho()
			return
		}
		w.Browse(key)
	}}
	for _, e := range entries[:len(entries)-1] {
		o.Items = append(o.Items, item(e))
	}
	o.Bottom = []kit.NavItem{item(entries[len(entries)-1]), {Key: "who", Label: kit.T("ui.reception"), Icon: "circle-user-round"}}
	s.nav = kit.NewNav(o)
	s.box = kit.NewSearchBox(kit.T("ui.search"), "Ctrl K")
	s.box.OnQuery = s.ask
	s.box.OnPick = func(x kit.Hit) {
		s.box.SetText("")
		w.find(x.ID)
	}
	s.box.OnEnter = func(q string) bool {
		number, ok := numbered(q)
		if ok && w.shop != nil {
			w.find(number)
		}
		return ok
	}
	open := func(reg, label, icon string) *kit.Button {
		b := kit.NewButton(kit.T(label), icon, func() {
			if w.shop != nil {
				w.New(reg, nil)
			}
		})
		s.begin[reg] = b
		return b
	}
	s.frame = kit.NewShell(s.nav, kit.NewTopBar(s.box,
		open("customer", "ui.new.customer", "plus"),
		open("visit", "ui.quick.visit", "map-pin"),
		open("complaint", "ui.quick.complaint", "message-square-warning"),
	))
	s.frame.SetPage(w.body)
	s.content = s.frame
	return s
}

func (s *shell) at(room string) { s.nav.SetActive(room) }

func (s *shell) search() {
	if s.w.shop != nil {
		s.box.FocusFirst()
	}
}

// ready shows what is known once the file is open and somebody may read it.
func (s *shell) ready() {
	s.nav.SetItem("who", s.w.who, "")
	s.count()
}

// allow greys what whoever is at the desk may not do.
func (s *shell) allow() {
	for _, e := range entries {
		s.nav.SetOff(e.key, s.w.shuts(e.key))
	}
	for reg, b := range s.begin {
		b.Off(screen.Refused(s.w, account.Create, reg))
	}
}

// count reads the figures of the navigation and the shop's names again.
func (s *shell) count() {
	w := s.w
	if w.locked() {
		return
	}
	w.recognise()
	w.watchIdle()
	var open int64
	var todo due.List
	var id shop.Identity
	var staff []shop.Member
	screen.Beside(func(ctx context.Context) error {
		var err error
		if open, err = w.shop.OpenCount(ctx); err != nil {
			return err
		}
		if staff, err = w.shop.Staff(ctx); err != nil {
			return err
		}
		today := time.Now().Format(field.DateLayout)
		if todo, err = w.shop.Due(ctx, due.Query{Today: today, Until: today}); err != nil {
			return err
		}
		id, err = w.shop.Identity(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(w, err)
			return
		}
		w.staff = staff
		s.nav.SetTitle(kit.T("ui.name"), id.Name)
		s.nav.SetBadge("today", todo.Late+todo.Today)
		s.nav.SetBadge("complaint", int(open))
		s.nav.SetItem("who", w.who, w.post())
	})
}

// mostHits is how many hits the panel lists.
const mostHits = 9

// ask answers the search box.
func (s *shell) ask(q string) {
	if s.w.shop == nil {
		return
	}
	if s.cancel != nil {
		s.cancel()
	}
	var found []shop.Found
	s.cancel = screen.Beside(func(ctx context.Context) error {
		var err error
		found, err = s.w.shop.Search(ctx, q, mostHits)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(s.w, err)
			return
		}
		s.box.Answer(q, groups(found))
	})
}

func groups(found []shop.Found) []kit.HitGroup {
	var gs []kit.HitGroup
	for _, f := range found {
		if len(gs) == 0 || gs[len(gs)-1].Key != f.Register {
			gs = append(gs, kit.HitGroup{Title: kit.T(f.Register + ".title"), Key: f.Register})
		}
		g := &gs[len(gs)-1]
		g.Hits = append(g.Hits, hit(f))
	}
	return gs
}

var icons = map[string]string{
	"customer": "user", "visit": "map-pin", "plan": "calendar-days", "quarter": "chart-column", "complaint": "message-square-warning", "survey": "smile", "answer": "clipboard-list", "questionnaire": "file-text",
	"review": "star", "blacklist": "shield-off",
	"reception": "bell-ring", "dispute": "gavel", "handover": "handshake",
	"change": "pencil", "inspection": "shield-check",
	"credit": "scale", "credit_report": "file-search", "receivable": "receipt",
}

func hit(f shop.Found) kit.Hit {
	x := kit.Hit{ID: f.Number, Title: f.Title, Icon: icons[f.Register], Marked: f.Match}
	sub := []string{f.Number}
	if f.Why != "" && f.Match != "" && !strings.Contains(f.Title, f.Match) && !strings.Contains(f.Sub, f.Match) {
		sub = append(sub, kit.T("search.why."+f.Why)+" "+f.Match)
	}
	if f.Sub != "" {
		sub = append(sub, f.Sub)
	}
	x.Sub = strings.Join(sub, " · ")
	if f.OpenComplaints > 0 {
		x.Pills = append(x.Pills, kit.HitPill{Text: kit.T("ui.open_complaints", "N", f.OpenComplaints), Tone: kit.ToneDanger})
	}
	if f.Blacklisted != "" {
		x.Pills = append(x.Pills, kit.HitPill{Text: kit.T("blacklist.title"), Tone: kit.ToneDanger})
	}
	if f.EndedOn != "" {
		x.Pills = append(x.Pills, kit.HitPill{Text: kit.T("ui.ended", "Day", f.EndedOn), Tone: kit.ToneDanger})
	}
	if f.DoNotDisturb {
		x.Pills = append(x.Pills, kit.HitPill{Text: kit.T("customer.do_not_disturb"), Tone: kit.ToneWarning})
	}
	if f.LastVisitOn != "" {
		x.Note = kit.T("ui.last_visit", "Day", f.LastVisitOn)
	}
	return x
}

// number is what a record's number looks like, typed or scanned.
var number = regexp.MustCompile(`^[A-Z]{2}(-[0-9]+)+$`)

// numbered is a query as a record's number, false where it is none. Some
// scanners type full-width characters while a Chinese keyboard is on.
func numbered(q string) (string, bool) {
	q = strings.ToUpper(strings.TrimSpace(norm.NFKC.String(q)))
	return q, number.MatchString(q)
}

// find opens the record of a number, as typed or scanned.
func (w *Window) find(number string) {
	var reg string
	var id int64
	screen.Beside(func(ctx context.Context) error {
		r, i, err := w.shop.Find(ctx, number)
		if err == nil {
			reg, id = r.Key(), i
		}
		return err
	}, func(err error) {
		if err != nil {
			kit.NewToast(w.win.Canvas(), kit.ToastOptions{Text: data.Explain(err, kit.Lang), Tone: kit.ToneDanger})
			return
		}
		w.Open(reg, id)
	})
}

// post is what whoever is at the desk is in the shop.
func (w *Window) post() string {
	if s := account.Of(w.shop.DB); s.Signed() {
		return kit.T("staff.role." + string(s.User().Role))
	}
	for _, m := range w.staff {
		if m.Name == w.who {
			return m.Post
		}
	}
	return ""
}

// chooseWho asks who sits at the desk now; in a file with accounts it offers
// what whoever is signed in can do there.
func (w *Window) chooseWho() {
	if w.shop == nil {
		return
	}
	if w.shop.DB.Shut() {
		w.showDesk(w.deskMenu())
		return
	}
	var items []kit.MenuItem
	for _, m := range w.staff {
		if !m.Left {
			items = append(items, kit.MenuItem{Text: m.Name, Hint: m.Post, Icon: "user", Ticked: m.Name == w.who, OnTap: func() { w.setWho(m.Name) }})
		}
	}
	items = append(items, kit.MenuItem{Text: kit.T("ui.who.other"), Icon: "pencil", Rule: len(items) > 0, OnTap: func() {
		kit.AskText(w.win.Canvas(), kit.T("ui.who"), kit.T("ui.who.name"), w.who, func(s string) {
			if s = strings.TrimSpace(s); s != "" && len([]rune(s)) <= 30 {
				w.setWho(s)
			}
		})
	}})
	items = append(items, kit.MenuItem{Text: kit.T("account.menu.closed"), Icon: "lock", Rule: true, OnTap: func() { accounts.SetUp(w, nil) }})
	w.showDesk(items)
}

func (w *Window) setWho(name string) {
	w.who = name
	w.app.Preferences().SetString("who", name)
	w.Changed()
}
