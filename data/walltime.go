package data

import "time"

// AtClock is the instant at which a zone's clocks show the date and time of wall, whose own zone counts for nothing: in
// a repeated hour the first pass, and what a missing hour leaves out goes forward (see "Time" in the package comment).
func AtClock(wall time.Time, zone *time.Location) time.Time {
	at, _ := atClock(wall, zone)
	return at
}

// DayStart is the first instant of a date in a zone: where the clocks are put forward at midnight it is a later one. Days
// outside of the month are those of the months beside it.
func DayStart(year int, month time.Month, day int, zone *time.Location) time.Time {
	at, missing := atClock(time.Date(year, month, day, 0, 0, 0, 0, time.UTC), zone)
	if !missing.IsZero() {
		return missing
	}
	return at
}

// atClock is AtClock, with the instant at which the clocks are put forward over the time; zero where they are not.
func atClock(wall time.Time, zone *time.Location) (at, missing time.Time) {
	y, m, d := wall.Date()
	hour, minute, second := wall.Clock()
	wall = time.Date(y, m, d, hour, minute, second, wall.Nanosecond(), time.UTC)
	at = time.Date(y, m, d, hour, minute, second, wall.Nanosecond(), zone) // of two passes, or about a missing hour, either
	start, end := at.ZoneBounds()
	for _, change := range []time.Time{start, end} {
		if change.IsZero() {
			continue
		}
		before, after := offsetOf(change.Add(-1)), offsetOf(change)
		passed := wall.Sub(change)
		if passed < min(before, after) || passed >= max(before, after) {
			continue
		}
		if after > before {
			missing = change
		}
		return wall.Add(-before).In(zone), missing
	}
	return at, missing
}

// offsetOf is how much the clocks of an instant's zone are ahead of UTC.
func offsetOf(at time.Time) time.Duration {
	_, seconds := at.Zone()
	return time.Duration(seconds) * time.Second
}
