package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/ui/book"
	"kezhi/ui/screen"
)

// held is the place of a record's page that is made only when something was
// read: the questions of an answer, what a campaign can ask, whether a
// questionnaire is written or read.
type held struct {
	h       screen.Host
	page    *book.Page // nil until it is made
	content *fyne.Container
	front   bool
	draft   *int64 // record of the draft to go on with, nil for none
}

func hold(h screen.Host) held { return held{h: h, content: container.NewStack()} }

// Room is the entry of the navigation.
func (x *held) Room() string { return room }

// Content is the place.
func (x *held) Content() fyne.CanvasObject { return x.content }

// Resume has the page go on with a draft.
func (x *held) Resume(_ string, record int64) { x.draft = &record }

// made puts the page into its place and shows it, once the place is in front.
func (x *held) made(p *book.Page) {
	x.page = p
	if x.draft != nil {
		p.Resume("", *x.draft)
		x.draft = nil
	}
	put(x.content, p.Content())
	if x.front {
		p.Shown()
	}
}

// again shows the page that is made; false where it is not.
func (x *held) again() bool {
	x.front = true
	if x.page != nil {
		x.page.Shown()
	}
	return x.page != nil
}

// failed tells of an error, and goes back where there is nothing to be seen.
func (x *held) failed(err error) bool {
	if err != nil {
		screen.Fail(x.h, err)
		x.h.Back()
	}
	return err != nil
}

// Leave asks when something typed is not saved.
func (x *held) Leave(leave func()) {
	gone := func() { x.front = false; leave() }
	if x.page == nil {
		gone()
		return
	}
	x.page.Leave(gone)
}

// Do carries out the keyboard's commands.
func (x *held) Do(c screen.Command) bool { return x.page != nil && x.page.Do(c) }

// Close ends what runs beside the page; the window is going.
func (x *held) Close() {
	if x.page != nil {
		x.page.Close()
	}
}
