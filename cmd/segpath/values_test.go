package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"pgregory.net/rapid"

	"segpath/data"
)

// Every setting's example is good, takes effect on its flag, and its flag is on some command.
func TestEverySettingHasAGoodExample(t *testing.T) {
	root := (&program{}).command(nil)
	for _, s := range settings {
		line := s.key + " = " + s.example
		conf, err := parseConfig("config.toml", []byte(line))
		if err != nil || s.about == "" || s.takes == "" {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if s.flag == "" {
			continue
		}
		f := root.Flags().Lookup(s.flag)
		if f == nil {
			t.Errorf("%s: there is no flag --%s", s.key, s.flag)
			continue
		}
		if err := conf.apply(root); err != nil || f.Value.String() != strings.Trim(s.example, `"`) || f.Changed {
			t.Errorf("%s makes --%s %q (%v)", line, s.flag, f.Value, err)
		}
		if err := root.Flags().Set(s.flag, f.DefValue); err != nil {
			t.Errorf("--%s: %v", s.flag, err)
		}
		if err := conf.apply(root); err != nil || f.Value.String() != f.DefValue {
			t.Errorf("%s wins over the flag: %q (%v)", line, f.Value, err)
		}
	}
}

// The settings are those that the file can hold, each told once.
func TestEverySettingIsListed(t *testing.T) {
	var keys map[string]any
	content, err := toml.Marshal(defaults())
	if err != nil {
		t.Fatal(err)
	}
	if err := toml.Unmarshal(content, &keys); err != nil {
		t.Fatal(err)
	}
	for _, s := range settings {
		if _, ok := keys[s.key]; !ok {
			t.Errorf("%s cannot stand in a file, or is listed twice", s.key)
		}
		delete(keys, s.key)
	}
	if len(keys) > 0 {
		t.Errorf("not listed: %v", keys)
	}
}

// Whatever stands in a configuration is read, or told with its line; it never ends the program.
func TestAnyConfigurationIsReadOrTold(t *testing.T) {
	keys := []string{"tz", "display_tz", "date_format", "memory", "threads", "theme", "ascii", "keep", "colour", "[a]", "a.b", "\x00", "é"}
	values := []string{`"UTC"`, `"x"`, "1", "-1", "true", "[1]", "{}", "2026-01-01", "'''", "\xff", "1e400", "9999999999999999999", ""}
	line := rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom(keys).Draw(t, "key") + rapid.SampledFrom([]string{" = ", "=", " ", "\n"}).Draw(t, "is") +
			rapid.SampledFrom(values).Draw(t, "value")
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(line, 0, 5).Draw(t, "lines"), "\n")
		conf, err := parseConfig("config.toml", []byte(text))
		var told *data.Problem
		switch {
		case err == nil && conf == nil, err != nil && !errors.As(err, &told):
			t.Fatalf("%q gives %v, %v", text, conf, err)
		case err == nil:
			return
		}
		var n int
		if _, err := fmt.Sscanf(told.Text, "config.toml:%d:", &n); err != nil || n < 1 || n > strings.Count(text, "\n")+1 {
			t.Fatalf("%q is told without its line: %s", text, told.Text)
		}
	})
}

func TestZonesComeFromTheSystemElseAreTheCommonOnes(t *testing.T) {
	system := fstest.MapFS{
		"UTC": {}, "Europe/Berlin": {}, "Europe/Nowhere": {}, "posix/Europe/Paris": {}, "zone.tab": {}, "America/Indiana/Knox": {},
	}
	got := zoneNames(fstest.MapFS{}, system)
	if want := []string{"America/Indiana/Knox", "Europe/Berlin", "UTC"}; !slices.Equal(got, want) {
		t.Errorf("the zones are %v", got)
	}
	if got := zoneNames(fstest.MapFS{}); !slices.Equal(got, commonZones) || !slices.IsSorted(got[1:]) {
		t.Errorf("without a list they are %v", got)
	}
	for _, name := range commonZones {
		if err := checkZone(name); err != nil {
			t.Error(err)
		}
	}
	if err := checkZone("Local"); err == nil {
		t.Error("Local is taken for a zone")
	}
}

// A value of every flag is completed, or there is a reason why not.
func TestEveryFlagIsCompleted(t *testing.T) {
	files := []string{"config", "ids", "log", "redact-key"}
	root := (&program{}).command(nil)
	for _, c := range append(root.Commands(), root) {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "bool" || slices.Contains(files, f.Name) {
				return
			}
			if complete, ok := c.GetFlagCompletionFunc(f.Name); !ok {
				t.Errorf("%s --%s is completed by names of files", c.Name(), f.Name)
			} else if _, directive := complete(c, nil, "no such value"); directive&cobra.ShellCompDirectiveNoFileComp == 0 {
				t.Errorf("%s --%s leaves files to the shell", c.Name(), f.Name)
			}
		})
	}
}

func TestLimitsThatAreNone(t *testing.T) {
	for size, good := range map[string]bool{
		"": true, "2GB": true, "500MB": true, "1.5 GiB": true, "64kb": true, "1024TB": true,
		"10": false, "lots": false, "-1GB": false, "0GB": false, "0.0MB": false, "0.0001KB": false, "1e3MB": false, "2G": false, "1025TB": false,
		"99999999999999999999TB": false, strings.Repeat("9", 400) + "KB": false, "1GB; SET x": false, "50%": false,
	} {
		err := checkMemory(size)
		if (err == nil) != good {
			t.Errorf("memory %.30q: %v", size, err)
		}
		if err != nil && !strings.Contains(err.Error(), "500MB") {
			t.Errorf("memory %.30q is refused without an example: %v", size, err)
		}
	}
	for n, good := range map[int]bool{0: true, 1: true, 1024: true, -1: false, 1025: false} {
		if err := checkThreads(n); (err == nil) != good {
			t.Errorf("%d threads: %v", n, err)
		}
	}
}
