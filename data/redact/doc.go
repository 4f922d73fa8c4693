// Package redact takes out of an answer who it is about, so that it can be handed on. Ids, customers,
// contact points, users and accounts become pseudonyms, the same for the same key every time; free
// text and what the source states beside the model are removed, not hashed, for a short or guessable
// text would be found by trying.
//
// What stays is what the answer is about: instants and lengths, events and causes, and the words of
// the contact centre's own configuration: statuses, communication types, directions, and the names of
// queues unless they too are asked to go. A queue that is one person's own bears their name: that is
// what asking is for.
//
// Everything is made anew from the fields named here. A field that is not named is gone, so that one
// that the model gains later is not let through by forgetting it.
package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// KeySize is how many bytes a key has.
const KeySize = 32

// digits is how many hexadecimal digits a pseudonym has: 48 bits, so that among a million ids two are
// one in fewer than one export in five hundred.
const digits = 12

// Redactor makes pseudonyms with one key. It may be used by many at once; the same key gives the same
// pseudonyms on every machine.
type Redactor struct {
	key    []byte
	queues bool
}

// New returns the redactor of a key. queues: the queues' ids and names become pseudonyms too.
func New(key []byte, queues bool) *Redactor {
	return &Redactor{key: append([]byte(nil), key...), queues: queues}
}

// The kinds of pseudonyms. Equal texts of two kinds have different ones.
const (
	interaction = "interaction"
	external    = "external"
	segment     = "segment"
	customer    = "customer"
	contact     = "contact"
	user        = "user"
	queue       = "queue"
	account     = "account"
	team        = "team"
	file        = "file"
)

// pseudonym stands for a text of a kind: "user-3f2a91c05b7e". The absent text stays absent.
func (r *Redactor) pseudonym(kind, text string) string {
	if text == "" {
		return ""
	}
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(kind + "\x00" + text)) // a hash never fails to write
	return kind + "-" + hex.EncodeToString(mac.Sum(nil))[:digits]
}

// ID is the pseudonym of an interaction's id: what names a redacted file.
func (r *Redactor) ID(id string) string { return r.pseudonym(interaction, id) }

// queueWord is a queue's id or name as it goes out.
func (r *Redactor) queueWord(word string) string {
	if r.queues {
		return r.pseudonym(queue, word)
	}
	return word
}
