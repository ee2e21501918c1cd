package kit

import (
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Pick is something that can be referred to by its number.
type Pick struct {
	Number string // "KH-000123", what is kept
	Title  string // what is shown
	Sub    string // what tells it from others of the same name
	Note   string // short, at the right: "2 件投诉"
}

// PickField refers to a record of a register: it shows the name and keeps the
// number. While typing it searches in the background, a short while after the
// last key, and drops answers that come too late.
type PickField struct {
	control
	// Search answers a query; it is called in a goroutine of its own.
	Search func(q string) []Pick
	// Name gives the title of a number; called in a goroutine when a value is
	// set without one. May be nil.
	Name func(number string) string
	// OnPick tells what was picked, after the watcher.
	OnPick func(Pick)

	pick   Pick
	before Pick // what a typed text has replaced; Esc brings it back
	found  []Pick
	fly    *flyout
	list   *optionList
	query  atomic.Int64
	timer  *time.Timer
}

const pickDelay = 90 * time.Millisecond

// NewPickField makes an empty reference.
func NewPickField(search func(q string) []Pick) *PickField {
	p := &PickField{Search: search}
	p.dress(p, "search")
	p.writeIn(p, newEntry(p))
	p.entry.PlaceHolder = T("kit.pick")
	p.entry.selectAll = true
	p.entry.onKey = p.key
	p.entry.grabsTab = func() bool { return p.fly.isOpen() && len(p.found) > 0 }
	p.entry.OnChanged = func(s string) {
		if p.entry.quiet {
			return
		}
		if p.pick.Number != "" && s != p.pick.Title {
			p.before, p.pick = p.pick, Pick{} // a name is being typed over it
			p.setNote("")
			p.mark()
			p.tell()
		}
		if s == "" {
			p.query.Add(1)
			p.fly.Close()
			return
		}
		p.ask(s)
	}
	p.iconTap = newTapArea(func(fyne.Position) {
		if p.locked {
			return
		}
		if p.pick.Number != "" {
			p.keep(Pick{})
			focus(p.entry)
			return
		}
		focus(p.entry)
		p.ask(p.entry.Text)
	})
	p.iconTap.fly = func() *flyout { return p.fly }
	p.onFocus = func(in bool) {
		if !in {
			p.query.Add(1)
			p.fly.lost()
			if t := p.entry.Text; p.pick.Number == "" && t != "" && t == p.before.Title {
				p.keep(p.before)
			}
		}
	}
	return p
}

// Picked is what the field refers to.
func (p *PickField) Picked() Pick { return p.pick }

// SetPick refers to something known with its title.
func (p *PickField) SetPick(x Pick) {
	p.pick = x
	p.show()
}

// Value implements Input: the number. A text that was typed and never picked
// is the value too, so that the rules can say that there is no such record.
func (p *PickField) Value() any {
	if t := strings.TrimSpace(p.entry.Text); p.pick.Number == "" && t != "" {
		return t
	}
	return p.pick.Number
}

// SetValue implements Input.
func (p *PickField) SetValue(x any) {
	number := asString(x)
	if number == "" {
		p.entry.set("") // what was typed and never picked goes too
	}
	if number == p.pick.Number {
		p.show()
		return
	}
	p.pick = Pick{Number: number}
	p.show()
	if number != "" && p.Name != nil {
		name, n := p.Name, number
		go func() {
			if t := name(n); t != "" {
				fyne.Do(func() {
					if p.pick.Number == n && p.pick.Title == "" {
						p.pick.Title = t
						if !p.focused || p.entry.Text == n {
							p.show()
						}
					}
				})
			}
		}()
	}
}

func (p *PickField) show() {
	switch {
	case p.pick.Title != "":
		p.entry.set(p.pick.Title)
		p.setNote(p.pick.Number)
	case p.pick.Number != "":
		p.entry.set(p.pick.Number)
		p.setNote("")
	default:
		p.setNote("")
	}
	p.mark()
}

func (p *PickField) mark() {
	if p.pick.Number != "" && !p.locked {
		p.setIcon("x")
	} else {
		p.setIcon("search")
	}
}

func (p *PickField) keep(x Pick) {
	p.query.Add(1)
	p.fly.Close()
	changed := x.Number != p.pick.Number
	p.pick, p.before = x, Pick{}
	if x.Number == "" {
		p.entry.set("")
	}
	p.show()
	p.entry.CursorColumn = 0 // a long name shows its beginning
	p.entry.Refresh()
	if changed {
		p.tell()
		if p.OnPick != nil {
			p.OnPick(x)
		}
	}
}

func (p *PickField) ask(q string) {
	id := p.query.Add(1)
	if p.timer != nil {
		p.timer.Stop()
	}
	search := p.Search
	if search == nil {
		return
	}
	p.timer = time.AfterFunc(pickDelay, func() {
		if p.query.Load() != id {
			return
		}
		found := search(strings.TrimSpace(q))
		fyne.Do(func() {
			if p.query.Load() == id && p.focused {
				p.offer(found)
			}
		})
	})
}

func (p *PickField) offer(found []Pick) {
	p.found = found
	options := make([]Option, len(found))
	for i, f := range found {
		options[i] = Option{Text: f.Title, Sub: strings.TrimSpace(f.Number + "  " + f.Sub), Note: f.Note}
	}
	at := 0
	if len(options) == 0 {
		options, at = []Option{{Text: T("kit.nothing_found")}}, -1
	}
	if !p.fly.isOpen() {
		p.list = newOptionList(p.take)
		p.list.most = 7
		p.list.tap.fly = func() *flyout { return p.fly }
		p.list.set(options, at)
		p.fly = openFlyout(p, p.list)
		return
	}
	p.list.set(options, at)
	p.fly.settle()
}

func (p *PickField) take(i int) {
	if i >= 0 && i < len(p.found) {
		p.keep(p.found[i])
		focus(p.entry)
	}
}

func (p *PickField) key(k *fyne.KeyEvent) bool {
	if !p.fly.isOpen() {
		switch {
		case k.Name == fyne.KeyBackspace && p.pick.Number != "" && !p.locked && p.entry.CursorColumn == 0 && p.entry.SelectedText() == "":
			p.keep(Pick{})
		case k.Name == fyne.KeyDown && !p.locked:
			p.ask(p.entry.Text)
		case k.Name == fyne.KeyEscape && p.pick.Number == "" && p.before.Number != "":
			p.keep(p.before)
		default:
			return false
		}
		return true
	}
	switch {
	case k.Name == fyne.KeyDown:
		p.list.move(1)
	case k.Name == fyne.KeyUp:
		p.list.move(-1)
	case k.Name == fyne.KeyEscape:
		p.fly.Close()
	case isEnter(k), k.Name == fyne.KeyTab:
		if p.list.at >= 0 && p.list.at < len(p.found) {
			p.keep(p.found[p.list.at])
		} else {
			p.fly.Close()
		}
		leave(p.entry, p.entry.onTab)
	default:
		return false
	}
	return true
}
