-- Who is named: agents, and by email alone those who consulted, joined or transferred.
SELECT user_id, min(name) AS name, min(email) AS email
FROM (
    SELECT agent AS user_id, coalesce(agent_name, agent_custom_name) AS name, agent_email AS email
    FROM stage._rows WHERE agent IS NOT NULL AND NOT bot
    UNION ALL BY NAME
    SELECT user_id, user_id AS email
    FROM (SELECT trim(unnest(string_split(concat_ws('|', consultants, joined_users), '|'))) AS user_id
          FROM stage._rows WHERE taken AND (consultants IS NOT NULL OR joined_users IS NOT NULL))
    UNION ALL BY NAME
    SELECT trim(transferred_in_by) AS user_id, trim(transferred_in_by) AS email
    FROM stage._rows WHERE folded_by NOT IN ('system', 'bot')
)
WHERE user_id <> '' GROUP BY user_id
