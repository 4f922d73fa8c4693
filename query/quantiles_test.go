package query

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"segpath/data"
	"segpath/data/filter"
)

// Quantiles are those of quantile_cont, of any number of values, near each other or far apart.
func TestQuantilesAreThoseOfEveryValue(t *testing.T) {
	in := emptyInstance(t)
	err := in.with(context.Background(), func(c *conn) error {
		if err := c.Exec("SELECT setseed(0.25)"); err != nil {
			return err
		}
		for _, value := range []string{"i", "(random() * 100)::BIGINT", "(random() * 1e12)::BIGINT", "CASE WHEN random() < 0.6 THEN (random() * 3e6)::BIGINT ELSE 7000000000 END", "5", "NULL::BIGINT", "-(random() * 1e7)::BIGINT"} {
			if err := c.Exec("CREATE OR REPLACE TABLE x AS SELECT (i * i % 11)::VARCHAR AS a, i % 3 AS b, " + value + " AS v FROM range(5000) t(i) UNION ALL SELECT 'one', 0, " + value + " FROM range(1) t(i) UNION ALL SELECT 'two', 0, " + value + " FROM range(2) t(i)"); err != nil {
				return err
			}
			var differ, groups int64
			q := quantilesSQL("x", []string{"a", "b"}, "v", map[string]float64{"half": 0.5, "most": 0.9, "least": 0, "whole": 1})
			err := c.Row(fmt.Sprintf(`SELECT count(*) FILTER ((half, most, least, whole) IS DISTINCT FROM (h, m, l, x)), count(*) FROM (`+
				`SELECT a, b, quantile_cont(v, 0.5)::BIGINT AS h, quantile_cont(v, 0.9)::BIGINT AS m, min(v) AS l, max(v) AS x FROM x GROUP BY ALL HAVING count(v) > 0) FULL JOIN (%s) USING (a, b)`, q), nil, &differ, &groups)
			if err != nil {
				return err
			}
			if differ > 0 || groups == 0 && value != "NULL::BIGINT" {
				t.Errorf("of %s %d of %d groups differ", value, differ, groups)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The tables of an export of many segments are those of few.
func TestTablesOfManySegments(t *testing.T) {
	ctx := context.Background()
	few, many := open(t, "../sample/exports/segpath"), open(t, "../sample/exports/segpath")
	many.export.SegmentCount = manySegments
	f, err := filter.Parse("rings>=1", filter.In(few.Export()))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []data.Filter{{}, f} {
		var tables [2][]any
		for n, e := range []*Engine{few, many} {
			queues, err := e.Queues(ctx, of, data.ServiceLevel{Within: 20 * data.Second, Short: data.ShortAbandon})
			if err != nil {
				t.Fatal(err)
			}
			statuses, err := e.Statuses(ctx, of)
			if err != nil {
				t.Fatal(err)
			}
			if len(queues) == 0 || len(statuses.Statuses) == 0 || len(statuses.Transitions) == 0 {
				t.Fatal("there is nothing to compare")
			}
			tables[n] = []any{queues, statuses}
		}
		if !reflect.DeepEqual(tables[0], tables[1]) {
			t.Errorf("%q: %v\n%v", of.String(), tables[0], tables[1])
		}
	}
}
