package ui

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/account"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Window is the program's only window; it is the screen.Host of every page.
type Window struct {
	app     fyne.App
	win     fyne.Window
	options Options
	shop    *shop.Shop
	who     string
	staff   []shop.Member
	place   place
	deaf    context.CancelFunc // ends listening for what becomes due; nil before the file is open
	seat    seat
	idle    idle

	body  *fyne.Container
	shell *shell
	pages []screen.Page          // the last is in front
	rooms map[string]screen.Page // tables stay as they were left
}

func newWindow(a fyne.App, o Options) *Window {
	w := &Window{app: a, options: o, body: container.NewStack(), rooms: map[string]screen.Page{}}
	w.win = a.NewWindow(kit.T("ui.name"))
	w.win.SetPadded(false)
	w.Preference("window", &w.place)
	w.win.Resize(w.place.size())
	w.win.SetMaster()
	w.idle.over = w.Lock
	kit.Guard = func(f func()) { screen.Guard(w, f) }
	w.build()
	w.win.SetCloseIntercept(w.close)
	a.Lifecycle().SetOnStarted(func() {
		if os.Getenv("KEZHI_TRACE") != "" {
			_, _ = os.Stderr.WriteString("first frame\n")
		}
		w.open()
	})
	return w
}

// build makes the window around the pages.
func (w *Window) build() {
	w.shell = newShell(w)
	w.win.SetContent(kit.NewRoot(w.shell.content))
	w.keys()
}

// open opens the file beside the window, so that the window is there at once.
func (w *Window) open() {
	var s *shop.Shop
	screen.Beside(func(context.Context) error {
		var err error
		s, err = shop.Open(w.options.File)
		return err
	}, func(err error) {
		if err != nil {
			slog.Error("open", "error", err)
			w.refuse(err)
			return
		}
		w.shop = s
		if s.DB.Shut() {
			w.ask(account.User{}, nil)
			return
		}
		w.who = w.app.Preferences().StringWithFallback("who", "")
		if w.who == "" {
			w.who = kit.T("ui.reception")
		}
		w.begin()
	})
}

// begin shows the day to whoever is at the desk.
func (w *Window) begin() {
	w.shell.ready()
	w.Browse("today")
	if w.deaf != nil {
		return
	}
	var listening context.Context
	listening, w.deaf = context.WithCancel(context.Background())
	go w.listen(listening)
	go w.guard(listening)
	go func() {
		if err := w.shop.Warm(context.Background()); err != nil {
			slog.Warn("warm", "error", err)
		}
		time.Sleep(time.Second) // until the day stands on the screen
		debug.FreeOSMemory()    // reading the fonts and the file left as much behind as is in use
	}()
}

// Shop is the open file.
func (w *Window) Shop() *shop.Shop { return w.shop }

// Who is the person at the desk.
func (w *Window) Who() string { return w.who }

// Window is the window itself.
func (w *Window) Window() fyne.Window { return w.win }

// Staff are the people of the shop, as last read.
func (w *Window) Staff() []shop.Member { return w.staff }

// front is the page in front, nil before the file is open.
func (w *Window) front() screen.Page {
	if len(w.pages) == 0 {
		return nil
	}
	return w.pages[len(w.pages)-1]
}

// Show puts a page in front once the one there may go.
func (w *Window) Show(p screen.Page) {
	w.leave(func() {
		w.pages = append(w.pages, p)
		if len(w.pages) > 20 {
			w.pages = w.pages[1:]
		}
		w.bring()
	})
}

// Back goes to the page before.
func (w *Window) Back() {
	if len(w.pages) < 2 {
		return
	}
	w.leave(func() {
		w.pages = w.pages[:len(w.pages)-1]
		w.bring()
	})
}

func (w *Window) leave(then func()) {
	kit.CloseFlyouts(w.win.Canvas())
	if w.locked() { // drafts are kept; nobody is there to be asked
		then()
		return
	}
	if p := w.front(); p != nil {
		p.Leave(then)
		return
	}
	then()
}

func (w *Window) bring() {
	p := w.front()
	screen.Guard(w, func() {
		w.win.Canvas().Unfocus()
		kit.CloseToast(w.win.Canvas())
		w.body.Objects = []fyne.CanvasObject{p.Content()}
		w.body.Refresh()
		w.shell.at(p.Room())
		p.Shown()
	})
}

// Resume opens the page of a draft and goes on with it.
func (w *Window) Resume(draft string, record int64) {
	register, _, _ := strings.Cut(draft, ".")
	p := w.page(register, max(0, record), nil)
	if r, ok := p.(screen.Resumer); ok {
		r.Resume(draft, record)
	}
	w.Show(p)
}

// Narrow shows a register's table with these filters and no others.
func (w *Window) Narrow(reg string, fs ...register.Filter) {
	p, ok := w.rooms[reg]
	if !ok {
		p = w.room(reg)
		w.rooms[reg] = p
	}
	if n, ok := p.(screen.Narrower); ok {
		n.Narrow(fs...)
	}
	w.Show(p)
}

// Changed reads the navigation's figures again.
func (w *Window) Changed() { w.shell.count() }

// Preference reads how a person likes a screen.
func (w *Window) Preference(key string, into any) {
	if s := w.app.Preferences().String("view." + key); s != "" {
		if err := json.Unmarshal([]byte(s), into); err != nil {
			slog.Warn("preference", "key", key, "error", err)
		}
	}
}

// SetPreference keeps it.
func (w *Window) SetPreference(key string, v any) {
	if b, err := json.Marshal(v); err == nil {
		w.app.Preferences().SetString("view."+key, string(b))
	}
}

// close asks for what is not saved, makes the backup of the day's work, then
// closes the file and the window.
func (w *Window) close() {
	w.leave(func() { w.farewell(w.end) })
}

func (w *Window) end() {
	w.keepPlace()
	w.win.Hide()
	if w.deaf != nil {
		w.deaf()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if w.shop != nil {
			if err := w.shop.SealTrail(context.Background()); err != nil {
				slog.Error("seal", "error", err)
			}
			if err := w.shop.Close(); err != nil {
				slog.Error("close", "error", err)
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
	}
	w.app.Quit()
}
