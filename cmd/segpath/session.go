package main

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"segpath/data"
	"segpath/data/wholefile"
	"segpath/query/files"
	"segpath/tui"
)

// session joins a run of the screens with the places of earlier runs.
type session struct {
	file, export string

	mu   sync.Mutex
	last tui.Place // where this export was left; what is gone from it since is taken out
	kept tui.Place // a path that could not be looked for: it is not begun at, and not forgotten
}

// session is that of an export's files; nil where nothing is remembered: of the sample, and when the
// configuration says so.
func (p *program) session(ctx context.Context, found []files.File, fresh bool) *session {
	if len(found) == 0 || !p.config.Keep {
		return nil
	}
	s := &session{file: filepath.Join(stateFolder(), placesName), export: exportKey(found)}
	kept, err := readPlaces(s.file, time.Now())
	if err != nil {
		p.warn(ctx, err, "it is ignored")
	}
	for _, k := range kept {
		if k.Export == s.export && !fresh {
			s.last = k.place()
		}
	}
	return s
}

// check takes the path out of the place if the export, now open, does not have it any more. One that cannot be looked
// for now is for another time.
func (s *session) check(ctx context.Context, open tui.Source) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last.ID == "" {
		return
	}
	// While the export is summed up what is not found at once is waited for: not here.
	ctx, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	_, err := open.Chain(ctx, s.last.ID)
	if err == nil {
		return
	}
	var told *data.Problem
	if !errors.As(err, &told) || told.Code != data.NotFound {
		s.kept = s.last
	}
	s.last = tui.Place{List: s.last.List}
}

// options are those of the screens.
func (s *session) options(p *program) tui.Session {
	o := tui.Session{Warnings: p.warnings}
	if s == nil {
		return o
	}
	o.Last = func() tui.Place {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.last
	}
	o.Leave = func(at tui.Place) {
		if at.ID == "" {
			s.mu.Lock()
			at.ID, at.At = s.kept.ID, s.kept.At
			s.mu.Unlock()
		}
		if err := writePlace(s.file, s.export, at, time.Now()); err != nil {
			p.note("where you left this export could not be kept in %s: %s; keep = false in the settings turns this off", s.file, wholefile.Bare(err))
		}
	}
	return o
}
