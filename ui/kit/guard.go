package kit

// Guard runs what a person set off by a click or a key. The window sets it to
// something that survives a panic, so that what was typed stays on the screen.
var Guard = func(f func()) { f() }
