-- What data.Digest says of every interaction. work.summary has a row for each, with what stands for its own
-- row where the export has none (d_…); the order of the columns is that of query/digests.go.
CREATE TABLE work.summary (
    n INTEGER, segment_count BIGINT, ring_count BIGINT, users_rung BIGINT, accepts BIGINT, rejects BIGINT, ignores BIGINT, clears BIGINT,
    no_outcome BIGINT, ambiguous BIGINT, stay_count BIGINT, queue_hops BIGINT, ping_pong_count BIGINT, wait_us BIGINT,
    wait_to_answer_us BIGINT, time_to_first_ring_us BIGINT, time_to_abandon_us BIGINT, dead_air_us BIGINT, talk_us BIGINT, hold_us BIGINT,
    open BOOLEAN, first_at TIMESTAMP, last_at TIMESTAMP, path VARCHAR, shape VARCHAR, d_created_at TIMESTAMP, d_completed_at TIMESTAMP, d_status VARCHAR,
    d_queue_id VARCHAR, d_user_id VARCHAR, d_type VARCHAR);

-- The rings, the stays in queues and the changes of status have the number of their interaction, since its id would be
-- most of what they hold. They are written where they stay: copied there, they cost twice as much.
CREATE TABLE rings (
    n INTEGER, user_id VARCHAR, queue_id VARCHAR, rung_at TIMESTAMP, us BIGINT, ring BOOLEAN, running BOOLEAN, outcome VARCHAR,
    ambiguous BOOLEAN, type VARCHAR, told_at TIMESTAMP, place INTEGER, step INTEGER, outcome_step INTEGER, cause VARCHAR, again BOOLEAN,
    together INTEGER, dead_air_us BIGINT, answered_by VARCHAR, answered_us BIGINT);

-- anew: the interaction was in this queue, or this status, before. So the interactions of a queue are counted without
-- count(DISTINCT …), which takes any amount of memory for millions.
CREATE TABLE stays (
    n INTEGER, queue_id VARCHAR, us BIGINT, running BOOLEAN, ended VARCHAR, hop_from VARCHAR, ping_pong BOOLEAN, anew BOOLEAN);

-- Of every change of status: how long the new one lasted, and the one before.
CREATE TABLE changes (n INTEGER, status_from VARCHAR, status_to VARCHAR, us BIGINT, before_us BIGINT, running BOOLEAN, anew BOOLEAN);
