package path

import (
	"slices"
	"sort"
)

// choose picks the lanes that room lines have place for, and tells how many users have none. Statuses
// yield after the users, the queues last. Of the users those stay that the steps nearest to the current
// one belong to; they stand in the order they come in the path, so that a lane does not jump about.
func (t *timeline) choose(room, current int) (shown []int, moreUsers int) {
	var fixed, users []int
	for n := range t.lanes {
		if t.lanes[n].kind == userLane {
			users = append(users, n)
		} else {
			fixed = append(fixed, n)
		}
	}
	fixed = t.yield(fixed, room)
	free := max(room-len(fixed), 0)
	moreUsers = max(len(users)-free, 0)
	if moreUsers > 0 {
		slices.SortStableFunc(users, func(a, b int) int { return t.lanes[a].distance(current) - t.lanes[b].distance(current) })
		users = users[:free]
		slices.Sort(users)
	}
	return append(fixed, users...), moreUsers
}

// yield leaves out lanes until the others have room: the bot's, then the statuses, then the queues.
func (t *timeline) yield(fixed []int, room int) []int {
	for _, kind := range []laneKind{botLane, statusLane, queueLane} {
		if len(fixed) <= room {
			break
		}
		fixed = slices.DeleteFunc(fixed, func(n int) bool { return t.lanes[n].kind == kind })
	}
	return fixed
}

// distance is how many steps lie between a step and the nearest one of the lane.
func (l *lane) distance(step int) int {
	const far = 1 << 40
	at := sort.SearchInts(l.steps, step)
	nearest := far
	if at < len(l.steps) {
		nearest = l.steps[at] - step
	}
	if at > 0 {
		nearest = min(nearest, step-l.steps[at-1])
	}
	return nearest
}

// nearest is the step to go to from a cell of the timeline: one whose bar on that lane covers the cell, the
// latest to begin, else the nearest there within a few cells, else the nearest of all.
func (t *timeline) nearest(s scale, lane, cell int) (step int, ok bool) {
	const reach = 3
	best, far := -1, reach+1
	if lane >= 0 && lane < len(t.lanes) {
		for _, b := range t.lanes[lane].bars {
			first, last := s.span(b.from, b.to)
			off := max(first/2-cell, cell-(last-1)/2, 0)
			if s.meets(b.from, b.to) && (off < far || off == far && best >= 0 && b.step > best) {
				best, far = b.step, off
			}
		}
	}
	if best >= 0 {
		return best, true
	}
	for i, at := range t.ats {
		if off := max(s.cell(at)-cell, cell-s.cell(at)); s.sees(at) && (best < 0 || off < far) {
			best, far = i, off
		}
	}
	return best, best >= 0
}
