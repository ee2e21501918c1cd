package kit

import "fyne.io/fyne/v2"

// OnKey lets f see the keys typed in the field before the field does; true: it
// used the key.
func (m *MultilineField) OnKey(f func(*fyne.KeyEvent) bool) { m.entry.onKey = f }
