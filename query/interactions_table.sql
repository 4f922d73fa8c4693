-- The table that lists and paths are read from: an interaction's own row (n, its number, to segment rows from first_row to
-- last_row), what its path sums up to (summary_tables.sql), and what lists are searched and sorted by. Texts that hardly
-- repeat are uncompressed: else reading one of them decodes the dictionary of a whole block (half of a path's time), and
-- writing them makes it. customer_lower is kept since making lower case takes three fifths of a filter by customer.
CREATE TABLE interactions (
    n INTEGER, interaction_id VARCHAR, external_ids VARCHAR[] USING COMPRESSION uncompressed, type VARCHAR, direction VARCHAR, outbound BOOLEAN,
    created_at TIMESTAMP, completed_at TIMESTAMP, status VARCHAR, outcome VARCHAR, ended_by VARCHAR,
    customer VARCHAR USING COMPRESSION uncompressed, contact_point VARCHAR USING COMPRESSION uncompressed, queue_id VARCHAR, user_id VARCHAR,
    previous_id VARCHAR, next_id VARCHAR, account_id VARCHAR, facts VARCHAR, derived BOOLEAN, file INTEGER, source_row BIGINT,
    first_row BIGINT, last_row BIGINT,
    segment_count BIGINT, ring_count BIGINT, users_rung BIGINT, accepts BIGINT, rejects BIGINT, ignores BIGINT, clears BIGINT,
    no_outcome BIGINT, ambiguous BIGINT, stay_count BIGINT, queue_hops BIGINT, ping_pong_count BIGINT, wait_us BIGINT,
    wait_to_answer_us BIGINT, time_to_first_ring_us BIGINT, time_to_abandon_us BIGINT, dead_air_us BIGINT, talk_us BIGINT, hold_us BIGINT,
    open BOOLEAN, first_at TIMESTAMP, last_at TIMESTAMP, path VARCHAR, shape VARCHAR,
    chain_id VARCHAR USING COMPRESSION uncompressed, queue VARCHAR, "user" VARCHAR, duration_us BIGINT,
    customer_lower VARCHAR USING COMPRESSION uncompressed, search_text VARCHAR);

-- The interactions of one turn, or of a part of it; or all, in order of time, if their numbers are in none, so that a page lies together.
INSERT INTO interactions BY NAME
WITH whole AS (
    SELECT i.n, i.interaction_id, b.external_ids, CASE WHEN b.file IS NULL THEN s.d_type ELSE b.type END AS type, b.direction,
           coalesce(b.outbound, false) AS outbound,
           CASE WHEN b.file IS NULL THEN s.d_created_at ELSE b.created_at END AS created_at,
           CASE WHEN b.file IS NULL THEN s.d_completed_at ELSE b.completed_at END AS completed_at,
           CASE WHEN b.file IS NULL THEN coalesce(s.d_status, b.status) ELSE b.status END AS status,
           b.outcome, b.ended_by, b.customer, b.contact_point,
           CASE WHEN b.file IS NULL THEN s.d_queue_id ELSE b.queue_id END AS queue_id,
           CASE WHEN b.file IS NULL THEN s.d_user_id ELSE b.user_id END AS user_id,
           b.previous_id, b.next_id, b.account_id, b.facts, b.file IS NULL AS derived, b.file, b.source_row, i.first_row, i.last_row,
           s.* EXCLUDE (n, d_created_at, d_completed_at, d_status, d_queue_id, d_user_id, d_type)
    FROM work.ids i
    JOIN work.summary s USING (n)
    LEFT JOIN work.base b USING (n)
    $turn
)
SELECT w.*, coalesce(c.chain_id, w.interaction_id) AS chain_id,
       coalesce(q.name, w.queue_id) AS queue, coalesce(u.name, w.user_id) AS "user",
       CASE WHEN coalesce(w.completed_at, CASE WHEN w.open THEN $as_of END) >= w.created_at
            THEN epoch_us(coalesce(w.completed_at, CASE WHEN w.open THEN $as_of END)) - epoch_us(w.created_at) END AS duration_us,
       lower(w.customer) AS customer_lower, lower(concat_ws(chr(10), w.interaction_id, array_to_string(w.external_ids, chr(10)), w.customer, w.contact_point)) AS search_text
FROM whole w
LEFT JOIN work.chains c ON c.interaction_id = w.interaction_id
LEFT JOIN queues q ON q.queue_id = w.queue_id
LEFT JOIN users u ON u.user_id = w.user_id
$order
