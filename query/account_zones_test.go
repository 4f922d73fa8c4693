package query

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

const twoAccounts = "account_id,name,time_zone\nA,Larkfield,Europe/London\nB,Rheintal,Europe/Berlin\nC,Nowhere,Mars/Olympus\n"

// Accounts of different zones: each interaction is in its own account's, the others in the next by precedence.
func TestAccountsOfDifferentZones(t *testing.T) {
	files := map[string]string{
		"accounts.csv":     twoAccounts,
		"interactions.csv": "interaction_id,account_id,created_at\na,A,2026-07-01 10:00\nb,B,2026-07-01 10:00\nc,C,2026-07-01 10:00\nd,,2026-07-01 10:00\nb2,B,2026-07-01 10:00\n",
		"segments.csv":     "interaction_id,event,started_at\na,ring,2026-07-01 10:00\nb,ring,2026-07-01 10:00\nc,ring,2026-07-01 10:00\nd,ring,2026-07-01 10:00\nx,ring,2026-07-01 10:00\nb,ring,2026-07-01 10:00Z\n",
	}
	e := openFiles(t, Options{TimeZone: "Asia/Tokyo"}, files)
	if got := startOf(t, e, "a"); got != "2026-07-01T01:00:00Z" {
		t.Errorf("--tz gives way to the account's zone: %s", got)
	}
	t.Setenv("TZ", "America/New_York")
	e = openExactly(t, Options{ConfigZone: "Asia/Tokyo"}, files)
	for id, want := range map[string]string{"a": "09:00", "b": "08:00", "c": "01:00", "d": "01:00", "x": "01:00"} {
		p := pathOf(t, e, id)
		if got := p.Steps[0].StartedAt.Format("15:04"); got != want {
			t.Errorf("%s rings at %s, want %s", id, got, want)
		}
		if got := p.Interaction.CreatedAt.Format("15:04"); got != want {
			t.Errorf("%s was created at %s, want %s", id, got, want)
		}
	}
	if e.export.ZoneAssumed || e.report.TimeZone != "Europe/Berlin, Europe/London, by account" || e.export.TimeZone.String() != "Europe/Berlin" {
		t.Errorf("zone %q, shown in %s, assumed %v", e.report.TimeZone, e.export.TimeZone, e.export.ZoneAssumed)
	}
	if told := noticesOf(e, data.AssumedZone); len(told) != 1 || !strings.Contains(told[0].Text, `"Mars/Olympus"`) {
		t.Errorf("told %+v", told)
	}
	told := noticesOf(openExactly(t, Options{}, files), data.AssumedZone)
	if len(told) != 1 || told[0].Count != 5 || !strings.Contains(told[0].Text, "America/New_York") {
		t.Errorf("without a configured zone: told %+v", told)
	}
}

// Each account's clocks are turned by its own zone: London repeats 01:00, Berlin 02:00 of that day.
func TestAccountsOfDifferentZonesTurnTheirClocks(t *testing.T) {
	rows := "interaction_id,event,started_at\n"
	for _, id := range []string{"a", "b"} {
		rows += id + ",ring,2026-10-25 01:40\n" + id + ",ring,2026-10-25 01:20\n" + id + ",ring,2026-10-25 02:40\n" + id + ",ring,2026-10-25 02:20\n"
	}
	e := openExactly(t, Options{}, map[string]string{
		"accounts.csv": twoAccounts, "interactions.csv": "interaction_id,account_id\na,A\nb,B\n", "segments.csv": rows,
	})
	var got []string
	for _, id := range []string{"a", "b"} {
		for _, s := range pathOf(t, e, id).Steps {
			got = append(got, s.StartedAt.Format("15:04"))
		}
	}
	want := "00:40 01:20 02:20 02:40 23:20 23:40 00:40 01:20"
	if strings.Join(got, " ") != want || len(noticesOf(e, data.RepeatedHour)) != 1 || noticesOf(e, data.RepeatedHour)[0].Count != 4 {
		t.Errorf("%v, want %s; told %+v", got, want, noticesOf(e, data.RepeatedHour))
	}
}

// A configured zone stands after the account's and before the viewer's; one that nobody knows is told.
func TestTheConfiguredZone(t *testing.T) {
	t.Setenv("TZ", "America/New_York")
	files := map[string]string{"segments.csv": "interaction_id,event,started_at\na,ring,2026-07-01 10:00\n"}
	e := openExactly(t, Options{ConfigZone: "Europe/Berlin"}, files)
	if got := startOf(t, e, "a"); got != "2026-07-01T08:00:00Z" || e.export.ZoneAssumed || len(noticesOf(e, data.AssumedZone)) > 0 {
		t.Errorf("%s, told %+v", got, noticesOf(e, data.AssumedZone))
	}
	e = openExactly(t, Options{ConfigZone: "Middle/Earth"}, files)
	told := noticesOf(e, data.AssumedZone)
	if got := startOf(t, e, "a"); got != "2026-07-01T14:00:00Z" || len(told) != 1 || !strings.Contains(told[0].Text, `The configured zone, "Middle/Earth"`) {
		t.Errorf("%s, told %+v", got, told)
	}
	files["accounts.csv"] = "account_id,time_zone\n1,Europe/London\n2,Europe/London\n"
	if got := startOf(t, openExactly(t, Options{ConfigZone: "Europe/Berlin"}, files), "a"); got != "2026-07-01T09:00:00Z" {
		t.Errorf("the account's zone gives way to the configured one: %s", got)
	}
}

func TestAZoneThatNobodyKnows(t *testing.T) {
	_, err := Open(t.Context(), Options{Exports: []string{written(t, map[string]string{"segments.csv": "interaction_id,event,started_at\na,ring,2026-07-01 10:00\n"})}, TimeZone: "CEST"})
	if err == nil || err.Error() != `there is no time zone "CEST"` {
		t.Errorf("%v", err)
	}
}

// Accounts in several zones that no interaction is of change nothing.
func TestZonesOfAccountsThatNobodyHas(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+"a,1,2026-03-02 10:00:00,ring,Ana\n")
	write(t, dir, "accounts.csv", "account_id,time_zone\nx,Asia/Tokyo\ny,Europe/Berlin\n")
	write(t, dir, "interactions.csv", "interaction_id,account_id\na,z\n")
	e, err := Open(t.Context(), Options{Exports: []string{dir}, ConfigZone: "Asia/Kolkata"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	if got := e.Export().AsOf.Format("15:04"); got != "04:30" || e.Export().TimeZone.String() != "Asia/Kolkata" {
		t.Errorf("it is %s, in %s", got, e.Export().TimeZone)
	}
}

// An export of many accounts has the zone of each: none is left out, and the later row of one wins.
func TestZonesOfManyAccounts(t *testing.T) {
	var accounts strings.Builder
	accounts.WriteString("account_id,name,time_zone\n")
	for n := range 120_000 {
		fmt.Fprintf(&accounts, "acc%d,x,UTC\n", n)
	}
	accounts.WriteString("acc120000,x,Asia/Tokyo\nacc7,x,Europe/Berlin\n")
	e := openExactly(t, Options{}, map[string]string{
		"accounts.csv":     accounts.String(),
		"interactions.csv": "interaction_id,account_id\na,acc120000\nb,acc7\nc,acc8\n",
		"segments.csv":     "interaction_id,event,started_at\na,ring,2026-03-02 09:00\nb,ring,2026-03-02 09:00\nc,ring,2026-03-02 09:00\n",
	})
	for id, want := range map[string]string{"a": "2026-03-02T00:00:00Z", "b": "2026-03-02T08:00:00Z", "c": "2026-03-02T09:00:00Z"} {
		if got := startOf(t, e, id); got != want {
			t.Errorf("%s begins at %s, want %s", id, got, want)
		}
	}
}
