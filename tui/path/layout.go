package path

// pane is one of the panes that can have the keys.
type pane int

const (
	stepsAt pane = iota
	ringsAt
	statusesAt
	queuesAt
	timelineAt
	paneCount
	sideEnd = timelineAt // the side panes are those from ringsAt to before this
)

// rect is a place on the screen, borders included.
type rect struct{ x, y, w, h int }

func (r rect) holds(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// inner is the room inside the border.
func (r rect) inner() (w, h int) { return max(r.w-2, 0), max(r.h-2, 0) }

// layout says where everything stands. A pane that is not shown has no height.
type layout struct {
	header int // lines
	story  int // lines
	panes  [paneCount]rect
	tabbed bool // one pane beside the steps, chosen by its key
}

// The sizes at which the layout changes.
const (
	wideFrom     = 110 // columns for two halves
	rightLeast   = 48
	tabbedLeast  = 10 // lines below which only one pane is shown
	listHeight   = 7  // of statuses and of queues, where there is no more room
	ladderLeast  = 8
	threeHeaders = 30 // lines
	longStory    = 50
	timeHeight   = 8  // of the timeline, where there is no more room
	timeLeast    = 4  // of it, beside other panes
	othersLeast  = 26 // lines of the steps and the side panes before the timeline has all its lanes
)

// sideWidth is the width of the side panes, borders included.
func sideWidth(w, h int) int {
	if isWide(w, h) {
		return max(rightLeast, w*2/5)
	}
	return w
}

// place lays the screen out. storyNeeds is how many lines the story would take, needs how many each
// side pane would. In a small terminal active is the side pane in sight.
func place(w, h int, active pane, storyNeeds int, needs [paneCount]int) layout {
	wide := isWide(w, h)
	l := layout{header: headerLines(h, wide), tabbed: !wide}
	l.story = min(storyRoom(h, wide), storyNeeds)
	y := l.header + l.story
	body := max(h-y, 0)
	switch {
	case wide:
		low := timeRoom(body, h, needs[timelineAt])
		l.panes[timelineAt] = rect{0, y + body - low, w, low}
		body -= low
		right := sideWidth(w, h)
		l.panes[stepsAt] = rect{0, y, w - right, body}
		l.stack(w-right, y, right, body, needs)
	case body < tabbedLeast:
		l.panes[active] = rect{0, y, w, body}
	default:
		side := active
		if side == stepsAt {
			side = ringsAt
		}
		low := body * 2 / 5
		l.panes[stepsAt] = rect{0, y, w, body - low}
		l.panes[side] = rect{0, y + body - low, w, low}
	}
	return l
}

// timeRoom is the height of the timeline below the other panes: it is the first to yield, and takes of
// what is left over no more than its lanes need.
func timeRoom(body, h, lanes int) int {
	most := max(timeHeight, h/4)
	return max(min(lanes+2, most, body-othersLeast), timeLeast)
}

// isWide tells whether all panes have a place at once.
func isWide(w, h int) bool { return w >= wideFrom && h >= 22 }

func headerLines(h int, wide bool) int {
	switch {
	case wide && h >= threeHeaders:
		return 3
	case h >= 14:
		return 2
	case h >= 6:
		return 1
	}
	return 0
}

func storyRoom(h int, wide bool) int {
	switch {
	case wide && h >= longStory:
		return 3
	case wide:
		return 2
	case h >= 10:
		return 1
	}
	return 0
}

// stack puts the three side panes above each other. Each first gets what it must have; statuses and
// queues then what they would like, as far as the ladder does not need it; the rest is the ladder's.
func (l *layout) stack(x, y, w, h int, needs [paneCount]int) {
	want := func(at pane) int { return max(needs[at], 1) + 2 }
	queues := min(want(queuesAt), max(listHeight, h-want(ringsAt)-min(want(statusesAt), listHeight)))
	statuses := min(want(statusesAt), max(listHeight, h-queues-want(ringsAt)))
	statuses = max(min(statuses, h-queues-ladderLeast), 3)
	queues = max(min(queues, h-statuses-ladderLeast), 3)
	rings := max(h-statuses-queues, 0)
	l.panes[ringsAt] = rect{x, y, w, rings}
	l.panes[statusesAt] = rect{x, y + rings, w, statuses}
	l.panes[queuesAt] = rect{x, y + rings + statuses, w, queues}
}
