package query

import (
	"context"
	"database/sql"
	"slices"

	"segpath/data"
)

// maxListed bounds each list of the vocabulary: a text that differs everywhere completes nothing.
const maxListed = 5000

// Vocabulary lists the texts of the export that filters are completed with: names, and ids that no lookup knows.
func (e *Engine) Vocabulary(ctx context.Context) (data.Vocabulary, error) {
	var v data.Vocabulary
	lists := []struct {
		into *[]string
		sql  string
	}{
		{&v.Queues, "SELECT queue_id FROM segments UNION SELECT queue_id FROM interactions"},
		{&v.Users, "SELECT user_id FROM segments UNION SELECT user_id FROM interactions"},
		{&v.Accounts, "SELECT account_id FROM interactions"},
		{&v.Statuses, "SELECT status_to FROM segments UNION SELECT status FROM interactions"},
		{&v.Types, "SELECT type FROM interactions"},
		{&v.Directions, "SELECT direction FROM interactions"},
		{&v.Outcomes, "SELECT outcome FROM interactions"},
		{&v.EndedBy, "SELECT ended_by FROM interactions"},
	}
	err := e.ask(ctx, e.lanes.long, func(c *conn) error {
		for _, list := range lists {
			*list.into = nil
			if err := c.words(list.sql, list.into); err != nil {
				return err
			}
		}
		return nil
	})
	for n := range v.Queues {
		v.Queues[n] = e.dir.QueueName(v.Queues[n])
	}
	for n := range v.Users {
		v.Users[n] = e.dir.UserName(v.Users[n])
	}
	for n := range v.Accounts {
		v.Accounts[n] = e.dir.AccountName(v.Accounts[n])
	}
	for _, list := range lists {
		slices.Sort(*list.into)
		*list.into = slices.Compact(*list.into)
	}
	return v, err
}

// words reads the texts of a column, each once.
func (c *conn) words(from string, into *[]string) error {
	q := "SELECT DISTINCT w FROM (" + from + ") t(w) WHERE w IS NOT NULL AND w <> '' LIMIT ?"
	return c.Each(q, []any{maxListed}, func(rows *sql.Rows) error {
		var word string
		err := rows.Scan(&word)
		*into = append(*into, word)
		return err
	})
}
