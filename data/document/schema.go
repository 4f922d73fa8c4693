package document

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"segpath/data"
)

// schema is a JSON Schema, or a part of one.
type schema map[string]any

// WriteSchema writes the JSON Schema (2020-12) of the JSON of the documents: of each
// under $defs, and of any of them. It is made of the records that the documents themselves are made of.
func WriteSchema(w io.Writer) error {
	documents := schema{
		"path": pathSchema(), "list": listSchema(), "users": usersSchema(), "user_groups": userGroupsSchema(), "check": checkSchema(), "rings": ringsSchema(),
		"queues": queuesSchema(), "statuses": statusesSchema(), "variants": variantsSchema(),
	}
	var any []schema
	for _, name := range []string{"path", "list", "rings", "users", "user_groups", "queues", "statuses", "variants", "check"} {
		any = append(any, schema{"$ref": "#/$defs/" + name})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "What segpath path, list, rings, users, queues, statuses, variants and check print with --json",
		"oneOf":   any, "$defs": documents,
	})
}

func pathSchema() schema {
	d := Path{Chain: &data.Chain{}}
	status := recordSchema(statusRecord(new(data.StatusTime)))
	status.set("changes", arrayOf(recordSchema(changeRecord(new(data.Change)))))
	return closed([]property{
		{"has", hasSchema()},
		{"interaction", schema{"anyOf": []schema{interactionSchema(), {"type": "null"}}}},
		{"legs", arrayOf(recordSchema(legRecord(new(data.Leg))))},
		{"steps", arrayOf(stepSchema(d))},
		{"rings", arrayOf(ringSchema(d))},
		{"statuses", arrayOf(status)},
		{"stays", arrayOf(recordSchema(d.stay(new(data.Stay))))},
		{"story", schema{"type": "string"}},
		{"notices", noticesSchema()},
	})
}

func stepSchema(d Path) schema {
	s := recordSchema(d.step(new(data.Step), time.Time{}, time.Time{}))
	s.set("event", schema{"enum": eventNames(data.Events)})
	s.set("cause", causeSchema())
	return s
}

func ringSchema(d Path) schema {
	return ringOutcome(recordSchema(d.ring(new(data.Ring))))
}

// ringOutcome says which words the outcome and the cause of a ring are.
func ringOutcome(s schema) schema {
	s.set("outcome", schema{"enum": append(eventNames([]data.Event{data.Accept, data.Reject, data.Ignore, data.Clear}), nil)})
	s.set("cause", causeSchema())
	return s
}

func listSchema() schema {
	return closed([]property{
		{"has", hasSchema()}, {"total", schema{"type": "integer"}}, {"interactions", arrayOf(interactionSchema())},
		{"next", schema{"type": []string{"string", "null"}, "description": "what --after takes to list on; null at the end"}},
	})
}

func usersSchema() schema {
	return closed([]property{{"has", hasSchema()}, {"users", arrayOf(recordSchema(userRecord(new(data.UserRow))))}})
}

func checkSchema() schema {
	file := recordSchema(fileRecord(new(data.FileReport)))
	file.set("columns", arrayOf(closed([]property{{"name", schema{"type": "string"}}, {"as", textSchema()}})))
	return closed([]property{
		{"format", textSchema()}, {"runner_up", textSchema()}, {"reason", textSchema()}, {"has", hasSchema()},
		{"time_zone", textSchema()}, {"data_as_of", valueSchema("data_as_of", time.Time{})},
		{"interaction_count", schema{"type": "integer"}}, {"segment_count", schema{"type": "integer"}},
		{"events", schema{"type": "object", "propertyNames": schema{"enum": eventNames(data.Events)}, "additionalProperties": schema{"type": "integer"}}},
		{"files", arrayOf(file)}, {"rejected_rows", arrayOf(recordSchema(rejectedRecord(new(data.RejectedRow))))},
		{"notices", noticesSchema()},
	})
}

func interactionSchema() schema { return recordSchema(interactionRecord(new(data.Row))) }

func noticesSchema() schema { return arrayOf(recordSchema(noticeRecord(new(data.Notice)))) }

func textSchema() schema { return schema{"type": []string{"string", "null"}} }

func causeSchema() schema {
	all := []any{}
	for _, c := range data.Causes {
		all = append(all, string(c))
	}
	return schema{"enum": append(all, nil)}
}

func hasSchema() schema {
	s := recordSchema(hasRecord(data.Has{}))
	for what := range s["properties"].(schema) {
		s.set(what, schema{"enum": []data.State{data.Stated, data.Derived, data.Absent}})
	}
	s.set("lacks", schema{
		"type": "object", "propertyNames": schema{"enum": data.ExportColumns}, "additionalProperties": schema{"type": "string"},
		"description": "the columns that the export lacks, each with the reason: they are empty, and no filter or sort can ask for them",
	})
	return s
}

func eventNames(events []data.Event) []any {
	names := []any{}
	for _, e := range events {
		names = append(names, e.String())
	}
	return names
}

func arrayOf(of schema) schema { return schema{"type": "array", "items": of} }

// property is a field of an object, and what it holds.
type property struct {
	name string
	is   schema
}

// closed is an object with all of these fields and no other.
func closed(fields []property) schema {
	all, names := schema{}, []string{}
	for _, f := range fields {
		all[f.name] = f.is
		names = append(names, f.name)
	}
	return schema{"type": "object", "properties": all, "required": names, "additionalProperties": false}
}

// set says more closely what a field holds that the object has.
func (s schema) set(name string, is schema) {
	fields := s["properties"].(schema)
	if fields[name] == nil {
		panic("document: there is no field " + name)
	}
	fields[name] = is
}

// recordSchema is the schema of a record, by the types of its fields.
func recordSchema(r record) schema {
	var fields []property
	for _, f := range r {
		fields = append(fields, property{f.name, valueSchema(f.name, f.value)})
	}
	return closed(fields)
}

// valueSchema is the schema of a field's value, by its type; nil is that of positive.
func valueSchema(name string, value any) schema {
	switch v := value.(type) {
	case string:
		return textSchema()
	case words:
		return schema{"type": "string"}
	case bool:
		return schema{"type": "boolean"}
	case int, int64:
		return schema{"type": "integer"}
	case nil, data.Opt[int64]:
		return schema{"type": []string{"integer", "null"}}
	case float64:
		return schema{"type": "number"}
	case data.Opt[float64]:
		return schema{"type": []string{"number", "null"}}
	case data.Span:
		return schema{"type": "number", "description": "seconds"}
	case data.Opt[data.Span]:
		return schema{"type": []string{"number", "null"}, "description": "seconds"}
	case time.Time:
		return schema{"type": []string{"string", "null"}, "format": "date-time", "description": "RFC 3339, UTC"}
	case data.Event:
		return textSchema()
	case []string:
		return arrayOf(schema{"type": "string"})
	case map[string]string:
		return schema{"type": "object", "additionalProperties": schema{"type": "string"}}
	case map[string]int64:
		return schema{"type": "object", "additionalProperties": schema{"type": "integer"}}
	case record:
		return recordSchema(v)
	case []record: // what an element is, the caller says
		return schema{"type": "array"}
	}
	panic(fmt.Sprintf("document: no schema of %s, a %s", name, strings.TrimPrefix(fmt.Sprintf("%T", value), "data.")))
}
