package customers

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/credit"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	colours "kezhi/ui/tones"
)

// mostEvents of each kind are shown of a customer's timeline, latestEvents in all
// before the others are asked for, where other parts of the page come after it.
const (
	mostEvents   = 60
	latestEvents = 6
)

// Timeline shows everything that happened with a customer, newest first; with
// edits of the file, the latest at first.
func Timeline(h screen.Host, id int64, edits bool) fyne.CanvasObject {
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	var es []shop.Event
	screen.Beside(func(ctx context.Context) error {
		var err error
		es, err = h.Shop().Timeline(ctx, id, mostEvents)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		var items []kit.TimelineItem
		for _, e := range es {
			if e.Register == "customer" && !edits && e.Action == register.Changed {
				continue
			}
			items = append(items, item(h, e))
		}
		show := func(items []kit.TimelineItem, more fyne.CanvasObject) {
			var o fyne.CanvasObject = kit.NewTimeline(items...)
			if edits {
				o = kit.VBox(kit.Gap8, kit.Bold(kit.T("ui.timeline")), o)
			}
			if more != nil {
				o = kit.VBox(kit.Gap4, o, more)
			}
			box.Objects = []fyne.CanvasObject{o}
			box.Refresh()
			h.Window().Content().Refresh() // what stands below gives way
		}
		if !edits || len(items) <= latestEvents+1 {
			show(items, nil)
			return
		}
		show(items[:latestEvents], kit.NewLink(kit.T("ui.timeline.all", "N", len(items)), func() {
			show(items, nil)
		}))
	})
	return box
}

func item(h screen.Host, e shop.Event) kit.TimelineItem {
	day := field.ShowTime(e.At)
	it := kit.TimelineItem{Kind: kit.T("ui.event." + e.Register)}
	v := e.Line.Values
	open := func() { h.Open(e.Register, e.ID) }
	sub := []string{day[:min(len(day), 10)], e.Number, e.By}
	switch e.Register {
	case "visit":
		it.Kind = option(h.Shop().Visits, "way", v)
		it.Title = first(v.Text("purpose"), v.Text("talk"), kit.T("ui.event.visit"))
		it.Pill, it.OnTap = option(h.Shop().Visits, "result", v), open
	case "complaint":
		it.Title = first(v.Text("what"), e.Number)
		it.Pill, it.Tone, it.OnTap = option(h.Shop().Complaints, "state", v), colours.Complaint.Of("state", v.Text("state")), open
	case "answer":
		it.Title, it.OnTap = kit.T("ui.event.answered", "Survey", v.Text("survey")), open
		if s := v.Text("score"); s != "" {
			it.Title = kit.T("ui.event.score", "Score", s)
		}
	case "review":
		it.Kind = option(h.Shop().Grading.Reviews, "kind", v)
		it.Title = kit.T("ui.grading.from_to", "From", first(option(h.Shop().Grading.Reviews, "grade_before", v), kit.T("grading.none")),
			"To", first(option(h.Shop().Grading.Reviews, "proposed", v), kit.T("grading.none")))
		it.Pill, it.OnTap = option(h.Shop().Grading.Reviews, "state", v), open
	case "blacklist":
		it.Title, it.Tone = first(v.Text("reason"), e.Number), kit.ToneDanger
		it.Pill, it.OnTap = option(h.Shop().Grading.Blacklist, "state", v), open
	case "reception":
		it.Title = first(v.Text("wants"), kit.T("ui.event.reception"))
		sub[2] = v.Text("receiver")
		it.OnTap = open
	case "credit":
		it.Title, it.OnTap = first(option(h.Shop().Credit.Files, "grade", v), e.Number), open
		if v.Text("stopped_on") != "" {
			it.Pill, it.Tone = kit.T("ui.event.stopped"), kit.ToneDanger
		}
	case "credit_report":
		it.Title, it.OnTap = first(v.Text("findings"), e.Number), open
		it.Pill = option(h.Shop().Credit.Reports, "decision", v)
	case "receivable":
		it.Title, it.OnTap = first(v.Text("what"), e.Number), open
		it.Pill = option(h.Shop().Credit.Receivables, "state", v)
	case "change":
		it.Title, it.OnTap = first(v.Text("evidence"), kit.T("ui.event.change.open")), open
		if v.Text("recorded_on") == "" {
			it.Pill, it.Tone = kit.T("ui.event.unrecorded"), kit.ToneWarning
		}
	case shop.EventGrade:
		it.Title = kit.T("ui.grading.from_to", "From", first(gradeName(h, e.Row.Text("from")), kit.T("grading.none")), "To", first(gradeName(h, e.Row.Text("to")), kit.T("grading.none")))
		sub = append(sub, e.Row.Text("reason"))
	case shop.EventPayment:
		amount, _ := strconv.ParseInt(e.Row.Text("amount"), 10, 64)
		it.Title = kit.T("ui.event.paid", "Amount", credit.Yuan(amount).Say(kit.Lang))
		sub = append(sub, e.Row.Text("what"))
		it.OnTap = func() { h.Open("receivable", e.ID) }
	case shop.EventPlanned:
		it.Title, it.OnTap = kit.T("ui.event.planned"), open
		if why := e.Row.Text("left_out"); why != "" {
			it.Pill = kit.T("ui.event.left_out")
		}
	case shop.EventGreeting:
		it.Title = kit.T("ui.event.greeted")
	case "document":
		it.Title = e.Document.Name
		sub = []string{day, e.Document.Category, document.Size(e.Document.Size), e.By}
	case "customer":
		it.Kind, it.Title = "", e.Action.Say(kit.Lang)
		if e.Action == register.Changed {
			it.Title += " " + changed(h, e.Changes)
		}
		sub = []string{day, e.By}
	}
	it.Title = strings.Join(strings.Fields(it.Title), " ")
	it.Sub = kit.Dotted(sub...)
	return it
}

// gradeName is what the regulation calls a grade.
func gradeName(h screen.Host, key string) string {
	return option(h.Shop().Customers, "grade", field.Values{"grade": key})
}

func changed(h screen.Host, cs []field.Change) string {
	ds := h.Shop().Customers.Fields()
	var names []string
	for _, c := range cs[:min(len(cs), 4)] {
		if d, ok := field.Find(ds, c.Key); ok {
			names = append(names, kit.T(d.Label))
		}
	}
	s := strings.Join(names, kit.T("data.list_comma"))
	if len(cs) > 4 {
		s += " +" + strconv.Itoa(len(cs)-4)
	}
	return s
}

func option(r register.Register, key string, v field.Values) string {
	d, _ := field.Find(r.Fields(), key)
	return field.Show(kit.Lang, d, v[key])
}

func first(ss ...string) string {
	for _, s := range ss {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// Documents is the list of a record's documents.
func Documents(h screen.Host, reg string, id int64) fyne.CanvasObject {
	return files.New(h, document.Owner{Register: h.Shop().Register(reg), ID: id}).Root
}
