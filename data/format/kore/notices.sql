SELECT 'A row without an end, or without its agent, was superseded by one that tells more of the same stay or bot, as a later report does.' AS text,
       interaction_id, file, source_row
FROM stage._overtaken
