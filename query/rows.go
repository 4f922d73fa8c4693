package query

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"segpath/data"
)

// segmentColumns are what scanSegment reads, of a table aliased s.
const segmentColumns = `s.interaction_id, s.segment_id, s.seq, s.started_at, s.ended_at, s.end_derived, s.duration_stated_us,
s."event", s.event_raw, s.status_from, s.status_to, s.queue_id, s.user_id, s.by_user_id, s.reason, s.cause, s.type, s.facts,
s.file, s.source_row, s.part, s.ambiguous, s.derived`

// scanSegment reads one segment, and extra columns after it; sources are the files as shown, by position.
func scanSegment(rows *sql.Rows, sources []string, extra ...any) (data.Segment, error) {
	var s data.Segment
	var id, event, eventRaw, from, to, queue, user, by, reason, cause, kind, facts sql.NullString
	var seq, duration sql.NullInt64
	var started, ended sql.NullTime
	err := rows.Scan(append([]any{&s.InteractionID, &id, &seq, &started, &ended, &s.EndDerived, &duration, &event, &eventRaw,
		&from, &to, &queue, &user, &by, &reason, &cause, &kind, &facts, &s.File, &s.SourceRow, &s.Part, &s.Ambiguous,
		&s.Derived}, extra...)...)
	if err != nil {
		return s, err
	}
	s.Source = sources[s.File]
	s.SegmentID = id.String
	if !id.Valid {
		s.SegmentID = fmt.Sprintf("%s:%d", filepath.Base(s.Source), s.SourceRow)
	}
	s.Seq, s.DurationStated = some(seq), someSpan(duration)
	s.StartedAt, s.EndedAt = instant(started), instant(ended)
	s.Event = data.Other
	if len(event.String) == 1 {
		s.Event = data.Event(event.String[0])
	}
	s.EventRaw, s.StatusFrom, s.StatusTo = eventRaw.String, from.String, to.String
	s.QueueID, s.UserID, s.ByUserID = queue.String, user.String, by.String
	s.Reason, s.Cause, s.Type = reason.String, data.Cause(cause.String), kind.String
	s.Facts = readFacts(facts)
	return s, nil
}

// interactionColumns are what scanInteraction reads.
var interactionColumns = interactionColumnsWith("outbound")

// interactionColumnsWith are the interactionColumns, with SQL of its own that makes outbound.
func interactionColumnsWith(outbound string) string {
	return `interaction_id, external_ids, type, direction, ` + outbound + `, created_at, completed_at, status, outcome,
ended_by, customer, contact_point, queue_id, user_id, previous_id, next_id, account_id, facts, file, source_row`
}

// interactionScan is room for one interaction's columns.
type interactionScan struct {
	in data.Interaction

	external                                                any
	kind, direction, status, outcome, by, customer, contact sql.NullString
	queue, user, previous, next, account, facts             sql.NullString
	created, completed                                      sql.NullTime
	file, row                                               sql.NullInt64
}

// targets are where Scan writes interactionColumns.
func (s *interactionScan) targets() []any {
	return []any{&s.in.ID, &s.external, &s.kind, &s.direction, &s.in.Outbound, &s.created, &s.completed, &s.status, &s.outcome,
		&s.by, &s.customer, &s.contact, &s.queue, &s.user, &s.previous, &s.next, &s.account, &s.facts, &s.file, &s.row}
}

// interaction is what was read. A row without a file was made from segments.
func (s *interactionScan) interaction(sources []string) data.Interaction {
	in := s.in
	if list, ok := s.external.([]any); ok {
		for _, id := range list {
			if text, ok := id.(string); ok {
				in.ExternalIDs = append(in.ExternalIDs, text)
			}
		}
	}
	in.Type, in.Direction, in.Status, in.Outcome = s.kind.String, s.direction.String, s.status.String, s.outcome.String
	in.EndedBy, in.Customer, in.ContactPoint = s.by.String, s.customer.String, s.contact.String
	in.QueueID, in.UserID, in.PreviousID, in.NextID = s.queue.String, s.user.String, s.previous.String, s.next.String
	in.AccountID, in.CreatedAt, in.CompletedAt = s.account.String, instant(s.created), instant(s.completed)
	in.Derived = !s.file.Valid
	if s.file.Valid {
		in.Source, in.SourceRow = sources[s.file.Int64], s.row.Int64
	}
	in.Facts = readFacts(s.facts)
	return in
}

// summaryColumns are what summaryScan reads.
const summaryColumns = `segment_count, ring_count, users_rung, accepts, rejects, ignores, clears, no_outcome, ambiguous,
stay_count, queue_hops, ping_pong_count, wait_us, wait_to_answer_us, time_to_first_ring_us, time_to_abandon_us, dead_air_us,
talk_us, hold_us, open, first_at, last_at, path`

// summaryScan is room for one summary's columns.
type summaryScan struct {
	s           data.Summary
	counts      [11]sql.NullInt64
	spans       [7]sql.NullInt64
	first, last sql.NullTime
}

func (s *summaryScan) targets() []any {
	to := []any{&s.s.SegmentCount}
	for n := range s.counts {
		to = append(to, &s.counts[n])
	}
	for n := range s.spans {
		to = append(to, &s.spans[n])
	}
	return append(to, &s.s.Open, &s.first, &s.last, &s.s.Path)
}

// summary is what was read, less what the export cannot say.
func (s *summaryScan) summary(has data.Has) data.Summary {
	out := s.s
	for n, to := range []*data.Opt[int64]{
		&out.RingCount, &out.UsersRung, &out.Accepts, &out.Rejects, &out.Ignores, &out.Clears, &out.NoOutcome, &out.Ambiguous,
		&out.StayCount, &out.QueueHops, &out.PingPongCount,
	} {
		*to = some(s.counts[n])
	}
	for n, to := range []*data.Opt[data.Span]{
		&out.Wait, &out.WaitToAnswer, &out.TimeToFirstRing, &out.TimeToAbandon, &out.DeadAir, &out.Talk, &out.Hold,
	} {
		*to = someSpan(s.spans[n])
	}
	out.FirstAt, out.LastAt = instant(s.first), instant(s.last)
	return out.Said(has)
}

func some(v sql.NullInt64) data.Opt[int64] {
	if !v.Valid {
		return data.None[int64]()
	}
	return data.Some(v.Int64)
}

func someSpan(v sql.NullInt64) data.Opt[data.Span] {
	if !v.Valid {
		return data.None[data.Span]()
	}
	return data.Some(data.Span(v.Int64))
}

func instant(v sql.NullTime) time.Time {
	if !v.Valid {
		return time.Time{}
	}
	return v.Time.UTC()
}

// readFacts reads a JSON object as texts: what is no text keeps its JSON form.
func readFacts(v sql.NullString) map[string]string {
	if !v.Valid || v.String == "{}" {
		return nil
	}
	var raw map[string]json.RawMessage
	if json.Unmarshal([]byte(v.String), &raw) != nil {
		return nil // DuckDB takes NaN for JSON: the raw fields keep it
	}
	facts := make(map[string]string, len(raw))
	for k, value := range raw {
		var text string
		if json.Unmarshal(value, &text) != nil {
			text = string(value)
		}
		facts[k] = text
	}
	return facts
}
