package settings

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/privacy"
	"kezhi/data/shop"
	"kezhi/data/vault"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// few is how many backups are offered; any other can be chosen as a file.
const few = 8

// choose is the first of three clicks: which backup. What it restores is a new
// file; the one in use is not touched.
func (p *backups) choose() {
	var cs []backup.Copy
	screen.Beside(func(ctx context.Context) (err error) {
		cs, err = backup.Offers(ctx, p.h.Shop().DB, few)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.offer(cs)
	})
}

func (p *backups) offer(cs []backup.Copy) {
	var d *kit.Dialog
	rows := kit.VBox(0)
	var first fyne.Focusable
	for i, c := range cs {
		if i > 0 {
			rows.Add(kit.NewRule())
		}
		take := kit.NewButton(kit.T("backup.restore.take"), "", func() { d.Close(); p.restore(c.Path, "", false) }).Small()
		if i == 0 {
			take.Primary()
			first = take
		}
		rows.Add(kit.Pad(kit.HBox(kit.Gap12, kit.NewIcon("archive", kit.ColorMuted, 18),
			kit.Grow(kit.VBox(0, kit.NewText(when(c.At.UnixMilli())), kit.Small(c.Path).Shortened())), take), 6, 0, 6, 0))
	}
	if len(cs) == 0 {
		rows.Add(kit.Paragraph(kit.T("backup.restore.none")).In(kit.ColorMuted))
	}
	other := kit.NewButton(kit.T("backup.restore.other"), "folder-open", func() {
		d.Close()
		files.Choose(p.h, kit.T("backup.restore"), []string{"*.kezhi-backup"}, func(path string) { p.restore(path, "", false) })
	})
	d = kit.NewDialog(kit.T("backup.restore"), kit.VBox(kit.Gap12, kit.Paragraph(kit.T("backup.restore.note")).In(kit.ColorMuted), rows),
		other, kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }))
	d.Width = 640
	d.Open(p.h.Window().Canvas(), first)
}

// restore brings a backup back beside the file in use, and compares.
func (p *backups) restore(from, secret string, lax bool) {
	db := p.h.Shop().DB
	to := backup.Beside(db.File(), time.Now())
	var bar *kit.Progress
	var r backup.Restored
	var diff []backup.Difference
	var again, left []privacy.Gone
	cancel := screen.Beside(func(ctx context.Context) (err error) {
		o := backup.RestoreOptions{Secret: backup.Secret{Text: secret, Vault: vault.Of(db)}, Lax: lax, Progress: shared(&bar)}
		if r, diff, err = backup.RestoreBeside(ctx, db, p.h.Who(), from, to, o); err == nil {
			again, left, err = shop.Restored(ctx, r.File, p.h.Who(), p.h.Shop(), kit.Lang, filepath.Dir(from))
		}
		return err
	}, func(err error) {
		closed(bar, func() { p.came(from, secret, lax, r, diff, erased(again, left), err) })
	})
	bar = kit.NewProgress(p.h.Window().Canvas(), kit.T("backup.restore.running"), cancel)
}

// came goes on with what came of a restore.
func (p *backups) came(from, secret string, lax bool, r backup.Restored, diff []backup.Difference, more string, err error) {
	switch {
	case data.CodeOf(err) == data.Invalid:
		p.secret(from, err, secret != "")
	case data.CodeOf(err) == data.Refused && !lax:
		kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("backup.restore"), Text: data.Explain(err, kit.Lang), Yes: kit.T("backup.restore.lax")}, func(yes bool) {
			if yes {
				p.restore(from, secret, true)
			}
		})
	case err != nil:
		screen.Fail(p.h, err)
	default:
		p.restored(r, diff, more)
	}
}

// erased says who was erased since the backup was made.
func erased(again, left []privacy.Gone) (text string) {
	if n := len(again); n > 0 {
		text = "\n" + kit.T("backup.restored.erased", "N", n)
	}
	for _, x := range left {
		text += "\n" + kit.T("backup.restored.erased_left", "Number", x.Number, "Day", x.Day, "Certificate", x.Certificate)
	}
	return text
}

// secret asks for what opens a backup that the file's own keys do not open.
func (p *backups) secret(from string, err error, again bool) {
	need, e := backup.Need(from)
	if e != nil {
		screen.Fail(p.h, e)
		return
	}
	var d *kit.Dialog
	in := kit.NewSecretField("")
	field := kit.NewLabelled(kit.T("backup.secret."+need), true, in)
	if again {
		field.SetWrong(data.Explain(err, kit.Lang))
	}
	go1 := func() {
		if s := strings.TrimSpace(in.Text()); s != "" {
			d.Close()
			p.restore(from, s, false)
		}
	}
	in.OnSubmit(go1)
	do := kit.NewButton(kit.T("backup.restore.take"), "", go1).Primary()
	d = kit.NewDialog(kit.T("backup.restore"), kit.VBox(kit.Gap12, kit.Paragraph(kit.T("backup.secret."+need+".note")).In(kit.ColorMuted), field),
		kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), do)
	d.Width = 560
	d.Open(p.h.Window().Canvas(), nil)
	in.FocusFirst()
}

// restored compares what came back with what there is, and offers it as the file
// to work with.
func (p *backups) restored(r backup.Restored, diff []backup.Difference, more string) {
	var rows []kit.KeyValue
	for _, x := range diff {
		v := kit.T("backup.restored.same", "N", x.Back)
		if x.Now != x.Back {
			v = kit.T("backup.restored.differ", "Back", x.Back, "Now", x.Now)
		}
		rows = append(rows, kit.KeyValue{Key: kit.T("backup.table." + x.Table), Value: v})
	}
	var d *kit.Dialog
	leave := kit.NewButton(kit.T("backup.restored.leave"), "", func() { d.Close() })
	open := kit.NewButton(kit.T("backup.restored.open"), "", func() {
		d.Close()
		file := p.h.Shop().DB.File()
		p.reopen(func() error {
			_, err := backup.Swap(file, r.File, time.Now())
			return err
		})
	}).Primary()
	text := kit.T("backup.restored.text", "When", when(r.Made.UnixMilli()), "File", r.File)
	if r.Missing > 0 {
		text += "\n" + kit.T("backup.restored.missing", "N", r.Missing)
	}
	text += more
	d = kit.NewDialog(kit.T("backup.restored"), kit.VBox(kit.Gap16, kit.Paragraph(text).In(kit.ColorMuted), kit.NewKeyValues(rows...), kit.Paragraph(kit.T("backup.restored.ask"))), leave, open)
	d.Width = 600
	d.Open(p.h.Window().Canvas(), leave)
}
