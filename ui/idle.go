package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// idle knows how long nobody has touched the window, and calls over when that
// was too long. It is used on the window's goroutine.
type idle struct {
	limit time.Duration // 0: never
	last  time.Time
	timer *time.Timer
	over  func()
}

// start counts from now with a limit; 0 stops.
func (i *idle) start(limit time.Duration, now time.Time) {
	i.stop()
	i.limit, i.last = limit, now
	if limit > 0 {
		i.await(limit)
	}
}

func (i *idle) stop() {
	if i.timer != nil {
		i.timer.Stop()
	}
	i.limit, i.timer = 0, nil
}

func (i *idle) await(d time.Duration) {
	i.timer = time.AfterFunc(d, func() { fyne.Do(func() { i.look(time.Now()) }) })
}

// touch is called for every key and every movement of the pointer.
func (i *idle) touch(now time.Time) {
	if i.limit == 0 {
		return
	}
	if i.since(now) >= i.limit {
		i.look(now)
		return
	}
	i.last = now
}

// since is how long nothing was touched, by the calendar as well: a computer
// that slept ran no timer.
func (i *idle) since(now time.Time) time.Duration {
	return max(now.Sub(i.last), now.Round(0).Sub(i.last.Round(0)))
}

// look ends the waiting, or waits for what is left of it.
func (i *idle) look(now time.Time) {
	if i.limit == 0 {
		return
	}
	if left := i.limit - i.since(now); left > 0 {
		i.await(left)
		return
	}
	i.stop()
	i.over()
}

// feel has every key and every movement in the window count. Fyne tells of
// those alone that nothing in front has a use for.
func (w *Window) feel() {
	w.native(func(v *glfw.Window) {
		touch := func() { w.idle.touch(time.Now()) }
		var key glfw.KeyCallback
		key = v.SetKeyCallback(func(g *glfw.Window, k glfw.Key, code int, a glfw.Action, m glfw.ModifierKey) {
			touch()
			if key != nil {
				key(g, k, code, a, m)
			}
		})
		var char glfw.CharCallback
		char = v.SetCharCallback(func(g *glfw.Window, c rune) {
			touch()
			if char != nil {
				char(g, c)
			}
		})
		var button glfw.MouseButtonCallback
		button = v.SetMouseButtonCallback(func(g *glfw.Window, b glfw.MouseButton, a glfw.Action, m glfw.ModifierKey) {
			touch()
			if button != nil {
				button(g, b, a, m)
			}
		})
		var move glfw.CursorPosCallback
		move = v.SetCursorPosCallback(func(g *glfw.Window, x, y float64) {
			touch()
			if move != nil {
				move(g, x, y)
			}
		})
		var wheel glfw.ScrollCallback
		wheel = v.SetScrollCallback(func(g *glfw.Window, x, y float64) {
			touch()
			if wheel != nil {
				wheel(g, x, y)
			}
		})
	})
}
