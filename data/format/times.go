package format

import "slices"

// Unit is what a plain number in a column of seconds counts, or how its clock is to be read. Lengths that
// say their unit (HH:mm:ss, 0d 0h 0m 42s, ISO 8601) are read in a column of any unit.
type Unit string

// The units of a column of seconds. Without one it is InSeconds.
const (
	InSeconds         Unit = "s"
	InMilliseconds    Unit = "ms"
	InMinutes         Unit = "min"
	MinutesAndSeconds Unit = "mm:ss" // 12:34 is 12 minutes; a plain number is unreadable
)

// IsUTC tells whether an instant of the column without an offset is UTC.
func (c Column) IsUTC() bool { return c.Zone == "utc" }

// checkTime holds the keys of a column that are about time against its type and its table.
func (t *Table) checkTime(c Column) error {
	if c.Type != Instant && (c.UTC != "" || c.Zone != "" || c.With != "" || c.Epoch != "") {
		return wrong("", "utc, zone, with and epoch are for instants")
	}
	if c.Type != Seconds && c.Unit != "" {
		return wrong("unit", "unit is for seconds")
	}
	if c.Zone != "" && !c.IsUTC() {
		return wrong("zone", `zone is "utc" or nothing`)
	}
	if !slices.Contains([]Unit{"", InSeconds, InMilliseconds, InMinutes, MinutesAndSeconds}, c.Unit) {
		return wrong("unit", `unit is "s", "ms", "min" or "mm:ss"`)
	}
	if c.UTC != "" {
		if twin, ok := t.Column(c.UTC); !ok || !twin.IsUTC() || twin.Name == c.Name {
			return wrong("utc", "utc %q is no other column of instants with zone = \"utc\"", c.UTC)
		}
	}
	if other, ok := t.Column(c.Else); ok && c.Type == Instant && other.Type != Instant {
		return wrong("else", "else of an instant is no instant: %q", c.Else)
	}
	if c.Epoch != "" {
		if other, ok := t.Column(c.Epoch); !ok || other.Type != Number {
			return wrong("epoch", "epoch %q is no column of numbers", c.Epoch)
		}
	}
	if c.With != "" {
		if other, ok := t.Column(c.With); !ok || other.Type != Text {
			return wrong("with", "with %q is no column of text", c.With)
		}
	}
	return nil
}

// Column returns the column of a name; false where the table has none.
func (t *Table) Column(name string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}
