package query

import (
	"bytes"
	"database/sql"
	"encoding/json"

	"segpath/data"
)

// readTotals reads the stated totals of a JSON object of facts, which is looked at once for each segment that has some:
// to read all its facts costs more than all else that is done with the segment.
func readTotals(facts []byte) map[string]string {
	totals := map[string]string{}
	for _, name := range []string{data.TalkTotal, data.HoldTotal} {
		value, plain := plainFact(facts, name)
		if !plain {
			return readFacts(sql.NullString{String: string(facts), Valid: true})
		}
		if value != nil {
			totals[name] = string(value)
		}
	}
	if len(totals) > 0 && !json.Valid(facts) {
		return nil
	}
	return totals
}

// plainFact is the text of one fact, nil where the object has none; plain is false where it takes a reader of JSON to
// tell.
func plainFact(object []byte, name string) (value []byte, plain bool) {
	quoted := []byte(`"` + name + `"`)
	at := bytes.Index(object, quoted)
	if at < 0 {
		return nil, true
	}
	value, is := bytes.CutPrefix(object[at+len(quoted):], []byte(":"))
	first := at > 0 && (object[at-1] == '{' || object[at-1] == ',')
	if !is || !first || bytes.Contains(value, quoted) || bytes.Count(object, []byte("{")) > 1 {
		return nil, false
	}
	end := bytes.IndexAny(value, ",}")
	if text, is := bytes.CutPrefix(value, []byte(`"`)); is {
		value, end = text, bytes.IndexByte(text, '"')
	}
	if end <= 0 || bytes.ContainsFunc(value[:end], func(r rune) bool { return (r < '0' || r > '9') && r != '.' }) {
		return nil, false
	}
	return value[:end], true
}
