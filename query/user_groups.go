package query

import (
	"context"
	"database/sql"
	"strings"

	"segpath/data"
)

// UserGroups is Users by team, most rung first, or by the interval in which they were rung, in time order. Days,
// and the intervals that part them, are those of the clock that is shown. Users without a team stand together under an empty one.
func (e *Engine) UserGroups(ctx context.Context, f data.Filter, by data.UserGroup) ([]data.GroupRow, error) {
	if !e.export.Has.Rings.Can() && (!by.Team || !e.export.Has.Responses.Can()) {
		return nil, without("ring data", e.export.Has.Rings)
	}
	if can := e.export.Has.Column(data.TeamColumn); by.Team && !can.Can() {
		return nil, data.Problemf(data.CannotSay, "", "this export names no teams: %s", can.Why)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return nil, err
	}
	key, order := "", "key NULLS LAST"
	if by.Team {
		key, order = "(SELECT any_value(team) FROM users u WHERE u.user_id = r.user_id)", "rung DESC, key NULLS LAST"
	}
	var groups []data.GroupRow
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		groups = []data.GroupRow{}
		voice, err := e.voiceWords(c)
		if err != nil {
			return err
		}
		if !by.Team {
			if key, err = e.intervalSQL(c, by); err != nil {
				return err
			}
		}
		q := strings.NewReplacer("$key", key, "$order", order, "$filter", where).Replace(usersSQL)
		return c.Each(q, append([]any{voice}, args...), func(rows *sql.Rows) error {
			var g data.GroupRow
			var team sql.NullString
			var from sql.NullTime
			to := any(&from)
			if by.Team {
				to = &team
			}
			var err error
			g.UserRow, g.Users, err = e.scanUser(rows, to)
			g.Team, g.From = team.String, instant(from)
			if by.Day {
				g.From = e.dayStart(g.From)
			}
			groups = append(groups, g)
			return err
		})
	})
	return groups, err
}
