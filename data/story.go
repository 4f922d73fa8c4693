package data

import (
	"fmt"
	"strings"
)

// storyRings is how many rings a story tells one by one; the ladder has them all.
const storyRings = 6

// Story tells the path in one plain sentence or a few: who was rung and how each responded, the
// queues, and how long nobody was being rung. Names stand as the export has them.
func (c *Chain) Story() string {
	parts := []string{c.ringStory()}
	if q := c.queueStory(); q != "" {
		parts = append(parts, q)
	}
	if dead := c.deadAir(); dead > 0 {
		parts = append(parts, fmt.Sprintf("Nobody was being rung for %s.", FormatSpan(dead)))
	}
	if e := c.endStory(); e != "" {
		parts = append(parts, e)
	}
	return strings.Join(parts, " ")
}

func (c *Chain) ringStory() string {
	rings := c.Rings()
	users := map[string]bool{}
	rung := 0
	for _, r := range rings {
		if r.Step > 0 {
			rung++
			users[r.UserID] = true
		}
	}
	switch {
	case len(rings) == 0 && !c.Has.Rings.Can():
		return "This export has no ring data."
	case len(rings) == 0:
		return "Nobody was rung."
	}
	var lines []string
	for n, r := range rings {
		if n == storyRings && len(rings) > storyRings+1 {
			lines = append(lines, fmt.Sprintf("and %d more", len(rings)-n))
			break
		}
		lines = append(lines, c.tellRing(r))
	}
	told := strings.Join(lines, ", ") + "."
	if rung == 0 {
		return told
	}
	head := "Rung " + count(len(users), "user")
	if rung > len(users) {
		head += " " + count(rung, "time")
	}
	if span, ok := ringSpan(rings); ok {
		head += " in " + FormatSpan(span)
	}
	return head + ": " + told
}

func (c *Chain) tellRing(r Ring) string {
	name := c.Directory.UserLabel(r.UserID)
	if name == "" {
		name = "someone"
	}
	var aside []string
	if s, ok := r.Seconds.Get(); ok {
		length := FormatSpan(s)
		if r.Running {
			length += " so far"
		}
		aside = append(aside, length)
	}
	if r.Step == 0 || r.Ambiguous || r.AnsweredBy != "" {
		aside = append(aside, c.RingHint(r))
	}
	told := name + " " + OutcomeWord(r.Outcome)
	if len(aside) > 0 {
		told += " (" + strings.Join(aside, ", ") + ")"
	}
	return told
}

// OutcomeWord is how a ring's outcome is told of a user: "accepted"; "no outcome" without one.
func OutcomeWord(e Event) string {
	switch e {
	case Accept:
		return "accepted"
	case Reject:
		return "rejected"
	case Ignore:
		return "ignored"
	case Clear:
		return "cleared"
	}
	return "no outcome"
}

// RingHint says what stands behind a ring's missing or doubtful part; empty where there is nothing to say.
func (c *Chain) RingHint(r Ring) string {
	answered := ""
	if r.AnsweredBy != "" {
		answered = c.Directory.UserLabel(r.AnsweredBy)
	}
	return ringHint(&r, answered)
}

// ringHint is the hint of a ring; answered names who took it.
func ringHint(r *Ring, answered string) string {
	switch {
	case r.Ambiguous:
		return "the export has one word for several outcomes"
	case r.Step == 0:
		return "no ring in export"
	case r.Outcome != 0:
		return ""
	case r.AnsweredBy != "":
		return fmt.Sprintf("answered by %s %s later", answered, FormatSpan(r.AnsweredAfter.Or(0)))
	case r.Running:
		return "still ringing"
	}
	return "no outcome in export"
}

// ringSpan is from the first ring to the end of the last one; false where an end is not known.
func ringSpan(rings []Ring) (Span, bool) {
	var all interval
	for _, r := range rings {
		if r.Step == 0 {
			continue
		}
		length, ok := r.Seconds.Get()
		if !ok {
			return 0, false
		}
		if all.from.IsZero() || r.RungAt.Before(all.from) {
			all.from = r.RungAt
		}
		if end := addSpan(r.RungAt, length); end.After(all.to) {
			all.to = end
		}
	}
	return Between(all.from, all.to), true
}

func (c *Chain) queueStory() string {
	stays := c.Stays()
	queues := map[string]bool{}
	for _, s := range stays {
		queues[s.QueueID] = true
	}
	if len(queues) == 0 {
		return ""
	}
	told := count(len(queues), "queue")
	if hops := int(Hops(stays)); hops > len(queues)-1 {
		told += ", " + count(hops, "hop")
	}
	return told + "."
}

// deadAir sums the legs; nothing where one of them cannot be told.
func (c *Chain) deadAir() Span {
	var total Span
	known := true
	c.each(func(leg *Leg, _ int) {
		dead, ok := leg.Path.Waits().DeadAir.Get()
		known = known && ok
		total += dead
	})
	if !known {
		return 0
	}
	return total
}

// endStory tells an end that the ladder does not: an abandon, or none yet.
func (c *Chain) endStory() string {
	var last *Path
	c.each(func(leg *Leg, _ int) { last = leg.Path })
	if last == nil {
		return ""
	}
	if after, ok := last.Waits().TimeToAbandon.Get(); ok {
		return fmt.Sprintf("Abandoned after %s.", FormatSpan(after))
	}
	switch {
	case last.Open():
		return "Still open."
	case last.EndUnknown():
		return "Whether it has ended is not known: the export lacks its own row."
	}
	return ""
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
