SELECT id AS user_id, name, user_type AS title, email_address AS email, file, source_row FROM stage.users
