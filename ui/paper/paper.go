// Package paper is the preview of printed forms in the window: the pages as
// they come out, and from there the PDF.
package paper

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/ncruces/zenity"

	"kezhi/reports"
	"kezhi/reports/raster"
	"kezhi/reports/sheet"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// mostPages are shown in the preview; the file has them all.
const mostPages = 40

// Page is the preview of a job.
type Page struct {
	h       screen.Host
	job     reports.Job
	layout  *sheet.Layout
	zoom    float32
	head    *fyne.Container
	notes   *fyne.Container
	pages   *fyne.Container
	content fyne.CanvasObject
	cancel  func()
	saved   string
	focus   *kit.Button
}

// New makes the preview of a form with records of a register, or blank.
func New(h screen.Host, form, register string, ids []int64) *Page {
	return &Page{h: h, zoom: 1, job: reports.Job{
		Shop: h.Shop(), Lang: kit.Lang, Who: h.Who(), Now: time.Now(), Form: form, Register: register, IDs: ids,
	}}
}

// OfPeriod makes the preview of a form of figures for a period.
func OfPeriod(h screen.Host, form, register, from, to string) *Page {
	p := New(h, form, register, nil)
	p.job.From, p.job.To = from, to
	return p
}

// OfPerson is OfPeriod for the figures of one person, "" for everybody's.
func OfPerson(h screen.Host, form, register, from, to, person string) *Page {
	p := OfPeriod(h, form, register, from, to)
	p.job.Person = person
	return p
}

// Room is the register's room.
func (p *Page) Room() string {
	switch p.job.Register {
	case "questionnaire", "answer":
		return "survey"
	case "credit_report", "receivable":
		return "credit"
	case "change", "inspection":
		return "today"
	}
	return p.job.Register
}

// Content builds the page.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.head = container.NewStack()
		p.notes = kit.VBox(kit.Gap8)
		p.pages = kit.VBox(kit.Gap16)
		desk := kit.NewScroll(kit.VBox(kit.Gap12, p.notes, p.pages))
		p.content = kit.Page(p.head, desk)
		p.draw()
	}
	return p.content
}

// Shown composes the form anew: the record may have changed.
func (p *Page) Shown() {
	p.pages.Objects = []fyne.CanvasObject{kit.Small(kit.T("ui.reading"))}
	p.pages.Refresh()
	p.job.Now = time.Now()
	job := p.job
	var l *sheet.Layout
	p.stop()
	p.cancel = screen.Beside(func(ctx context.Context) error {
		d, err := job.Compose(ctx, nil)
		if err == nil {
			l, err = sheet.Lay(ctx, d)
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			p.h.Back()
			return
		}
		p.layout = l
		p.draw()
		p.raster()
		if p.focus != nil {
			p.h.Window().Canvas().Focus(p.focus)
		}
	})
}

func (p *Page) stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

func (p *Page) draw() {
	f, _ := reports.Find(p.job.Form)
	n := 0
	if p.layout != nil {
		n = len(p.layout.Pages)
	}
	p.focus = kit.NewButton(kit.T("ui.pdf.save"), "download", p.save).Primary().Hint("Ctrl+S")
	var which *kit.Button
	which = kit.NewButton(f.Title(kit.Lang), "file-text", func() { kit.ShowMenuUnder(which, p.menu()) })
	p.head.Objects = []fyne.CanvasObject{kit.NewPageHeader(kit.T("ui.preview"), kit.T("ui.pages", "N", strconv.Itoa(n))).Crumb(kit.T("ui.back"), p.h.Back).Actions(
		which, kit.NewButton("", "zoom-out", func() { p.scale(p.zoom / 1.25) }), kit.NewButton("", "zoom-in", func() { p.scale(p.zoom * 1.25) }),
		kit.NewButton(kit.T("ui.pdf.as"), "save", p.saveAs), kit.NewButton(kit.T("ui.pdf.open"), "external-link", p.open).Hint("Ctrl+P"), p.focus,
	)}
	p.head.Refresh()
	p.notes.Objects = nil
	if p.layout != nil {
		for i, w := range p.layout.Warnings {
			if i == 3 {
				p.notes.Add(kit.NewBanner(kit.ToneWarning, kit.T("ui.warnings.more", "N", len(p.layout.Warnings)-3)))
				break
			}
			p.notes.Add(kit.NewBanner(kit.ToneWarning, w.Message(kit.Lang)))
		}
		if n > mostPages {
			p.notes.Add(kit.NewBanner(kit.ToneInfo, kit.T("ui.preview.first", "N", mostPages)))
		}
	}
	p.notes.Refresh()
}

// menu are the other forms that these records can be printed on.
func (p *Page) menu() []kit.MenuItem {
	var items []kit.MenuItem
	for _, f := range reports.For(p.job.Register) {
		items = append(items, kit.MenuItem{Text: f.Title(kit.Lang), Ticked: f.Key == p.job.Form && len(p.job.IDs) > 0, OnTap: func() {
			p.job.Form = f.Key
			p.Shown()
		}})
	}
	for _, f := range reports.Forms() {
		if f.CanBlank && f.Registers[0] == p.job.Register {
			items = append(items, kit.MenuItem{Text: kit.T("ui.blank", "Form", f.Title(kit.Lang)), OnTap: func() {
				p.h.Show(New(p.h, f.Key, p.job.Register, nil))
			}})
		}
	}
	return items
}

// dots per inch at zoom 1: a page is then as wide as 794 units.
const dots = 96

// raster draws the pages one after the other, the first at once.
func (p *Page) raster() {
	l, scale := p.layout, p.h.Window().Canvas().Scale()
	n := min(len(l.Pages), mostPages)
	frames := make([]*fyne.Container, n)
	p.pages.Objects = nil
	for i := range n {
		pg := &l.Pages[i]
		size := fyne.NewSize(float32(pg.Width)/72*dots*p.zoom, float32(pg.Height)/72*dots*p.zoom)
		frames[i] = container.NewStack(kit.NewPanel(canvas.NewRectangle(nil)))
		p.pages.Add(kit.HBox(0, kit.Spacer(), kit.Fixed(frames[i], size.Width, size.Height), kit.Spacer()))
	}
	p.pages.Refresh()
	zoom := p.zoom
	p.stop()
	p.cancel = screen.Beside(func(ctx context.Context) error {
		for i := range n {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			img := raster.Page(&l.Pages[i], float64(dots*zoom*scale))
			fyne.Do(func() { p.put(frames[i], img) })
		}
		return nil
	}, func(err error) { screen.Fail(p.h, err) })
}

func (p *Page) put(frame *fyne.Container, img image.Image) {
	c := canvas.NewImageFromImage(img)
	c.FillMode = canvas.ImageFillStretch
	c.ScaleMode = canvas.ImageScaleFastest
	edge := canvas.NewRectangle(color.Transparent)
	edge.StrokeColor, edge.StrokeWidth = kit.Color(kit.ColorLine), 1
	frame.Objects = []fyne.CanvasObject{c, edge}
	frame.Refresh()
}

func (p *Page) scale(z float32) {
	p.zoom = max(0.5, min(z, 2.5))
	if p.layout != nil {
		p.raster()
	}
}

// Folder is where PDF files go: Kezhi among the person's documents, or what
// KEZHI_OUT says.
func Folder() (string, error) {
	if dir := os.Getenv("KEZHI_OUT"); dir != "" {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, "Documents", "Kezhi"), err
}

func (p *Page) save() { p.write("", nil) }

func (p *Page) saveAs() {
	var to string
	screen.Beside(func(context.Context) error {
		name := reports.FileName(p.job, p.numbers()...)
		dir, err := Folder()
		if err != nil {
			return err
		}
		_ = os.MkdirAll(dir, 0o700)
		to, err = zenity.SelectFileSave(zenity.Title(kit.T("ui.pdf.as")), zenity.Filename(filepath.Join(dir, name)), zenity.ConfirmOverwrite())
		return err
	}, func(err error) {
		if errors.Is(err, zenity.ErrCanceled) {
			return
		}
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if !strings.EqualFold(filepath.Ext(to), ".pdf") {
			to += ".pdf"
		}
		p.write(to, nil)
	})
}

func (p *Page) open() { p.write("", func(path string) { screen.Fail(p.h, files.View(path)) }) }

func (p *Page) numbers() []string {
	var ns []string
	reg := p.h.Shop().Register(p.job.Register)
	if reg == nil || len(p.job.IDs) == 0 {
		return nil
	}
	ls, err := reg.Lines(context.Background(), []int32{int32(p.job.IDs[0])})
	if err == nil && len(ls) > 0 {
		ns = append(ns, ls[0].Number)
	}
	for range p.job.IDs[1:] {
		ns = append(ns, "")
	}
	return ns
}

// write writes the PDF, to the folder of PDF files where to is "", and puts
// the print on record.
func (p *Page) write(to string, then func(path string)) {
	if p.layout == nil {
		return
	}
	job := p.job
	var bar *kit.Progress
	cancel := screen.Beside(func(ctx context.Context) error {
		if to == "" {
			dir, err := Folder()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
			to = filepath.Join(dir, reports.FileName(job, p.numbers()...))
		}
		if err := atomic(to, func(w io.Writer) error {
			_, err := job.Write(ctx, w, func(done, total int) {
				if bar != nil && total > 8 {
					bar.Set(done, total, fmt.Sprintf("%d / %d", done, total))
				}
			})
			return err
		}); err != nil {
			return err
		}
		return job.Note(ctx)
	}, func(err error) {
		if bar != nil {
			bar.Close()
		}
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.saved = to
		if then != nil {
			then(to)
			return
		}
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{
			Text: kit.T("ui.pdf.saved", "File", to), Tone: kit.ToneGood,
			Action: kit.T("ui.open"), OnDo: func() { screen.Fail(p.h, files.View(to)) },
		})
	})
	if len(job.IDs) > 20 {
		bar = kit.NewProgress(p.h.Window().Canvas(), kit.T("ui.pdf.writing"), cancel)
	}
}

// atomic writes a file beside its place and moves it there when it is whole.
func atomic(to string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(to), ".kezhi-*.pdf")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), to)
}

// Saved is the file that was written last.
func (p *Page) Saved() string { return p.saved }

// Leave goes at once.
func (p *Page) Leave(leave func()) {
	p.stop()
	leave()
}

// Do carries out the keyboard's commands.
func (p *Page) Do(c screen.Command) bool {
	switch c {
	case screen.Save, screen.Commit:
		p.save()
	case screen.Print:
		p.open()
	default:
		return false
	}
	return true
}
