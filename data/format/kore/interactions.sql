-- The report has no row of a session: what its last row says of it as a whole; the rest follows from its steps.
SELECT interaction_id, direction, CASE WHEN closes THEN reason END AS outcome,
       CASE WHEN closes THEN CASE WHEN customer_ended THEN 'customer' ELSE disconnecting_event END END AS ended_by,
       customer, support AS contact_point,
       nullif('{' || concat_ws(',', '"Email Subject":' || to_json(email_subject), '"Session Tags":' || to_json(session_tags),
           '"User Tags":' || to_json(user_tags), CASE WHEN NOT closes THEN '"Reason":' || to_json(reason) END) || '}', '{}') AS facts
FROM stage._rows WHERE last_word
