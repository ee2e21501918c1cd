package settings

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
)

// law is the page of the regulation (制度): which is in force, its figures,
// those to choose from and those that were.
type law struct {
	h       screen.Host
	body    *fyne.Container
	content fyne.CanvasObject

	now     *policy.Preset
	shipped []*policy.Preset
	past    []policy.Past
}

// Policy is the page of the regulation in force.
func Policy(h screen.Host) screen.Page { return Tabbed(h, "policy", &law{h: h}) }

func (p *law) Room() string { return "settings" }

func (p *law) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		header := kit.NewPageHeader(kit.T("ui.settings.tab.policy"), kit.T("ui.policy.note")).Actions(
			kit.NewButton(kit.T("ui.policy.import"), "upload", p.load),
			kit.NewButton(kit.T("ui.policy.export"), "download", p.save))
		p.content = kit.Page(header, kit.NewScroll(p.body))
	}
	return p.content
}

// Shown reads what is in force.
func (p *law) Shown() {
	screen.Beside(func(ctx context.Context) (err error) {
		if p.now, err = p.h.Shop().Policy(ctx); err != nil {
			return err
		}
		if p.shipped, err = p.h.Shop().Policies(); err != nil {
			return err
		}
		p.past, err = p.h.Shop().Editions(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.body.Objects = []fyne.CanvasObject{kit.Sides(p.figures(), kit.VBox(kit.Gap16, p.choose(), p.history()), 330)}
		p.body.Refresh()
	})
}

// names is how wide the names of the figures are; English ones are longer.
var names = map[bool]float32{false: 190, true: 256}

// figures is the regulation in force, a card a section.
func (p *law) figures() fyne.CanvasObject {
	title := kit.HBox(kit.Gap8, kit.Heading(p.now.Name.Say(kit.Lang)), kit.NewPill(p.now.Edition(), kit.TonePrimary))
	cards := kit.VBox(kit.Gap12, kit.NewCard(kit.VBox(kit.Gap8, title, kit.Paragraph(p.now.About.Say(kit.Lang)))))
	for _, section := range policy.Sections {
		var rows []kit.KeyValue
		for _, f := range policy.Figures(p.now, section) {
			rows = append(rows, kit.KeyValue{Key: kit.T(f.Label), Value: f.Value.Say(kit.Lang)})
		}
		kv := kit.NewKeyValues(rows...)
		kv.Width = names[kit.Lang == assets.En]
		change := kit.NewButton(kit.T("ui.policy.edit"), "pencil", func() { p.edit(section) }).Small()
		cards.Add(kit.NewTitledCard(kit.T(policy.Label(section)), "", change, kv))
	}
	return cards
}

// choose lists the regulations that come with the program.
func (p *law) choose() fyne.CanvasObject {
	list := kit.VBox(kit.Gap12)
	for _, q := range p.shipped {
		use := kit.NewButton(kit.T("ui.policy.choose"), "", func() { p.take(q) }).Small()
		head := kit.HBox(kit.Gap8, kit.Bold(q.Name.Say(kit.Lang)))
		if q.Key == p.now.Key {
			head.Add(kit.NewPill(kit.T("ui.policy.in_force"), kit.ToneGood))
		}
		head.Add(kit.Spacer())
		head.Add(use)
		about := kit.Paragraph(q.About.Say(kit.Lang)).In(kit.ColorMuted)
		list.Add(kit.VBox(kit.Gap4, head, about))
	}
	return kit.NewTitledCard(kit.T("ui.policy.shipped"), "", nil, list)
}

// history lists the editions that were in force.
func (p *law) history() fyne.CanvasObject {
	if len(p.past) == 0 {
		return kit.NewTitledCard(kit.T("ui.policy.history"), "", nil, kit.Paragraph(kit.T("ui.policy.history.none")).In(kit.ColorMuted))
	}
	var items []kit.TimelineItem
	for i, e := range p.past {
		it := kit.TimelineItem{Title: e.Name.Say(kit.Lang) + "  " + e.Edition, Sub: strings.TrimSpace(field.ShowTime(e.At) + "  " + e.Who)}
		if i == 0 {
			it.Pill, it.Tone = kit.T("ui.policy.in_force"), kit.ToneGood
		} else {
			it.OnTap = func() { p.again(e.Edition) }
		}
		items = append(items, it)
	}
	return kit.NewTitledCard(kit.T("ui.policy.history"), "", nil, kit.NewTimeline(items...))
}

// again asks whether a former edition takes force again.
func (p *law) again(edition string) {
	var q *policy.Preset
	screen.Beside(func(ctx context.Context) (err error) {
		q, err = p.h.Shop().Edition(ctx, edition)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.take(q)
	})
}

// edit shows a section as a form.
func (p *law) edit(section string) {
	ds, v := policy.Form(p.now, section, kit.Lang)
	form := kit.NewRecordForm(ds, kit.FormOptions{})
	form.SetValues(v)
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("ui.policy.next"), "", func() {
		q, es := policy.Fill(p.now, section, form.Values(), kit.Lang)
		form.SetErrors(es)
		if len(es) > 0 {
			return
		}
		ask(p.h, q, func() { d.Close(); p.Shown() })
	}).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { p.drop(d, form) })
	d = kit.NewDialog(kit.T(policy.Label(section)), kit.Fixed(kit.NewScroll(form), 0, 480), no, ok)
	d.Width = 920
	// What was typed is not lost by Esc.
	form.OnChanged = func(field.Values) { d.Locked = form.Dirty() }
	d.Open(p.h.Window().Canvas(), nil)
	form.FocusFirst()
}

// drop closes the form; what was typed is asked about.
func (p *law) drop(d *kit.Dialog, form *kit.RecordForm) {
	if !form.Dirty() {
		d.Close()
		return
	}
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.leave"), Text: kit.T("ui.leave.text"), Yes: kit.T("ui.leave.drop"), No: kit.T("ui.leave.stay"), Danger: true}, func(yes bool) {
		if yes {
			d.Close()
		}
	})
}

// take asks whether a regulation is to take force.
func (p *law) take(q *policy.Preset) {
	again := *q
	ask(p.h, &again, p.Shown)
}

// load reads a regulation from a file.
func (p *law) load() {
	files.Choose(p.h, kit.T("ui.policy.import"), []string{"*.yaml", "*.yml"}, func(path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.read(filepath.Base(path), b)
	})
}

// read takes a regulation's file, or says what is wrong with it line by line.
func (p *law) read(name string, b []byte) {
	q, err := policy.Parse(b)
	var ps policy.Problems
	if errors.As(err, &ps) {
		list := kit.VBox(kit.Gap8)
		for _, x := range ps {
			list.Add(kit.VBox(0, kit.Paragraph(x.Text(kit.Lang)), kit.Small(kit.T("ui.policy.line", "Line", x.Line, "Column", x.Column, "Key", x.Field))))
		}
		var d *kit.Dialog
		ok := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
		d = kit.NewDialog(kit.T("ui.policy.wrong", "Name", name, "N", len(ps)), kit.Fixed(kit.NewScroll(list), 0, 360), ok)
		d.Width = 680
		d.Open(p.h.Window().Canvas(), ok)
		return
	}
	if err != nil {
		screen.Fail(p.h, err)
		return
	}
	p.take(q)
}

// save writes the regulation in force beside the printed forms.
func (p *law) save() {
	if p.now == nil {
		return
	}
	b := policy.YAML(p.now, kit.Lang)
	name := fmt.Sprintf("%s-%s.yaml", kit.T("ui.settings.tab.policy"), strings.ReplaceAll(p.now.Edition(), "@", "-"))
	var path string
	screen.Beside(func(context.Context) error {
		dir, err := paper.Folder()
		if err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		path = filepath.Join(dir, name)
		return os.WriteFile(path, b, 0o600)
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.policy.exported", "Path", path), Tone: kit.ToneGood})
	})
}

func (p *law) Leave(leave func()) { leave() }

func (p *law) Do(screen.Command) bool { return false }
