package kit

import (
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// On Windows the window of an input method opens where the program says the
// caret is; Fyne says nothing, so the candidates stand in the screen's corner.
var (
	imm32                = windows.NewLazySystemDLL("imm32.dll")
	immGetContext        = imm32.NewProc("ImmGetContext")
	immReleaseContext    = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWnd = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidateWnd   = imm32.NewProc("ImmSetCandidateWindow")
)

type (
	winPoint struct{ X, Y int32 }
	winRect  struct{ Left, Top, Right, Bottom int32 }
)

type compositionForm struct {
	Style uint32
	Pos   winPoint
	Area  winRect
}

type candidateForm struct {
	Index uint32
	Style uint32
	Pos   winPoint
	Area  winRect
}

const (
	cfsPoint   = 0x0002 // CFS_POINT
	cfsExclude = 0x0080 // CFS_EXCLUDE: beside the caret's line, never over it
)

// placeIME puts the input method's windows at the caret of the entry.
func placeIME(e *entry) {
	c := canvasOf(e)
	if c == nil || immGetContext.Find() != nil {
		return
	}
	var win fyne.Window
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() == c {
			win = w
		}
	}
	native, ok := win.(driver.NativeWindow)
	if !ok {
		return
	}
	caret := e.CursorPosition() // within the text; a long one is scrolled
	caret.X = min(caret.X, e.Size().Width-entryPad)
	caret.Y = max(0, min(caret.Y, e.Size().Height-lineHeight(TextSize)))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(caret)
	x, y := c.PixelCoordinateForPosition(at)
	_, below := c.PixelCoordinateForPosition(at.AddXY(0, lineHeight(TextSize)))
	native.RunNative(func(ctx any) {
		w, ok := ctx.(driver.WindowsWindowContext)
		if !ok {
			return
		}
		setIME(w.HWND, int32(x), int32(y), int32(below))
	})
}

func setIME(hwnd uintptr, x, y, below int32) {
	himc, _, _ := immGetContext.Call(hwnd)
	if himc == 0 {
		return
	}
	defer immReleaseContext.Call(hwnd, himc) //nolint:errcheck // nothing to do about it
	comp := compositionForm{Style: cfsPoint, Pos: winPoint{x, y}}
	immSetCompositionWnd.Call(himc, uintptr(unsafe.Pointer(&comp))) //nolint:errcheck // a hint only
	cand := candidateForm{Style: cfsExclude, Pos: winPoint{x, below}, Area: winRect{x, y, x + 2, below}}
	immSetCandidateWnd.Call(himc, uintptr(unsafe.Pointer(&cand))) //nolint:errcheck // a hint only
}
