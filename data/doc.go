// Package data holds what an export of a contact centre means: its words (interaction, segment,
// ring, hop, wrap-up), the total order of a path, and every question about one path as a pure
// function of its segments. It knows no database and no terminal, and imports none of the
// module's other top-level folders.
//
// A [Path] is one interaction's segments in their final order; a [Chain] is the legs that transfers
// under new ids string together. The questions about them are methods: Rings, Statuses, Stays, Spells,
// Waits, Talk, Hold, Story. [Summarise] sums a path up for a list; the summary of a whole export is made
// by the same code, one path after the other. The sections below are the rules that decide answers.
//
// # Ids
//
// Ids are text and stay as they are written. An id without its row in a lookup is shown as the id and
// never dropped. In segpath's own tables user and queue may hold an id or a name: an id if the lookup has
// it, else it is both. Two users of one name stay two.
//
// # Events
//
// A format maps the source's words to events and causes, matched on lower-case letters and digits. A
// word that it does not know is [Other], kept verbatim and counted in a notice; it is never guessed.
// Of the answers to a ring, [Reject] means that the user declined, [Ignore] that the source holds a
// non-answer against the user, [Clear] that the offer went away without any action by the user. The
// three are never merged. "Missed", "no answer" and "RONA" are Ignore only where the vendor's document
// says so. An outcome whose word stands for several of them is ambiguous.
//
// # Absent is never zero
//
// For rings, responses, statuses, queues, talk and hold a format declares whether an export states
// them, a rule derives them, or they are absent; the columns really there may lower that ([Has]). What is
// absent is null in JSON and an en dash in a cell, and to filter or sort by it is an error that says why.
//
// # Order
//
// The steps of a path are ordered by (t, s, k, seq, file, source row, part):
//
//   - t is the start. A step without one has the t of the row before it in its file and interaction,
//     else the first of the interaction, and is marked uncertain.
//   - s is the source's own number, seq, if every row of the interaction at t has one; else 0.
//   - k is the kind of event: 0 create; 1 an outcome of a ring that is open when t begins; 2 bot,
//     enqueue_rejected, transfer, transfer_failed, callback, voicemail; 3 queue; 4 ring; 5 any other
//     outcome; 6 consult, join, hold, status, other; 7 wrapup; 8 complete, abandon.
//   - A missing seq comes last; file is the position in the sorted list of paths; part is the position
//     among the steps made of one source row.
//
// k = 1 has, at t, the first outcome of each user (by seq, file, row and part) whose ring began before t
// and is still open, the first outcome without a user while exactly one ring is open, and every outcome
// made from the same source row as a ring that began before t.
//
// In a group of one t without s whose rows all state the status before them (but for the first row of a
// path), whole source rows are taken instead: again and again the first one (by the lowest key of its
// steps) whose status_from is the running status and after which the others can still follow. It starts
// with the status before the group; without one, with the status_from that no other row leads to; and
// where the rows follow one another only from another status, with that. Of rows with the same event and
// change those that end at t come before those that last. The steps of a row stay together, and only the
// last of them changes the status. An outcome never comes before its ring. Rows that s does not tell
// apart are marked "=".
//
// # Rings
//
// How rings and outcomes pair:
//
//	a. A ring and an outcome made from the same source row are a pair.
//	b. Otherwise the steps are walked in order, and an outcome of a user closes that user's open ring. A
//	   user has at most one: a new ring leaves an older open one without an outcome.
//	c. An outcome without a user pairs only if exactly one ring is open.
//	d. An outcome that pairs with no ring is a line of the ladder without a ring time, "no ring in
//	   export". It counts in accepts, rejects, ignores and clears, on top of those of the rings, but
//	   not as rung.
//	e. A ring ends at its own end, else at its outcome's start, else nobody knows when: never at the next
//	   step. It runs to data_as_of only in an open interaction and if no step follows it.
//	f. When one of several users who are rung at once accepts, the open rings of the others stay without
//	   outcome, with the hint who answered. They are cleared as "answered elsewhere" only where the source
//	   or the format says so.
//	g. Rings of two users are simultaneous if they overlap by more than 0 s or, where an end is missing,
//	   start at the same instant. Simultaneous rings are numbered in groups.
//
// A ring is credited to the user and the queue of its ring step; where that has none, to those of its
// outcome. An outcome without a ring is credited to its own. "Again" means that the user was rung before
// in this path. A ring without outcome is "no outcome in export", never ignored. An ambiguous outcome
// counts as ambiguous alone: not against the user, and not in a rate.
//
// The accept rate of a user is accepted ÷ (accepted + rejected + ignored), without clears, ambiguous and
// missing outcomes; it is null where that sum is 0. Times to answer are those of paired accepts whose
// ring time is known; auto-accepts (not voice, 2 s at the most) stand apart.
//
// # Statuses
//
// The status changes where a step's status_to differs from the running one, at the start of the step.
// Changes are never made from events. A step that lies within another's interval (a hold in an accept)
// hands back to the outer status at its end, unless a row with a status_to starts at that instant. A
// missing status_from is the running status; one that differs from it, before any hand-back at the same
// instant, is a notice. The last status has no duration; in an open interaction it runs to
// data_as_of. Shares are of the time from the first change to the last.
//
// # Stays
//
// A stay is a maximal run of queue rows with one queue, not parted by an accept, a transfer, another
// queue, or an end that says that an agent was connected; rings do not part it. Hops are neighbouring
// stays with different queues: the same queue after an accept is a new stay and no hop. Ping-pong is
// A, B, A. Without queue rows, stays are derived from the queue of the other rows. A stay lasts no longer than
// the wait that it is part of: a row that ends after the accept (the one of its own queue, if there is
// one), the abandon or the complete does not lengthen it, nor one that ends after a transfer, unless
// somebody is rung for its queue after that. Where only the row that ends a stay names its queue, its
// start is not known.
//
// # Waiting spells
//
// A spell, in which the customer waits, begins with a queue entry, else with the first ring, else with
// the creation of the interaction (derived). It ends with the first accept, abandon, callback, voicemail,
// transfer, bot or complete, or at the end of a stay that says that an agent was connected. After an
// accept only a queue entry begins another: a ring then is a consult, with the customer in company.
//
// WaitToAnswer is from the start of the first spell to the first accept; TimeToAbandon and
// TimeToFirstRing likewise. Wait is the first of WaitToAnswer, TimeToAbandon and the length of the first
// spell that is there. In an outbound interaction all of them are absent. Outbound is what the format's
// map of directions says; a word that it does not know is inbound.
//
// # Dead air
//
// Dead air is the time in a spell, from its first ring to its end, in which nobody was being rung. After
// one ring it is the gap to the next ring of the spell: absent where another ring covers its end or none
// follows. Where a ring or a spell has no known end, or an answer has no ring in the export, the dead air
// of the interaction is absent: never as if it had lasted 0 s.
//
// # Talk and hold
//
// Talk is the union of the accepts less the holds within; hold is the union of the holds. Without
// such steps they are the totals that the source states as the facts talk_total_s and hold_total_s, else
// 0 s; where an export tells them by totals alone and an accept states none, they are absent. An accept
// without an end ends at its user's next wrap-up or transfer, else at the next complete (derived). Both
// are absent where an end is still not known.
//
// # Open
//
// An interaction is open without complete, abandon, closing transfer and completed_at. What runs in it
// ends at data_as_of, the last instant in the export, and is shown as "so far"; the clock of the machine
// is never asked. Where only the row of an interaction could tell that it has ended and that row is
// missing, only a step that goes on makes it open.
//
// # Chains
//
// An interaction that goes on under another id is a chain, whose id is that of its root: the one without
// a previous interaction in the export, in a cycle the earliest created, then the lowest id. Each leg is
// ordered and paired by itself; a missing leg is named. Lists, summaries and counts are per interaction,
// so that every row counts once; the answers about a path are of the whole chain and name their legs.
//
// # Interactions without a row
//
// An interaction of which the export has only segments is derived: created_at is the start of its create
// step, else its first instant; completed_at is the start of its last complete, abandon or closing
// transfer; status is the last status_to, the queue that of the last stay, the user that of the last
// accept, the type that of the first segment. The rest is empty.
//
// # Stated twice
//
// Where an export states one thing twice (a start and an end beside a duration, the end of a ring beside
// its outcome), a difference of more than 2 s is a notice. A segment without an end that states a
// duration ends at start + duration (derived). An end before the start counts as no end, with a notice.
//
// # Time
//
// Instants are UTC. An instant without an offset is in the zone of --tz, else of the account, else of the
// configuration, else in that learnt from columns which the export has in UTC too (the offset of the
// nearest pair of instants), else in this machine's, with a notice. Of a column with such a twin the twin
// is read, and the column itself where the twin is empty. No clock is more than 14 hours from UTC. A number
// is an epoch time in the one unit (s, ms, µs or ns) in which it lies in the years 1990 to 2099. In an hour that the clocks show twice an instant is in the first pass, unless that puts its
// row before the one that precedes it in the interaction (by seq, else by file and row); in an hour that
// the clocks leave out it moves forward. Both are notices. The format of dates is found over a whole column;
// where day and month cannot be told apart, a notice says so and --date-format settles it.
//
// A length is a number of the format's unit, mm:ss or HH:mm:ss with any number of hours,
// "0d 0h 0m 42s", or ISO 8601. A decimal comma is read where no number of the column can be one of thousands.
//
// A day begins with its first instant, which is not midnight where the clocks go forward at midnight.
package data
