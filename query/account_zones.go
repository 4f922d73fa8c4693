package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"segpath/data/format"
	"segpath/query/files"
)

// accountZones are the zones of accounts that differ: the zone of its own account decides for an interaction.
// The table work.zone_of has the number of the zone of each interaction whose account has one,
// work.account_zones that of each account.
type accountZones struct {
	zones []*time.Location
	most  *time.Location // the zone of most interactions
}

// findAccountZones takes the zone that all accounts of the export share, or each account's where the
// interactions say their account.
func (b *builder) findAccountZones(c *conn) error {
	distinct, err := b.accountZoneNames(c)
	if err != nil || len(distinct) == 0 {
		return err
	}
	if len(distinct) > 1 && slices.ContainsFunc(b.raw, tellsAccounts) {
		return b.zonesByAccount(c, distinct)
	}
	distinct = slices.DeleteFunc(distinct, func(name string) bool { return name == "" })
	if len(distinct) == 1 {
		b.zone.named(distinct[0], "the account's zone")
	}
	return nil
}

// accountZoneNames makes work.account_names, the zone of each account as it is written, and lists the different ones; the
// later row of an account wins. Nothing where no file tells zones.
func (b *builder) accountZoneNames(c *conn) (distinct []string, err error) {
	var selects []string
	for n, t := range b.raw {
		id, there := t.column("account_id")
		at, ok := t.column("time_zone")
		if !ok || !there || t.table.Name != "accounts" {
			continue
		}
		selects = append(selects, fmt.Sprintf("SELECT coalesce(%s, '') AS account_id, coalesce(trim(%s), '') AS name, %d AS grp, rowid AS rid FROM %s r",
			id.text(), at.text(), n, t.sql()))
	}
	if len(selects) == 0 {
		return nil, nil
	}
	q := "CREATE TABLE work.account_names AS SELECT account_id, arg_max(name, (grp, rid)) AS name FROM (" + strings.Join(selects, " UNION ALL ") + ") GROUP BY account_id"
	if err := c.Exec(q); err != nil {
		return nil, err
	}
	err = c.eachText("SELECT DISTINCT name FROM work.account_names ORDER BY name", func(name string) { distinct = append(distinct, name) })
	return distinct, err
}

// tellsAccounts holds for files of interactions that say their account.
func tellsAccounts(t *rawTable) bool {
	_, account := t.column("account_id")
	_, id := t.column(t.table.RowID)
	return account && id && (t.table.Role == format.Interactions || t.table.Name == "interactions")
}

// zonesByAccount makes the tables of accountZones.
func (b *builder) zonesByAccount(c *conn, distinct []string) error {
	by := &accountZones{}
	numbers := []string{"(NULL::VARCHAR, NULL::INTEGER)"}
	for _, name := range distinct {
		var z zone
		if name != "" {
			z.named(name, "an account's zone")
		}
		b.zone.unknown = append(b.zone.unknown, z.unknown...)
		if z.at != nil {
			numbers = append(numbers, fmt.Sprintf("(%s, %d)", files.SQLString(name), len(by.zones)))
			by.zones = append(by.zones, z.at)
		}
	}
	q := "CREATE TABLE work.account_zones AS SELECT account_id, zone FROM work.account_names JOIN (VALUES " + strings.Join(numbers, ", ") + ") z(name, zone) USING (name)"
	if err := c.Exec(q); err != nil {
		return err
	}
	var selects []string
	for n, t := range b.raw {
		if !tellsAccounts(t) {
			continue
		}
		id, _ := t.column(t.table.RowID)
		account, _ := t.column("account_id")
		selects = append(selects, fmt.Sprintf("SELECT %s AS interaction_id, %s AS account_id, %d AS grp, rowid AS rid FROM %s r",
			id.text(), account.text(), n, t.sql()))
	}
	var most sql.NullInt64
	if !slices.ContainsFunc(b.raw, (*rawTable).hasWallClocks) { // nothing is read by them: the commonest is shown
		err := c.Row("SELECT mode(zone) FROM (SELECT a.zone FROM ("+strings.Join(selects, " UNION ALL ")+") i JOIN work.account_zones a USING (account_id))", nil, &most)
		return b.readBy(by, most, err)
	}
	if err := c.Exec("CREATE TABLE work.zone_of AS SELECT i.interaction_id, arg_max(a.zone, (i.grp, i.rid)) AS zone FROM (" +
		strings.Join(selects, " UNION ALL ") + ") i JOIN work.account_zones a USING (account_id) GROUP BY i.interaction_id"); err != nil {
		return err
	}
	err := c.Row("SELECT mode(zone) FROM work.zone_of", nil, &most)
	return b.readBy(by, most, err)
}

// readBy reads instants in the zones of accounts, of which the one of most interactions is shown; where no interaction
// is of any, they are read as they were.
func (b *builder) readBy(by *accountZones, most sql.NullInt64, err error) error {
	if err == nil && most.Valid {
		by.most = by.zones[most.Int64]
		b.zone.byAccount = by
	}
	return err
}

// zoneJoin joins the number of the zone of each row of a raw table, aliased r, as zn.zone; empty where all
// rows have one zone.
func (b *builder) zoneJoin(t *rawTable) string {
	if b.zone.byAccount == nil || !t.hasWallClocks() {
		return ""
	}
	if account, ok := t.column("account_id"); ok {
		return " LEFT JOIN work.account_zones zn ON zn.account_id = " + account.text()
	}
	for _, name := range []string{"interaction_id", t.table.ID()} {
		if id, ok := t.column(name); ok {
			return " LEFT JOIN work.zone_of zn ON zn.interaction_id = " + id.text()
		}
	}
	return ""
}

// withoutAccount counts the instants of a column without an offset and without an account's zone.
func (b *builder) withoutAccount(c *conn, t *rawTable, raw rawColumn, r *reading) (int64, error) {
	join, rest := b.zoneJoin(t), ""
	if join != "" {
		rest = "zn.zone IS NULL AND "
	} else if r.gaps == "" {
		return r.bare, nil
	}
	var n int64
	err := c.Row("SELECT count(*) FROM "+b.rows(t)+join+" WHERE "+rest+r.inGaps(r.wall(raw))+" IS NOT NULL", nil, &n)
	return n, err
}

// name is what the source zone is called in a report.
func (z zone) name() string {
	if z.byAccount == nil {
		return z.at.String()
	}
	var names []string
	for _, at := range z.byAccount.zones {
		names = append(names, at.String())
	}
	return strings.Join(names, ", ") + ", by account"
}

// told says in a few words who said the source zone; empty where the name tells it, by account.
func (z zone) told() string {
	switch {
	case z.byAccount != nil:
		return ""
	case z.assumed:
		return z.from + ", assumed"
	}
	return z.from
}

// shown is the zone in which clock times are shown: of several the one of most interactions.
func (z zone) shown() *time.Location {
	if z.byAccount != nil {
		return z.byAccount.most
	}
	return z.at
}

// hasWallClocks tells whether instants of the table may say no offset.
func (t *rawTable) hasWallClocks() bool {
	for _, col := range t.columns {
		if of, ok := t.table.Column(col.as); ok && of.Type == format.Instant && col.kind != "TIMESTAMP WITH TIME ZONE" {
			return true
		}
	}
	return false
}
