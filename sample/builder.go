package sample

import (
	"time"

	"segpath/data"
)

// The streams of random numbers of one index, apart so that an oddity changes no path.
const (
	streamPath = iota
	streamOddities
	streamLinks
	streamWorld
	streamShuffle
)

// The statuses of an interaction, as the centres call them.
const (
	creating  = "Creating"
	inBot     = "Bot"
	open      = "Open"
	pending   = "Pending"
	connected = "Connected"
	onHold    = "Hold"
	wrapping  = "Wrap Up"
	completed = "Completed"
)

// builder writes the path of one interaction after another, as a clerk who notes each step as it
// begins and fills in its end when it comes. Its segments are used again for the next interaction.
type builder struct {
	sim  *Simulation
	rng  random
	odd  random
	it   data.Interaction
	segs []data.Segment
	now  int64 // unix milliseconds
	due  int64 // time that has passed since and is not yet in now
	last int64 // start of the last step
	text []byte

	status  string
	kind    string // communication type now
	pace    pace
	again   int   // a user who did not answer and may be rung again; -1 none
	first   int   // queue of an inbound contact
	visited []int // queues, in order
	turn    []int // users being rung; used again
	join    int   // position of a join that lasts as long as the accept; 0 none
	closed  bool

	wantChain bool // the next index is to carry this interaction on
	handoff   *handoff
}

// handoff is what a transfer under another id carries over.
type handoff struct {
	at    int64
	queue int
	from  data.Interaction // the interaction that was left
}

// pass lets time go by before the next step.
func (b *builder) pass(ms int64) { b.due += ms }

// passSkewed is pass for a time that is mostly short.
func (b *builder) passSkewed(lo, hi int64) { b.pass(b.rng.skewed(lo, hi)) }

// settle puts the time that has passed into now. It is here that steps come to share an instant.
func (b *builder) settle() int64 {
	if b.due > 0 && len(b.segs) > 0 && b.now == b.last && b.odd.share(b.sim.ties) {
		b.due = 0
	}
	b.now += b.due
	b.due = 0
	return b.now
}

// add notes a step that begins now and returns its position; to is the status it brings, or empty.
func (b *builder) add(event data.Event, to string) int {
	at := b.settle()
	if len(b.segs) == cap(b.segs) {
		b.segs = append(b.segs, data.Segment{})
	} else {
		b.segs = b.segs[:len(b.segs)+1]
		b.segs[len(b.segs)-1] = data.Segment{}
	}
	i := len(b.segs) - 1
	s := &b.segs[i]
	s.StartedAt = instant(at)
	s.Event, s.EventRaw, s.Type = event, eventWord(event), b.kind
	if to != "" {
		s.StatusFrom, s.StatusTo = b.status, to
		b.status = to
	}
	b.last = at
	return i
}

// point notes a step that takes no time.
func (b *builder) point(event data.Event, to string) *data.Segment {
	s := &b.segs[b.add(event, to)]
	s.EndedAt = s.StartedAt
	return s
}

// end fills in the end of a step: now.
func (b *builder) end(i int) { b.segs[i].EndedAt = instant(b.settle()) }

func instant(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// eventWord is data's word, looked up without a map: it is asked for every step.
func eventWord(e data.Event) string { return words[e] }

var words = func() (w [256]string) {
	for _, e := range data.Events {
		w[e] = e.String()
	}
	return w
}()

func (b *builder) queueID(q int) string { return b.sim.world.queues[q].ID }

func (b *builder) userID(u int) string { return b.sim.world.users[u].ID }
