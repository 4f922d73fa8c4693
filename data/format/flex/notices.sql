-- Times in seconds that fit no clock: the rows keep them as a fact.
SELECT 'Time in Seconds was unused: it counts neither the seconds of the minute, of the day nor since 1970. Rows begin with their minute, and keep it as a fact.' AS text,
       interaction_id, file, source_row
FROM stage._rows WHERE unused_seconds IS NOT NULL
