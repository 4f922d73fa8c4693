package query

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// manySegments is from how many segments on quantile_cont is not used: it keeps every value, outside the limit of
// memory (1 GB for 59 million, DuckDB 1.5.5). With fewer it is twice as fast.
const manySegments = 20_000_000

// quantiles is the SELECT of quantiles of one column of whole numbers of a relation, by group, named as they are asked
// for, in the way that suits the size of the export.
func (e *Engine) quantiles(rows string, by []string, value string, quantiles map[string]float64) string {
	if e.export.SegmentCount >= manySegments {
		return quantilesSQL(rows, by, value, quantiles)
	}
	list := slices.Clone(by)
	for name, at := range quantiles {
		list = append(list, fmt.Sprintf("quantile_cont(%s, %v)::BIGINT AS %s", value, at, name))
	}
	return "SELECT " + strings.Join(list, ", ") + " FROM " + rows + " GROUP BY " + strings.Join(by, ", ")
}

// quantilesSQL gives what quantile_cont gives, within the limit of memory. Values are counted by a million first, and
// only those where a quantile lies are then put in order.
func quantilesSQL(rows string, by []string, value string, quantiles map[string]float64) string {
	var list, lies []string
	for _, name := range slices.Sorted(maps.Keys(quantiles)) {
		at := fmt.Sprintf("(total - 1) * %v::DOUBLE", quantiles[name])
		low, high := "floor("+at+")", "ceil("+at+")"
		list = append(list, fmt.Sprintf("(min(v) FILTER (WHERE upto > %[1]s) + (min(v) FILTER (WHERE upto > %[2]s) - min(v) FILTER (WHERE upto > %[1]s)) * any_value(%[3]s - %[1]s))::BIGINT AS %[4]s",
			low, high, at, name))
		lies = append(lies, fmt.Sprintf("upto > %s AND upto - c <= %s", low, high))
	}
	return strings.NewReplacer("$keys", strings.Join(by, ", "), "$v", value, "$rows", rows, "$list", strings.Join(list, ", "), "$lies", strings.Join(lies, " OR ")).Replace(`SELECT $keys, $list FROM (
    SELECT $keys, v, total, (before + sum(c) OVER (PARTITION BY $keys, million ORDER BY v))::BIGINT AS upto
    FROM (
        SELECT $keys, million, $v AS v, any_value(before) AS before, any_value(total) AS total, count(*) AS c
        FROM (SELECT *, $v // 1000000 AS million FROM $rows) JOIN (
            SELECT $keys, million, upto - c AS before, total FROM (
                SELECT *, (sum(c) OVER (PARTITION BY $keys ORDER BY million))::BIGINT AS upto, (sum(c) OVER (PARTITION BY $keys))::BIGINT AS total
                FROM (SELECT $keys, $v // 1000000 AS million, count(*) AS c FROM $rows WHERE $v IS NOT NULL GROUP BY ALL)
            ) WHERE $lies
        ) USING ($keys, million) GROUP BY $keys, million, $v
    )
) GROUP BY $keys`)
}
