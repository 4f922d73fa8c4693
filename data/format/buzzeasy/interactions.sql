-- One row a conversation. Without an end it is open; a queue and an agent are those of its last stay and answer.
SELECT c.id AS interaction_id, coalesce(c.channel_type, n.channel_type) AS type,
       CASE WHEN c.is_consult THEN 'consult' WHEN c.is_outbound THEN 'outbound' WHEN NOT c.is_outbound THEN 'inbound' END AS direction,
       c.started_at AS created_at, c.ended_at AS completed_at, c.conversation_ended_reason AS outcome,
       CASE lower(trim(c.conversation_ended_reason)) WHEN 'customerdisconnected' THEN 'customer' WHEN 'abandoned' THEN 'customer'
            WHEN 'idletimeout' THEN 'system' WHEN 'internalerror' THEN 'system' END AS ended_by,
       coalesce(c.customer_phone_number, c.customer_email_address, nullif(concat_ws(' ', c.customer_first_name, c.customer_last_name), ''), c.customer_id) AS customer,
       coalesce(c.channel_phone_number, n.name, c.channel_id) AS contact_point, w.queue_id, w.user_id,
       c.next_conversation_id AS next_id, c.business_unit_id AS account_id,
       nullif('{' || concat_ws(',',
           CASE WHEN c.channel_phone_number IS NOT NULL THEN '"channel":' || to_json(coalesce(n.name, c.channel_id)) END,
           '"customerId":' || to_json(c.customer_id),
           '"customerFirstName":' || to_json(c.customer_first_name), '"customerLastName":' || to_json(c.customer_last_name),
           CASE WHEN c.customer_phone_number IS NOT NULL THEN '"customerEmailAddress":' || to_json(c.customer_email_address) END,
           '"hold_total_s":"' || stage.seconds(coalesce(c.hold_duration_in_seconds, w.held)) || '"', '"holdCount":' || to_json(c.hold_count),
           '"customerRingDuration":' || to_json(c.customer_ring_duration), '"customerJoinedAt":' || to_json(strftime(c.customer_joined_at, '%Y-%m-%dT%H:%M:%SZ')),
           CASE WHEN c.is_consult THEN '"isConsult":"true"' END,
           '"openingCheckResult":' || to_json(c.opening_check_result), '"isChannelOpen":' || to_json(c.is_channel_open),
           '"isChannelClosed":' || to_json(c.is_channel_closed), '"subject":' || to_json(c.subject), '"threadID":' || to_json(c.thread_id),
           '"TransferInitiatedBy":' || to_json(c.transfer_initiated_by), '"firstReplyTimeInSeconds":' || to_json(c.first_reply_time_in_seconds),
           '"firstCustomerAnswerSpeedInSeconds":' || to_json(c.first_customer_answer_speed_in_seconds),
           '"averageAgentAnswerSpeedInSeconds":' || to_json(c.average_agent_answer_speed_in_seconds),
           '"averageBotAnswerSpeedInSeconds":' || to_json(c.average_bot_answer_speed_in_seconds),
           '"averageCustomerAnswerSpeedInSeconds":' || to_json(c.average_customer_answer_speed_in_seconds)) || '}', '{}') AS facts,
       c.file, c.source_row
FROM stage.conversations c
LEFT JOIN stage.channels n ON n.id = c.channel_id
LEFT JOIN stage._whole w ON w.interaction_id = c.id
