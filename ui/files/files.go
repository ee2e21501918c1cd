// Package files is the documents of a record in the window: the list, adding
// by dialog or by dropping, opening in the system's viewer.
package files

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"

	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Card lists the documents of a record, with a button to add one. part is the
// part of the record they belong to, "" for the whole.
type Card struct {
	h    screen.Host
	of   document.Owner
	box  *fyne.Container
	Root fyne.CanvasObject
	// OnChanged is called after a document was added or deleted.
	OnChanged func()
}

// New makes the list and reads it.
func New(h screen.Host, of document.Owner) *Card {
	c := &Card{h: h, of: of, box: kit.VBox(kit.Gap8)}
	add := kit.NewButton(kit.T("ui.documents.add"), "paperclip", c.ask).Small()
	c.Root = kit.VBox(kit.Gap8, kit.HBox(kit.Gap8, kit.Bold(kit.T("document.title")), kit.Spacer(), add), c.box)
	c.read()
	return c
}

func (c *Card) read() {
	var fs []document.File
	screen.Beside(func(ctx context.Context) error {
		all, err := c.h.Shop().Documents.List(ctx, c.of.Register.Key(), c.of.ID)
		for _, f := range all {
			if c.of.Part == "" || f.Part == c.of.Part {
				fs = append(fs, f)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(c.h, err)
			return
		}
		c.box.Objects = nil
		if len(fs) == 0 {
			c.box.Add(kit.Paragraph(kit.T("ui.documents.none")).In(kit.ColorMuted))
		}
		for _, f := range fs {
			c.box.Add(c.line(f))
		}
		c.box.Refresh()
		if c.OnChanged != nil {
			c.OnChanged()
		}
	})
}

func (c *Card) line(f document.File) fyne.CanvasObject {
	sub := document.Size(f.Size) + " · " + field.ShowTime(f.AddedAt)
	if f.Category != "" {
		sub = f.Category + " · " + sub
	}
	link := kit.NewLink(f.Name, func() { c.open(f) })
	var more *kit.Button
	more = kit.NewButton("", "ellipsis", func() {
		kit.ShowMenuUnder(more, []kit.MenuItem{
			{Text: kit.T("ui.open"), Icon: "external-link", OnTap: func() { c.open(f) }},
			{Text: kit.T("ui.documents.edit"), Icon: "pencil", OnTap: func() { c.change(f) }},
			{Text: kit.T("ui.delete"), Icon: "trash-2", Danger: true, Rule: true, OnTap: func() { c.remove(f) }},
		})
	}).Quiet().Small()
	return kit.HBox(kit.Gap8, kit.NewIcon("file-text", kit.ColorMuted, 18), kit.Grow(kit.VBox(0, link, kit.Small(sub).Shortened())), more)
}

func (c *Card) ask() { Choose(c.h, kit.T("ui.documents.choose"), nil, c.Add) }

// Add asks for the category and copies the file, with progress that can be
// cancelled. The name is the one that the regulation has for documents.
func (c *Card) Add(path string) {
	var name string
	var fields []field.Desc
	screen.Beside(func(ctx context.Context) error {
		preset, err := c.h.Shop().Policy(ctx)
		if err != nil {
			return err
		}
		r, err := c.of.Register.Get(ctx, c.of.ID)
		if err != nil {
			return err
		}
		all, err := c.h.Shop().Documents.List(ctx, c.of.Register.Key(), c.of.ID)
		fields = document.FieldsUnder(preset)
		name = document.ProposedName(preset, project(c.of.Register.Key(), r), screen.Today(c.h), filepath.Base(path), all)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(c.h, err)
			return
		}
		c.copy(path, name, fields)
	})
}

// project is what a record's documents are named after: a customer's short
// name, or who a record is of.
func project(key string, r register.Record) string {
	if s := r.Values.Text("short_name"); s != "" {
		return s
	}
	if who, _ := shop.Title(key, r.Values); who != "" {
		return who
	}
	return r.Number
}

// copy asks for name and category and copies the file.
func (c *Card) copy(path, name string, fields []field.Desc) {
	c.form(kit.T("ui.documents.add"), fields, field.Values{"name": name}, func(d *kit.Dialog, form *kit.RecordForm) {
		v, who := form.Values(), c.h.Who()
		var p *kit.Progress
		cancel := screen.Beside(func(ctx context.Context) error {
			_, err := c.h.Shop().Documents.Add(ctx, who, c.of, path, v, func(done, total int64) {
				p.Set(int(done>>10), int(total>>10), document.Size(done))
			})
			return err
		}, func(err error) {
			p.Close()
			c.done(d, form, err)
		})
		p = kit.NewProgress(c.h.Window().Canvas(), kit.T("ui.documents.copying"), cancel)
	})
}

func (c *Card) change(f document.File) {
	var fields []field.Desc
	screen.Beside(func(ctx context.Context) error {
		preset, err := c.h.Shop().Policy(ctx)
		if err == nil {
			fields = document.FieldsUnder(preset)
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(c.h, err)
			return
		}
		c.edit(f, fields)
	})
}

func (c *Card) edit(f document.File, fields []field.Desc) {
	c.form(kit.T("ui.documents.edit"), fields, f.Values(), func(d *kit.Dialog, form *kit.RecordForm) {
		v, who := form.Values(), c.h.Who()
		screen.Beside(func(ctx context.Context) error {
			return c.h.Shop().Documents.Change(ctx, who, f.ID, v)
		}, func(err error) { c.done(d, form, err) })
	})
}

func (c *Card) form(title string, fields []field.Desc, v field.Values, ok func(*kit.Dialog, *kit.RecordForm)) {
	form := kit.NewRecordForm(fields, kit.FormOptions{})
	form.SetValues(v)
	var d *kit.Dialog
	yes := kit.NewButton(kit.T("ui.save"), "", func() { ok(d, form) }).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() })
	d = kit.NewDialog(title, kit.Fixed(form, 520, 190), no, yes)
	d.Width = 580
	d.OnEnter = func() { ok(d, form) }
	d.Open(c.h.Window().Canvas(), nil)
	form.FocusFirst()
}

func (c *Card) done(d *kit.Dialog, form *kit.RecordForm, err error) {
	if err != nil {
		if form != nil && d.IsOpen() && showErrors(form, err) {
			return
		}
		screen.Fail(c.h, err)
		return
	}
	d.Close()
	c.read()
	c.h.Changed()
}

func (c *Card) remove(f document.File) {
	who := c.h.Who()
	screen.Beside(func(ctx context.Context) error { return c.h.Shop().Documents.Delete(ctx, who, f.ID) }, func(err error) {
		if err != nil {
			screen.Fail(c.h, err)
			return
		}
		c.read()
		kit.NewToast(c.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.deleted"), Action: kit.T("ui.undo"), OnDo: func() {
			screen.Beside(func(ctx context.Context) error { return c.h.Shop().Documents.Restore(ctx, who, f.ID) }, func(err error) {
				screen.Fail(c.h, err)
				c.read()
			})
		}})
	})
}

func (c *Card) open(f document.File) {
	var path string
	who := c.h.Who()
	screen.Beside(func(ctx context.Context) error {
		var err error
		path, err = c.h.Shop().Documents.Open(ctx, who, f.ID)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(c.h, err)
			return
		}
		screen.Fail(c.h, View(path))
	})
}

// View opens a file in the system's viewer.
func View(path string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", path).Start()
	case "darwin":
		return exec.Command("open", path).Start()
	}
	if _, err := exec.LookPath("xdg-open"); err != nil {
		return fmt.Errorf("xdg-open: %w", os.ErrNotExist)
	}
	return exec.Command("xdg-open", path).Start()
}
