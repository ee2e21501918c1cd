//go:build window

package main_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A desk is an X display of its own, 1366×768, with a window manager, an empty
// home folder and at most one program on it, which is typed at with xdotool and
// looked at through the display's memory.
type desk struct {
	t      testing.TB
	home   string // home of the program, removed with the test
	out    string // where the program saves its PDFs
	screen string // the display's memory, as an XWD file
	env    []string
	spare  []int // keys (X keycodes) that can be given to Chinese characters

	prog *exec.Cmd
	log  *lines
	done chan struct{} // closed when the program has ended
	exit error         // how it ended; read after done
}

// repo is the top of the source tree, as the tests run in cmd/kezhi.
func repo(tb testing.TB, path ...string) string {
	tb.Helper()
	top, err := filepath.Abs(filepath.Join(append([]string{"..", ".."}, path...)...))
	if err != nil {
		tb.Fatal(err)
	}
	return top
}

// built is a program under dist/. The tests do not build it, so that they test
// what is shipped.
func built(tb testing.TB, name string) string {
	tb.Helper()
	p := repo(tb, "dist", name)
	if _, err := os.Stat(p); err != nil {
		tb.Fatalf("%v: run `make build windows` first", err)
	}
	return p
}

// newDesk starts a display, with more arguments for the server where there are
// any. A display that does not start fails the test.
func newDesk(tb testing.TB, more ...string) *desk {
	tb.Helper()
	d := &desk{t: tb, home: tb.TempDir()}
	for k := 208; k <= 254; k++ { // media keys, which nobody will miss
		d.spare = append(d.spare, k)
	}
	d.out = filepath.Join(d.home, "Documents", "Kezhi")
	d.screen = filepath.Join(d.home, "Xvfb_screen0")

	// The server picks a free number itself and tells it through the pipe.
	r, w, err := os.Pipe()
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24",
		"-fbdir", d.home, "-nolisten", "tcp", "-noreset")
	x.Args = append(x.Args, more...)
	x.ExtraFiles = []*os.File{w}
	d.keep(x)
	_ = w.Close()
	_ = r.SetReadDeadline(time.Now().Add(60 * time.Second))
	b := make([]byte, 16)
	n, err := r.Read(b)
	if err != nil {
		tb.Fatalf("Xvfb gave no display: %v", err)
	}

	if err := os.Mkdir(filepath.Join(d.home, ".cache"), 0o700); err != nil {
		tb.Fatal(err)
	}
	d.env = append(os.Environ(),
		"DISPLAY=:"+strings.TrimSpace(string(b[:n])),
		"HOME="+d.home,
		"XDG_CONFIG_HOME="+filepath.Join(d.home, ".config"),
		"XDG_DATA_HOME="+filepath.Join(d.home, ".local", "share"),
		"XDG_CACHE_HOME="+filepath.Join(d.home, ".cache"),
		"KEZHI_OUT="+d.out,
		"KEZHI_TRACE=1",
		"FYNE_SCALE=1",
		"LIBGL_ALWAYS_SOFTWARE=1",
		"LC_ALL=C.UTF-8",
	)
	wm := exec.Command("openbox", "--config-file", repo(tb, ".ci", "openbox.xml"))
	wm.Env = d.env
	d.keep(wm)
	d.until("a window manager", 30*time.Second, func() bool {
		return exec.Command("pgrep", "-P", strconv.Itoa(os.Getpid()), "openbox").Run() == nil
	})
	if err := d.xdo("mousemove", "1365", "767"); err != nil { // out of the picture
		tb.Fatal(err)
	}
	return d
}

// keep runs a helper program until the test is over.
func (d *desk) keep(c *exec.Cmd) {
	d.t.Helper()
	if err := c.Start(); err != nil {
		d.t.Fatalf("%v (`.ci/install test` installs it)", err)
	}
	d.t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
}

// Start runs a program on the desk and waits for its window, which has title in
// its name, to be there and drawn.
func (d *desk) Start(title, name string, args ...string) {
	d.t.Helper()
	d.launch(name, args...)
	d.until("a window named "+title, 120*time.Second, func() bool {
		d.alive()
		return d.xdo("search", "--onlyvisible", "--name", title) == nil
	})
	d.until("a drawn window", 60*time.Second, func() bool {
		d.alive()
		return drawn(d.Screen())
	})
	d.Settle()
}

// launch runs a program on the desk and waits for nothing. What is still running
// of it when the test is over is killed; a failed test keeps the last picture.
func (d *desk) launch(name string, args ...string) {
	d.t.Helper()
	d.prog = exec.Command(name, args...)
	d.prog.Env = d.env
	d.prog.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	d.log = &lines{}
	d.prog.Stdout, d.prog.Stderr = d.log, d.log
	d.prog.WaitDelay = 2 * time.Second
	d.done = make(chan struct{})
	if err := d.prog.Start(); err != nil {
		d.t.Fatal(err)
	}
	prog, log, done := d.prog, d.log, d.done
	go func() {
		d.exit = prog.Wait()
		close(done)
	}()
	d.t.Cleanup(func() {
		if d.t.Failed() {
			d.Picture("failed")
			d.t.Logf("the program said:\n%s", log)
		}
		_ = syscall.Kill(-prog.Process.Pid, syscall.SIGKILL)
		<-done
	})
}

func (d *desk) alive() {
	d.t.Helper()
	select {
	case <-d.done:
		d.t.Fatalf("the program ended too early: %v", d.exit)
	default:
	}
}

// Close asks the window to close, as Alt+F4 does, and waits for the program's
// end, which must be a good one.
func (d *desk) Close() {
	d.t.Helper()
	d.Press("alt+F4")
	select {
	case <-d.done:
		if d.exit != nil {
			d.t.Fatalf("the program ended with %v", d.exit)
		}
	case <-time.After(60 * time.Second):
		d.t.Fatal("the window does not close")
	}
}

// Press presses keys, each named as xdotool does: "ctrl+shift+1", "Tab".
func (d *desk) Press(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		if err := d.xdo("key", "--clearmodifiers", k); err != nil {
			d.t.Fatalf("key %s: %v", k, err)
		}
		time.Sleep(60 * time.Millisecond)
	}
}

// Type types a text in any script into what has the focus.
func (d *desk) Type(text string) {
	d.t.Helper()
	for part := range d.keys(text) {
		if err := d.xdo("type", "--clearmodifiers", "--delay", "40", "--", part); err != nil {
			d.t.Fatalf("type %q: %v", text, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// keys gives every character of a text a key of its own, where the keyboard has
// none, and yields the text in parts for which all keys are there. Left alone,
// xdotool moves one key from character to character, and a program that looks
// too late sees the next one: letters get lost.
func (d *desk) keys(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var part, layout []string
		had := map[rune]bool{}
		ready := func() bool {
			if len(layout) > 0 {
				c := exec.Command("xmodmap", layout...)
				c.Env = d.env
				if b, err := c.CombinedOutput(); err != nil {
					d.t.Fatalf("xmodmap: %v %s", err, b)
				}
				time.Sleep(400 * time.Millisecond) // programs read the new keyboard
			}
			return yield(strings.Join(part, ""))
		}
		for _, r := range text {
			if r > '~' && !had[r] {
				if len(had) == len(d.spare) {
					if !ready() {
						return
					}
					part, layout = nil, nil
					clear(had)
				}
				layout = append(layout, "-e", fmt.Sprintf("keycode %d = U%04X U%04X", d.spare[len(had)], r, r))
				had[r] = true
			}
			part = append(part, string(r))
		}
		ready()
	}
}

// Click presses the left button at a point of the screen.
func (d *desk) Click(x, y int) {
	d.t.Helper()
	if err := d.xdo("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.1", "click", "1"); err != nil {
		d.t.Fatalf("click: %v", err)
	}
}

func (d *desk) xdo(args ...string) error {
	c := exec.Command("xdotool", args...)
	c.Env = d.env
	b, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("xdotool %s: %w %s", strings.Join(args, " "), err, b)
	}
	return nil
}

// until waits for something to come true and fails the test if it does not.
func (d *desk) until(what string, limit time.Duration, is func() bool) {
	d.t.Helper()
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	d.t.Fatalf("waited %s in vain for %s", limit, what)
}

// Settle waits until the screen has stayed the same for a while, but for a
// blinking caret.
func (d *desk) Settle() {
	d.t.Helper()
	const caret = 400 // pixels
	before, quiet := d.Screen(), 0
	d.until("a screen at rest", 30*time.Second, func() bool {
		time.Sleep(100 * time.Millisecond)
		now := d.Screen()
		if changed(before, now) > caret {
			quiet = 0
		} else {
			quiet++
		}
		before = now
		return quiet >= 4
	})
}

// Change does something and waits until the screen shows it: at least as many
// pixels have to differ as a word has.
func (d *desk) Change(what string, do func()) {
	d.t.Helper()
	before := d.Screen()
	do()
	d.until("the screen to show "+what, 30*time.Second, func() bool {
		return changed(before, d.Screen()) > 500
	})
	d.Settle()
}

// Screen is a picture of the whole display, read from the display's memory.
func (d *desk) Screen() *image.RGBA {
	d.t.Helper()
	b, err := os.ReadFile(d.screen)
	if err != nil {
		d.t.Fatal(err)
	}
	return xwd(d.t, b)
}

// xwd reads the X window dump that Xvfb keeps: a header of big-endian words,
// a colour map, then 32-bit pixels, blue first.
func xwd(tb testing.TB, b []byte) *image.RGBA {
	tb.Helper()
	word := func(i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
	if len(b) < 100 || word(1) != 7 || word(11) != 32 {
		tb.Fatal("the display's memory is no 32-bit window dump")
	}
	const colour = 12 // bytes of one entry of the map
	w, h, stride := word(4), word(5), word(12)
	pix := b[word(0)+colour*word(19):]
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from, to := pix[y*stride:], m.Pix[y*m.Stride:]
		for x := range w {
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = from[4*x+2], from[4*x+1], from[4*x], 255
		}
	}
	return m
}

// drawn tells whether anything but the empty, black screen is to be seen.
func drawn(m *image.RGBA) bool {
	lit := 0
	for i := 0; i < len(m.Pix); i += 4 * 37 {
		if m.Pix[i] != 0 || m.Pix[i+1] != 0 || m.Pix[i+2] != 0 {
			lit++
		}
	}
	return lit > len(m.Pix)/(4*37)/20
}

// changed counts the pixels that differ.
func changed(a, b *image.RGBA) int {
	n := 0
	for i := 0; i < len(a.Pix) && i < len(b.Pix); i += 4 {
		if a.Pix[i] != b.Pix[i] || a.Pix[i+1] != b.Pix[i+1] || a.Pix[i+2] != b.Pix[i+2] {
			n++
		}
	}
	return n
}

// Reads waits until a part of the screen shows a text, read by OCR as a person
// would: boxes in place of characters do not pass. Spaces do not count.
func (d *desk) Reads(part image.Rectangle, want string) {
	d.t.Helper()
	var got string
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(500 * time.Millisecond) {
		got = d.read(part)
		if strings.Contains(got, want) {
			return
		}
	}
	d.t.Fatalf("the screen does not show %q but %q", want, got)
}

func (d *desk) read(part image.Rectangle) string {
	d.t.Helper()
	return strings.Join(strings.Fields(d.ocr(part)), "")
}

// tap clicks on a text within a part of the screen, found by OCR.
func (d *desk) tap(part image.Rectangle, text string) {
	d.t.Helper()
	var at image.Point
	d.until("a place that says "+text, 30*time.Second, func() bool {
		var ok bool
		at, ok = placeOf(d.ocr(part, "tsv"), text)
		return ok
	})
	d.Click(part.Min.X+at.X/enlarged, part.Min.Y+at.Y/enlarged)
	if err := d.xdo("mousemove", "1365", "767"); err != nil {
		d.t.Fatal(err)
	}
}

// placeOf is the middle of a text in tesseract's table of words: level, page,
// block, paragraph, line, word, left, top, width, height, confidence, text.
func placeOf(table, text string) (image.Point, bool) {
	var line, words string
	var boxes []image.Rectangle // one a character of words
	for row := range strings.Lines(table) {
		c := strings.Split(strings.TrimRight(row, "\n"), "\t")
		if len(c) != 12 || c[0] != "5" {
			continue
		}
		if l := strings.Join(c[1:5], " "); l != line {
			line, words, boxes = l, "", nil
		}
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(c[6+i])
		}
		for range []rune(c[11]) {
			boxes = append(boxes, image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3]))
		}
		words += c[11]
		if before, _, ok := strings.Cut(words, text); ok {
			first := len([]rune(before))
			all := boxes[first].Union(boxes[first+len([]rune(text))-1])
			return all.Min.Add(all.Max).Div(2), true
		}
	}
	return image.Point{}, false
}

// enlarged is how many times larger OCR wants letters than a screen has them.
const enlarged = 3

// ocr reads a part of the screen with tesseract, whose output may be "tsv".
func (d *desk) ocr(part image.Rectangle, output ...string) string {
	d.t.Helper()
	m := d.Screen()
	part = part.Intersect(m.Bounds())
	big := image.NewRGBA(image.Rect(0, 0, part.Dx()*enlarged, part.Dy()*enlarged))
	dark := 0
	for y := range part.Dy() {
		for x := range part.Dx() {
			c := color.GrayModel.Convert(m.At(part.Min.X+x, part.Min.Y+y))
			if c.(color.Gray).Y < 128 {
				dark++
			}
			draw.Draw(big, image.Rect(x*enlarged, y*enlarged, (x+1)*enlarged, (y+1)*enlarged), image.NewUniform(c), image.Point{}, draw.Src)
		}
	}
	if dark > part.Dx()*part.Dy()/2 { // light letters on dark
		for i := range big.Pix {
			if i%4 != 3 {
				big.Pix[i] = 255 - big.Pix[i]
			}
		}
	}
	var in bytes.Buffer
	if err := png.Encode(&in, big); err != nil {
		d.t.Fatal(err)
	}
	c := exec.Command("tesseract", append([]string{"stdin", "stdout", "-l", "chi_sim", "--psm", "6", "--dpi", "220"}, output...)...)
	c.Stdin = &in
	c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	out, err := c.Output()
	if err != nil {
		d.t.Fatalf("tesseract: %v (`.ci/install test` installs it)", err)
	}
	return string(out)
}

// Picture keeps the screen as out/window/TEST-name.png.
func (d *desk) Picture(name string) {
	d.t.Helper()
	dir := repo(d.t, "out", "window")
	name = strings.NewReplacer("/", "-", " ", "-").Replace(d.t.Name()) + "-" + name + ".png"
	d.save(filepath.Join(dir, name))
	d.t.Logf("see out/window/%s", name)
}

func (d *desk) save(path string) {
	d.t.Helper()
	var b bytes.Buffer
	err := png.Encode(&b, d.Screen())
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o750)
	}
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	if err != nil {
		d.t.Error(err)
	}
}

// run runs a program to its end and returns what it printed; failing fails the
// test.
func (d *desk) run(name string, args ...string) string {
	d.t.Helper()
	c := exec.Command(name, args...)
	c.Env = d.env
	var wrong bytes.Buffer
	c.Stderr = &wrong
	out, err := c.Output()
	if err != nil {
		d.t.Fatalf("%s %s: %v\n%s%s", filepath.Base(name), strings.Join(args, " "), err, out, &wrong)
	}
	return string(out)
}

// lines is a program's output, written by the program and read by the test.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

var _ io.Writer = (*lines)(nil)

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
