//go:build !windows

package litter

import (
	"errors"
	"os"
	"syscall"
)

// probe is os.ErrProcessDone where no program has the number.
func probe(pid int) error {
	if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return nil
}
