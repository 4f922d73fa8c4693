package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/redact"
	"segpath/data/wholefile"
	"segpath/query/files"
	"segpath/tui"
)

// redaction are the flags that take the people out of what is printed.
type redaction struct {
	on, queues bool
	keyFile    string
}

func (r *redaction) flags(c *cobra.Command) {
	r.flagsFor(c, "print pseudonyms for ids, customers, contact points and users, and no free text; statuses and queues stay")
}

// flagsFor are the flags of a command for which --redact means what about says.
func (r *redaction) flagsFor(c *cobra.Command, about string) {
	f := c.Flags()
	f.BoolVar(&r.on, "redact", false, about)
	f.BoolVar(&r.queues, "redact-queues", false, "print pseudonyms for queues too; implies --redact")
	f.StringVar(&r.keyFile, "redact-key", "", "`file` with the key of the pseudonyms, to get the same ones as somebody else; implies --redact")
}

// asked tells whether anything is to be redacted.
func (r *redaction) asked() bool { return r.on || r.queues || r.keyFile != "" }

// redactor is the one that was asked for; nil where none was.
func (r *redaction) redactor(conf *configuration) (*redact.Redactor, error) {
	if !r.asked() {
		return nil, nil
	}
	return r.make(conf)
}

// make makes the redactor, asked for or not.
func (r *redaction) make(conf *configuration) (*redact.Redactor, error) {
	key, err := r.key()
	if err != nil {
		return nil, err
	}
	return redact.New(key, r.queues || conf.RedactQueues), nil
}

// screens tells the screens how what they export is redacted.
func (r *redaction) screens(o *tui.Options, conf *configuration) {
	o.Redact, o.Queues = r.asked(), r.queues || conf.RedactQueues
	o.Redactor = func() (*redact.Redactor, error) { return r.make(conf) }
}

// redacted is a document as the redactor leaves it: all that is printed redacted goes through here.
func redacted(d document.Redactable, r *redact.Redactor) document.Document {
	if r == nil {
		return d
	}
	return d.Redacted(r)
}

// key is the one of --redact-key, else this user's own, made on first use.
func (r *redaction) key() ([]byte, error) {
	if r.keyFile != "" {
		return readKey(r.keyFile)
	}
	return ownKey(stateFolder())
}

// keyName is the key's file in the state folder.
const keyName = "redact.key"

// ownKey reads the key in the state folder, and makes it where there is none. A damaged one is not
// replaced: the pseudonyms that were given out would mean nothing any more.
func ownKey(dir string) ([]byte, error) {
	name := filepath.Join(dir, keyName)
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(dir, name); err != nil {
			return nil, data.Problemf(data.Failed, "name a key with --redact-key",
				"the key for pseudonyms could not be kept in %s: %w", dir, wholefile.Bare(err))
		}
	}
	return readKey(name)
}

// makeKey writes a new key, which only the user can read. Of two programs that make one at the same time
// one wins, and both use that.
func makeKey(dir, name string) error {
	key := make([]byte, redact.KeySize)
	_, _ = rand.Read(key) // it never fails
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	err := wholefile.Write(name, false, func(w io.Writer) error {
		_, err := io.WriteString(w, hex.EncodeToString(key)+"\n")
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// readKey reads a key: 64 hexadecimal digits in a regular file.
func readKey(name string) ([]byte, error) {
	const hint = "A key is a file of 64 hexadecimal digits, such as redact.key in segpath's state folder."
	f, err := files.Open(name)
	if err != nil {
		return nil, data.Problemf(data.Failed, hint, "the key for pseudonyms %s cannot be read: %w", name, wholefile.Bare(err))
	}
	defer func() { _ = f.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(f, 4*redact.KeySize))
	if err != nil {
		return nil, data.Problemf(data.Failed, hint, "the key for pseudonyms %s cannot be read: %w", name, wholefile.Bare(err))
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(content)))
	if err != nil || len(key) != redact.KeySize {
		return nil, data.Problemf(data.Failed, hint, "%s holds no key for pseudonyms", name)
	}
	return key, nil
}
