package query

import (
	"context"
	"testing"
	"time"

	"segpath/data"
)

// The values of a digest are written by position: each must stand in the column of its name (summary_tables.sql).
func TestDigestsAreWrittenInTheOrderOfTheColumns(t *testing.T) {
	in := emptyInstance(t)
	at := func(n int) time.Time { return time.UnixMicro(int64(n)).UTC() }
	count, span := data.Some[int64], func(n data.Span) data.Opt[data.Span] { return data.Some(n) }
	d := digested{n: 1, path: &data.Path{
		Interaction: data.Interaction{CreatedAt: at(24), CompletedAt: at(25), Status: "d_status", QueueID: "d_queue", UserID: "d_user", Type: "d_type"},
		Steps:       []data.Step{{Segment: data.Segment{Type: "type"}, At: at(7)}, {}, {}},
	}, digest: data.Digest{
		Summary: data.Summary{
			SegmentCount: 1, RingCount: count(2), UsersRung: count(3), Accepts: count(4), Rejects: count(5), Ignores: count(6), Clears: count(7),
			NoOutcome: count(8), Ambiguous: count(9), StayCount: count(10), QueueHops: count(11), PingPongCount: count(12), Wait: span(13),
			WaitToAnswer: span(14), TimeToFirstRing: span(15), TimeToAbandon: span(16), DeadAir: span(17), Talk: span(18), Hold: span(19),
			FirstAt: at(20), LastAt: at(21), Path: "path",
		},
		Shape: "shape",
		Rings: []data.Ring{{UserID: "user", QueueID: "queue", RungAt: at(1), Seconds: span(2), Outcome: data.Accept, Order: 4, Step: 1, OutcomeStep: 3,
			Cause: "cause", Again: true, Group: 5, DeadAirAfter: span(6), AnsweredBy: "by", AnsweredAfter: span(8)}},
		Stays: []data.Stay{{QueueID: "queue", Seconds: span(1), Running: true, Ended: data.Accept, HopFrom: "from"}},
	}}
	err := in.with(context.Background(), func(c *conn) error {
		if err := c.Exec("ATTACH ':memory:' AS work; " + summaryTablesSQL); err != nil {
			return err
		}
		w, err := openDigests(c, c)
		if err != nil {
			return err
		}
		if err := w.add(&d); err != nil {
			return err
		}
		if err := w.close(); err != nil {
			return err
		}
		for table, where := range map[string]string{
			"work.summary": `n = 1 AND segment_count = 1 AND ring_count = 2 AND users_rung = 3 AND accepts = 4 AND rejects = 5 AND ignores = 6 AND clears = 7
AND no_outcome = 8 AND ambiguous = 9 AND stay_count = 10 AND queue_hops = 11 AND ping_pong_count = 12 AND wait_us = 13 AND wait_to_answer_us = 14
AND time_to_first_ring_us = 15 AND time_to_abandon_us = 16 AND dead_air_us = 17 AND talk_us = 18 AND hold_us = 19 AND NOT open
AND epoch_us(first_at) = 20 AND epoch_us(last_at) = 21 AND path = 'path' AND shape = 'shape' AND epoch_us(d_created_at) = 24
AND epoch_us(d_completed_at) = 25 AND d_status = 'd_status' AND d_queue_id = 'd_queue' AND d_user_id = 'd_user' AND d_type = 'd_type'`,
			"rings": `n = 1 AND user_id = 'user' AND queue_id = 'queue' AND epoch_us(rung_at) = 1 AND us = 2 AND ring AND NOT running AND outcome = 'A'
AND NOT ambiguous AND type = 'type' AND epoch_us(told_at) = 7 AND place = 4 AND step = 1 AND outcome_step = 3 AND cause = 'cause' AND again
AND together = 5 AND dead_air_us = 6 AND answered_by = 'by' AND answered_us = 8`,
			"stays": `n = 1 AND queue_id = 'queue' AND us = 1 AND running AND ended = 'A' AND hop_from = 'from' AND NOT ping_pong AND NOT anew`,
		} {
			var rows int64
			if err := c.Row("SELECT count(*) FROM "+table+" WHERE "+where, nil, &rows); err != nil {
				return err
			}
			if rows != 1 {
				t.Errorf("%s: a value stands in the column of another", table)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
