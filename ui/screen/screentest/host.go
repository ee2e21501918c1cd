// Package screentest lets screens be tested without the program's window: a
// real shop in the test's own folder, a window of Fyne's test driver, and a
// record of what the screen asked the window for.
package screentest

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/kit/kittest"
	"kezhi/ui/screen"
)

// Host is a window that shows one page and writes down what is asked of it.
type Host struct {
	Name  string        // who sits at the desk
	Pages []screen.Page // shown, the last in front
	Calls []Call        // what was asked besides
	// OnPrint stands for the preview that a print shows; may be nil.
	OnPrint func()
	People  []shop.Member

	t     testing.TB
	app   *kittest.App
	shop  *shop.Shop
	win   fyne.Window
	body  *fyne.Container
	likes map[string]string
}

// Call is something that a screen asked the window for.
type Call struct {
	What    string // open, new, resume, print, browse, narrow, back, changed
	Of      string // a register, or a form that is printed
	IDs     []int64
	Preset  field.Values
	Filters []register.Filter
}

// New opens a new shop and a window of a size as small as the program allows.
func New(t testing.TB) *Host {
	t.Helper()
	a := newApp(t)
	kit.Use(a, kit.Light)
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	h := &Host{Name: "林小满", t: t, app: a, shop: s, body: container.NewStack(), likes: map[string]string{}}
	h.win = a.NewWindow("kezhi")
	h.win.SetPadded(false)
	h.win.SetContent(kit.NewRoot(h.body))
	h.win.Resize(fyne.NewSize(1366, 768))
	t.Cleanup(func() {
		if p := h.Front(); p != nil {
			p.Leave(func() {})
			if c, ok := p.(interface{ Close() }); ok {
				c.Close() // also where leaving asked about what is not saved
			}
		}
		h.Settle()
		h.win.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// Front is the page in front, nil for none.
func (h *Host) Front() screen.Page {
	if len(h.Pages) == 0 {
		return nil
	}
	return h.Pages[len(h.Pages)-1]
}

// Shop implements screen.Host.
func (h *Host) Shop() *shop.Shop { return h.shop }

// Who implements screen.Host.
func (h *Host) Who() string { return h.Name }

// Window implements screen.Host.
func (h *Host) Window() fyne.Window { return h.win }

// Enter stores a new record of a register as whoever sits at the desk: these
// values, and the rest as an empty form has it.
func (h *Host) Enter(reg string, v field.Values) register.Record {
	h.t.Helper()
	of := h.shop.Register(reg)
	all := of.Blank()
	maps.Copy(all, v)
	r, err := of.Put(context.Background(), h.Name, register.Record{Values: all})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// Canvas is the window's canvas, for the functions of Fyne's test package.
func (h *Host) Canvas() fyne.Canvas { return h.win.Canvas() }

// Show implements screen.Host: it puts the page in front and waits for it.
func (h *Host) Show(p screen.Page) {
	leave := func() {
		h.Pages = append(h.Pages, p)
		h.bring()
	}
	if f := h.Front(); f != nil {
		f.Leave(leave)
		return
	}
	leave()
}

// Back implements screen.Host.
func (h *Host) Back() {
	h.call(Call{What: "back"})
	if len(h.Pages) < 2 {
		return
	}
	h.Front().Leave(func() {
		h.Pages = h.Pages[:len(h.Pages)-1]
		h.bring()
	})
}

func (h *Host) bring() {
	h.win.Canvas().Unfocus()
	kit.CloseToast(h.win.Canvas())
	h.body.Objects = []fyne.CanvasObject{h.Front().Content()}
	h.body.Refresh()
	h.Front().Shown()
}

// Open implements screen.Host.
func (h *Host) Open(register string, id int64) {
	h.call(Call{What: "open", Of: register, IDs: []int64{id}})
}

// New implements screen.Host.
func (h *Host) New(register string, preset field.Values) {
	h.call(Call{What: "new", Of: register, Preset: preset})
}

// Resume implements screen.Host.
func (h *Host) Resume(draft string, record int64) {
	h.call(Call{What: "resume", Of: draft, IDs: []int64{record}})
}

// Browse implements screen.Host.
func (h *Host) Browse(register string) { h.call(Call{What: "browse", Of: register}) }

// Narrow implements screen.Host.
func (h *Host) Narrow(reg string, fs ...register.Filter) {
	h.call(Call{What: "narrow", Of: reg, Filters: fs})
}

// Print implements screen.Host.
func (h *Host) Print(form, _ string, ids ...int64) {
	h.call(Call{What: "print", Of: form, IDs: ids})
	if h.OnPrint != nil {
		h.OnPrint()
	}
}

// Staff implements screen.Host.
func (h *Host) Staff() []shop.Member { return h.People }

// Changed implements screen.Host.
func (h *Host) Changed() { h.call(Call{What: "changed"}) }

func (h *Host) call(c Call) { h.Calls = append(h.Calls, c) }

// Last is the last thing of a kind that was asked for; it fails the test where
// there is none.
func (h *Host) Last(what string) Call {
	h.t.Helper()
	for i := len(h.Calls) - 1; i >= 0; i-- {
		if h.Calls[i].What == what {
			return h.Calls[i]
		}
	}
	h.t.Fatalf("nothing asked to %s: %v", what, h.Calls)
	return Call{}
}

// Preference implements screen.Host.
func (h *Host) Preference(key string, into any) {
	if s, ok := h.likes[key]; ok {
		if err := json.Unmarshal([]byte(s), into); err != nil {
			h.t.Error(err)
		}
	}
}

// SetPreference implements screen.Host.
func (h *Host) SetPreference(key string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		h.t.Error(err)
	}
	h.likes[key] = string(b)
}

// Type types into whatever has the keyboard.
func (h *Host) Type(text string) {
	h.t.Helper()
	f := h.win.Canvas().Focused()
	if f == nil {
		h.t.Fatal("nothing has the keyboard")
	}
	test.Type(f, text)
}

// Press presses a key in whatever has the keyboard.
func (h *Host) Press(key fyne.KeyName) {
	h.t.Helper()
	if f := h.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
}
