package query

import (
	"database/sql"
	"fmt"
	"time"

	"segpath/data"
)

// clock is the zone in which clock times are shown.
func (e *Engine) clock() *time.Location {
	if e.export.TimeZone == nil {
		return time.UTC
	}
	return e.export.TimeZone
}

// intervalSQL is the SQL of the interval in which a user was rung: its start; of a day its date alone, since a day
// in which the clocks are put forward or back has two offsets.
func (e *Engine) intervalSQL(c *conn, by data.UserGroup) (string, error) {
	offset, err := e.offsetSQL(c)
	if err != nil {
		return "", err
	}
	if by.Day {
		return "CAST(CAST(rung_at + " + offset + " AS DATE) AS TIMESTAMP)", nil
	}
	length := int64(by.Interval)
	return fmt.Sprintf("make_timestamp(epoch_us(rung_at) - (epoch_us(rung_at + %s) %% %d + %d) %% %d)", offset, length, length, length), nil
}

// offsetSQL is the SQL of the offset of the clock at rung_at, an interval: in the order of time, up to the instant
// each one holds.
func (e *Engine) offsetSQL(c *conn) (string, error) {
	var first, last sql.NullTime
	if err := c.Row("SELECT min(rung_at), max(rung_at) FROM rings", nil, &first, &last); err != nil {
		return "", err
	}
	offset, all := zone{at: e.clock()}.changes(first.Time, last.Time)
	if len(all) == 0 {
		return fmt.Sprintf("to_seconds(%d)", offset), nil
	}
	return "to_seconds(" + offsetAt("rung_at", offset, all, func(c change) time.Time { return c.at }) + ")", nil
}

// dayStart is the first instant of a date: where the clocks are put forward at midnight it is a later one.
func (e *Engine) dayStart(date time.Time) time.Time {
	if date.IsZero() {
		return date
	}
	y, m, d := date.Date()
	return data.DayStart(y, m, d, e.clock()).UTC()
}
