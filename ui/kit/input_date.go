package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
)

// DateField is a day, typed (2026-11-22, 1122, 22, +3, 明天) or picked from a
// month. It is brought into 2026-11-22 when it is left, with its weekday beside.
type DateField struct {
	control
	clock bool // a time of day follows
	fly   *flyout
	month *month
}

// NewDateField makes a field for a day.
func NewDateField() *DateField { return newDateField(false) }

// NewDateTimeField makes a field for a moment: 2026-11-22 14:30, 1430, 现在.
func NewDateTimeField() *DateField { return newDateField(true) }

func newDateField(clock bool) *DateField {
	d := &DateField{clock: clock}
	d.dress(d, "calendar")
	d.writeIn(d, newEntry(d))
	d.entry.selectAll = true
	d.entry.onKey = d.key
	d.entry.OnChanged = func(string) {
		if !d.entry.quiet {
			d.weekday()
			if v, ok := d.read(); ok && d.fly.isOpen() && v != "" {
				d.month.goTo(day(v))
			}
			d.tell()
		}
	}
	d.onFocus = func(in bool) {
		if !in {
			d.fly.lost()
			d.tidy()
		}
	}
	d.iconTap = newTapArea(func(fyne.Position) {
		if d.locked {
			return
		}
		if d.fly.isOpen() {
			d.fly.Close()
		} else {
			focus(d.entry)
			d.open()
		}
	})
	d.iconTap.fly = func() *flyout { return d.fly }
	return d
}

func (d *DateField) read() (string, bool) {
	if d.clock {
		return parseMoment(d.entry.Text, now())
	}
	return parseDay(d.entry.Text, now())
}

// Value is the canonical day where the text is one, otherwise the text itself,
// which the record's rules refuse with their own words.
func (d *DateField) Value() any {
	v, ok := d.read()
	if !ok {
		return strings.TrimSpace(d.entry.Text)
	}
	return v
}

// SetValue implements Input.
func (d *DateField) SetValue(x any) {
	d.entry.set(asString(x))
	d.weekday()
}

func (d *DateField) tidy() {
	if v, ok := d.read(); ok && v != d.entry.Text {
		d.entry.set(v)
		d.tell()
	}
	d.weekday()
}

func day(v string) time.Time {
	t, _ := time.ParseInLocation(field.DateLayout, v[:min(10, len(v))], time.Local)
	return t
}

func (d *DateField) weekday() {
	v, ok := d.read()
	if !ok || v == "" {
		d.setNote("")
		return
	}
	note := Weekday(day(v))
	if t := d.entry.Text; t != v && d.focused {
		note = v[5:] + " " + note // what the short form means
	}
	d.setNote(note)
}

func (d *DateField) open() {
	at := now()
	if v, ok := d.read(); ok && v != "" {
		at = day(v)
	}
	d.month = newMonth(at, d.pick)
	d.fly = openFlyout(d, d.month)
	d.month.setFlyout(func() *flyout { return d.fly })
}

func (d *DateField) pick(t time.Time) {
	s := t.Format(field.DateLayout)
	if d.clock {
		clock := now().Format("15:04")
		if v, ok := d.read(); ok && len(v) > 11 {
			clock = v[11:]
		}
		s += " " + clock
	}
	d.fly.Close()
	focus(d.entry)
	d.entry.set(s)
	d.weekday()
	d.tell()
}

func (d *DateField) key(k *fyne.KeyEvent) bool {
	if d.locked {
		return false
	}
	if !d.fly.isOpen() {
		if k.Name == fyne.KeyDown {
			d.open()
			return true
		}
		return false
	}
	switch {
	case k.Name == fyne.KeyLeft:
		d.month.step(0, -1)
	case k.Name == fyne.KeyRight:
		d.month.step(0, 1)
	case k.Name == fyne.KeyUp:
		d.month.step(0, -7)
	case k.Name == fyne.KeyDown:
		d.month.step(0, 7)
	case k.Name == fyne.KeyPageUp:
		d.month.step(-1, 0)
	case k.Name == fyne.KeyPageDown:
		d.month.step(1, 0)
	case k.Name == fyne.KeyEscape:
		d.fly.Close()
	case isEnter(k):
		d.pick(d.month.at)
		focusNext(d.entry)
	default:
		return false
	}
	return true
}
