package path

import (
	"slices"
	"time"

	"segpath/data"
)

// answers is all that the screen shows of a chain, asked once when it is loaded. It never changes.
type answers struct {
	chain    *data.Chain
	asked    *data.Interaction // nil when the export does not hold it
	summary  data.Summary      // of asked
	story    string
	steps    []data.Step
	endings  []data.Ending // one a step
	rings    []data.Ring
	statuses []data.StatusTime
	changes  []data.Change
	stays    []data.Stay
	ranked   []data.QueueLength  // what stands among others of its queue
	start    time.Time           // instant of the first step that has one
	lengths  []spanText          // of each step
	max      data.Span           // the longest of them
	running  bool                // one of them is
	notices  [][]data.NoticeKind // about each step
	groups   int                 // of rings at the same time
	unrung   []bool              // the step is a ring that was not accepted
	changeAt []bool              // the status changes with this step
	hopAt    []bool              // the step enters another queue than the stay before
	users    map[string]string   // the name of each user, as it is told to people
	texts    []string            // what each step is found by; made by the first search
	time     *timeline
}

// soFar stands beside every length that is still running.
const soFar = "so far"

// spanText is a length that may be running or absent.
type spanText struct {
	length  data.Opt[data.Span]
	running bool
}

func (s spanText) String() string {
	length, ok := s.length.Get()
	switch {
	case !ok:
		return ""
	case s.running:
		return data.FormatSpan(length) + " " + soFar
	}
	return data.FormatSpan(length)
}

// ask puts every question to the chain.
func ask(chain *data.Chain) *answers {
	a := &answers{
		chain: chain, asked: chain.Interaction(), story: chain.Story(),
		steps: chain.Steps(), endings: chain.Endings(), rings: chain.Rings(), statuses: chain.Statuses(), changes: chain.Changes(), stays: chain.Stays(),
	}
	for _, leg := range chain.Legs {
		if leg.Path != nil && leg.ID == chain.Asked {
			a.summary = data.Summarise(leg.Path)
		}
	}
	for i := range a.steps {
		if at := a.steps[i].At; !at.IsZero() {
			a.start = at
			break
		}
	}
	a.nameUsers()
	a.ranked = data.QueueLengths(a.rings, a.stays)
	n := len(a.steps)
	a.lengths, a.notices = make([]spanText, n), make([][]data.NoticeKind, n)
	a.unrung, a.changeAt, a.hopAt = make([]bool, n), make([]bool, n), make([]bool, n)
	for i := range a.steps {
		a.lengths[i].length = a.steps[i].Duration()
	}
	a.tieRings()
	a.tieStays()
	for _, c := range a.changes {
		if i := c.Step - 1; a.has(i) {
			a.changeAt[i] = a.changeAt[i] || !c.HandedBack
		}
	}
	a.measure()
	a.tieNotices()
	a.time = timelineOf(a)
	return a
}

// nameUsers finds the users' names once: telling two of one name apart looks at all users there are.
func (a *answers) nameUsers() {
	a.users = map[string]string{}
	name := func(id string) {
		if _, known := a.users[id]; !known {
			a.users[id] = a.chain.Directory.UserLabel(id)
		}
	}
	for i := range a.steps {
		name(a.steps[i].UserID)
	}
	for n := range a.rings {
		name(a.rings[n].UserID)
	}
	if a.asked != nil {
		name(a.asked.UserID)
	}
}

// has tells whether i is the index of a step.
func (a *answers) has(i int) bool { return i >= 0 && i < len(a.steps) }

// tieRings tells the steps how their rings went. A ring without an end of its own takes the length that
// the ladder shows, so that both panes say the same.
func (a *answers) tieRings() {
	for n := range a.rings {
		r := &a.rings[n]
		a.groups = max(a.groups, r.Group)
		i := r.Step - 1
		if !a.has(i) {
			continue
		}
		a.unrung[i] = r.Outcome != data.Accept
		if !a.lengths[i].length.Ok() {
			a.lengths[i] = spanText{r.Seconds, r.Running}
		}
	}
}

func (a *answers) tieStays() {
	for _, s := range a.stays {
		i := s.Step - 1
		if !a.has(i) {
			continue
		}
		a.hopAt[i] = a.hopAt[i] || s.HopFrom != ""
		if s.Running && !s.Derived && s.Step == s.LastStep && !a.lengths[i].length.Ok() {
			a.lengths[i] = spanText{s.Seconds, true}
		}
	}
}

// tieNotices tells the steps what is to be known of them: what the path finds itself, and the notices
// that name their source row.
func (a *answers) tieNotices() {
	type place struct {
		source string
		row    int64
	}
	about := map[place][]data.NoticeKind{}
	for _, n := range a.chain.Notices {
		if n.Kind != data.EqualInstants { // it has a mark of its own
			at := place{n.Source, n.SourceRow}
			about[at] = append(about[at], n.Kind)
		}
	}
	before := 0
	for n := range a.chain.Legs {
		p := a.chain.Legs[n].Path
		if p == nil {
			continue
		}
		for number, kinds := range p.StepNotices() {
			a.notices[before+number-1] = kinds
		}
		before += len(p.Steps)
	}
	for i := range a.steps {
		s := &a.steps[i]
		if s.Event == data.Other {
			a.notices[i] = append(a.notices[i], data.UnknownEvent)
		}
		if s.Source != "" {
			a.notices[i] = append(a.notices[i], about[place{s.Source, s.SourceRow}]...)
		}
		slices.Sort(a.notices[i])
		a.notices[i] = slices.Compact(a.notices[i])
	}
}

// sinceStart is from the first step to step i; absent where either has no instant.
func (a *answers) sinceStart(i int) data.Opt[data.Span] { return between(a.start, a.steps[i].At) }

// sinceBefore is from the step before to step i; absent at the first.
func (a *answers) sinceBefore(i int) data.Opt[data.Span] {
	if i == 0 {
		return data.None[data.Span]()
	}
	return between(a.steps[i-1].At, a.steps[i].At)
}

func between(from, to time.Time) data.Opt[data.Span] {
	if from.IsZero() || to.IsZero() {
		return data.None[data.Span]()
	}
	return data.Some(data.Between(from, to))
}

// measure finds the longest length of a step, and whether one is running.
func (a *answers) measure() {
	for _, l := range a.lengths {
		a.max = max(a.max, l.length.Or(0))
		a.running = a.running || l.running
	}
}

// shareOfLongest is a step's length as a share of the longest.
func (a *answers) shareOfLongest(n int) float64 {
	if a.max == 0 {
		return 0
	}
	return float64(a.lengths[n].length.Or(0)) / float64(a.max)
}

// askedLeg is the number of the leg that was asked for.
func (a *answers) askedLeg() int {
	for _, leg := range a.chain.Legs {
		if leg.ID == a.chain.Asked {
			return leg.Number
		}
	}
	return 0
}
