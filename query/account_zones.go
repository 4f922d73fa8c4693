package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"segpath/data/format"
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
	names, err := b.accountZoneNames(c)
	if err != nil || len(names) == 0 {
		return err
	}
	var distinct []string
	for _, name := range names {
		if !slices.Contains(distinct, name) {
			distinct = append(distinct, name)
		}
	}
	slices.Sort(distinct)
	if len(distinct) > 1 && slices.ContainsFunc(b.raw, tellsAccounts) {
		return b.zonesByAccount(c, names, distinct)
	}
	distinct = slices.DeleteFunc(distinct, func(name string) bool { return name == "" })
	if len(distinct) == 1 {
		b.zone.named(distinct[0], "the account's zone")
	}
	return nil
}

// accountZoneNames are the zones of the accounts, by id; the later row of an id wins.
func (b *builder) accountZoneNames(c *conn) (map[string]string, error) {
	names := map[string]string{}
	for _, t := range b.raw {
		id, there := t.column("account_id")
		at, ok := t.column("time_zone")
		if !ok || !there || t.table.Name != "accounts" {
			continue
		}
		q := fmt.Sprintf("SELECT coalesce(CAST(%s AS VARCHAR), ''), coalesce(trim(CAST(%s AS VARCHAR)), '') FROM %s ORDER BY rowid LIMIT 100000",
			quoteName(id.name), quoteName(at.name), t.sql())
		err := c.each(q, nil, func(rows *sql.Rows) error {
			var account, name string
			err := rows.Scan(&account, &name)
			names[account] = name
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// tellsAccounts holds for files of interactions that say their account.
func tellsAccounts(t *rawTable) bool {
	_, account := t.column("account_id")
	_, id := t.column(t.table.RowID)
	return account && id && (t.table.Role == format.Interactions || t.table.Name == "interactions")
}

// zonesByAccount makes the tables of accountZones.
func (b *builder) zonesByAccount(c *conn, names map[string]string, distinct []string) error {
	by := &accountZones{}
	number := map[string]int{}
	for _, name := range distinct {
		var z zone
		if name != "" {
			z.named(name, "an account's zone")
		}
		b.zone.unknown = append(b.zone.unknown, z.unknown...)
		if z.at != nil {
			number[name] = len(by.zones)
			by.zones = append(by.zones, z.at)
		}
	}
	if err := c.exec("CREATE TABLE work.account_zones (account_id VARCHAR, zone INTEGER)"); err != nil {
		return err
	}
	for account, name := range names {
		if n, known := number[name]; known {
			if err := c.exec("INSERT INTO work.account_zones VALUES (?, ?)", account, n); err != nil {
				return err
			}
		}
	}
	var selects []string
	for n, t := range b.raw {
		if !tellsAccounts(t) {
			continue
		}
		id, _ := t.column(t.table.RowID)
		account, _ := t.column("account_id")
		selects = append(selects, fmt.Sprintf("SELECT CAST(%s AS VARCHAR) AS interaction_id, CAST(%s AS VARCHAR) AS account_id, %d AS grp, rowid AS rid FROM %s",
			quoteName(id.name), quoteName(account.name), n, t.sql()))
	}
	var most sql.NullInt64
	if !slices.ContainsFunc(b.raw, (*rawTable).hasWallClocks) { // nothing is read by them: the commonest is shown
		err := c.row("SELECT mode(zone) FROM (SELECT a.zone FROM ("+strings.Join(selects, " UNION ALL ")+") i JOIN work.account_zones a USING (account_id))", nil, &most)
		return b.readBy(by, most, err)
	}
	if err := c.exec("CREATE TABLE work.zone_of AS SELECT i.interaction_id, arg_max(a.zone, (i.grp, i.rid)) AS zone FROM (" +
		strings.Join(selects, " UNION ALL ") + ") i JOIN work.account_zones a USING (account_id) GROUP BY i.interaction_id"); err != nil {
		return err
	}
	err := c.row("SELECT mode(zone) FROM work.zone_of", nil, &most)
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
		return " LEFT JOIN work.account_zones zn ON zn.account_id = CAST(r." + quoteName(account.name) + " AS VARCHAR)"
	}
	for _, name := range []string{"interaction_id", t.table.ID()} {
		if id, ok := t.column(name); ok {
			return " LEFT JOIN work.zone_of zn ON zn.interaction_id = CAST(r." + quoteName(id.name) + " AS VARCHAR)"
		}
	}
	return ""
}

// withoutAccount counts the instants of a column without an offset and without an account's zone.
func (b *builder) withoutAccount(c *conn, t *rawTable, raw rawColumn, r *reading) (int64, error) {
	join := b.zoneJoin(t)
	if join == "" {
		return r.bare, nil
	}
	var n int64
	err := c.row("SELECT count(*) FROM "+b.rows(t)+join+" WHERE zn.zone IS NULL AND "+r.wall(raw)+" IS NOT NULL", nil, &n)
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
