package query

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"segpath/data"
)

//go:embed users.sql
var usersSQL string

// Users returns what each user did with the rings they got in the interactions of a filter, most rung first.
// Rings that name no user stand together under an empty id. What the export cannot say is absent.
func (e *Engine) Users(ctx context.Context, f data.Filter) ([]data.UserRow, error) {
	if !e.export.Has.Rings.Can() && !e.export.Has.Responses.Can() {
		return nil, without("ring data", e.export.Has.Rings)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return nil, err
	}
	var users []data.UserRow
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		users = []data.UserRow{}
		voice, err := e.voiceWords(c)
		if err != nil {
			return err
		}
		return c.Each(strings.NewReplacer("$key", "r.user_id", "$order", "rung DESC, key NULLS LAST", "$filter", where).Replace(usersSQL), append([]any{voice}, args...), func(rows *sql.Rows) error {
			var id sql.NullString
			u, _, err := e.scanUser(rows, &id)
			u.UserID, u.User, u.Team = id.String, e.dir.UserName(id.String), e.dir.Users[id.String].Team
			users = append(users, u)
			return err
		})
	})
	return users, err
}

// voiceWords lists the words of this export's types that mean a voice call.
func (e *Engine) voiceWords(c *conn) ([]string, error) {
	list := []string{}
	err := c.eachText("SELECT DISTINCT type FROM rings", func(word string) {
		if e.format.IsVoice(word) {
			list = append(list, word)
		}
	})
	return list, err
}

// scanUser reads what one user, or whoever else the key names, did, and how many users were rung.
func (e *Engine) scanUser(rows *sql.Rows, key any) (u data.UserRow, users int64, err error) {
	var rung, accepted, rejected, ignored, cleared, none, ambiguous, median, p90 sql.NullInt64
	var last sql.NullTime
	if err := rows.Scan(key, &rung, &accepted, &rejected, &ignored, &cleared, &none, &ambiguous, &median, &p90, &last, &users); err != nil {
		return u, 0, err
	}
	if e.export.Has.Rings.Can() {
		u.Rung, u.LastRungAt = some(rung), instant(last)
	}
	if !e.export.Has.Responses.Can() {
		return u, users, nil
	}
	u.Accepted, u.Rejected, u.Ignored, u.Cleared = some(accepted), some(rejected), some(ignored), some(cleared)
	u.Ambiguous = some(ambiguous)
	if e.export.Has.Rings.Can() {
		u.NoOutcome = some(none)
	}
	u.AnswerMedian, u.AnswerP90 = someSpan(median), someSpan(p90)
	if offers := accepted.Int64 + rejected.Int64 + ignored.Int64; offers > 0 {
		u.AcceptRate = data.Some(float64(accepted.Int64) / float64(offers))
	}
	return u, users, nil
}
