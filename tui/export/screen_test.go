package export_test

import (
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"segpath/data"
	"segpath/data/redact"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/export"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/theme"
	"segpath/tui/tuitest"
)

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// chain is a path of two steps of one customer.
func chain(id string) *data.Chain {
	stated := data.Capability{State: data.Stated}
	has := data.Has{Rings: stated, Responses: stated, Statuses: stated, Queues: stated}
	p := data.NewPath(data.Interaction{ID: id, Customer: "+1 555 0100", CreatedAt: nine}, []data.Segment{
		{InteractionID: id, Event: data.RingOffer, UserID: "Ana", StartedAt: nine, EndedAt: nine.Add(time.Second), SourceRow: 2},
		{InteractionID: id, Event: data.Reject, UserID: "Ana", StartedAt: nine.Add(time.Second), SourceRow: 3},
	}, has, nine.Add(time.Minute))
	return data.NewChain(id, []data.Leg{{ID: id, Path: p}}, nil, has, nine.Add(time.Minute))
}

// host is the root as the screen sees it.
type host struct {
	s      screen.Screen
	env    screen.Env
	closed bool
	told   string
}

func (h *host) Init() tea.Cmd { return h.s.Init() }

func (h *host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var in = msg
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w, hi := h.s.(screen.Floating).Box(msg.Width, msg.Height)
		in = screen.Frame{W: w, H: hi, Env: h.env}
	case screen.Pop:
		h.closed = true
		return h, nil
	case screen.Tell:
		h.told = msg.Text
		return h, nil
	case tea.KeyPressMsg:
		if id, ok := action.Find(h.s.Context(), msg.String()); ok {
			in = action.Intent{ID: id}
		}
	}
	var cmd tea.Cmd
	h.s, cmd = h.s.Update(in)
	return h, cmd
}

func (h *host) View() tea.View {
	w, hi := h.s.(screen.Floating).Box(80, 24)
	h.s, _ = h.s.Update(screen.Frame{W: w, H: hi, Env: h.env})
	return tea.NewView(strings.Join(h.s.View(), "\n"))
}

func show(t testing.TB, o export.Options) (*tuitest.Driver, *host) {
	t.Helper()
	th := theme.Make(true, false, false)
	env := screen.Env{
		Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}, Zone: time.UTC, Run: request.Runner{Context: t.Context()},
	}
	h := &host{s: export.New(o, env), env: env}
	return tuitest.Drive(t, h, 80, 24), h
}

// inFolder goes to an empty folder and lists what is in it at the end.
func inFolder(t *testing.T) func() string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	return func() string {
		names, err := filepath.Glob("*")
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(names, " ")
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func key() (*redact.Redactor, error) { return redact.New([]byte("of the tests"), false), nil }

func TestEveryFormatIsWritten(t *testing.T) {
	there := inFolder(t)
	begins := map[string]string{
		"path-007.md": "## Interaction 007", "path-007.txt": "Interaction 007", "path-007.csv": "n,leg,", "path-007.json": "{", "path-007.svg": "<svg ",
	}
	for n := range 5 {
		d, h := show(t, export.Options{Chain: chain("007")})
		for range n {
			d.Press("tab")
		}
		d.Press("enter")
		if !h.closed || !strings.HasPrefix(h.told, "written to path-007.") {
			t.Fatalf("it was not written:\n%s", d.Screen())
		}
	}
	if there() != "path-007.csv path-007.json path-007.md path-007.svg path-007.txt" {
		t.Fatalf("there is %s", there())
	}
	for name, want := range begins {
		if out := read(t, name); !strings.HasPrefix(out, want) || !strings.Contains(out, "Ana") {
			t.Errorf("%s is\n%s", name, out)
		}
	}
	if err := xml.Unmarshal([]byte(read(t, "path-007.svg")), new(struct{})); err != nil {
		t.Error(err)
	}
}

func TestARedactedExportNamesNobody(t *testing.T) {
	there := inFolder(t)
	for n := range 5 {
		d, h := show(t, export.Options{Chain: chain("s3cret"), Redactor: key})
		for range n {
			d.Press("down")
		}
		d.Press("ctrl+r", "enter")
		if !h.closed {
			t.Fatalf("it was not written:\n%s", d.Screen())
		}
	}
	names := strings.Fields(there())
	if len(names) != 5 {
		t.Fatalf("there is %v", names)
	}
	for _, name := range names {
		out := read(t, name)
		for _, secret := range []string{"s3cret", "555", "Ana"} {
			if strings.Contains(name+out, secret) {
				t.Errorf("%s holds %q:\n%s", name, secret, out)
			}
		}
		if !strings.Contains(out, "user-") {
			t.Errorf("%s has no pseudonym:\n%s", name, out)
		}
	}
}

func TestAFileThatIsThereIsAskedFor(t *testing.T) {
	inFolder(t)
	if err := os.WriteFile("path-7.md", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, h := show(t, export.Options{Chain: chain("7")})
	d.Press("enter")
	if h.s.Context() != action.ReplaceFile || !strings.Contains(d.Screen(), "path-7.md is there already. Replace it?") {
		t.Fatalf("it was not asked for:\n%s", d.Screen())
	}
	d.Press("n")
	if h.closed || h.s.Context() != action.ExportFile || read(t, "path-7.md") != "mine" {
		t.Fatalf("no means no:\n%s", d.Screen())
	}
	d.Press("enter", "y")
	if !h.closed || read(t, "path-7.md") == "mine" {
		t.Errorf("yes means yes:\n%s", d.Screen())
	}
}

func TestTheNameIsTyped(t *testing.T) {
	inFolder(t)
	d, h := show(t, export.Options{Chain: chain("7"), Redactor: key})
	d.Press("ctrl+u")
	d.Press("q", "y", ".", "m", "d", "shift+tab")
	if !strings.Contains(d.Screen(), "qy.svg") {
		t.Errorf("the ending does not follow the format:\n%s", d.Screen())
	}
	d.Press("ctrl+r")
	if !strings.Contains(d.Screen(), "qy.svg") {
		t.Errorf("a name that was typed is lost:\n%s", d.Screen())
	}
	d.Press("ctrl+u")
	d.Send(tea.PasteMsg{Content: "\n no/where.md\x1b[31m\nsecond"})
	d.Press("enter")
	if h.closed || !strings.Contains(d.Screen(), `no/where.md[31m could not be written`) {
		t.Errorf("the failure is no sentence:\n%s", d.Screen())
	}
	if strings.ContainsRune(d.Screen(), '\x1b') {
		t.Error("a pasted escape reached the terminal")
	}
	d.Press("backspace")
	if strings.Contains(d.Screen(), "could not be written") {
		t.Error("the failure outlives the name that led to it")
	}
	d.Press("esc")
	if !h.closed {
		t.Error("esc does not close it")
	}
}

func TestTheKeyThatCannotBeReadIsASentence(t *testing.T) {
	there := inFolder(t)
	for _, redactor := range []func() (*redact.Redactor, error){
		nil, func() (*redact.Redactor, error) { return nil, errors.New("the key is gone") },
	} {
		d, h := show(t, export.Options{Chain: chain("7"), Redactor: redactor})
		d.Press("ctrl+r", "enter")
		if h.closed || there() != "" || !strings.Contains(d.Screen(), "key") {
			t.Errorf("got %q and\n%s", there(), d.Screen())
		}
	}
}

func TestPictureOfTheBox(t *testing.T) {
	d, _ := show(t, export.Options{Chain: chain("1543618399.120")})
	golden.RequireEqual(t, d.Screen())
}

// Every line is exactly as wide as the box, whatever is pasted and however small the terminal.
func TestTheBoxFitsAnywhere(t *testing.T) {
	th := theme.Make(true, true, false)
	env := screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}}
	rapid.Check(t, func(rt *rapid.T) {
		var s screen.Screen = export.New(export.Options{Chain: chain(rapid.String().Draw(rt, "id"))}, env)
		s, _ = s.Update(tea.PasteMsg{Content: rapid.String().Draw(rt, "pasted")})
		w, h := s.(screen.Floating).Box(rapid.IntRange(0, 120).Draw(rt, "w"), rapid.IntRange(0, 40).Draw(rt, "h"))
		s, _ = s.Update(screen.Frame{W: w, H: h, Env: env})
		lines := s.View()
		if len(lines) != h {
			rt.Fatalf("%d lines in a box of %d", len(lines), h)
		}
		for _, line := range lines {
			if got := ansi.WcWidth.StringWidth(ansi.Strip(line)); got != w {
				rt.Fatalf("%d cells in a box of %d: %q", got, w, line)
			}
		}
	})
}
