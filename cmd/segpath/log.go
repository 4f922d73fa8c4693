package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/wholefile"
	"segpath/query"
	"segpath/query/files"
)

// logged is how every line of a log begins: a file that begins otherwise is none, and never written to.
const logged = slog.TimeKey + "="

// openLog begins to log to the file of --log, if one was named.
func (p *program) openLog() error {
	if p.logFile == "" {
		return nil
	}
	if err := isLog(p.logFile); err != nil {
		return err
	}
	f, err := os.OpenFile(p.logFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return data.Problemf(data.Failed, "name another file with --log", "the log %s cannot be written: %w", p.logFile, wholefile.Bare(err))
	}
	p.logTo = f
	p.log = slog.New(slog.NewTextHandler(f, nil))
	return nil
}

// isLog refuses what is there and is no log of ours: it may be an export.
func isLog(name string) error {
	f, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return data.Problemf(data.Failed, "name another file with --log", "the log %s cannot be written: %w", name, wholefile.Bare(err))
	}
	defer func() { _ = f.Close() }() // it was only read
	begin, err := bufio.NewReader(f).Peek(len(logged))
	if err != nil && !errors.Is(err, io.EOF) {
		return data.Problemf(data.Failed, "name another file with --log", "the log %s cannot be read: %w", name, wholefile.Bare(err))
	}
	if !strings.HasPrefix(string(begin), logged) {
		return data.Problemf(data.Failed, "name a new file, or an earlier log, with --log", "%s is not a log of segpath, and nothing is written to it", name)
	}
	return nil
}

// closeLog ends the log with how the program ended.
func (p *program) closeLog(err error, code int) {
	if p.logTo == nil {
		return
	}
	if err != nil {
		p.log.Error("ended", "code", code, "error", chain(err))
	} else {
		p.log.Info("ended", "code", code)
	}
	if closed := p.logTo.Close(); closed != nil {
		p.say("the log could not be completed: " + wholefile.Bare(closed).Error())
	}
}

// chain is an error with all its causes: the sentence for the user leaves out what only a log should tell.
func chain(err error) string {
	var all []string
	for ; err != nil; err = errors.Unwrap(err) {
		if text := err.Error(); len(all) == 0 || all[len(all)-1] != text {
			all = append(all, text)
		}
	}
	return strings.Join(all, ": ")
}

// openEngine opens an export, and logs how that went.
func (p *program) openEngine(ctx context.Context, opt query.Options) (*query.Engine, error) {
	return logging(ctx, p, opt, query.Open)
}

// openLive opens an export for its first pages and paths, and logs how that went.
func (p *program) openLive(ctx context.Context, opt query.Options) (*query.Live, error) {
	return logging(ctx, p, opt, query.OpenLive)
}

func logging[E interface{ Export() data.Export }](ctx context.Context, p *program, opt query.Options, begin func(context.Context, query.Options) (E, error)) (E, error) {
	from := time.Now()
	engine, err := begin(ctx, opt)
	if err != nil {
		p.log.ErrorContext(ctx, "not opened", "exports", opt.Exports, "error", chain(err), "after", time.Since(from))
		return engine, err
	}
	open := engine.Export()
	p.log.InfoContext(ctx, "opened", "exports", opt.Exports, "format", open.Format, "notices", len(open.Notices), "after", time.Since(from))
	return engine, nil
}
