//go:build !windows

package kit

// placeIME does nothing where the system follows the caret by itself.
func placeIME(*entry) {}
