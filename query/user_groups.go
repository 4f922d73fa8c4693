package query

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"segpath/data"
)

// UserGroups is Users by team, most rung first, or by the interval in which they were rung, in time order. Intervals
// begin on whole ones of UTC. Users without a team stand together under an empty one.
func (e *Engine) UserGroups(ctx context.Context, f data.Filter, by data.UserGroup) ([]data.GroupRow, error) {
	if !e.export.Has.Rings.Can() && (!by.Team || !e.export.Has.Responses.Can()) {
		return nil, data.Problemf(data.CannotSay, "", "this export has no ring data: %s", e.export.Has.Rings.Why)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return nil, err
	}
	key, order := fmt.Sprintf("time_bucket(to_microseconds(%d), rung_at)", int64(by.Interval)), "key NULLS LAST"
	if by.Team {
		key, order = "(SELECT any_value(team) FROM users u WHERE u.user_id = r.user_id)", "rung DESC, key NULLS LAST"
	}
	groups := []data.GroupRow{}
	err = e.in.with(ctx, func(c *conn) error {
		voice, err := e.voiceWords(c)
		if err != nil {
			return err
		}
		q := strings.NewReplacer("$key", key, "$order", order, "$filter", where).Replace(usersSQL)
		return c.each(q, append([]any{voice}, args...), func(rows *sql.Rows) error {
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
			groups = append(groups, g)
			return err
		})
	})
	return groups, err
}
