package document

import (
	"time"

	"segpath/data"
)

// UserGroups is what users did with their rings, grouped by team or by interval.
type UserGroups struct {
	Has  data.Has
	By   string // as it was asked: "team", "15m", "1d"
	Rows []data.GroupRow

	Filtered bool // a filter says of which interactions
	Look
}

func (d UserGroups) object() object {
	return object{{"has", hasRecord(d.Has)}, {"by", words(d.By)}, {"groups", eachRecord(d.Rows, groupRecord)}}
}

func (d UserGroups) records() records {
	return records{groupRecord(new(data.GroupRow)).names(), fixed(eachRecord(d.Rows, groupRecord))}
}

// groupRecord has the columns of a user, with the group in place of who it is.
func groupRecord(g *data.GroupRow) record {
	return append(record{{"team", g.Team}, {"from", g.From}, {"users", g.Users}}, userRecord(&g.UserRow)[3:]...)
}

func (d UserGroups) blocks() []block {
	if len(d.Rows) == 0 {
		return nobodyRung(d.Filtered)
	}
	return []block{{heads: []head{
		{d.title(), false}, {"users", true}, {"rung", true}, {"accepted", true}, {"rejected", true}, {"ignored", true}, {"cleared", true},
		{"no outcome", true}, {"ambiguous", true}, {"accept rate", true}, {"median to answer", true}, {"p90", true}, {"last rung", false},
	}, rows: fixedRows(d.Rows, func(g *data.GroupRow) []string {
		name := g.Team
		switch {
		case d.By == "1d" && !g.From.IsZero():
			name = g.From.In(d.zone()).Format(time.DateOnly)
		case d.By != "team":
			name = d.instant(g.From)
		}
		return append([]string{d.or(name), d.number(data.Some(g.Users))}, Users{Look: d.Look}.cells("", &g.UserRow)[2:]...)
	})}}
}

// title is what the groups are.
func (d UserGroups) title() string {
	if d.By == "1d" {
		return "day"
	}
	return d.By
}
