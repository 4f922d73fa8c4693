package query

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"segpath/data"
)

// cursor is a row's place in a sorted list: its value, its id, and its position.
type cursor struct {
	Null   bool   `json:"n,omitempty"`
	Text   string `json:"t,omitempty"`
	Number int64  `json:"v,omitempty"`
	ID     string `json:"i"`
	At     int64  `json:"p"`
	Sort   string `json:"s"` // the order it is a place in
}

func (c cursor) String() string { return encodePlace(c) }

// encodePlace writes a place in a list, a struct of texts and numbers, as a page's Next.
func encodePlace(place any) string {
	b, _ := json.Marshal(place) // such a struct always encodes
	return base64.RawURLEncoding.EncodeToString(b)
}

// decodePlace reads what encodePlace wrote into a pointer to such a struct.
func decodePlace(s string, place any) error {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, place)
}

func readCursor(s string) (cursor, error) {
	var c cursor
	if err := decodePlace(s, &c); err != nil {
		return c, data.Problemf(data.Usage, "Use the `next` of an earlier page, with the same sort and search.", "%q is not a place in a list", s)
	}
	return c, nil
}

// set takes a value as the driver gives it.
func (c *cursor) set(value any) {
	switch v := value.(type) {
	case nil:
		c.Null = true
	case string:
		c.Text = v
	case int64:
		c.Number = v
	}
}

// beyond is the condition of the rows after a place, or before it, in the split form that DuckDB can
// push down (see "What was measured" in the package comment). Rows without a value come last in either direction.
func (l *listing) beyond(at cursor, before bool) (string, []any) {
	op := ">"
	if l.q.Sort.Desc != before {
		op = "<"
	}
	var value any = at.Number
	if l.text {
		value = at.Text
	}
	x := l.expr
	switch {
	case at.Null && before:
		return fmt.Sprintf("(%s IS NOT NULL OR interaction_id %s ?)", x, op), []any{at.ID}
	case at.Null:
		return fmt.Sprintf("(%s IS NULL AND interaction_id %s ?)", x, op), []any{at.ID}
	case before:
		return fmt.Sprintf("(%[1]s %[2]s= ? AND (%[1]s %[2]s ? OR interaction_id %[2]s ?))", x, op), []any{value, value, at.ID}
	}
	return fmt.Sprintf("((%[1]s %[2]s= ? AND (%[1]s %[2]s ? OR interaction_id %[2]s ?)) OR %[1]s IS NULL)", x, op), []any{value, value, at.ID}
}
