// Package fake is an export in memory for the screens' tests and pictures: any number of
// interactions, the same every time, made from data's types alone.
package fake

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"segpath/data"
)

// Source is a made-up export. It answers as the engine does, and can be told to fail.
type Source struct {
	count   int
	hostile bool
	// Err is the answer to every question while it is set.
	Err error
	// Folder is where its files stand, as a prefix of their names.
	Folder string
	// Has is what the export can say; all of it by default.
	Has data.Has

	once   sync.Once
	rows   []data.Row
	mu     sync.Mutex
	orders map[data.Sort][]int32
	asked  int
}

// New returns an export of count interactions with ordinary names.
func New(count int) *Source {
	stated := data.Capability{State: data.Stated}
	return &Source{count: count, orders: map[data.Sort][]int32{}, Has: data.Has{
		Rings: stated, Responses: stated, Statuses: stated, Queues: stated, Talk: stated, Hold: stated,
	}}
}

// NewHostile is New with names that are hard on a terminal: wide, joined, right to left, escapes.
func NewHostile(count int) *Source {
	s := New(count)
	s.hostile = true
	return s
}

// Export tells what is open.
func (s *Source) Export() data.Export {
	e := data.Export{
		Name: "november", Format: "segpath", Has: s.Has, InteractionCount: int64(s.count),
		SegmentCount: int64(s.count) * 9, TimeZone: Berlin(), AsOf: s.asOf(),
	}
	if s.hostile {
		e.Name = "nov\x1b[31member\u202e"
		e.Notices = s.report().Notices
	}
	return e
}

// Whole is true from the start.
func (s *Source) Whole(context.Context) error { return nil }

// Check is what was read of it: of a hostile one, with file names, columns and values to match.
func (s *Source) Check(ctx context.Context) (data.Report, error) {
	if err := s.ask(ctx); err != nil {
		return data.Report{}, err
	}
	return s.report(), nil
}

// Asked is how many questions were asked.
func (s *Source) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

func (s *Source) ask(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.Err != nil {
		return s.Err
	}
	return ctx.Err()
}

// Chain is one interaction as a chain of one leg.
func (s *Source) Chain(ctx context.Context, id string) (*data.Chain, error) {
	if err := s.ask(ctx); err != nil {
		return nil, err
	}
	for i, row := range s.all() {
		if row.ID == id {
			in, segments := s.make(i)
			path := data.NewPath(in, segments, s.Has, s.asOf())
			return data.NewChain(id, []data.Leg{{Number: 1, ID: id, Path: path}}, s.directory(), s.Has, s.asOf()), nil
		}
	}
	return nil, data.Problemf(data.NotFound, "Check the id: it is text, every character counts.", "the export has no interaction %q", id)
}

// QueueTimes counts over the waits and rings of the export's first interactions.
func (s *Source) QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error) {
	if err := s.ask(ctx); err != nil {
		return nil, err
	}
	type kind struct {
		queue string
		ring  bool
	}
	all := map[kind][]data.Span{}
	for i := range min(s.count, counted) {
		in, segments := s.make(i)
		path := data.NewPath(in, segments, s.Has, s.asOf())
		for _, l := range data.QueueLengths(path.Rings(), path.Stays()) {
			all[kind{l.QueueID, l.Ring}] = append(all[kind{l.QueueID, l.Ring}], l.Length)
		}
	}
	times := data.QueueTimes{}
	for _, asked := range lengths {
		shorter, of := 0, all[kind{asked.QueueID, asked.Ring}]
		for _, length := range of {
			if length < asked.Length {
				shorter++
			}
		}
		if len(of) > 0 {
			times[asked] = float64(shorter) / float64(len(of))
		}
	}
	return times, nil
}

// Raw is the record that a step was made of.
func (s *Source) Raw(ctx context.Context, source string, record int64) (data.RawRow, error) {
	if err := s.ask(ctx); err != nil {
		return data.RawRow{}, err
	}
	i, step := int(record/rowsEach), int(record%rowsEach)-1
	if source != segmentsFile || i >= s.count || step < 0 {
		return data.RawRow{}, data.Problemf(data.NotFound, "", "%s has no record %d", source, record)
	}
	in, segments := s.make(i)
	segment := segments[min(step, len(segments)-1)]
	return data.RawRow{Source: source, Record: record, Fields: []data.RawField{
		{Column: "interaction_id", Value: in.ID, As: "interaction_id"},
		{Column: "seq", Value: strconv.FormatInt(segment.Seq.Or(0), 10), As: "seq"},
		{Column: "started_at", Value: data.FormatInstant(segment.StartedAt), As: "started_at"},
		{Column: "ended_at", Value: data.FormatInstant(segment.EndedAt), Null: segment.EndedAt.IsZero(), As: "ended_at"},
		{Column: "event", Value: segment.EventRaw, As: "event"},
		{Column: "user", Value: segment.UserID, Null: segment.UserID == "", As: "user_id"},
		{Column: "queue", Value: segment.QueueID, Null: segment.QueueID == "", As: "queue_id"},
		{Column: "note", Value: "seen by \x1b]0;owned\a the gateway", As: ""},
		{Column: "agent_desk", Value: "", As: ""},
	}}, nil
}

const (
	segmentsFile = "segments.csv"
	counted      = 200 // interactions whose waits and rings stand for all
	rowsEach     = 100 // record numbers set aside for one interaction
)

// Berlin is where the export's clocks stand: a fixed zone, so that no test needs the zone database.
func Berlin() *time.Location { return time.FixedZone("Europe/Berlin", 3600) }

var start = time.Date(2026, 11, 16, 7, 0, 0, 0, time.UTC)

func (s *Source) asOf() time.Time { return start.Add(time.Duration(s.count+100) * 20 * time.Second) }

// all makes the rows of the list, once.
func (s *Source) all() []data.Row {
	s.once.Do(func() {
		dir := s.directory()
		s.rows = make([]data.Row, s.count)
		for i := range s.rows {
			in, segments := s.make(i)
			path := data.NewPath(in, segments, s.Has, s.asOf())
			s.rows[i] = data.Row{
				Interaction: in, Summary: data.Summarise(path),
				Queue: dir.QueueName(in.QueueID), User: dir.UserName(in.UserID),
			}
		}
	})
	return s.rows
}

func (s *Source) directory() *data.Directory {
	d := &data.Directory{Queues: map[string]data.Queue{}, Users: map[string]data.User{}}
	for i, name := range s.names().users {
		id := fmt.Sprintf("u%d", i+1)
		d.Users[id] = data.User{ID: id, Name: name}
	}
	for i, name := range s.names().queues {
		id := fmt.Sprintf("q%d", i+1)
		d.Queues[id] = data.Queue{ID: id, Name: name}
	}
	return d
}
