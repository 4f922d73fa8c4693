-- Interactions with their summaries, for the table of all: those of one turn, or all in order where their numbers are in
-- none, so that a page lies together.
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
       lower(concat_ws(chr(10), w.interaction_id, array_to_string(w.external_ids, chr(10)), w.customer, w.contact_point)) AS search_text
FROM whole w
LEFT JOIN work.chains c ON c.interaction_id = w.interaction_id
LEFT JOIN queues q ON q.queue_id = w.queue_id
LEFT JOIN users u ON u.user_id = w.user_id
$order
