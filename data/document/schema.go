package document

import (
	"encoding/json"
	"io"
)

// WriteSchema writes the JSON Schema of the JSON of Path, List, Users and Check.
func WriteSchema(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{})
}
