package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/tui"
)

// screenPatience is how long a screen may take to show what is waited for; a screen that shows it is
// looked at once more and the test goes on.
const screenPatience = 30 * time.Second

// listed is what the list of interactions shows and the screen before it does not: its first key.
const listed = "open path"

// terminal is a shell in a tmux window of its own server.
type terminal struct {
	t      *testing.T
	socket string
	dir    string
}

// newTerminal starts a shell in a terminal of a size. Without tmux the test skips, or fails where every
// tool is required.
func newTerminal(t *testing.T, width, height int, env ...string) *terminal {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("SEGPATH_REQUIRE_ALL") != "" {
			t.Fatal("tmux is required and not there")
		}
		t.Skip("tmux is not there")
	}
	dir := t.TempDir()
	config := filepath.Join(dir, "tmux.conf")
	if err := os.WriteFile(config, []byte("set -g status off\nset -g default-terminal screen-256color\nset -g escape-time 0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	term := &terminal{t, filepath.Join(dir, "socket"), dir}
	environment := []string{"-e", "PS1=$ ", "-e", "XDG_CACHE_HOME=" + filepath.Join(dir, "cache"), "-e", "TZ=UTC", "-e", "NO_COLOR="}
	for _, name := range []string{"state", "config"} {
		environment = append(environment, "-e", "XDG_"+strings.ToUpper(name)+"_HOME="+filepath.Join(dir, name))
	}
	for _, e := range env {
		environment = append(environment, "-e", e)
	}
	args := append([]string{"-f", config, "new-session", "-d", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height), "-c", dir}, environment...)
	term.tmux(append(args, "sh", "-i")...)
	t.Cleanup(func() {
		_ = exec.CommandContext(context.Background(), "tmux", "-S", term.socket, "kill-server").Run() // gone already if it failed
	})
	term.shows(`^\$ *$`)
	return term
}

func (x *terminal) tmux(args ...string) string {
	x.t.Helper()
	cmd := exec.CommandContext(x.t.Context(), "tmux", append([]string{"-S", x.socket}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// screen is what the terminal shows.
func (x *terminal) screen() string { x.t.Helper(); return x.tmux("capture-pane", "-p") }

// shows waits until a line of the screen matches.
func (x *terminal) shows(pattern string) {
	x.t.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	x.until("the screen to show "+pattern, func() bool { return re.MatchString(x.screen()) })
}

// until waits for something to become so.
func (x *terminal) until(what string, so func() bool) {
	x.t.Helper()
	deadline := time.After(screenPatience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-deadline:
			x.t.Fatalf("waited in vain for %s; the screen is\n%s", what, x.screen())
		}
	}
}

// types types a line into the shell.
func (x *terminal) types(line string) {
	x.t.Helper()
	x.tmux("send-keys", "-l", line)
	x.press("Enter")
}

func (x *terminal) press(keys ...string) {
	x.t.Helper()
	x.tmux(append([]string{"send-keys"}, keys...)...)
}

// alternate tells whether the alternate screen is shown.
func (x *terminal) alternate() bool {
	x.t.Helper()
	return strings.TrimSpace(x.tmux("display-message", "-p", "#{alternate_on}")) == "1"
}

// start runs segpath in the shell and waits for its first screen.
func (x *terminal) start(command string) {
	x.t.Helper()
	x.types("stty -g > before; " + command + "; echo exit=$?; stty -g > after")
	x.until("the alternate screen", x.alternate)
}

// endedWith checks that segpath has left with an exit code and the terminal as it found it.
func (x *terminal) endedWith(code int) {
	x.t.Helper()
	x.shows(fmt.Sprintf("^exit=%d$", code))
	x.shows(`^\$ *$`)
	if x.alternate() {
		x.t.Errorf("the alternate screen is still shown:\n%s", x.screen())
	}
	before, after := x.file("before"), x.file("after")
	if before != after {
		x.t.Errorf("the terminal's modes were %q and are %q", before, after)
	}
	for _, flag := range []string{"mouse_any_flag", "cursor_flag"} {
		want := map[string]string{"mouse_any_flag": "0", "cursor_flag": "1"}[flag]
		if got := strings.TrimSpace(x.tmux("display-message", "-p", "#{"+flag+"}")); got != want {
			x.t.Errorf("%s is %s", flag, got)
		}
	}
}

// over waits until the program has ended and swept up behind it: until then it may still take keys.
func (x *terminal) over() {
	x.t.Helper()
	x.until("the shell", func() bool {
		return !x.alternate() && strings.TrimSpace(x.tmux("display-message", "-p", "#{pane_current_command}")) == "sh"
	})
}

func (x *terminal) file(name string) string {
	x.t.Helper()
	var content []byte
	x.until("the file "+name, func() bool {
		var err error
		content, err = os.ReadFile(filepath.Join(x.dir, name))
		return err == nil && len(content) > 0
	})
	return strings.TrimSpace(string(content))
}

func TestTerminalIsRestoredAfterQuit(t *testing.T) {
	x := newTerminal(t, 120, 40)
	x.types("echo was here")
	x.shows("^was here$")
	x.shows(`^\$ *$`) // the shell must be reading again: what is typed before that echoes elsewhere
	x.start("segpath")
	x.shows(listed)
	x.press("q")
	x.endedWith(0)
	x.shows("^was here$")
}

func TestControlCLeavesWithItsExitCode(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.start("segpath")
	x.shows(listed)
	x.press("C-c") // nothing is running: it quits
	x.endedWith(exitDone)
}

func TestSignalsRestoreTheTerminal(t *testing.T) {
	for _, signal := range []string{"TERM", "INT", "HUP"} {
		t.Run(signal, func(t *testing.T) {
			x := newTerminal(t, 80, 24)
			// The program's number, told by a shell that the program replaces.
			x.start(`sh -c 'echo $$ > pid; exec segpath'`)
			x.shows(listed)
			if out, err := exec.CommandContext(t.Context(), "kill", "-"+signal, x.file("pid")).CombinedOutput(); err != nil {
				t.Fatalf("kill: %v: %s", err, out)
			}
			x.endedWith(exitInterrupted)
		})
	}
}

// faulty is the interface over an export that makes it panic, in a program of its own.
func faulty() {
	p := &program{in: os.Stdin, out: os.Stdout, err: os.Stderr}
	nothing := func(context.Context, func(data.Progress)) (tui.Source, error) { return nil, nil }
	os.Exit(p.report(tui.Run(context.Background(), tui.Options{Opener: nothing, Name: "nothing", Errors: p.err})))
}

func TestAPanicRestoresTheTerminal(t *testing.T) {
	x := newTerminal(t, 120, 60)
	x.types("stty -g > before; segpath-faulty; echo exit=$?; stty -g > after")
	x.endedWith(exitFailed)
	for _, sentence := range []string{"^segpath: the interface failed: ", "^  This is a fault in segpath: please report it"} {
		x.shows(sentence)
	}
}

// Suspended from a text field, the shell has its terminal as it was; fg brings the screen back.
func TestSuspendAndResume(t *testing.T) {
	x := newTerminal(t, 100, 30)
	x.start("segpath")
	x.shows(listed)
	x.press("/", "x")
	x.shows("^ / x")
	x.press("C-z") // the shell goes on with what follows the program on its line
	x.until("the shell", func() bool { return !x.alternate() })
	if before, after := x.file("before"), x.file("after"); before != after {
		t.Errorf("the terminal's modes were %q and are %q while suspended", before, after)
	}
	x.types("echo in between")
	x.shows("^in between$")
	x.types("fg; echo end=$?; stty -g > end")
	x.until("the alternate screen", x.alternate)
	x.shows("^ / x")
	x.press("Escape")
	x.shows(listed)
	x.press("q")
	x.shows("^end=0$")
	if before, after := x.file("before"), x.file("end"); before != after {
		t.Errorf("the terminal's modes were %q and are %q", before, after)
	}
}

// A signal that comes while the program is suspended ends it when it goes on.
func TestASignalWhileSuspended(t *testing.T) {
	x := newTerminal(t, 100, 30)
	x.start(`sh -c 'echo $$ > pid; exec segpath'`)
	x.shows(listed)
	x.press("C-z")
	x.until("the shell", func() bool { return !x.alternate() })
	x.file("after")
	x.types("kill $(cat pid); fg; echo end=$?; stty -g > end")
	x.shows("^end=130$")
	if before, after := x.file("before"), x.file("end"); before != after || x.alternate() {
		t.Errorf("the terminal's modes were %q and are %q; the alternate screen is shown: %v", before, after, x.alternate())
	}
}

func TestResizeAtAnyMoment(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.start("segpath")
	for _, size := range [][2]string{{"200", "60"}, {"1", "1"}, {"40", "10"}, {"120", "40"}} {
		x.tmux("resize-window", "-x", size[0], "-y", size[1])
	}
	// The footer is the last line of the new size.
	x.until("the footer at the bottom", func() bool {
		lines := strings.Split(strings.TrimRight(x.screen(), "\n"), "\n")
		return len(lines) == 40 && strings.Contains(lines[39], listed)
	})
	x.press("q")
	x.endedWith(0)
}

// colours are the escape sequences that set a foreground or background colour.
var colours = regexp.MustCompile(`\x1b\[(\d+;)*([34]8;|3[0-7]|4[0-7]|9[0-7]|10[0-7])`)

func TestNoColor(t *testing.T) {
	for _, c := range []struct {
		name, env, command string
		coloured           bool
	}{
		{"colours", "NO_COLOR=", "segpath", true},
		{"NO_COLOR=0", "NO_COLOR=0", "segpath", false},
		{"--no-color", "NO_COLOR=", "segpath --no-color", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTerminal(t, 120, 40, c.env)
			x.start(c.command)
			x.shows(listed)
			if got := colours.MatchString(x.tmux("capture-pane", "-p", "-e")); got != c.coloured {
				t.Errorf("coloured is %v:\n%s", got, x.screen())
			}
			x.press("q")
			x.endedWith(0)
		})
	}
}

func TestADumbTerminalIsRefused(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.types("TERM=dumb segpath; echo exit=$?")
	x.shows("^exit=1$")
	if s := x.screen(); !strings.Contains(s, "segpath: this terminal (TERM=dumb) cannot show screens") {
		t.Errorf("no sentence on\n%s", s)
	}
}

// What fails before the first screen is plain text: no alternate screen, no reply of the terminal left over.
func TestFailuresBeforeTheFirstScreenArePlain(t *testing.T) {
	x := newTerminal(t, 100, 24)
	x.types("segpath gone.csv; echo exit=$?; segpath nobody-at-all; echo exit=$?; segpath | head -n 1; echo end")
	x.shows("^end$")
	x.shows(`^\$ *$`)
	s := x.screen()
	for _, want := range []string{"segpath: there is no file gone.csv", "\nexit=1\n", "nobody-at-all", "\nexit=3\n", "\ncreated "} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q on\n%s", want, s)
		}
	}
}

// A search that one interaction answers opens its path; one that several answer lists them.
func TestSearchFromTheCommandLine(t *testing.T) {
	one := newTerminal(t, 120, 40)
	one.start("segpath sfprntd5")
	one.shows("Łukasz Wójcik ignored")
	one.press("q")
	one.shows(listed)
	one.press("q")
	one.endedWith(0)

	several := newTerminal(t, 120, 40)
	several.start("segpath '+44 1632 960118'")
	several.shows("1 of 2")
	several.press("C-c")
	several.endedWith(0)
}

// An export that sets the window's title when it is printed raw, in every encoding on a real terminal.
func TestNothingOfAFileActsOnTheTerminal(t *testing.T) {
	x := newTerminal(t, 120, 40)
	hostile := "interaction_id,started_at,event\n\"\x1b]2;owned\x07x\",2026-03-02T09:00:00Z,\x1b]2;owned\x07zap\n"
	if err := os.WriteFile(filepath.Join(x.dir, "hostile.csv"), []byte(hostile), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"list --text", "list --csv", "list --json", "list --md", "check", "users"} {
		x.types("clear; segpath " + command + " hostile.csv; echo exit=$?")
		x.shows("^exit=0$")
	}
	x.types("clear; segpath path nobody hostile.csv; segpath hostile.csv")
	x.until("the alternate screen", x.alternate)
	x.shows(listed)
	x.shows(`\\x1b\]2;owned`)
	if title := x.tmux("display-message", "-p", "#{pane_title}"); strings.Contains(title, "owned") {
		t.Errorf("the title is %q", title)
	}
	x.press("q")
	x.over()
}
