-- Of each path: how many interactions took it, one of them, and how many take it or one that is more frequent.
WITH variants AS (SELECT path, count(*) AS many, min(interaction_id) AS example FROM interactions WHERE $filter GROUP BY path)
SELECT path, many, example, count(*) OVER (), sum(many) OVER ()::BIGINT, sum(many) OVER (ORDER BY many DESC, path)::BIGINT
FROM variants ORDER BY many DESC, path
