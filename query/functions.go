package query

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"segpath/data"
)

// tableFunctions are those that SQL which is not ours may read from. All others read files, run text as SQL,
// take addresses of memory, or change the database: logging to a file that may not be written ends the process.
var tableFunctions = []string{
	"unnest", "range", "generate_series", "json_each", "json_tree", "repeat", "repeat_row", "pg_timezone_names", "histogram", "histogram_values",
}

// actingFunctions are scalar functions that do more than to compute.
var actingFunctions = []string{"write_log", "sleep_ms", "setseed", "nextval", "currval"}

// unboundedFunctions are scalar functions that make any number of bytes of one row: the database neither counts
// them against its limit of memory nor stops when it is interrupted.
var unboundedFunctions = []string{
	"repeat", "lpad", "rpad", "list_resize", "array_resize", "range", "generate_series", "printf", "format", "bar",
}

// refusedFunction is a call that is not allowed, and the line that it stands in.
type refusedFunction struct {
	name, why string
	line      int
}

// Error is a clause: what is not allowed.
func (r *refusedFunction) Error() string {
	return fmt.Sprintf("the function %s() may not be used here: %s", r.name, r.why)
}

// onlyComputes holds a SELECT to functions that only compute, by the database's own reading of it.
func (c *conn) onlyComputes(text string) error {
	var read string
	if err := c.row("SELECT CAST(json_serialize_sql(CAST($1 AS VARCHAR)) AS VARCHAR)", []any{text}, &read); err != nil {
		return err
	}
	var tree struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(read), &tree); err != nil {
		return &data.Problem{Code: data.Failed, Text: "this SQL is nested too deeply", Cause: err}
	}
	if tree.Error {
		return fmt.Errorf("it must be a SELECT: %s", tree.Message)
	}
	if r := refusedIn(tree.Statements, text); r != nil {
		return r
	}
	return nil
}

// refusedIn finds the first call in a part of a statement that is not allowed; nil if all are.
func refusedIn(part any, text string) *refusedFunction {
	switch v := part.(type) {
	case []any:
		for _, p := range v {
			if r := refusedIn(p, text); r != nil {
				return r
			}
		}
	case map[string]any:
		if r := calledIn(v); r != nil {
			r.line = lineAt(text, v["query_location"])
			return r
		}
		if v["type"] == "TABLE_FUNCTION" { // as such it makes rows, which the limit of memory counts
			call, _ := v["function"].(map[string]any)
			return refusedIn(call["children"], text)
		}
		for _, p := range v {
			if r := refusedIn(p, text); r != nil {
				return r
			}
		}
	}
	return nil
}

// calledIn is the function that a node calls and may not; nil if it may, or calls none.
func calledIn(node map[string]any) *refusedFunction {
	if node["type"] == "TABLE_FUNCTION" {
		call, _ := node["function"].(map[string]any)
		if name, _ := call["function_name"].(string); !slices.Contains(tableFunctions, strings.ToLower(name)) {
			return &refusedFunction{name: name, why: "it does more than to compute"}
		}
		return nil
	}
	name, _ := node["function_name"].(string)
	switch lower := strings.ToLower(name); {
	case slices.Contains(actingFunctions, lower):
		return &refusedFunction{name: name, why: "it does more than to compute"}
	case slices.Contains(unboundedFunctions, lower):
		return &refusedFunction{name: name, why: "it can take any amount of memory"}
	}
	return nil
}

// lineAt is the line of a place in a text, counted from 1; 0 where the place is not known.
func lineAt(text string, place any) int {
	at, ok := place.(float64)
	if !ok || at < 0 || int(at) > len(text) {
		return 0
	}
	return 1 + strings.Count(text[:int(at)], "\n")
}
