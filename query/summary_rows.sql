DROP TABLE work.steps;

-- work.summary: one row an interaction, and what stands for its own row where the export has none (d_…).
CREATE TABLE work.summary AS
WITH waits AS (
    SELECT f.n, f.outbound,
           CASE WHEN f.accepted_at >= s.from_at THEN epoch_us(f.accepted_at) - epoch_us(s.from_at) END AS answer,
           CASE WHEN f.abandoned_at >= s.from_at THEN epoch_us(f.abandoned_at) - epoch_us(s.from_at) END AS abandon,
           CASE WHEN f.rung_at >= s.from_at THEN epoch_us(f.rung_at) - epoch_us(s.from_at) END AS ring,
           CASE WHEN s.to_at >= s.from_at THEN epoch_us(s.to_at) - epoch_us(s.from_at) END AS length
    FROM work.frame f JOIN work.first_spell s ON s.n = f.n
)
SELECT i.n, coalesce(f.steps, 0)::BIGINT AS segment_count,
       coalesce(l.rings, 0)::BIGINT AS ring_count, coalesce(l.users, 0)::BIGINT AS users_rung,
       coalesce(l.accepts, 0)::BIGINT AS accepts, coalesce(l.rejects, 0)::BIGINT AS rejects,
       coalesce(l.ignores, 0)::BIGINT AS ignores, coalesce(l.clears, 0)::BIGINT AS clears,
       coalesce(l.none, 0)::BIGINT AS no_outcome, coalesce(l.ambiguous, 0)::BIGINT AS ambiguous,
       coalesce(f.stays, 0)::BIGINT AS stay_count, coalesce(h.hops, 0)::BIGINT AS queue_hops,
       coalesce(h.ping_pong, 0)::BIGINT AS ping_pong_count,
       CASE WHEN NOT w.outbound THEN coalesce(w.answer, w.abandon, w.length) END AS wait_us,
       CASE WHEN NOT w.outbound THEN w.answer END AS wait_to_answer_us,
       CASE WHEN NOT w.outbound THEN w.ring END AS time_to_first_ring_us,
       CASE WHEN NOT w.outbound THEN w.abandon END AS time_to_abandon_us,
       CASE WHEN d.n IS NULL THEN 0 ELSE d.dead END::BIGINT AS dead_air_us,
       CASE WHEN t.accepts > 0 THEN t.talk ELSE coalesce(f.talk_fact, bt.us, CASE WHEN NOT $talk_totals THEN 0 END) END::BIGINT AS talk_us,
       CASE WHEN t.holds > 0 THEN t.hold
            ELSE coalesce(CASE WHEN NOT $hold_totals OR f.hold_accepts IN (0, t.accepts) THEN f.hold_fact END, bh.us,
                          CASE WHEN NOT $hold_totals OR coalesce(t.accepts, 0) = 0 AND NOT $talk_totals THEN 0 END) END::BIGINT AS hold_us,
       coalesce(f.open, b.completed_at IS NULL) AS open, f.first_at, f.last_at, coalesce(p.path, '') AS path, m.shape,
       f.created_at AS d_created_at, f.completed_at AS d_completed_at, f.status AS d_status,
       nullif(f.last_queue, '') AS d_queue_id, f.handler AS d_user_id, nullif(f.type, '') AS d_type
FROM work.ids i
LEFT JOIN work.frame f ON f.n = i.n
LEFT JOIN work.base b ON b.interaction_id = i.interaction_id
LEFT JOIN work.ladder l ON l.n = i.n
LEFT JOIN work.hops h ON h.n = i.n
LEFT JOIN waits w ON w.n = i.n
LEFT JOIN work.dead d ON d.n = i.n
LEFT JOIN work.talks t ON t.n = i.n
LEFT JOIN work.letters p ON p.n = i.n
LEFT JOIN work.shapes m ON m.n = i.n
LEFT JOIN LATERAL (SELECT CAST(round(work.stated(b.facts, '$.talk_total_s') * 1000000) AS BIGINT) AS us) bt ON true
LEFT JOIN LATERAL (SELECT CAST(round(work.stated(b.facts, '$.hold_total_s') * 1000000) AS BIGINT) AS us) bh ON true
WHERE i.n NOT IN (SELECT n FROM work.hard);

DROP TABLE work.frame;

DROP TABLE work.letters;

DROP TABLE work.shapes;

CREATE TABLE work.ring_rows AS
SELECT i.interaction_id, CAST(o.u AS VARCHAR) AS user_id, CAST(o.q AS VARCHAR) AS queue_id, o.rung_at,
       CASE WHEN o.ring THEN epoch_us(o.until) - epoch_us(o.rung_at) END AS us, o.ring, o.running, CAST(o.outcome AS VARCHAR) AS outcome, o.amb AS ambiguous,
       CAST(o.type AS VARCHAR) AS type
FROM work.offers o JOIN work.ids i USING (n);

DROP TABLE work.offers;
