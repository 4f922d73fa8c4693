package query

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
	"segpath/data/format"
)

// twinManifest is a format whose columns have UTC twins, a date and a time apart, and lengths of any unit.
const twinManifest = `name = "twins"
title = "Twins"
[events]
ring = ["ring"]
[[tables]]
name = "segments"
role = "steps"
required = true
columns = [
  { name = "interaction_id", type = "text", required = true },
  { name = "start_time", type = "instant", required = true, utc = "start_time_utc", synonyms = ["begun"] },
  { name = "start_time_utc", type = "instant", zone = "utc" },
  { name = "end_time", type = "instant", with = "end_clock" },
  { name = "end_clock", type = "text" },
  { name = "event", type = "event" },
  { name = "length", type = "seconds" },
  { name = "length_ms", type = "seconds", unit = "ms" },
  { name = "length_min", type = "seconds", unit = "min" },
  { name = "length_clock", type = "seconds", unit = "mm:ss" },
]
`

const twinSQL = `SELECT interaction_id, start_time AS started_at, end_time AS ended_at, coalesce("event", 'status') AS "event",
coalesce(length, length_ms, length_min, length_clock) AS duration_stated_s, file, source_row FROM stage.segments`

// openTwins opens a file of segments in the format of twinManifest.
func openTwins(t *testing.T, o Options, segments string) *Engine {
	t.Helper()
	folder := fstest.MapFS{"twins/manifest.toml": {Data: []byte(twinManifest)}, "twins/segments.sql": {Data: []byte(twinSQL)}}
	f, err := format.Load(folder, "twins")
	if err != nil {
		t.Fatal(err)
	}
	o.Exports = []string{written(t, map[string]string{"segments.csv": segments})}
	b, err := newBuilder(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	b.only = f
	e, err := b.build(context.Background())
	if err != nil {
		t.Fatal(errors.Join(err, b.abandon()))
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// startOf and endOf are the first step's instants.
func startOf(t *testing.T, e *Engine, id string) string {
	return data.FormatInstant(pathOf(t, e, id).Steps[0].StartedAt)
}

func endOf(t *testing.T, e *Engine, id string) string {
	return data.FormatInstant(pathOf(t, e, id).Steps[0].EndedAt)
}

// A column with a UTC twin is read where the twin's cell is empty, and nowhere else.
func TestAColumnWithAUTCTwinFillsItsGaps(t *testing.T) {
	e := openTwins(t, Options{TimeZone: "Asia/Tokyo"}, "interaction_id,start_time,START_TIME_UTC,event\n"+
		"a,1900-01-01 00:00:00,2026-07-01 10:00:00,ring\nb,nonsense,2026-07-01T10:00:00+02:00,ring\nc,2026-07-01 10:00:00,,ring\n")
	for id, want := range map[string]string{"a": "2026-07-01T10:00:00Z", "b": "2026-07-01T08:00:00Z", "c": "2026-07-01T01:00:00Z"} {
		if got := startOf(t, e, id); got != want {
			t.Errorf("%s starts at %s, want %s", id, got, want)
		}
	}
	if told := noticesOf(e, data.UnreadableValue); len(told) > 0 {
		t.Errorf("told of a column that is not read: %+v", told)
	}
}

// The twin stands for a column that is required, and without it the column itself is read, in the zone.
func TestEitherTwinWillDo(t *testing.T) {
	e := openTwins(t, Options{TimeZone: "Asia/Tokyo"}, "interaction_id,start_time_utc,event\na,2026-07-01 10:00:00,ring\n")
	if got := startOf(t, e, "a"); got != "2026-07-01T10:00:00Z" {
		t.Errorf("the twin alone: %s", got)
	}
	e = openTwins(t, Options{TimeZone: "Asia/Tokyo"}, "interaction_id,Begun,event\na,2026-07-01 10:00:00,ring\n")
	if got := startOf(t, e, "a"); got != "2026-07-01T01:00:00Z" {
		t.Errorf("the column alone: %s", got)
	}
}

const pairedRows = "interaction_id,start_time,start_time_utc,event,end_time\n" +
	"a,2026-03-20 10:00:00,2026-03-20 09:00:00,ring,2026-03-20 10:00:05\n" +
	"b,2026-04-10 10:00:00,2026-04-10 08:00:01,ring,2026-04-10 10:00:05\n" + // the twins were rounded apart
	"c,,,ring,2026-03-22 10:00:00\n" + // nearer to a than to b
	"d,,,ring,2026-04-05 10:00:00\n" +
	"e,2026-04-10 10:00:00,1970-01-01 00:00:00,ring,2030-01-01 00:00:00\n" // no offset at all

// A column without twin and offset is read with the offset of the nearest pair, and nothing is assumed.
func TestOffsetsAreLearntFromTwins(t *testing.T) {
	e := openTwins(t, Options{}, pairedRows)
	for id, want := range map[string]string{
		"a": "2026-03-20T09:00:05Z", "b": "2026-04-10T08:00:05Z", "c": "2026-03-22T09:00:00Z", "d": "2026-04-05T08:00:00Z", "e": "2029-12-31T22:00:00Z",
	} {
		if got := endOf(t, e, id); got != want {
			t.Errorf("%s ends at %s, want %s", id, got, want)
		}
	}
	if e.export.ZoneAssumed || e.report.TimeZone != "UTC+01:00/UTC+02:00" || len(noticesOf(e, data.AssumedZone)) > 0 {
		t.Errorf("zone %s, assumed %v", e.report.TimeZone, e.export.ZoneAssumed)
	}
	for _, o := range []Options{{TimeZone: "Asia/Tokyo"}, {ConfigZone: "Asia/Tokyo"}} {
		if got := endOf(t, openTwins(t, o, pairedRows), "a"); got != "2026-03-20T01:00:05Z" {
			t.Errorf("%+v: the zone that was said gives way to what was learnt: %s", o, got)
		}
	}
}

// Twins that say no offset teach nothing: the viewer's zone is assumed, and told.
func TestTwinsThatTeachNothing(t *testing.T) {
	t.Setenv("TZ", "Europe/Berlin")
	e := openTwins(t, Options{}, "interaction_id,start_time,start_time_utc,event,end_time\na,2026-03-20 10:00:00,2026-03-18 09:00:00,ring,2026-03-20 10:00:05\n")
	told := noticesOf(e, data.AssumedZone)
	if got := endOf(t, e, "a"); got != "2026-03-20T09:00:05Z" || len(told) != 1 || told[0].Count != 1 || !strings.Contains(told[0].Text, "Europe/Berlin") {
		t.Errorf("ends at %s, told %+v", got, told)
	}
}

// What a twin leaves empty is read in the source's zone, learnt from the other rows: nothing of the column is lost
// without a word.
func TestGapsOfATwin(t *testing.T) {
	const rows = "interaction_id,start_time,start_time_utc,event\n" +
		"a,13.03.2026 10:00:00,2026-03-13 09:00:00,ring\nb,13.03.2026 10:00:05,,ring\nc,kaputt, ,ring\nd,13.03.2026 10:00:45,kaputt,ring\ne,,2026-03-13 09:00:25,ring\n"
	t.Setenv("TZ", "Asia/Tokyo")
	e := openTwins(t, Options{}, rows)
	for id, want := range map[string]string{"a": "2026-03-13T09:00:00Z", "b": "2026-03-13T09:00:05Z", "c": "", "d": "", "e": "2026-03-13T09:00:25Z"} {
		if got := startOf(t, e, id); got != want {
			t.Errorf("%s starts at %s, want %s", id, got, want)
		}
	}
	told := noticesOf(e, data.UnreadableValue)
	if len(told) != 2 || told[0].Count != 1 || told[0].SourceRow != 4 || !strings.Contains(told[0].Text, "start_time in") || told[1].SourceRow != 5 || len(noticesOf(e, data.AssumedZone)) > 0 {
		t.Errorf("told %+v", e.report.Notices)
	}
}

// Where nothing teaches the offset, the instants that are read without one are told, and no others.
func TestGapsOfATwinInAnAssumedZone(t *testing.T) {
	t.Setenv("TZ", "Europe/Berlin")
	e := openTwins(t, Options{}, "interaction_id,start_time,start_time_utc,event\na,2026-03-20 10:00:00,2026-03-18 09:00:00,ring\nb,2026-03-20 10:00:00,,ring\n")
	told := noticesOf(e, data.AssumedZone)
	if got := startOf(t, e, "b"); got != "2026-03-20T09:00:00Z" || len(told) != 1 || told[0].Count != 1 {
		t.Errorf("starts at %s, told %+v", got, told)
	}
}

// In the hour that the clocks show twice, gaps are settled by the rows before them; what the twin says stays.
func TestGapsOfATwinInARepeatedHour(t *testing.T) {
	e := openTwins(t, Options{TimeZone: "Europe/Berlin"}, "interaction_id,start_time,start_time_utc,event\n"+
		"a,2026-10-25 02:50:00,2026-10-25 00:50:00,ring\na,2026-10-25 02:10:00,,ring\na,2026-10-25 02:20:00,2026-10-25 01:20:00,ring\n")
	var got []string
	for _, s := range pathOf(t, e, "a").Steps {
		got = append(got, data.FormatInstant(s.StartedAt))
	}
	told := noticesOf(e, data.RepeatedHour)
	if want := "2026-10-25T00:50:00Z 2026-10-25T01:10:00Z 2026-10-25T01:20:00Z"; strings.Join(got, " ") != want || len(told) != 1 || told[0].Count != 1 {
		t.Errorf("%v, told %+v", got, told)
	}
}
