package query

import (
	"fmt"

	"segpath/data"
	"segpath/data/format"
)

// microsecondsOf is how many microseconds a plain number of a unit is; 0 = it is no length.
var microsecondsOf = map[format.Unit]int64{"": 1_000_000, format.InSeconds: 1_000_000, format.InMilliseconds: 1_000, format.InMinutes: 60_000_000}

// secondsCell is the SQL that reads a length of time as microseconds: x, a number of the unit, or text,
// a clock, 0d 0h 0m 42s, or ISO 8601. Plain numbers come first: they cost no more than their conversion, as
// doubles, which tell microseconds apart for 285 years (decimals take a hundred times as long).
func secondsCell(x, text, kind string, unit format.Unit) string {
	if kind == "INTERVAL" {
		return "CASE WHEN datepart('year', " + x + ") = 0 AND datepart('month', " + x + ") = 0 THEN " + bounds("epoch("+x+") * 1000000") + " END"
	}
	forms := "CASE WHEN contains(" + text + ", ':') THEN coalesce(" + shortClock(text) + ", " + clockLength(text, unit) + ")" +
		" WHEN regexp_full_match(" + text + ", " + unitsForm + ") THEN " + unitsLength(text) + " END"
	per := microsecondsOf[unit]
	if per == 0 {
		return forms
	}
	return "coalesce(" + bounds(fmt.Sprintf("TRY_CAST(%s AS DOUBLE) * %d", x, per)) + ", " + forms + ")"
}

// bounds rounds to whole microseconds what is short enough for a length.
func bounds(us string) string {
	return fmt.Sprintf("CASE WHEN abs(%[1]s) <= %[2]d THEN CAST(round(%[1]s) AS BIGINT) END", us, data.MaxSpan)
}

// shortClock reads the commonest form, HH:mm:ss of less than a day, without a regular expression: a tenth
// of the time.
func shortClock(text string) string {
	return "CASE WHEN " + text + " LIKE '__:__:__' THEN epoch_us(TRY_CAST(" + text + " AS TIME)) END"
}

// clockLength reads HH:mm:ss, with hours past 24 too, and mm:ss where the unit says so.
func clockLength(text string, unit format.Unit) string {
	form := `'\s*(\d{1,6}):([0-5]?\d):([0-5]?\d(?:[.,]\d+)?)\s*'`
	if unit == format.MinutesAndSeconds {
		form = `'\s*(?:(\d{1,6}):)?(\d{1,6}):([0-5]?\d(?:[.,]\d+)?)\s*'`
	}
	part := func(n int) string { return fmt.Sprintf("nullif(regexp_extract(%s, %s, %d), '')", text, form, n) }
	return "CASE WHEN regexp_full_match(" + text + ", " + form + ") THEN " +
		"(coalesce(CAST(" + part(1) + " AS BIGINT), 0) * 3600 + CAST(" + part(2) + " AS BIGINT) * 60) * 1000000 + " + seconds(part(3)) + " END"
}

// seconds is the SQL of a text of seconds with a fraction, as microseconds.
func seconds(text string) string {
	return "CAST(round(TRY_CAST(replace(" + text + ", ',', '.') AS DECIMAL(28, 9)) * 1000000) AS BIGINT)"
}

// unitsForm matches 0d 0h 0m 42s, in any subset, and ISO 8601's P1DT2H3M4.5S. Years and months have no
// fixed length.
const unitsForm = `'(?i)\s*(\d{1,6}d)?\s*(\d{1,8}h)?\s*(\d{1,9}m)?\s*(\d{1,11}([.,]\d+)?s)?\s*|\s*P(\d{1,5}W)?(\d{1,6}D)?(T(\d{1,8}H)?(\d{1,9}M)?(\d{1,11}([.,]\d+)?S)?)?\s*'`

// unitsLength adds up the parts of such a length; one without any part is null.
func unitsLength(text string) string {
	var sum, any string
	for _, part := range []struct {
		letter string
		per    int64
	}{{"w", 604_800}, {"d", 86_400}, {"h", 3_600}, {"m", 60}, {"s", 1}} {
		n := fmt.Sprintf(`nullif(regexp_extract(%s, '(?i)(\d+(?:[.,]\d+)?)%s', 1), '')`, text, part.letter)
		if sum != "" {
			sum, any = sum+" + ", any+", "
		}
		sum += fmt.Sprintf("coalesce(%s, 0) * %d", seconds(n), part.per)
		any += n
	}
	return "CASE WHEN coalesce(" + any + ") IS NOT NULL THEN " + sum + " END"
}
