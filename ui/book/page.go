package book

import (
	"cmp"
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Record says how the page of one record looks.
type Record struct {
	Room string
	Form string // printed by Ctrl+P
	// FormOf is the form where it depends on the record; may be nil.
	FormOf func(r register.Record) string
	Icon   string
	// Title is the name of a record that is saved where the register has none that
	// reads well; may be nil.
	Title func(r register.Record) string
	// Pills stand beside the title; may be nil.
	Pills func(r register.Record) []*kit.Pill
	// Notice stands above the form of a record that is saved; may be nil.
	Notice func(p *Page) fyne.CanvasObject
	// Side is the column beside the form of a record that is saved; may be nil.
	Side func(p *Page) fyne.CanvasObject
	// Actions stand before the button to save; may be nil.
	Actions func(p *Page) []*kit.Button
	// Main is what this record mostly asks for: it stands last and is the primary
	// button in place of the one to save; may be nil, or give nil.
	Main func(p *Page) *kit.Button
	// Typed is called a moment after something was typed; may be nil.
	Typed func(p *Page, v field.Values)
	// Picked fills in what follows from a reference; may be nil.
	Picked func(p *Page, key string, x kit.Pick)
	// Kept is called after a save; new tells whether it was the first. It may
	// show another page.
	Kept func(p *Page, r register.Record, first bool)
	// Suggest offers texts for fields; may be nil.
	Suggest func(h screen.Host, key, prefix string) []string
	// Hide leaves fields out of the form.
	Hide func(key string) bool
	// Fields are the form's fields where they differ from the register's.
	Fields func(r register.Record) []field.Desc
}

// Page is the page of one record: its form, what belongs to it at the side,
// and the buttons that save and print it.
type Page struct {
	H    screen.Host
	Reg  register.Register
	Edit *Editor

	conf   Record
	id     int64
	preset field.Values

	form    *kit.RecordForm
	head    *fyne.Container
	side    *fyne.Container
	notes   *fyne.Container // banners above the form
	hint    *fyne.Container // what Typed shows there
	body    *fyne.Container
	content fyne.CanvasObject
	kept    *kit.Text // "草稿 10:41 已存"
	loaded  bool
	shut    bool // the form is only read
	saving  bool
	watch   Watch
	late    *time.Timer
	fixed   error             // why the record is not changed by whoever is at the desk; nil where it may be
	resume  *int64            // slot of the draft to go on with; nil: an old one is offered
	seen    map[string]string // what was masked and somebody asked to see, by its path
}

// NewPage makes the page of a record, or of a new one where id is 0.
func NewPage(h screen.Host, reg register.Register, id int64, preset field.Values, conf Record) *Page {
	return &Page{H: h, Reg: reg, Edit: NewEditor(h.Shop().DB, reg), conf: conf, id: id, preset: preset, seen: map[string]string{}}
}

// Room is the entry of the navigation.
func (p *Page) Room() string { return p.conf.Room }

// Content builds the page; its form comes when the record was read.
func (p *Page) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.kept = kit.Small("")
	p.head = container.NewStack()
	p.notes = kit.VBox(kit.Gap8)
	p.hint = kit.VBox(kit.Gap8)
	p.side = container.NewStack()
	p.body = container.NewStack()
	p.content = kit.Page(p.head, p.body)
	p.drawHead()
	return p.content
}

// Shown reads the record when it is first shown, and again when nothing was
// typed since.
func (p *Page) Shown() {
	p.watch.Start(p.keep)
	if p.loaded && p.Edit.Dirty() {
		p.form.FocusFirst()
		return
	}
	first := !p.loaded
	var fixed error
	var old field.Values
	var when time.Time
	screen.Beside(func(ctx context.Context) error {
		if p.id == 0 {
			if first {
				p.Edit.Begin(p.preset)
			}
		} else if err := p.Edit.Load(ctx, p.id); err != nil {
			return err
		}
		var err error
		fixed, err = p.barrier(ctx, p.id)
		if first && err == nil {
			if p.resume != nil {
				old, when, err = p.Edit.DraftAt(ctx, *p.resume)
			} else {
				old, when, err = p.Edit.Draft(ctx)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			if !p.loaded {
				p.H.Back()
			}
			return
		}
		p.fixed = fixed
		p.show(first)
		if !first {
			p.form.FocusFirst() // back from the preview: on with the keyboard
		}
		switch {
		case old == nil:
		case p.resume != nil && p.Edit.Record().DeletedAt == 0:
			p.takeUp(old, when)
		default:
			p.offer(old, when)
		}
	})
}

// Resume has the page go on with a draft when it is first shown.
func (p *Page) Resume(_ string, record int64) { p.resume = &record }

func (p *Page) fields() []field.Desc {
	if p.conf.Fields != nil {
		return p.conf.Fields(p.Edit.Record())
	}
	return p.Reg.Fields()
}

func (p *Page) show(first bool) {
	r := p.Edit.Record()
	if o := p.options(r); p.form == nil || r.DeletedAt != 0 || p.shut != o.ReadOnly {
		p.shut = o.ReadOnly
		p.form = kit.NewRecordForm(p.fields(), o)
		p.form.OnChanged = p.typed
		area := kit.NewPanel(kit.NewScroll(kit.Pad(kit.VBox(0, p.notes, p.hint, p.form), kit.Gap12, kit.Gap24, kit.Gap24, kit.Gap24)))
		if p.conf.Side != nil {
			p.body.Objects = []fyne.CanvasObject{kit.Sides(area, p.side, 340)}
		} else {
			p.body.Objects = []fyne.CanvasObject{area}
		}
		p.body.Refresh()
	}
	p.form.SetValues(p.Edit.Values())
	p.unmask()
	p.loaded = true
	p.notes.Objects = nil
	if r.DeletedAt != 0 {
		b := kit.NewBanner(kit.ToneWarning, kit.T("ui.in_bin", "When", field.ShowTime(r.DeletedAt)))
		if data.CodeOf(p.fixed) != data.Refused {
			b.Do(kit.T("ui.restore"), p.restore)
		}
		p.note(b)
	}
	if data.CodeOf(p.fixed) == data.Denied && r.DeletedAt == 0 {
		p.note(kit.NewBanner(kit.ToneNeutral, data.Explain(p.fixed, kit.Lang)))
	}
	if p.conf.Notice != nil && r.ID != 0 {
		p.notes.Add(p.conf.Notice(p))
	}
	p.notes.Refresh()
	p.drawHead()
	p.drawSide()
	p.unsure()
	if first && r.DeletedAt == 0 {
		p.form.FocusFirst()
	}
}

// unsure says under the days that were counted through years whose holidays are
// not known that they may move.
func (p *Page) unsure() {
	d, key, v := p.H.Shop().DB, p.Reg.Key(), p.Edit.Values()
	var days []shop.Unsure
	screen.Beside(func(ctx context.Context) (err error) {
		days, err = shop.Unsettled(ctx, d, key, v)
		return err
	}, func(err error) {
		if err != nil {
			return // no day is wrong for want of a note
		}
		notes := map[string]string{}
		for _, x := range days {
			notes[x.Field] = x.Text(kit.Lang)
		}
		p.form.SetNotes(notes)
	})
}

func (p *Page) options(r register.Record) kit.FormOptions {
	o := Options(p.H)
	o.ReadOnly = r.DeletedAt != 0 || p.fixed != nil
	o.Hide = p.conf.Hide
	if r.ID != 0 {
		o.Reveal = p.reveal
	}
	if p.conf.Suggest != nil {
		o.Suggest = func(key, prefix string) []string { return p.conf.Suggest(p.H, key, prefix) }
	}
	if p.conf.Picked != nil {
		o.OnPick = func(key string, x kit.Pick) { p.conf.Picked(p, key, x) }
	}
	return o
}

func (p *Page) note(b *kit.Banner) {
	p.notes.Objects = append(p.notes.Objects, b, kit.VBox(0)) // with a gap below
	p.notes.Refresh()
}

// Hint shows something above the form, in place of what was shown there; nil
// takes it away.
func (p *Page) Hint(o fyne.CanvasObject) {
	p.hint.Objects = nil
	if o != nil {
		p.hint.Objects = []fyne.CanvasObject{o, kit.VBox(0)}
	}
	p.hint.Refresh()
	p.body.Refresh()
}

// Fill puts values into the form as if they had been typed.
func (p *Page) Fill(v field.Values) {
	p.form.Fill(v)
	p.typed(p.form.Values())
}

// Values are what stands in the form.
func (p *Page) Values() field.Values { return p.form.Values() }

func (p *Page) drawSide() {
	if p.conf.Side == nil {
		return
	}
	screen.Guard(p.H, func() {
		p.side.Objects = []fyne.CanvasObject{p.conf.Side(p)}
		p.side.Refresh()
	})
}

func (p *Page) drawHead() {
	r := p.Edit.Record()
	title := kit.T("ui.new." + p.Reg.Key())
	if r.ID != 0 {
		title = p.named(r)
	}
	note := ""
	if title != r.Number {
		note = r.Number
	}
	var pills []*kit.Pill
	if r.ID == 0 {
		pills = append(pills, kit.NewPill(kit.T("ui.draft"), kit.ToneNeutral))
	} else if p.conf.Pills != nil {
		pills = p.conf.Pills(r)
	}
	actions := []fyne.CanvasObject{p.kept}
	if p.conf.Actions != nil && p.loaded {
		for _, b := range p.conf.Actions(p) {
			actions = append(actions, b)
		}
	}
	if r.ID != 0 {
		actions = append(actions, kit.NewButton("", "history", func() { ShowHistory(p.H, p.Reg, r.ID) }).Tip(kit.T("ui.history")),
			kit.NewButton("", "trash-2", p.remove).Tip(kit.T("ui.delete")).Off(p.noDelete()))
	}
	if p.conf.Form != "" {
		actions = append(actions, kit.NewButton(kit.T("ui.print"), "printer", p.print).Off(p.refuses(account.Print)))
	}
	save := kit.NewButton(kit.T("ui.save"), "", p.save).Hint("Ctrl+S").Off(p.noSave())
	actions = append(actions, save)
	if b := p.main(); b != nil {
		actions = append(actions, b.Primary())
	} else {
		save.Primary()
	}
	h := kit.NewPageHeader(title, note).Crumb(kit.T("ui.room."+p.conf.Room), p.H.Back).Pills(pills...).Actions(actions...)
	p.head.Objects = []fyne.CanvasObject{h}
	p.head.Refresh()
}

// named is the name of a record that is saved.
func (p *Page) named(r register.Record) string {
	if p.conf.Title != nil {
		return p.conf.Title(r)
	}
	who, _ := shop.Title(p.Reg.Key(), r.Values)
	return cmp.Or(who, r.Number)
}

func (p *Page) main() *kit.Button {
	if p.conf.Main == nil || !p.loaded {
		return nil
	}
	return p.conf.Main(p)
}

func (p *Page) typed(v field.Values) {
	p.Edit.Typed(v)
	if p.conf.Typed == nil {
		return
	}
	if p.late != nil {
		p.late.Stop()
	}
	p.late = time.AfterFunc(250*time.Millisecond, func() {
		fyne.Do(func() { p.conf.Typed(p, p.form.Values()) })
	})
}

func (p *Page) keep() {
	kept, err := p.Edit.KeepDraft(context.Background(), p.H.Who())
	if kept || err != nil {
		fyne.Do(func() {
			p.kept.SetText(kit.T("ui.draft.kept", "When", time.Now().Format("15:04")))
			if err != nil {
				p.kept.SetText(data.Explain(err, kit.Lang))
			}
			p.head.Refresh()
		})
	}
}

func (p *Page) save() { p.saveThen(nil) }

// saveThen saves and goes on with then when it is done.
func (p *Page) saveThen(then func(register.Record)) {
	if p.saving || !p.loaded {
		return
	}
	p.saving = true
	p.Edit.Typed(p.form.Values())
	first := p.Edit.Record().ID == 0
	who := p.H.Who()
	var r register.Record
	var fixed error
	screen.Beside(func(ctx context.Context) (err error) {
		if r, err = p.Edit.Save(ctx, who); err == nil {
			fixed, _ = p.barrier(ctx, r.ID) // it may be somebody else's now
		}
		return err
	}, func(err error) {
		p.saving = false
		if err != nil {
			p.refused(err)
			return
		}
		p.id, p.fixed = r.ID, fixed
		p.kept.SetText("")
		p.Hint(nil)
		p.form.SetErrors(nil)
		p.show(false)
		p.H.Changed()
		p.saved(r)
		if then != nil {
			then(r)
			return
		}
		if p.conf.Kept != nil {
			p.conf.Kept(p, r, first)
		}
	})
}

func (p *Page) saved(r register.Record) {
	kit.NewToast(p.H.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.saved", "Number", r.Number), Tone: kit.ToneGood})
}

func (p *Page) refused(err error) {
	var c *register.ConflictError
	if errors.As(err, &c) {
		p.merge(c)
		return
	}
	es := data.All(err)
	if len(es) == 0 || es[0].Code != data.Invalid && es[0].Field == "" {
		screen.Fail(p.H, err)
		return
	}
	p.form.SetErrors(es)
	kit.NewToast(p.H.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.not_saved", "N", len(es)), Tone: kit.ToneDanger})
}

// print saves first what is typed, so that the paper says what the file says.
func (p *Page) print() {
	if p.conf.Form == "" || !p.loaded {
		return
	}
	if p.Edit.Dirty() || p.id == 0 {
		p.saveThen(func(r register.Record) { p.H.Print(p.paper(r), p.Reg.Key(), r.ID) })
		return
	}
	p.H.Print(p.paper(p.Edit.Record()), p.Reg.Key(), p.id)
}

// paper is the form that a record is printed on.
func (p *Page) paper(r register.Record) string {
	if p.conf.FormOf != nil {
		return p.conf.FormOf(r)
	}
	return p.conf.Form
}

// Close ends what runs beside the page; the window is going.
func (p *Page) Close() {
	p.watch.Stop()
	if p.late != nil {
		p.late.Stop()
	}
}

// Leave asks when something typed is not saved.
func (p *Page) Leave(leave func()) {
	gone := func() { p.watch.Stop(); leave() }
	if !p.loaded || !p.Edit.Dirty() {
		gone()
		return
	}
	kit.Ask(p.H.Window().Canvas(), kit.AskOptions{
		Title: kit.T("ui.leave"), Text: kit.T("ui.leave.text"),
		Answers: []string{kit.T("ui.leave.drop"), kit.T("ui.leave.stay"), kit.T("ui.save")}, Dangerous: 1,
	}, func(i int) {
		switch i {
		case 0:
			p.watch.Stop()
			p.Edit.rest(p.Edit.Record())
			screen.Beside(p.Edit.DropDraft, func(err error) { screen.Fail(p.H, err) })
			p.form.SetValues(p.Edit.Values())
			leave()
		case 2:
			p.saveThen(func(r register.Record) { gone(); p.saved(r) }) // the page that comes says it too
		}
	})
}

// Do carries out the keyboard's commands.
func (p *Page) Do(c screen.Command) bool {
	switch c {
	case screen.Save, screen.Commit:
		p.save()
	case screen.Print:
		p.print()
	case screen.New:
		p.H.New(p.Reg.Key(), nil)
	case screen.Delete:
		if p.id != 0 {
			p.remove()
		}
	case screen.Reveal:
		if p.form == nil || !p.form.Unveil() {
			kit.NewToast(p.H.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.reveal.none")})
		}
	default:
		return false
	}
	return true
}
