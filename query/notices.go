package query

import (
	"database/sql"
	"fmt"

	"segpath/data"
)

// pathNotices tells, over the whole export, what a single path would note.
func (b *builder) pathNotices(c *conn) error {
	if !b.has.Rings.Can() {
		b.notice(data.Notice{Kind: data.NoRingData, Count: 1, Text: "This export has no ring data: " + b.has.Rings.Why + "."})
	}
	if err := b.stepsNoted(c); err != nil {
		return err
	}
	return b.missingLookups(c)
}

// places reads the first rows of a statement that gives interaction, file position and record.
func (b *builder) places(c *conn, q string) ([]data.Place, error) {
	var places []data.Place
	q = fmt.Sprintf("SELECT * FROM (%s) t(id, file, source_row) ORDER BY file, source_row LIMIT %d", q, data.MaxPlaces)
	err := c.Each(q, nil, func(rows *sql.Rows) error {
		var id sql.NullString
		var file int
		var row int64
		if err := rows.Scan(&id, &file, &row); err != nil {
			return err
		}
		places = append(places, data.Place{InteractionID: id.String, Source: b.reports[file].File, SourceRow: row})
		return nil
	})
	return places, err
}

// firstPlaces is the SQL of the first places of a group of rows, for placesOf; id is the SQL of their
// interaction.
func firstPlaces(id, file, row string) string {
	return fmt.Sprintf("arg_min({'id': %[1]s, 'file': %[2]s, 'source_row': %[3]s}, (%[2]s, %[3]s), %[4]d)", id, file, row, data.MaxPlaces)
}

// placesOf reads what firstPlaces gives.
func (b *builder) placesOf(list any) []data.Place {
	rows, _ := list.([]any)
	places := make([]data.Place, 0, len(rows))
	for _, row := range rows {
		at, _ := row.(map[string]any)
		id, _ := at["id"].(string)
		file, _ := at["file"].(int32)
		record, _ := at["source_row"].(int64)
		places = append(places, data.Place{InteractionID: id, Source: b.reports[int(file)].File, SourceRow: record})
	}
	return places
}

// missingLookups notes ids that have no row in a lookup that the export does have.
func (b *builder) missingLookups(c *conn) error {
	there := b.columnsThere()
	for _, lookup := range []struct{ table, id string }{{"queues", "queue_id"}, {"users", "user_id"}, {"accounts", "account_id"}} {
		if there[lookup.table] == nil {
			continue
		}
		from := "SELECT " + lookup.id + " FROM interactions"
		if lookup.table != "accounts" {
			from += " UNION SELECT " + lookup.id + " FROM " + b.segmentsOf(lookup.id)
		}
		var n int64
		var first sql.NullString
		q := fmt.Sprintf("SELECT count(*), min(%[1]s) FROM (%[2]s) WHERE %[1]s IS NOT NULL AND %[1]s NOT IN (SELECT %[1]s FROM %[3]s)",
			lookup.id, from, lookup.table)
		if err := c.Row(q, nil, &n, &first); err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		places, err := b.missingPlaces(c, lookup.table, lookup.id)
		if err != nil {
			return err
		}
		b.notice(placed(data.Notice{
			Kind: data.MissingLookup, Count: n,
			Text: fmt.Sprintf("%s without a row in %s: shown as the id. The first is %q.", plural(n, lookup.id), lookup.table, first.String),
		}, places))
	}
	return nil
}

// missingPlaces are the first rows with each id that a lookup lacks.
func (b *builder) missingPlaces(c *conn, table, id string) ([]data.Place, error) {
	from := "SELECT interaction_id, file, source_row, " + id + " AS id FROM interactions WHERE file IS NOT NULL"
	if table != "accounts" {
		from = "SELECT interaction_id, file, source_row, " + id + " AS id FROM segments UNION ALL " + from
	}
	return b.places(c, fmt.Sprintf("SELECT arg_min(interaction_id, (file, source_row)), arg_min(file, (file, source_row)), "+
		"arg_min(source_row, (file, source_row)) FROM (%s) WHERE id IS NOT NULL AND id NOT IN (SELECT %s FROM %s) GROUP BY id", from, id, table))
}
