package settings

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/check"
	"kezhi/data/document"
	"kezhi/data/right"
	"kezhi/data/vault"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// backups is the page of the backups (备份): where they go, what came of them, and
// the way back.
type backups struct {
	h       screen.Host
	version string
	reopen  func(prepare func() error)
	header  *kit.PageHeader
	body    *fyne.Container
	content fyne.CanvasObject

	state vault.State
	ss    []backup.Standing
	drill backup.Result
	last  []backup.Result
}

// Backups is the page of the backups. reopen closes the file, prepares and opens
// it again.
func Backups(h screen.Host, version string, reopen func(prepare func() error)) screen.Page {
	return Tabbed(h, "backup", &backups{h: h, version: version, reopen: reopen})
}

func (p *backups) Room() string { return "settings" }

func (p *backups) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.header = kit.NewPageHeader(kit.T("backup.title"), "")
		p.content = kit.Page(p.header, kit.NewScroll(p.body))
	}
	return p.content
}

// Shown reads the places and the last results.
func (p *backups) Shown() {
	screen.Beside(func(ctx context.Context) (err error) {
		d := p.h.Shop().DB
		p.state = vault.StateOf(d)
		if p.ss, err = backup.Standings(ctx, d); err != nil {
			return err
		}
		if p.drill, err = backup.LastDrill(ctx, d); err != nil {
			return err
		}
		p.last, err = backup.Results(ctx, d, 12)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.draw()
	})
}

func (p *backups) draw() {
	p.header.Set(kit.T("backup.title"), kit.T("backup.note"))
	now := kit.NewButton(kit.T("backup.now"), "save", p.now).Primary().Off(screen.Refused(p.h, right.Create, backup.Register))
	if p.state != vault.Ready || len(p.ss) == 0 {
		now.Off(kit.T("backup.now.first"))
	}
	p.header.Actions(kit.NewButton(kit.T("backup.restore"), "rotate-ccw", p.choose).Off(screen.Refused(p.h, right.EditAll, backup.Register)), now)
	left := kit.VBox(kit.Gap16)
	if p.state != vault.Ready {
		left.Add(p.unset())
	}
	left.Add(p.places())
	left.Add(p.results())
	right := kit.VBox(kit.Gap16, p.practice(), p.rules())
	p.body.Objects = []fyne.CanvasObject{kit.Sides(left, right, 330)}
	p.body.Refresh()
}

// unset is the banner of a file without keys: nothing can be sealed, so nothing
// is backed up.
func (p *backups) unset() fyne.CanvasObject {
	if p.state == vault.Shut {
		return kit.NewBanner(kit.ToneWarning, kit.T("vault.error.shut")).Do(kit.T("vault.open"), func() { p.h.Browse("encryption") })
	}
	return kit.NewBanner(kit.ToneWarning, kit.T("backup.unset")).Do(kit.T("backup.unset.do"), func() { begin(p.h, p.Shown) })
}

// places are the folders, each with how it stands.
func (p *backups) places() fyne.CanvasObject {
	may := screen.Refused(p.h, right.EditAll, backup.Register)
	add := kit.NewButton(kit.T("backup.place.add"), "plus", p.add).Small().Off(may)
	rows := kit.VBox(0)
	for i, s := range p.ss {
		if i > 0 {
			rows.Add(kit.NewRule())
		}
		rows.Add(p.place(s, may))
	}
	switch len(p.ss) {
	case 0:
		rows.Add(kit.NewEmptyState("database", kit.T("backup.place.none"), kit.T("backup.place.none.do"), nil))
	case 1:
		rows.Add(kit.NewRule())
		rows.Add(kit.Pad(kit.NewBanner(kit.ToneWarning, kit.T("backup.why.second")), kit.Gap12, 0, 0, 0))
	}
	return kit.NewTitledCard(kit.T("backup.places"), kit.T("backup.places.note"), add, rows)
}

func (p *backups) place(s backup.Standing, may string) fyne.CanvasObject {
	icon, tone, text := "circle-check", kit.ColorGood, kit.T("backup.never")
	if s.Good.ID != 0 {
		text = kit.T("backup.good", "When", when(s.Good.At), "Size", document.Size(s.Good.Size), "Documents", s.Good.Documents)
	} else {
		icon, tone = "clock", kit.ColorWarning
	}
	switch {
	case s.There != nil:
		icon, tone, text = "circle-x", kit.ColorDanger, data.Explain(s.There, kit.Lang)+"\n"+text
	case s.Last.ID != 0 && !s.Last.OK:
		icon, tone, text = "triangle-alert", kit.ColorDanger, s.Last.Problem+"\n"+text
	}
	remove := kit.NewButton(kit.T("backup.place.remove"), "", func() { p.remove(s.Place) }).Quiet().Small().Off(may)
	look := kit.NewButton(kit.T("backup.place.look"), "", func() { screen.Fail(p.h, files.View(s.Place)) }).Quiet().Small()
	return kit.Pad(kit.HBox(kit.Gap12, kit.NewIcon(icon, tone, 20), kit.Grow(kit.VBox(2, kit.NewText(s.Place).Shortened(), kit.Paragraph(text).In(kit.ColorMuted))), look, remove), kit.Gap8, 0, kit.Gap8, 0)
}

// when is a moment as people say it.
func when(at int64) string { return time.UnixMilli(at).Local().Format("2006-01-02 15:04") }

func (p *backups) add() {
	files.ChooseFolder(p.h, kit.T("backup.place.add"), func(path string) {
		var ps []string
		for _, s := range p.ss {
			ps = append(ps, s.Place)
		}
		p.set(append(ps, path))
	})
}

func (p *backups) remove(place string) {
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("backup.place.remove"), Text: kit.T("backup.place.remove.text", "Folder", place), Yes: kit.T("backup.place.remove")}, func(yes bool) {
		if !yes {
			return
		}
		var ps []string
		for _, s := range p.ss {
			if s.Place != place {
				ps = append(ps, s.Place)
			}
		}
		p.set(ps)
	})
}

func (p *backups) set(ps []string) {
	screen.Beside(func(ctx context.Context) error { return backup.SetPlaces(ctx, p.h.Shop().DB, p.h.Who(), ps) }, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.h.Changed()
		p.Shown()
	})
}

// now makes backups in all places.
func (p *backups) now() {
	var bar *kit.Progress
	var out []backup.Outcome
	cancel := screen.Beside(func(ctx context.Context) (err error) {
		out, err = backup.RunAll(ctx, p.h.Shop().DB, p.h.Who(), backup.Options{Program: p.version, Progress: shared(&bar)}, kit.Lang)
		return err
	}, func(err error) {
		closed(bar, func() { p.made(out, err) })
	})
	bar = kit.NewProgress(p.h.Window().Canvas(), kit.T("backup.running"), cancel)
}

// made says what came of backups.
func (p *backups) made(out []backup.Outcome, err error) {
	p.Shown()
	if err != nil {
		screen.Fail(p.h, err)
		return
	}
	good := 0
	for _, o := range out {
		if o.Err == nil {
			good++
		}
	}
	tone := kit.ToneGood
	if good < len(out) {
		tone = kit.ToneWarning
	}
	kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("backup.done", "Good", good, "All", len(out)), Tone: tone})
	p.h.Changed()
}

// closed closes the progress and goes on once it is gone: what lies above it on
// the window goes with it.
func closed(bar *kit.Progress, then func()) {
	bar.Close()
	fyne.Do(then)
}

// shared shows how far long work is.
func shared(bar **kit.Progress) func(done, all int64) {
	return func(done, all int64) {
		percent := int(100 * done / max(all, 1))
		fyne.Do(func() {
			if *bar != nil {
				(*bar).Set(percent, 100, fmt.Sprintf("%d %%", percent))
			}
		})
	}
}

// practice is the card of the drill.
func (p *backups) practice() fyne.CanvasObject {
	text, tone := kit.T("backup.drill.never"), kit.ColorMuted
	switch r := p.drill; {
	case r.ID == 0:
	case r.OK:
		text, tone = kit.T("backup.drill.good", "When", when(r.At), "Seconds", (r.Took+999)/1000, "Documents", r.Documents), kit.ColorGood
	default:
		text, tone = kit.T("backup.drill.bad", "When", when(r.At), "Why", r.Problem), kit.ColorDanger
	}
	do := kit.NewButton(kit.T("backup.drill.now"), "shield-check", p.practise).Small().Off(screen.Refused(p.h, right.Create, backup.Register))
	if len(p.ss) == 0 || p.state != vault.Ready {
		do.Off(kit.T("backup.now.first"))
	}
	return kit.NewTitledCard(kit.T("backup.drill"), "", do, kit.VBox(kit.Gap8, kit.Paragraph(text).In(tone), kit.Paragraph(kit.T("backup.drill.note")).In(kit.ColorMuted)))
}

func (p *backups) practise() {
	var bar *kit.Progress
	var r backup.Result
	cancel := screen.Beside(func(ctx context.Context) (err error) {
		r, err = backup.Practise(ctx, p.h.Shop().DB, p.h.Who(), kit.Lang, check.File(kit.Lang))
		return err
	}, func(err error) {
		closed(bar, func() {
			p.Shown()
			p.h.Changed()
			if err != nil {
				screen.Fail(p.h, err)
			} else if r.OK {
				kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("backup.drill.done"), Tone: kit.ToneGood})
			}
		})
	})
	bar = kit.NewProgress(p.h.Window().Canvas(), kit.T("backup.drill.running"), cancel)
}

func (p *backups) rules() fyne.CanvasObject {
	return kit.NewTitledCard(kit.T("backup.rules"), "", nil, kit.Paragraph(kit.T("backup.rules.text",
		"Daily", backup.Daily, "Weekly", backup.Weekly, "Monthly", backup.Monthly)).In(kit.ColorMuted))
}

// results are the last backups and drills in words.
func (p *backups) results() fyne.CanvasObject {
	rows := kit.VBox(kit.Gap8)
	for _, r := range p.last {
		icon, tone, text := "circle-check", kit.ColorGood, kit.T("backup.result."+r.Kind, "Place", r.Place)
		if !r.OK {
			icon, tone, text = "triangle-alert", kit.ColorDanger, r.Problem
		}
		rows.Add(kit.HBox(kit.Gap8, kit.NewIcon(icon, tone, 16), kit.Fixed(kit.Small(when(r.At)), 120, 18), kit.Grow(kit.Small(text).Shortened())))
	}
	if len(p.last) == 0 {
		rows.Add(kit.Paragraph(kit.T("backup.why.never")).In(kit.ColorMuted))
	}
	return kit.NewTitledCard(kit.T("backup.results"), "", nil, rows)
}

func (p *backups) Leave(leave func()) { leave() }

func (p *backups) Do(screen.Command) bool { return false }
