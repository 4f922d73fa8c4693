SELECT id AS account_id, name, file, source_row FROM stage.business_units
