package data

import "encoding/json"

// State is how an export knows something: from a statement of its own, by a rule of ours, or not at all.
type State string

// The three states of a capability.
const (
	Stated  State = "stated"
	Derived State = "derived"
	Absent  State = "absent"
)

// Capability is one thing an export can or cannot say, and why where it is not stated.
type Capability struct {
	State State
	Why   string // a clause that can follow the word: "no column queue in segments"
	// Totals: talk or hold that no step of the export shows, only stated totals. Where an accept states
	// none, it is not known; elsewhere no hold is a hold of 0 s.
	Totals bool
}

// Can tells whether the export says it, or a rule can derive it.
func (c Capability) Can() bool { return c.State == Stated || c.State == Derived }

// Without is the sentence that says that the export has none of what it is called, and why.
func (c Capability) Without(what string) string {
	line := "This export has no " + what
	if c.Why != "" {
		line += ": " + c.Why
	}
	return line + "."
}

// MarshalJSON writes the state's word.
func (c Capability) MarshalJSON() ([]byte, error) { return json.Marshal(c.State) }

// Named is a capability with the word for what an export says or does not: "rings".
type Named struct {
	Name string
	Capability
}

// Named lists the capabilities in the order in which they are told.
func (h Has) Named() []Named {
	return []Named{
		{"rings", h.Rings}, {"responses", h.Responses}, {"statuses", h.Statuses}, {"queues", h.Queues}, {"talk", h.Talk}, {"hold", h.Hold},
	}
}

// Has is what an export can say. What it cannot is absent everywhere, never zero.
type Has struct {
	Rings     Capability `json:"rings"`
	Responses Capability `json:"responses"`
	Statuses  Capability `json:"statuses"`
	Queues    Capability `json:"queues"`
	Talk      Capability `json:"talk"`
	Hold      Capability `json:"hold"`
	// OwnEnds: only the own row of an interaction tells that it has ended. Of one without, nobody knows.
	OwnEnds bool `json:"-"`
	// Lacks is why the export has no value in a column, of those in ExportColumns that it lacks.
	Lacks map[ExportColumn]string `json:"lacks,omitempty"`
}
