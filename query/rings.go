package query

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"segpath/data"
)

// ringCursor is a ring's place in the order of time.
type ringCursor struct {
	At    int64  `json:"r"` // microseconds since 1970; of no instant: Null
	Null  bool   `json:"n,omitempty"`
	ID    string `json:"i"`
	Place int64  `json:"p"`
}

// Rings returns one page of the rings that a filter selects (filteredRings) in order of time, and of outcomes that no
// ring leads to; after is a page's Next, or empty for the first; a limit of 0 is 50. Those of no instant come last.
func (e *Engine) Rings(ctx context.Context, f data.Filter, after string, limit int) (data.RingPage, error) {
	if limit <= 0 {
		limit = 50
	}
	if !e.export.Has.Rings.Can() && !e.export.Has.Responses.Can() {
		return data.RingPage{}, without("ring data", e.export.Has.Rings)
	}
	where, args, err := e.filteredRings(f)
	if err != nil {
		return data.RingPage{}, err
	}
	var page data.RingPage
	err = e.ask(ctx, e.lanes.long, func(c *conn) (err error) {
		page = data.RingPage{}
		if err := c.Row("SELECT count(*) FROM rings WHERE "+where, args, &page.Total); err != nil {
			return err
		}
		from, args := where, args
		if after != "" {
			at, err := readRingCursor(after)
			if err != nil {
				return err
			}
			more, place := at.beyond()
			from, args = where+" AND "+more, slices.Concat(args, place)
		}
		page.Rows, err = e.rings(c, from, args, limit+1)
		return err
	})
	if len(page.Rows) > limit {
		page.Rows = page.Rows[:limit]
		page.Next = placeOfRing(&page.Rows[limit-1])
	}
	return page, err
}

// rings reads the first rings of a condition. Those that are no later than the last of them are found first, so that
// few ids are looked up.
func (e *Engine) rings(c *conn, where string, args []any, limit int) ([]data.RingRow, error) {
	list := []data.RingRow{}
	var last sql.NullTime
	err := c.Row(fmt.Sprintf("SELECT told_at FROM rings WHERE %s ORDER BY told_at NULLS LAST LIMIT 1 OFFSET %d", where, limit-1), args, &last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return list, err
	}
	if last.Valid {
		where += " AND told_at <= " + sqlInstant(last.Time)
	}
	q := fmt.Sprintf(`SELECT interaction_id, user_id, queue_id, rung_at, us, running, outcome, ambiguous, told_at, place, step, outcome_step,
cause, again, together, dead_air_us, answered_by, answered_us
FROM (SELECT * FROM rings WHERE %s) r JOIN (SELECT n, interaction_id FROM interactions) USING (n)
ORDER BY told_at NULLS LAST, interaction_id, place LIMIT %d`, where, limit)
	err = c.Each(q, args, func(rows *sql.Rows) error {
		r, err := e.scanRing(rows)
		list = append(list, r)
		return err
	})
	return list, err
}

func placeOfRing(r *data.RingRow) string {
	at := ringCursor{Null: r.At.IsZero(), ID: r.InteractionID, Place: int64(r.Order)}
	if !at.Null {
		at.At = r.At.UnixMicro()
	}
	return encodePlace(at)
}

func readRingCursor(s string) (ringCursor, error) {
	var at ringCursor
	if err := decodePlace(s, &at); err != nil || at.Place < 1 {
		return at, data.Problemf(data.Usage, "Use the `next` of an earlier page.", "%q is not a place among rings", s)
	}
	return at, nil
}

// beyond is the condition of the rings after a place.
func (at ringCursor) beyond() (string, []any) {
	beside, moment := "told_at IS NULL", "false"
	if !at.Null {
		moment = "told_at IS NULL OR told_at > " + sqlInstant(time.UnixMicro(at.At))
		beside = "told_at = " + sqlInstant(time.UnixMicro(at.At))
	}
	const later = `(n IN (SELECT n FROM interactions WHERE interaction_id > ? AND n IN (SELECT n FROM rings WHERE %[1]s))
OR place > ? AND n = (SELECT n FROM interactions WHERE interaction_id = ?))`
	return fmt.Sprintf("(%[2]s OR %[1]s AND "+later+")", beside, moment), []any{at.ID, at.Place, at.ID}
}

func (e *Engine) scanRing(rows *sql.Rows) (data.RingRow, error) {
	var user, queue, outcome, cause, by sql.NullString
	var rung, at sql.NullTime
	var us, dead, after sql.NullInt64
	r := data.RingRow{Ring: data.Ring{Leg: 1}}
	err := rows.Scan(&r.InteractionID, &user, &queue, &rung, &us, &r.Running, &outcome, &r.Ambiguous, &at, &r.Order, &r.Step, &r.OutcomeStep,
		&cause, &r.Again, &r.Group, &dead, &by, &after)
	if err != nil {
		return r, err
	}
	r.UserID, r.QueueID, r.Cause, r.AnsweredBy = user.String, queue.String, data.Cause(cause.String), by.String
	r.RungAt, r.At, r.Seconds, r.DeadAirAfter, r.AnsweredAfter = instant(rung), instant(at), someSpan(us), someSpan(dead), someSpan(after)
	if outcome.Valid {
		r.Outcome = data.Event(outcome.String[0])
	}
	if length, ok := r.Seconds.Get(); ok && !r.Running {
		r.EndedAt = time.UnixMicro(r.RungAt.UnixMicro() + int64(length)).UTC()
	}
	r.User, r.Queue, r.Label = e.dir.UserName(r.UserID), e.dir.QueueName(r.QueueID), e.dir.UserLabel(r.UserID)
	if r.AnsweredBy != "" {
		r.Answered = e.dir.UserLabel(r.AnsweredBy)
	}
	return r, nil
}
