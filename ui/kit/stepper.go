package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// StepState says how far a step is.
type StepState int

// The states of a step.
const (
	StepAhead StepState = iota
	StepNow
	StepDone
)

// Step is one station of a Stepper.
type Step struct {
	Label string
	Sub   string // when, or 进行中
	State StepState
	Tone  Tone // ToneDanger for one that is late
}

// Stepper shows the stations of a work in a row, done ones ticked.
type Stepper struct {
	base
	// OnTap is called for a click on a step; nil: none.
	OnTap func(i int)
	steps []Step
	parts []stepParts
}

type stepParts struct {
	rail       *canvas.Rectangle
	dot        *canvas.Circle
	num        *canvas.Text
	tick       *iconPic
	label, sub *canvas.Text
}

// NewStepper makes the row.
func NewStepper(steps ...Step) *Stepper {
	s := &Stepper{steps: steps}
	s.ExtendBaseWidget(s)
	return s
}

// SetSteps changes the steps.
func (s *Stepper) SetSteps(steps []Step) {
	s.steps = steps
	s.Refresh()
}

// Tapped implements fyne.Tappable.
func (s *Stepper) Tapped(e *fyne.PointEvent) {
	if n := len(s.steps); s.OnTap != nil && n > 0 {
		s.OnTap(max(0, min(n-1, int(e.Position.X/s.Size().Width*float32(n)))))
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: func() fyne.Size { return fyne.NewSize(float32(len(s.steps))*70, 66) }, of: s}
	f.list = func() []fyne.CanvasObject { return f.objects }
	f.layout = func(z fyne.Size) { s.draw(f, z) }
	f.refresh = func() { s.draw(f, s.Size()) }
	return s.faced(f)
}

func (s *Stepper) draw(f *face, z fyne.Size) {
	for len(s.parts) < len(s.steps) {
		p := stepParts{
			rail: newRect(ColorLine, ColorNone, 1), dot: canvas.NewCircle(Color(ColorSurface)), num: newLabel("", ColorMuted, SmallSize, false),
			tick: newIconImage("check", ColorOnPrimary), label: newLabel("", ColorText, SmallSize, false), sub: newLabel("", ColorMuted, SmallSize-1, false),
		}
		for _, t := range []*canvas.Text{p.num, p.label, p.sub} {
			t.Alignment = fyne.TextAlignCenter
		}
		s.parts = append(s.parts, p)
	}
	f.objects = f.objects[:0]
	w := z.Width / float32(max(1, len(s.steps)))
	for i := range s.steps {
		if i == 0 {
			continue
		}
		c := ColorLine
		if s.steps[i].State != StepAhead {
			c = ColorPrimary
		}
		r := s.parts[i].rail
		paint(r, c, ColorNone)
		place(r, (float32(i)-.5)*w+12, 11, w-24, 2)
		f.objects = append(f.objects, r)
	}
	const d = 24
	for i, st := range s.steps {
		p, mid := s.parts[i], (float32(i)+.5)*w
		main := ColorPrimary
		if st.Tone == ToneDanger {
			main = ColorDanger
		}
		fill, line, ink, words := ColorSurface, ColorLine, ColorMuted, ColorMuted
		switch st.State {
		case StepDone:
			fill, line, words = main, main, ColorText
		case StepNow:
			line, ink, words = main, main, ColorText
		}
		p.dot.FillColor, p.dot.StrokeColor, p.dot.StrokeWidth = Color(fill), Color(line), 2
		place(p.dot, mid-d/2, 0, d, d)
		p.dot.Refresh()
		f.objects = append(f.objects, p.dot)
		if st.State == StepDone {
			setIcon(p.tick, "check", ColorOnPrimary)
			place(p.tick, mid-7, 5, 14, 14)
			f.objects = append(f.objects, p.tick.Raster)
		} else {
			write(p.num, strconv.Itoa(i+1), ink)
			middle(p.num, mid-d/2, d, d)
			f.objects = append(f.objects, p.num)
		}
		p.label.TextStyle.Bold = st.State == StepNow
		write(p.label, ellipsis(st.Label, w-4, SmallSize, st.State == StepNow), words)
		place(p.label, mid-w/2, d+4, w, lineHeight(SmallSize))
		write(p.sub, ellipsis(st.Sub, w-4, SmallSize-1, false), ColorMuted)
		place(p.sub, mid-w/2, d+4+lineHeight(SmallSize), w, lineHeight(SmallSize-1))
		f.objects = append(f.objects, p.label, p.sub)
	}
}
