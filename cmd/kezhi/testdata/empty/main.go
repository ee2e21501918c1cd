// Command empty is the yardstick of the start benchmark: a window with the
// program's fonts, one word in each weight, and nothing else in it. With -entry it holds one entry, and every
// change of its text is a line on standard output; the tests of the tests use it.
package main

import (
	"flag"
	"fmt"
	"image/color"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kezhi/assets"
)

// look is Fyne's own theme, light, in the program's fonts.
type look struct{ fyne.Theme }

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.Regular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.Bold)
)

func (l look) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return bold
	}
	return regular
}

func (l look) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return l.Theme.Color(n, theme.VariantLight)
}

func main() {
	entry := flag.Bool("entry", false, "hold an entry and print its text")
	flag.Parse()

	a := app.NewWithID("app.kezhi.empty")
	a.Settings().SetTheme(look{theme.DefaultTheme()})
	w := a.NewWindow("客至 empty")
	w.Resize(fyne.NewSize(1366, 768))
	w.SetContent(container.NewVBox(widget.NewLabel("客至"), widget.NewLabelWithStyle("客至", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})))
	if *entry {
		e := widget.NewEntry()
		e.OnChanged = func(s string) { _, _ = fmt.Fprintln(os.Stdout, s) }
		w.SetContent(container.NewVBox(widget.NewLabel("客户 拜访 投诉 满意度"), e))
		w.Canvas().Focus(e)
	}
	w.ShowAndRun()
}
