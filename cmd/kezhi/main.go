package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.kezhi.desk")
	w := a.NewWindow("客至")
	w.SetContent(widget.NewLabel("x"))
	w.ShowAndRun()
}
