package data

import "time"

// Interaction is one call, chat, email or task, as the canonical table `interactions` holds it.
// Instants are UTC; the zero instant and the empty text mean absent.
type Interaction struct {
	ID           string   // never a number: "1543618399.120" and "007" stay so
	ExternalIDs  []string // the source's other ids for it: call, task, ticket
	Type         string   // communication type in the source's words
	Direction    string   // in the source's words
	Outbound     bool     // the format's direction map says so; unknown words count as inbound
	CreatedAt    time.Time
	CompletedAt  time.Time // absent while open
	Status       string    // the last one
	Outcome      string    // how it ended: completion text, reason, disposition
	EndedBy      string    // who hung up
	Customer     string
	ContactPoint string // on which of our numbers, addresses or bots
	QueueID      string // last queue
	UserID       string // handler at completion
	PreviousID   string // the interaction this one carries on
	NextID       string // the interaction that carries this one on
	ChainID      string // the id of the chain's root
	AccountID    string
	Facts        map[string]string // what the source states that has no column, in its own unit
	Derived      bool              // the export has no row for it: it was made from its segments
	Source       string            // file of its row; empty when derived
	SourceRow    int64             // number of its record in that file, from 1
}

// Segment is one row of the canonical table `segments`: one step of a path.
type Segment struct {
	InteractionID  string
	SegmentID      string // the source's, else made from file and row
	Seq            Opt[int64]
	StartedAt      time.Time
	EndedAt        time.Time // absent: still open, or not exported
	EndDerived     bool      // EndedAt is start + stated duration
	DurationStated Opt[Span]
	Event          Event
	EventRaw       string
	StatusFrom     string // the status right before
	StatusTo       string
	QueueID        string
	UserID         string
	ByUserID       string // who caused it
	Reason         string
	Cause          Cause
	Type           string // communication type of this segment: it can change on the way
	Facts          map[string]string
	Source         string // file
	File           int    // position of Source in the sorted list of the export's resolved paths, from 0
	SourceRow      int64  // number of the record in Source, from 1
	Part           int    // position among the steps made of that record, from 1
	Ambiguous      bool   // the source has one word for several outcomes
	Derived        bool   // no row states it; a rule made it
}

// Duration is from start to end. Absent where either is, or where the end lies before the start.
func (s *Segment) Duration() Opt[Span] {
	end, ok := s.end()
	if !ok || s.StartedAt.IsZero() {
		return None[Span]()
	}
	return Some(Between(s.StartedAt, end))
}

// end is the segment's own end; an end before the start is no end (it is a notice).
func (s *Segment) end() (time.Time, bool) {
	if s.EndedAt.IsZero() || s.EndedAt.Before(s.StartedAt) {
		return time.Time{}, false
	}
	return s.EndedAt, true
}

// Queue is a row of the lookup `queues`.
type Queue struct {
	ID, Name string
	Weight   Opt[float64]
	Active   Opt[bool]
}

// User is a row of the lookup `users`.
type User struct{ ID, Name, Title, Email, Team string }

// Account is a row of the lookup `accounts`.
type Account struct{ ID, Name, TimeZone string }

// Directory resolves ids to the names of the lookups. An id without its row is shown as the id:
// lookups are optional and an unknown id is never dropped.
type Directory struct {
	Queues   map[string]Queue
	Users    map[string]User
	Accounts map[string]Account
}

// UserName is the user's name, else the id.
func (d *Directory) UserName(id string) string {
	if d != nil {
		if u, ok := d.Users[id]; ok && u.Name != "" {
			return u.Name
		}
	}
	return id
}

// UserLabel is the user's name as people see it: two users of one name stay two, each with the id.
func (d *Directory) UserLabel(id string) string {
	name := d.UserName(id)
	if d == nil || name == id {
		return name
	}
	for other, u := range d.Users {
		if other != id && u.Name == name {
			return name + " (" + id + ")"
		}
	}
	return name
}

// QueueName is the queue's name, else the id.
func (d *Directory) QueueName(id string) string {
	if d != nil {
		if q, ok := d.Queues[id]; ok && q.Name != "" {
			return q.Name
		}
	}
	return id
}

// AccountName is the account's name, else the id.
func (d *Directory) AccountName(id string) string {
	if d != nil {
		if a, ok := d.Accounts[id]; ok && a.Name != "" {
			return a.Name
		}
	}
	return id
}
