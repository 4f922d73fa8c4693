SELECT file, source_row, 'superseded' AS reason FROM stage._overtaken
