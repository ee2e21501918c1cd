package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// arrival is the quick entry of a visitor: name, phone, what they want, Enter.
// While it is typed it tells whose customer it is and who will receive.
type arrival struct {
	h     screen.Host
	saved func()

	name, phone  *kit.TextField
	party        *kit.NumberField
	wants, named *kit.SuggestField
	labels       map[string]*kit.Labelled
	tell         *fyne.Container
	content      fyne.CanvasObject

	late   *time.Timer
	cancel func()
	known  *desk.Known
	of     *customer.Ref // the file that was chosen; nil: none
	busy   bool
}

func newArrival(h screen.Host, saved func()) *arrival {
	a := &arrival{h: h, saved: saved, labels: map[string]*kit.Labelled{}, tell: kit.VBox(kit.Gap8)}
	wants, _ := field.Find(h.Shop().Desk.Receptions.Fields(), "wants")
	a.name, a.phone = kit.NewTextField(kit.T("ui.desk.name")), kit.NewTextField("")
	a.party = kit.NewNumberField(false)
	a.wants = kit.NewSuggestField(func(p string) []string {
		var out []string
		for _, k := range wants.Suggest {
			if s := kit.T(k); strings.Contains(s, p) {
				out = append(out, s)
			}
		}
		return out
	})
	a.named = kit.NewSuggestField(func(p string) []string {
		var out []string
		for _, n := range book.People(h)() {
			if strings.Contains(n, p) {
				out = append(out, n)
			}
		}
		return out
	})
	part := func(key string, in kit.Input) fyne.CanvasObject {
		l := kit.NewLabelled(kit.T("reception."+key), key == "name", in)
		l.Above = true
		a.labels[key] = l
		return l
	}
	fields := kit.Split([]float32{26, 28, 10, 30, 20},
		part("name", a.name), part("phone", a.phone), part("party", a.party), part("wants", a.wants), part("named", a.named))
	a.name.OnSubmit(func() { a.phone.FocusFirst() })
	a.phone.OnSubmit(func() { a.wants.FocusFirst() })
	a.party.OnSubmit(func() { a.wants.FocusFirst() })
	a.wants.OnSubmit(a.save)
	a.named.OnSubmit(a.save)
	for _, in := range []kit.Input{a.name, a.phone, a.named} {
		in.Watch(a.typed)
	}
	enter := kit.NewButton(kit.T("ui.desk.enter"), "plus", a.save).Primary().Hint("Enter")
	a.content = kit.NewPanel(kit.Pad(kit.VBox(kit.Gap12, fields, kit.HBox(kit.Gap16, kit.Grow(a.tell), enter)), kit.Gap12, kit.Gap16, kit.Gap12, kit.Gap16))
	a.clear()
	return a
}

func (a *arrival) clear() {
	for _, in := range []kit.Input{a.name, a.phone, a.wants, a.named} {
		in.SetValue("")
	}
	a.party.SetValue("1")
	a.of, a.known = nil, nil
	a.wrong(nil)
}

// typed looks a moment after the last key.
func (a *arrival) typed() {
	if a.late != nil {
		a.late.Stop()
	}
	a.late = time.AfterFunc(200*time.Millisecond, func() { fyne.Do(a.look) })
}

// look asks who it is, and who receives.
func (a *arrival) look() {
	if a.cancel != nil {
		a.cancel()
	}
	q := desk.Arrival{Day: screen.Today(a.h), Phone: a.phone.Text(), Named: strings.TrimSpace(a.named.Text()), AtDesk: a.h.Who()}
	if a.of != nil {
		q.CustomerID = &a.of.ID
	}
	name := strings.TrimSpace(a.name.Text())
	var k *desk.Known
	var alike []customer.Hit
	a.cancel = screen.Beside(func(ctx context.Context) error {
		var err error
		if k, err = a.h.Shop().Desk.Known(ctx, q); err != nil {
			return err
		}
		if len([]rune(name)) > 1 && len(k.Customers) == 0 && q.CustomerID == nil {
			alike, err = a.h.Shop().Customers.Search(ctx, name, 3)
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(a.h, err)
			return
		}
		if a.known = k; len(k.Customers) == 1 && a.of == nil {
			a.take(k.Customers[0])
			return
		}
		if name == "" && k.Last != nil && k.Basis == desk.Return {
			a.name.SetValue(k.Last.Name)
		}
		a.draw(alike)
	})
}

// take makes the visitor one of a customer's file.
func (a *arrival) take(r customer.Ref) {
	a.of = &r
	if strings.TrimSpace(a.name.Text()) == "" {
		who := r.Contact
		if r.Kind == customer.Person || who == "" {
			who = r.Name
		}
		a.name.SetValue(who)
	}
	if a.phone.Text() == "" {
		a.phone.SetValue(r.Phone)
	}
	a.look()
}

// draw tells what is known: the file, what is open, and who receives.
func (a *arrival) draw(alike []customer.Hit) {
	k := a.known
	lines := []fyne.CanvasObject{}
	if a.of != nil {
		row := []fyne.CanvasObject{
			kit.NewIcon("users", kit.ColorPrimary, 16),
			kit.NewLink(a.of.Name, func() { a.h.Open("customer", a.of.ID) }), kit.Small(a.of.Number),
		}
		if k.Open > 0 {
			row = append(row, kit.NewPill(kit.T("ui.desk.open_promises", "N", k.Open), kit.ToneWarning))
		}
		if k.Barred != "" {
			row = append(row, kit.NewPill(kit.T("ui.desk.barred", "Until", k.Barred), kit.ToneDanger))
		}
		x := kit.NewTool("x", func() { a.of = nil; a.phone.SetValue(""); a.look() })
		x.Tip = kit.T("ui.desk.unlink")
		lines = append(lines, kit.HBox(kit.Gap8, append(row, x)...))
	}
	if a.of == nil && (len(k.Customers) > 1 || len(alike) > 0) {
		flow := []fyne.CanvasObject{kit.Small(kit.T("ui.desk.maybe"))}
		for _, r := range k.Customers {
			flow = append(flow, kit.NewButton(r.Name, "users", func() { a.take(r) }).Small())
		}
		for _, x := range alike {
			flow = append(flow, kit.NewButton(x.Name, "users", func() {
				a.take(customer.Ref{ID: x.ID, Number: x.Number, Name: x.Name, Phone: x.Phone, Kind: customer.Person})
			}).Small())
		}
		lines = append(lines, kit.NewFlow(kit.Gap8, flow...))
	}
	why := kit.NewText(k.Why(kit.Lang))
	why.Wrap = true
	icon := kit.NewIcon("user-check", kit.ColorMuted, 16)
	if k.Basis == desk.Return || k.Helper != "" {
		why.Color = kit.ColorInfo
	}
	lines = append(lines, kit.HBox(kit.Gap8, icon, kit.Grow(why)))
	put(a.tell, lines...)
}

func (a *arrival) wrong(es data.Errors) {
	for _, l := range a.labels {
		l.SetWrong("")
	}
	for _, e := range es {
		if l := a.labels[e.Field]; l != nil {
			l.SetWrong(e.Text(kit.Lang))
		}
	}
}

// save enters the visitor and says who receives them, then waits for the next.
func (a *arrival) save() {
	if a.busy {
		return
	}
	a.busy = true
	s := a.h.Shop().Desk
	v := s.Receptions.Blank()
	v["name"], v["phone"], v["party"] = a.name.Text(), a.phone.Text(), a.party.Value()
	v["wants"], v["named"] = a.wants.Text(), a.named.Text()
	if a.of != nil {
		v["customer"] = a.of.Number
	}
	who := a.h.Who()
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = s.Receptions.Put(ctx, who, register.Record{Values: v})
		return err
	}, func(err error) {
		a.busy = false
		es := data.All(err)
		if err != nil && (len(es) == 0 || es[0].Code != data.Invalid) {
			screen.Fail(a.h, err)
			return
		}
		a.wrong(es)
		if err != nil {
			a.rest(es)
			return
		}
		text := kit.T("ui.desk.entered", "Name", r.Values.Text("name"), "Who", r.Values.Text("receiver"))
		if helper := r.Values.Text("helper"); helper != "" {
			text = kit.T("ui.desk.entered.helped", "Name", r.Values.Text("name"), "Who", r.Values.Text("receiver"), "Helper", helper)
		}
		kit.NewToast(a.h.Window().Canvas(), kit.ToastOptions{Text: text, Tone: kit.ToneGood, Action: kit.T("ui.open"), OnDo: func() { a.h.Open("reception", r.ID) }})
		a.clear()
		a.name.FocusFirst()
		a.h.Changed()
		a.saved()
	})
}

// rest says what is wrong with what has no field here, and goes to the first
// field that is wrong.
func (a *arrival) rest(es data.Errors) {
	inputs := map[string]kit.Input{"name": a.name, "phone": a.phone, "party": a.party, "wants": a.wants, "named": a.named}
	if in := inputs[es[0].Field]; in != nil {
		in.FocusFirst()
		return
	}
	kit.NewToast(a.h.Window().Canvas(), kit.ToastOptions{Text: es[0].Text(kit.Lang), Tone: kit.ToneDanger})
}
