-- What the rows of a conversation say of it as a whole: it has no row of its own.
SELECT interaction_id, list_sort(list(DISTINCT external_id) FILTER (external_id IS NOT NULL)) AS external_ids,
       arg_min(direction, place) AS direction, arg_max(outcome, place) AS outcome,
       arg_max(CASE WHEN lower(hang_up_by) <> 'unknown' THEN hang_up_by END, place) AS ended_by,
       arg_min(external_contact, place) AS contact_point, arg_min(customer, place) AS customer
FROM stage._rows GROUP BY interaction_id
