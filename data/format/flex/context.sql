SELECT file, source_row, 'agent status' AS reason FROM stage.conversations WHERE kind = 'status'
