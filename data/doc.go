// Package data holds what an export of a contact centre means: its words (interaction, segment,
// ring, hop, wrap-up), the total order of a path, and every question about one path as a pure
// function of its segments. It knows no database and no terminal and imports no other room.
//
// A Path is one interaction id's segments in their final order; a Chain is the legs that a transfer
// under another id strings together. Rings, Statuses, Stays, Waits, Talk and Story are methods of
// them, and Summarise is the reference that the SQL for millions must equal.
package data
