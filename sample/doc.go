// Package sample makes exports of contact centres that never were. A Simulation gives the true path of
// every interaction, seeded and index by index, so that a hundred million segments need no more memory
// than one; a writer a format yields them as the rows that format would hold, and its Losses say what
// an export written so can no longer tell. The small export that the program opens when it is given
// none is embedded here. It knows no database: its tables are rows on their way out.
package sample
