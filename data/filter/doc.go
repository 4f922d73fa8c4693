// Package filter is the filter language: it reads a text as a data.Filter, says where a wrong one is wrong,
// completes one that is being typed, and holds a filter against a path. A database does the same in SQL; what
// Match says is the reference.
package filter
