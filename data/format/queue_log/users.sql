-- The log knows agents by the name of the member.
SELECT DISTINCT agent AS user_id, agent AS name FROM stage._rows WHERE agent IS NOT NULL
