package kit

import (
	"fyne.io/fyne/v2"
)

// Chip is a filter over a table: what it filters, and the choice made.
type Chip struct {
	base
	Label    string
	pill     *Pill
	chosen   string
	words    string
	OnChange func(key string)
	keys     []string
	labels   []string
}

// NewChip makes a filter with options; the first line of its menu is 全部.
func NewChip(label string, keys, labels []string, change func(key string)) *Chip {
	c := &Chip{Label: label, keys: keys, labels: labels, OnChange: change}
	c.pill = NewPill(label, ToneNeutral)
	c.pill.OnTap = c.open
	c.ExtendBaseWidget(c)
	return c
}

// SetOptions changes what can be chosen.
func (c *Chip) SetOptions(keys, labels []string) { c.keys, c.labels = keys, labels }

// Key is the choice, "" for all.
func (c *Chip) Key() string { return c.chosen }

// SetKey chooses without calling OnChange.
func (c *Chip) SetKey(key string) {
	c.chosen, c.words = "", ""
	for i, k := range c.keys {
		if k == key && key != "" {
			c.chosen, c.words = key, c.labels[i]
		}
	}
	if c.chosen == "" {
		c.pill.Set(c.Label, ToneNeutral)
	} else {
		c.pill.Set(c.Label+T("kit.colon")+c.words, TonePrimary)
	}
	c.Refresh()
}

func (c *Chip) open() {
	pick := func(key string) func() {
		return func() {
			c.SetKey(key)
			if c.OnChange != nil {
				c.OnChange(key)
			}
		}
	}
	items := []MenuItem{{Text: T("kit.all"), Ticked: c.chosen == "", OnTap: pick("")}}
	for i, k := range c.keys {
		items = append(items, MenuItem{Text: c.labels[i], Ticked: k == c.chosen, OnTap: pick(k), Rule: i == 0})
	}
	ShowMenuUnder(c, items)
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	return c.faced(&face{
		objects: []fyne.CanvasObject{c.pill},
		refresh: func() { c.pill.Resize(c.pill.MinSize()); c.pill.Refresh() },
		of:      c,
	})
}
