// Package complaints is the complaint register in the window.
package complaints
