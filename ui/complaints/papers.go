package complaints

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

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

func newPapers(h screen.Host, changed func()) *papers {
	p := &papers{h: h, changed: changed, flow: kit.NewFlow(kit.Gap8)}
	p.add = kit.NewButton(kit.T("ui.documents.add"), "plus", func() { files.Choose(h, kit.T("ui.documents.choose"), nil, p.Add) }).Small()
	p.row = kit.HBox(kit.Gap12, kit.Muted(kit.T("ui.complaint.papers")), kit.Grow(p.flow))
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
