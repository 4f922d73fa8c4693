package data

import (
	"slices"
	"strings"
)

// Shape is a pattern that occurs somewhere in a path, as `path:` says it: a regular expression over its steps,
// without the status changes.
type Shape struct {
	Kind ShapeKind
	Sub  []Shape // of InOrder, Either and Repeated

	// Of OneStep: what the step is, or with Not is not.
	Letters    string // one of these events
	Unanswered bool   // a ring without outcome
	Hop        bool   // the step with which a stay in another queue begins
	Not        bool
}

// ShapeKind is what a part of a shape is.
type ShapeKind int

// The parts of a shape.
const (
	OneStep  ShapeKind = iota
	InOrder            // its parts one after another
	Either             // one of its parts
	Repeated           // its part any number of times
	AtStart            // the path begins here
	AtEnd              // the path ends here
)

// The marks of a path with its shape (Path.Shape).
const (
	hopMark  = '>' // before the step with which a stay in another queue begins
	noneMark = 'u' // instead of the letter of a ring without outcome
)

// Shape is the path in letters as Letters has it, with what letters alone do not show: a `>` before each step
// with which a stay in another queue begins (before an s too, which else is left out), and u for a ring
// without outcome.
func (p *Path) Shape() string {
	if shape := p.marks(p.Rings(), p.Stays()); shape != "" {
		return shape
	}
	return p.Letters()
}

// marks is the shape of a path whose rings and stays are known; empty where it has no mark.
func (p *Path) marks(rings []Ring, stays []Stay) string {
	var hops, none few[int, bool]
	for _, n := range hopSteps(stays) {
		hops.set(n, true)
	}
	for n := range rings {
		if r := &rings[n]; r.Step > 0 && r.Outcome == 0 {
			none.set(r.Step, true)
		}
	}
	if hops.len() == 0 && none.len() == 0 {
		return ""
	}
	var b strings.Builder
	for i := range p.Steps {
		s := &p.Steps[i]
		hop := hops.of(i + 1)
		if hop {
			b.WriteByte(hopMark)
		}
		switch {
		case none.of(i + 1):
			b.WriteByte(noneMark)
		case s.Event != StatusChange || hop:
			b.WriteByte(byte(s.Event))
		}
	}
	return b.String()
}

// HopSteps are the numbers of the steps with which stays in another queue than the one before begin.
func (p *Path) HopSteps() []int { return hopSteps(p.Stays()) }

func hopSteps(stays []Stay) []int {
	var steps []int
	for n := range stays {
		if stays[n].HopFrom != "" {
			steps = append(steps, stays[n].Step)
		}
	}
	return steps
}

// Marked tells whether the shape asks for what letters alone do not show.
func (s *Shape) Marked() bool {
	return s.Hop || s.Unanswered || slices.ContainsFunc(s.Sub, func(sub Shape) bool { return sub.Marked() })
}

// Pattern is the shape as a regular expression of RE2, to be found in a path of letters; where the shape is
// Marked, in one that Path.Shape gives.
func (s *Shape) Pattern() string {
	if !s.Marked() {
		return s.pattern(false)
	}
	return "(?:^|[^>])(?:" + s.pattern(true) + ")" // a match begins before a mark, not between it and its step
}

// aside passes over status changes with which a stay begins.
const aside = "(?:>s)*"

func (s *Shape) pattern(marked bool) string {
	switch s.Kind {
	case InOrder, Either:
		var parts []string
		for n := range s.Sub {
			parts = append(parts, s.Sub[n].pattern(marked))
		}
		if s.Kind == Either {
			return "(?:" + strings.Join(parts, "|") + ")"
		}
		return strings.Join(parts, "")
	case Repeated:
		return "(?:" + s.Sub[0].pattern(marked) + ")*"
	case AtStart:
		return "^"
	case AtEnd:
		if marked {
			return aside + "$"
		}
		return "$"
	}
	if marked {
		return s.markedStep()
	}
	return s.class("")
}

// class is a set of letters, or of all but them and some others.
func (s *Shape) class(others string) string {
	letters := s.Letters + others
	switch {
	case s.Not && letters == "":
		return "."
	case s.Not:
		return "[^" + letters + "]"
	}
	return "[" + letters + "]"
}

func (s *Shape) markedStep() string {
	others := ""
	if s.Unanswered || strings.ContainsRune(s.Letters, rune(RingOffer)) {
		others = string(noneMark)
	}
	switch {
	case s.Not && s.Hop:
		return aside + s.class(others+">s")
	case s.Not:
		return aside + ">?" + s.class(others+">s")
	case s.Hop:
		return aside + ">."
	}
	return aside + ">?" + s.class(others)
}
