package demo

import (
	"container/heap"
	"time"
)

// event is something that happens at a moment to the i-th customer. What it
// is in detail is made when it happens, from the seed.
type event struct {
	at      time.Time
	seq     int // order among events of one moment
	what    kind
	i       int       // customer
	opened  time.Time // when the customer's file was opened
	nth     int       // which visit, which step, which campaign
	subject int64     // id of the visit or complaint
	began   time.Time // when the complaint was received
}

type kind uint8

const (
	visiting kind = iota
	reviewing
	complaining
	stepping
	surveying
	answering
	closing
)

type queue []event

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if !q[a].at.Equal(q[b].at) {
		return q[a].at.Before(q[b].at)
	}
	return q[a].seq < q[b].seq
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(event)) }
func (q *queue) Pop() any {
	old := *q
	e := old[len(old)-1]
	*q = old[:len(old)-1]
	return e
}

// plan puts an event into the queue, unless it is still to come.
func (m *maker) plan(e event) {
	if m.cal.past(e.at) {
		m.push(e)
	}
}

func (m *maker) push(e event) {
	m.seq++
	e.seq = m.seq
	heap.Push(&m.queue, e)
}
