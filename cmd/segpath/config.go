package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/wholefile"
	"segpath/query/files"
)

// configuration is what a user keeps in config.toml: flags win over it, and it wins over what is built in.
type configuration struct {
	Zone         string `toml:"tz"`
	DisplayZone  string `toml:"display_tz"`
	DateFormat   string `toml:"date_format"`
	Memory       string `toml:"memory"`
	Threads      int    `toml:"threads"`
	Theme        string `toml:"theme"`
	ASCII        bool   `toml:"ascii"`
	NoColor      bool   `toml:"no_color"`
	RedactQueues bool   `toml:"redact_queues"`
	Keep         bool   `toml:"keep"`
	Cache        bool   `toml:"cache"`

	given map[string]any // key → value, of those that the file has
}

// defaults is the configuration without a file.
func defaults() *configuration { return &configuration{Theme: "auto", Keep: true, Cache: true} }

// check looks at the value of a key that has a type which says too little.
func (conf *configuration) check(key string) error {
	switch key {
	case "tz":
		return checkZone(conf.Zone)
	case "display_tz":
		return checkZone(conf.DisplayZone)
	case "date_format":
		return checkDateFormat(conf.DateFormat)
	case "memory":
		return checkMemory(conf.Memory)
	case "threads":
		return checkThreads(conf.Threads)
	case "theme":
		return checkBackground(conf.Theme)
	}
	return nil
}

// setting is a key of the configuration.
type setting struct {
	key     string
	flag    string // the flag that means the same, and wins; empty: there is none
	takes   string // what its value is
	example string // as it stands in the file
	about   string
}

// settings are the keys of the configuration, in the order of the README.
var settings = []setting{
	{"tz", "", "a time zone", `"Europe/Berlin"`, "Time zone of times without an offset, where neither `--tz` nor the export's account tells one."},
	{"display_tz", "display-tz", "a time zone", `"UTC"`, "Time zone in which times are shown."},
	{"date_format", "date-format", "mdy, dmy or a pattern", `"dmy"`, "Order of dates that end in the year, or how instants are written; detected where it is not given."},
	{"memory", "memory", "a size", `"4GB"`, "Limit of the database's memory; unless set, a quarter of the machine's, at most 2GB."},
	{"threads", "threads", "a whole number, 0 or more", `4`, "Number of threads; 0 is one per core."},
	{"theme", "theme", "dark, light or auto", `"light"`, "Colours for a background."},
	{"ascii", "ascii", "true or false", `true`, "Draw with ASCII characters only."},
	{"no_color", "no-color", "true or false", `true`, "Draw without colours."},
	{"redact_queues", "", "true or false", `true`, "Whatever is redacted has pseudonyms for queues too, as with `--redact-queues`."},
	{"keep", "", "true or false", `false`, "Remember, per export, where you left it, and open it there again; true unless set."},
	{"cache", "", "true or false", `false`, "Keep what was read of an export for the next time, as `segpath cache` lists it; true unless set. `--no-cache` does not, for one run."},
}

// configName is the file in the configuration folder, formatsName the folder of the user's own formats.
const (
	configName  = "config.toml"
	formatsName = "formats"
)

// configFolder is where the user's settings stand.
func configFolder() string { return filepath.Join(xdg.ConfigHome, "segpath") }

// formatsFolder is where the user's own formats stand, a folder each under its name.
func formatsFolder() string { return filepath.Join(configFolder(), formatsName) }

// maxConfig is how long a configuration may be, in bytes.
const maxConfig = 1 << 20

// readConfig reads a configuration. A fault is a data.Problem that names the file and, where there is
// one, the line and the key.
func readConfig(name string) (*configuration, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, data.Problemf(data.Failed, "name a configuration with --config", "the configuration %s cannot be read: %w", name, wholefile.Bare(err))
	}
	defer func() { _ = f.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, data.Problemf(data.Failed, "", "the configuration %s cannot be read: %w", name, wholefile.Bare(err))
	}
	if len(content) > maxConfig {
		return nil, data.Problemf(data.Failed, "name a configuration with --config", "the configuration %s is longer than %d bytes", name, maxConfig)
	}
	return parseConfig(name, content)
}

func parseConfig(name string, content []byte) (*configuration, error) {
	c := defaults()
	var values map[string]any
	err := toml.NewDecoder(bytes.NewReader(content)).DisallowUnknownFields().Decode(c)
	if err == nil {
		err = toml.Unmarshal(content, &values)
	}
	if err != nil {
		return nil, configFault(name, err)
	}
	c.given = map[string]any{}
	for key, value := range values {
		c.given[strings.ToLower(key)] = value // the decoder folds the case of keys too
	}
	for _, s := range settings {
		if err := c.check(s.key); err != nil {
			return nil, s.fault(name, lineOf(content, s.key), err.Error())
		}
	}
	return c, nil
}

// configFault is a decoder's error as a sentence: file, line, key, and what is known or taken.
func configFault(name string, err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		first := &unknown.Errors[0]
		line, _ := first.Position()
		key := strings.Join(first.Key(), ".")
		return data.Problemf(data.Failed, nearestHint(key), "%s:%d: there is no setting %q", name, line, key)
	}
	var wrong *toml.DecodeError
	if !errors.As(err, &wrong) {
		return data.Problemf(data.Failed, "", "the configuration %s cannot be read: %w", name, err)
	}
	line, column := wrong.Position()
	reason := strings.TrimPrefix(wrong.Error(), "toml: ")
	key := strings.ToLower(strings.Join(wrong.Key(), "."))
	at := slices.IndexFunc(settings, func(s setting) bool { return s.key == key })
	if at < 0 {
		return data.Problemf(data.Failed, "", "%s:%d:%d: this is not TOML: %s", name, line, column, reason)
	}
	if strings.HasPrefix(reason, "cannot decode") { // its words are Go's, not the user's
		reason = "the value is of another kind"
	}
	return settings[at].fault(name, line, reason)
}

// fault is a value that the setting does not take.
func (s setting) fault(name string, line int, reason string) error {
	hint := fmt.Sprintf("the setting %s takes %s, as in %s = %s", s.key, s.takes, s.key, s.example)
	return data.Problemf(data.Failed, hint, "%s:%d: %s: %s", name, line, s.key, reason)
}

// lineOf is the line that a key stands in, in a file that is good TOML without tables.
func lineOf(content []byte, key string) int {
	var p unstable.Parser
	p.Reset(content)
	for p.NextExpression() {
		if e := p.Expression(); e.Kind == unstable.KeyValue {
			name := e.Key()
			if name.Next() && strings.EqualFold(string(name.Node().Data), key) {
				return p.Shape(name.Node().Raw).Start.Line
			}
		}
	}
	return 1
}

// nearestHint names the key that an unknown one was most likely meant to be, else all there are.
func nearestHint(key string) string {
	keys := make([]string, len(settings))
	for i, s := range settings {
		keys[i] = s.key
	}
	last := key[strings.LastIndexByte(key, '.')+1:]
	if near, ok := data.Nearest(strings.ReplaceAll(strings.ToLower(last), "-", "_"), keys); ok {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "the settings are " + strings.Join(keys, ", ")
}

// configure reads the configuration and gives its values to the flags that the command line left alone. A
// fault of a file that was named ends the command; one of the user's own file is reported, and the defaults hold.
func (p *program) configure(c *cobra.Command) error {
	p.config = defaults()
	named := c.Flags().Changed("config")
	if !named {
		p.configFile = filepath.Join(configFolder(), configName)
	}
	if !named && c.Flags().Lookup("tz") == nil && c.Name() != "where" {
		return nil // nothing of this command can be set, nor does it tell of settings
	}
	read, err := readConfig(p.configFile)
	switch {
	case err == nil:
		p.config = read
		p.log.InfoContext(c.Context(), "settings read", "file", p.configFile)
	case named:
		return err
	case errors.Is(err, fs.ErrNotExist):
	default:
		p.warn(c.Context(), err, "the built-in settings are used")
	}
	return p.config.apply(c)
}

// apply sets the flags that the command has, the user did not set, and the file does.
func (conf *configuration) apply(c *cobra.Command) error {
	for _, s := range settings {
		value, given := conf.given[s.key]
		f := c.Flags().Lookup(s.flag)
		if !given || f == nil || f.Changed {
			continue
		}
		if err := f.Value.Set(fmt.Sprint(value)); err != nil {
			return fmt.Errorf("the setting %s: %w", s.key, err)
		}
	}
	return nil
}

// warn tells of a fault that stops nothing, and what is done instead; the screens show it too.
func (p *program) warn(ctx context.Context, err error, instead string) {
	var told *data.Problem
	if !errors.As(err, &told) {
		told = &data.Problem{Text: err.Error()}
	}
	w := &data.Problem{Code: data.Failed, Text: told.Text + "; " + instead, Hint: told.Hint, Cause: err}
	p.warnings = append(p.warnings, w)
	p.log.WarnContext(ctx, w.Text)
	p.report(w)
}
