-- A user's name stands whole or in two parts.
SELECT user_id, coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) AS name, title, email, team, file, source_row
FROM stage.users
