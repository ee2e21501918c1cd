package demo

// weightedOf takes one of the texts, each followed by its weight.
func weightedOf(d dice, pairs ...any) string {
	i := weightedAt(d, pairs)
	return pairs[i].(string)
}

// weightedInt takes one of the numbers, each followed by its weight.
func weightedInt(d dice, pairs ...int) int {
	any2 := make([]any, len(pairs))
	for i, p := range pairs {
		any2[i] = p
	}
	return pairs[weightedAt(d, any2)]
}

func weightedAt(d dice, pairs []any) int {
	sum := 0
	for i := 1; i < len(pairs); i += 2 {
		sum += pairs[i].(int)
	}
	n := d.IntN(sum)
	for i := 1; i < len(pairs); i += 2 {
		if n -= pairs[i].(int); n < 0 {
			return i - 1
		}
	}
	return 0
}
