package litter

import (
	"errors"
	"os"
	"syscall"
)

// probe is os.ErrProcessDone where no program has the number.
func probe(pid int) error {
	const (
		limited = 0x1000 // PROCESS_QUERY_LIMITED_INFORMATION
		invalid = syscall.Errno(87)
		running = 259 // STILL_ACTIVE
	)
	h, err := syscall.OpenProcess(limited, false, uint32(pid))
	if errors.Is(err, invalid) {
		return os.ErrProcessDone
	}
	if err != nil {
		return err
	}
	defer func() { _ = syscall.CloseHandle(h) }()
	var code uint32
	if err := syscall.GetExitCodeProcess(h, &code); err == nil && code != running {
		return os.ErrProcessDone
	}
	return nil
}
