package document

import (
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// lane is a line of the picture: what went on in one place, or with one user, on the time scale.
type lane struct {
	name string // may be a file's text
	bars []bar
}

// bar is a time from one instant to another in a lane. Without a known end it is a moment.
type bar struct {
	from, to time.Time // to is absent for a moment
	class    string    // how it is drawn: a class of the picture's style sheet
	label    string    // written where there is room
	number   int       // its number in the list of rings; 0: none
	told     string    // the whole of it, for whoever points at it; may hold a file's text
}

// lanes are the picture's lines: moments, statuses, queues, dead air, each user, the bot. What has
// nothing in it is left out. All of them are answers of the chain.
func (d Path) lanes(steps []data.Step, rings []data.Ring) []lane {
	var all []lane
	for _, l := range slices.Concat(
		[]lane{{"moments", d.momentBars(steps)}, {"status", d.statusBars()}}, d.queueLanes(),
		[]lane{{"nobody rung", d.deadAirBars(rings)}}, d.userLanes(steps, rings), []lane{{"bot", d.botBars(steps)}},
	) {
		if len(l.bars) > 0 {
			slices.SortStableFunc(l.bars, func(a, b bar) int { return a.from.Compare(b.from) })
			all = append(all, l)
		}
	}
	return all
}

// moments are the steps that belong to no lane of their own.
var moments = []data.Event{
	data.Create, data.EnqueueRejected, data.Transfer, data.TransferFailed, data.Callback, data.Complete, data.Abandon, data.Other,
}

func (d Path) momentBars(steps []data.Step) []bar {
	var bars []bar
	for n := range steps {
		if s := &steps[n]; slices.Contains(moments, s.Event) && !s.At.IsZero() {
			word := strings.ReplaceAll(eventText(s), "_", " ")
			bars = append(bars, bar{from: s.At, class: "moment", label: word, told: join(word, s.Reason)})
		}
	}
	return bars
}

func (d Path) botBars(steps []data.Step) []bar {
	var bars []bar
	for n := range steps {
		if s := &steps[n]; s.UserID == "" && (s.Event == data.Bot || s.Event == data.Voicemail) {
			bars = append(bars, d.stepBar(s))
		}
	}
	return bars
}

// stepBar is a step as long as it says it lasted.
func (d Path) stepBar(s *data.Step) bar {
	b := bar{from: s.At, class: s.Event.String(), label: strings.ReplaceAll(eventText(s), "_", " ")}
	if s.Duration().Ok() {
		b.to = s.EndedAt
		b.label += " " + d.span(s.Duration())
	}
	b.told = join(b.label, s.Reason)
	return b
}

// statusBars run from each change to the next of its leg; the last one of an open leg runs on to the
// end of the export, that of a closed leg has no length.
func (d Path) statusBars() []bar {
	var bars []bar
	changes := d.Chain.Changes()
	for n, c := range changes {
		b := bar{from: c.At, class: "status", label: c.To}
		asOf, open := d.openUntil(c.Leg)
		switch {
		case n+1 < len(changes) && changes[n+1].Leg == c.Leg:
			b.to = changes[n+1].At
		case open && !asOf.Before(c.At):
			b.to = asOf
		}
		b.told = c.To
		if !b.to.IsZero() && !c.At.IsZero() {
			b.told += " " + data.FormatSpan(data.Between(c.At, b.to))
		}
		if c.From != "" {
			b.told += " from " + c.From
		}
		bars = append(bars, b)
	}
	return bars
}

// openUntil is where an open leg ends by now.
func (d Path) openUntil(leg int) (time.Time, bool) {
	for _, l := range d.Chain.Legs {
		if l.Number == leg && l.Path != nil {
			return l.Path.AsOf, l.Path.Open()
		}
	}
	return time.Time{}, false
}

// queueLanes are a lane a queue, in the order the interaction came to them.
func (d Path) queueLanes() []lane {
	var lanes []lane
	at := map[string]int{}
	for _, s := range d.Chain.Stays() {
		n, ok := at[s.QueueID]
		if !ok {
			n = len(lanes)
			at[s.QueueID] = n
			lanes = append(lanes, lane{name: "queue " + d.or(d.Chain.Directory.QueueName(s.QueueID))})
		}
		b := bar{from: s.EnteredAt, to: d.end(s.LeftAt, s.Running), class: "queue", label: d.soFar(s.Seconds, s.Running)}
		b.told = join("in the queue "+b.label, reasonText(s.Reason, s.Cause))
		lanes[n].bars = append(lanes[n].bars, b)
	}
	return lanes
}

// end is where something ends: by itself, or by now while it runs.
func (d Path) end(at time.Time, running bool) time.Time {
	if running {
		return d.Chain.AsOf
	}
	return at
}

// deadAirBars are the times from a ring to the next in which nobody was being rung.
func (d Path) deadAirBars(rings []data.Ring) []bar {
	var bars []bar
	for n := range rings {
		r := &rings[n]
		if dead, ok := r.DeadAirAfter.Get(); ok && dead > 0 && !r.EndedAt.IsZero() {
			bars = append(bars, bar{
				from: r.EndedAt, to: time.UnixMicro(r.EndedAt.UnixMicro() + int64(dead)), class: "dead",
				label: data.FormatSpan(dead), told: "nobody was being rung for " + data.FormatSpan(dead),
			})
		}
	}
	return bars
}

// userLanes are a lane a user, in the order they come into the path: their rings with how each
// responded, and what they did once they had it.
func (d Path) userLanes(steps []data.Step, rings []data.Ring) []lane {
	var lanes []lane
	at := map[string]int{}
	add := func(user string, b bar) {
		n, ok := at[user]
		if !ok {
			n = len(lanes)
			at[user] = n
			lanes = append(lanes, lane{name: d.or(d.Chain.Directory.UserLabel(user))})
		}
		lanes[n].bars = append(lanes[n].bars, b)
	}
	for n := range rings {
		add(rings[n].UserID, d.ringBar(&rings[n], steps))
	}
	for n := range steps {
		switch s := &steps[n]; s.Event {
		case data.Accept, data.Hold, data.Consult, data.Join, data.WrapUp, data.Voicemail, data.Bot:
			if s.UserID != "" {
				b := d.stepBar(s)
				if s.Event == data.Accept { // its ring has the word already
					b.label = strings.Replace(b.label, "accept", "had it", 1)
				}
				add(s.UserID, b)
			}
		}
	}
	return lanes
}

// ringBar is a ring, or the moment of an outcome that no ring in the export leads to.
func (d Path) ringBar(r *data.Ring, steps []data.Step) bar {
	b := bar{from: r.RungAt, to: d.end(r.EndedAt, r.Running), class: "ring " + outcomeClass(r.Outcome), label: d.ringWords(r), number: r.Order}
	if r.RungAt.IsZero() {
		b.to = time.Time{}
		if n := r.OutcomeStep - 1; n >= 0 && n < len(steps) {
			b.from = steps[n].At
		}
	}
	b.told = join(b.label, ringRemarks(r, d.Chain.RingHint(*r)))
	return b
}

// ringWords is how a ring went and how long it rang: "ignored 20s".
func (d Path) ringWords(r *data.Ring) string {
	words := data.OutcomeWord(r.Outcome)
	if r.Seconds.Ok() {
		words += " " + d.soFar(r.Seconds, r.Running)
	}
	return words
}

func outcomeClass(e data.Event) string {
	if e.IsOutcome() {
		return "o-" + e.String()
	}
	return "o-none"
}
