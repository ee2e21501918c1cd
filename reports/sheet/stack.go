package sheet

// A stack is strips one under another that count as one.
// The gap of the first is left to whoever places the stack.
type stack struct{ items []item }

func (s *stack) gap(i int) float64 {
	if i == 0 {
		return 0
	}
	return s.items[i].gap
}

func (s *stack) height() (h float64) {
	for i := range s.items {
		if !s.items[i].turn {
			h += s.gap(i) + s.items[i].height()
		}
	}
	return h
}

func (s *stack) least() float64 {
	if len(s.items) == 0 || s.items[0].turn {
		return 0
	}
	return s.items[0].least()
}

func (s *stack) cut(room float64) (head, tail strip) {
	y := 0.0
	for i := range s.items {
		it := s.items[i]
		if it.turn {
			continue
		}
		need := s.gap(i) + it.height()
		if y+need <= room {
			y += need
			continue
		}
		over, under := it.cut(room - y - s.gap(i))
		if over == nil {
			if i == 0 {
				return nil, nil
			}
			return &stack{items: s.items[:i]}, &stack{items: s.items[i:]}
		}
		first, rest := it, it
		first.strip, rest.strip = over, under
		return &stack{items: append(s.items[:i:i], first)},
			&stack{items: append([]item{rest}, s.items[i+1:]...)}
	}
	return nil, nil
}

func (s *stack) place(l *leaf, x, y float64) {
	for i := range s.items {
		it := s.items[i]
		if it.turn {
			continue
		}
		y += s.gap(i)
		it.place(l, x, y)
		y += it.height()
	}
}
