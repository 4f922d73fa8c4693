SELECT account_id, name, time_zone, file, source_row FROM stage.accounts
