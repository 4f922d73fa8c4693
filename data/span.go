package data

import (
	"fmt"
	"strconv"
	"time"
)

// FormatSpan writes a length as people say it, two units at the most: "0.4s", "25s", "1m 12s", "2h 3m", "3d 4h".
// Below a minute a fraction shows one decimal; above, lengths are cut to whole seconds, never rounded up.
func FormatSpan(s Span) string {
	if s < 0 {
		return "-" + FormatSpan(-s)
	}
	whole := int64(s / Second)
	switch {
	case whole < 60:
		tenth := int64(s%Second) / 100_000
		if tenth == 0 {
			return strconv.FormatInt(whole, 10) + "s"
		}
		return fmt.Sprintf("%d.%ds", whole, tenth)
	case whole < 3600:
		return twoUnits(whole/60, "m", whole%60, "s")
	case whole < 86400:
		return twoUnits(whole/3600, "h", whole%3600/60, "m")
	default:
		return twoUnits(whole/86400, "d", whole%86400/3600, "h")
	}
}

func twoUnits(a int64, au string, b int64, bu string) string {
	if b == 0 {
		return fmt.Sprintf("%d%s", a, au)
	}
	return fmt.Sprintf("%d%s %d%s", a, au, b, bu)
}

// FormatInstant writes an instant as our JSON does: RFC 3339 in UTC, to the microsecond, without
// trailing zeros. The absent instant is empty.
func FormatInstant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")
}
