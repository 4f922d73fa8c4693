// Package filter is the filter language: it reads a text as a data.Filter, says where a wrong one is wrong, and
// completes one that is being typed. A database answers it; what reference.Match says is the reference.
package filter
