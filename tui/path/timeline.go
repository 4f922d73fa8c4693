package path

import (
	"cmp"
	"slices"
	"time"

	"segpath/data"
)

// timeline is a chain on the scale of time, made once with the other answers.
type timeline struct {
	from, to int64 // of the whole
	ats      []int64
	lanes    []lane // statuses, queues, bot, then a user each in the order they come
	legs     []int64
	silences []stretch
	known    bool // a step has an instant: there is something to draw
}

// stretch is a time that lasts.
type stretch struct{ from, to int64 }

// lane is a row of the timeline.
type lane struct {
	kind  laneKind
	user  string // id
	bars  []bar  // in the order they are painted
	steps []int  // indexes of the steps that belong to it, rising
}

type laneKind int

const (
	statusLane laneKind = iota
	queueLane
	botLane
	userLane
)

// bar is something on a lane that lasts, or an instant.
type bar struct {
	from, to int64
	shape    shape
	event    data.Event // whose colour, and whose glyph where it is an instant
	label    string     // of a file
	end      ending
	outcome  data.Event // where end is ends
	step     int        // index
}

// shape is what a bar looks like. Later ones are painted over earlier ones.
type shape int

const (
	thinLine shape = iota // a status
	thickLine
	ringBar
	talkBar
	wrapBar
	holdBar
	point // an instant
)

// ending is the mark at the end of a bar.
type ending int

const (
	plainEnd   ending = iota
	outcomeEnd        // how a ring was answered
	openEnd           // it runs on
	unknownEnd        // nobody knows: never drawn as a length
)

// lasting are the events that take time, and what they look like.
var lasting = map[data.Event]shape{
	data.Bot: thickLine, data.Accept: talkBar, data.Hold: holdBar, data.Consult: holdBar, data.WrapUp: wrapBar,
}

// timelineOf lays the answers out in time.
func timelineOf(a *answers) *timeline {
	t := &timeline{}
	if a.start.IsZero() {
		return t
	}
	t.known = true
	t.from, t.to = a.start.UnixMicro(), a.start.UnixMicro()
	for i := range a.steps {
		at := a.start
		if !a.steps[i].At.IsZero() {
			at = a.steps[i].At
		}
		t.ats = append(t.ats, at.UnixMicro())
	}
	users := t.userLanes(a)
	t.lanes = append(t.fixedLanes(a), users...)
	for _, s := range a.chain.Silences() {
		t.silences = append(t.silences, stretch{s.From.UnixMicro(), s.To.UnixMicro()})
	}
	for i := 1; i < len(a.steps); i++ {
		if a.steps[i].Leg != a.steps[i-1].Leg {
			t.legs = append(t.legs, t.ats[i])
		}
	}
	t.measure()
	return t
}

// measure finds the whole, and the order in which the bars of a lane are painted.
func (t *timeline) measure() {
	for _, at := range t.ats {
		t.from, t.to = min(t.from, at), max(t.to, at)
	}
	for n := range t.lanes {
		l := &t.lanes[n]
		for _, b := range l.bars {
			t.from, t.to = min(t.from, b.from), max(t.to, b.to)
		}
		slices.SortStableFunc(l.bars, func(a, b bar) int {
			return cmp.Or(cmp.Compare(a.shape, b.shape), cmp.Compare(a.from, b.from))
		})
	}
}

// whole is how long the whole lasts.
func (t *timeline) whole() int64 { return t.to - t.from }

// fixedLanes are the lanes that no user owns; those with nothing on them are left out.
func (t *timeline) fixedLanes(a *answers) []lane {
	all := []lane{{kind: statusLane, bars: a.statusBars()}, {kind: queueLane, bars: a.stayBars()}, {kind: botLane}}
	for i := range a.steps {
		s := &a.steps[i]
		switch {
		case s.StartedAt.IsZero() || s.Event == data.QueueEntry || s.Event == data.StatusChange:
		case s.Event == data.Bot:
			all[botLane].bars = append(all[botLane].bars, a.stepBar(i))
		case a.userOf(i) == nobody:
			all[queueLane].bars = append(all[queueLane].bars, a.stepBar(i))
		}
	}
	return slices.DeleteFunc(all, func(l lane) bool { return len(l.bars) == 0 })
}

// nobody has no lane: no id is ever this.
const nobody = "\x00"

// userOf is whose lane a step stands on; nobody's where the lane of queues or of the bot is the place.
// A ring or a talk of someone not named has a lane too.
func (a *answers) userOf(i int) string {
	s := &a.steps[i]
	switch s.Event {
	case data.Create, data.Complete, data.Abandon, data.EnqueueRejected, data.QueueEntry, data.Bot, data.StatusChange:
		return nobody
	case data.RingOffer, data.Accept, data.Reject, data.Ignore, data.Clear, data.Hold, data.Consult, data.WrapUp:
		return s.UserID
	}
	if s.UserID == "" {
		return nobody
	}
	return s.UserID
}

// userLanes has a lane for each user, in the order they come.
func (t *timeline) userLanes(a *answers) []lane {
	var lanes []lane
	of := map[string]int{}
	inRing := a.ringSteps()
	for i := range a.steps {
		user := a.userOf(i)
		if user == nobody {
			continue
		}
		n, ok := of[user]
		if !ok {
			n = len(lanes)
			of[user] = n
			lanes = append(lanes, lane{kind: userLane, user: user})
		}
		lanes[n].steps = append(lanes[n].steps, i)
		if !inRing[i] && !a.steps[i].StartedAt.IsZero() {
			lanes[n].bars = append(lanes[n].bars, a.stepBar(i))
		}
	}
	for n := range a.rings {
		if b, ok := a.ringBar(&a.rings[n]); ok {
			l := &lanes[of[a.userOf(b.step)]]
			l.bars = append(l.bars, b)
		}
	}
	return lanes
}

// clock is a time of the timeline as an instant.
func clock(micro int64, zone *time.Location) time.Time { return time.UnixMicro(micro).In(zone) }
