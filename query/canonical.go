package query

import (
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// canonical makes the canonical tables of the raw ones. The instance is locked by then: of all files
// only those of an export that stays in place can be read.
func (b *builder) canonical(c *conn) error {
	if err := b.findZone(c); err != nil {
		return err
	}
	if err := b.decideTimes(c); err != nil {
		return err
	}
	for i := range b.format.Tables {
		t := &b.format.Tables[i]
		b.phase = typing.part(i, len(b.format.Tables))
		if err := b.stage(c, t); err != nil {
			return err
		}
		if err := b.unreadable(c, t); err != nil {
			return err
		}
		if err := b.rejectNameless(c, t); err != nil {
			return err
		}
		if err := b.findDuplicates(c, t); err != nil {
			return err
		}
		if err := b.turnedClocks(c, t); err != nil {
			return err
		}
	}
	b.has, b.phase = b.format.Has(b.content()), making
	steps := []func(*conn) error{
		b.assumedZone, b.formatTables, b.unknownEvents, b.lookups, b.segments, b.takeTurns, b.base, b.statedTotals, b.dataAsOf, b.summarise, b.findChains, freed, b.interactions, b.idPlaces,
		b.lacking, b.near, b.account, b.pathNotices, b.unusedColumns, b.tidy,
	}
	for _, step := range steps {
		if err := step(c); err != nil {
			return err
		}
	}
	return nil
}

// freed gives memory that Go no longer uses back to the system: with ten million interactions that is 400 MB, of
// which the database does not know when it takes its own.
func freed(*conn) error {
	debug.FreeOSMemory()
	return nil
}

// columnsThere are the columns that the export really has, by table.
func (b *builder) columnsThere() map[string]map[string]bool {
	there := map[string]map[string]bool{}
	for _, t := range b.raw {
		if there[t.table.Name] == nil {
			there[t.table.Name] = map[string]bool{}
		}
		for _, c := range t.columns {
			if c.as != "" {
				there[t.table.Name][c.as] = true
			}
		}
	}
	for _, table := range b.format.Tables {
		for _, c := range table.Columns {
			if there[table.Name][c.Else] || there[table.Name][c.UTC] {
				there[table.Name][c.Name] = true
			}
		}
	}
	return there
}

// content is what the export holds, for the conditions of its format.
func (b *builder) content() format.Content {
	return format.Content{Columns: b.columnsThere(), Events: b.events}
}

// lookups makes queues, users and accounts; the later row of an id has won already.
func (b *builder) lookups(c *conn) error {
	err := c.Exec(`
CREATE TABLE queues AS SELECT queue_id, name, weight, active FROM ` + b.from("queues") + ` ORDER BY queue_id;
CREATE TABLE users AS SELECT user_id, name, title, email, team FROM ` + b.from("users") + ` ORDER BY user_id;
CREATE TABLE accounts AS SELECT account_id, name, time_zone FROM ` + b.from("accounts") + ` ORDER BY account_id`)
	return errors.Join(err, b.drop(c, "queues"), b.drop(c, "users"), b.drop(c, "accounts"))
}

// base makes work.base: the interactions that have a row of their own.
func (b *builder) base(c *conn) error {
	outbound, err := b.outboundWords(c)
	if err != nil {
		return err
	}
	err = c.Exec("CREATE TABLE work.base AS SELECT i.n, b.* FROM (" + baseOf(outbound, b.from("interactions")) + ") b JOIN work.ids i USING (interaction_id)")
	return errors.Join(err, b.drop(c, "interactions"))
}

// baseOf is the SELECT of the canonical interactions of typed rows; outbound are the words that mean it, of those read here.
func baseOf(outbound []string, typed string) string {
	list := make([]string, len(outbound))
	for n, word := range outbound {
		list[n] = files.SQLString(word)
	}
	return "SELECT " + interactionColumnsWith("coalesce(list_contains(["+strings.Join(list, ", ")+"]::VARCHAR[], direction), false) AS outbound") + " FROM " + typed
}

// outboundWords lists the words of this export's directions that mean outbound.
func (b *builder) outboundWords(c *conn) ([]string, error) {
	list := []string{}
	err := c.eachText("SELECT DISTINCT direction FROM "+b.from("interactions"), func(word string) {
		if b.format.IsOutbound(word) {
			list = append(list, word)
		}
	})
	return list, err
}

// dataAsOf finds the last instant of the export: running things end there.
func (b *builder) dataAsOf(c *conn) error {
	var last sql.NullTime
	err := c.Row(`SELECT max(t) FROM (
SELECT greatest(max(started_at), max(ended_at)) AS t FROM `+b.segmentsOf("started_at", "ended_at")+`
UNION ALL SELECT greatest(max(created_at), max(completed_at)) FROM work.base)`, nil, &last)
	if last.Valid {
		b.asOf = last.Time.UTC()
	}
	return err
}

// account settles every file's account: used is what the other numbers leave.
func (b *builder) account(*conn) error {
	for _, i := range b.inputs {
		r := b.reports[i.at]
		r.Used = r.Rows - r.Rejected - r.Duplicates
		for _, n := range r.Context {
			r.Used -= n
		}
		if r.Used < 0 {
			return data.Problemf(data.Failed, "This is a fault of segpath: please report it.",
				"the rows of %s do not add up: %d rows, %d rejected, %d duplicates", i.Shown, r.Rows, r.Rejected, r.Duplicates)
		}
	}
	return nil
}

// tidy drops what only the build needed.
func (b *builder) tidy(c *conn) error {
	return c.Exec("DETACH work; DETACH stage")
}

// sqlInstant is an instant as an SQL literal; the absent one is null.
func sqlInstant(t time.Time) string {
	if t.IsZero() {
		return "NULL::TIMESTAMP"
	}
	return fmt.Sprintf("make_timestamp(%d::BIGINT)", t.UnixMicro())
}
