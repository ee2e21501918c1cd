package complaints

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// papers are the files that go with a step when it is saved: chips that can be
// taken away again, and a button to add one.
type papers struct {
	h       screen.Host
	paths   []string
	changed func()
	flow    *kit.Flow
	add     *kit.Button
	row     fyne.CanvasObject
}

func newPapers(h screen.Host, form *kit.RecordForm, changed func()) *papers {
	p := &papers{h: h, changed: changed, flow: kit.NewFlow(kit.Gap8)}
	p.add = kit.NewButton(kit.T("ui.documents.add"), "plus", func() { files.Choose(h, kit.T("ui.documents.choose"), nil, p.Add) }).Small().Off(screen.NoNew(h, "document"))
	p.row = container.New(likeField{form}, kit.Muted(kit.T("ui.complaint.papers")), p.flow)
	p.draw()
	return p
}

// Add puts a file with the step.
func (p *papers) Add(path string) {
	if !slices.Contains(p.paths, path) {
		p.set(append(slices.Clone(p.paths), path))
		p.changed()
	}
}

func (p *papers) set(paths []string) {
	p.paths = paths
	p.draw()
}

func (p *papers) draw() {
	var os []fyne.CanvasObject
	for i, path := range p.paths {
		chip := kit.NewPill(filepath.Base(path)+"  ×", kit.ToneNeutral)
		chip.Icon = "paperclip"
		chip.OnTap = func() {
			p.set(slices.Delete(slices.Clone(p.paths), i, i+1))
			p.changed()
		}
		os = append(os, chip)
	}
	p.flow.Set(append(os, p.add)...)
}

// likeField puts a label and what belongs to it where the fields of a form
// have theirs.
type likeField struct{ form *kit.RecordForm }

const labelGap float32 = 10

func (l likeField) left(label fyne.CanvasObject) float32 {
	least := label.MinSize().Width + labelGap
	if in := l.form.Input("who"); in != nil {
		return max(least, in.Position().X)
	}
	return least
}

// Layout implements fyne.Layout.
func (l likeField) Layout(os []fyne.CanvasObject, s fyne.Size) {
	x, m := l.left(os[0]), os[0].MinSize()
	os[0].Move(fyne.NewPos(x-labelGap-m.Width, (28-m.Height)/2))
	os[0].Resize(m)
	os[1].Move(fyne.NewPos(x, 0))
	os[1].Resize(fyne.NewSize(max(0, s.Width-x), s.Height))
}

// MinSize implements fyne.Layout.
func (l likeField) MinSize(os []fyne.CanvasObject) fyne.Size {
	m := os[1].MinSize()
	return fyne.NewSize(l.left(os[0])+m.Width, max(28, m.Height))
}
