//go:build !windows

package patient

import (
	"errors"
	"syscall"
)

// taken tells whether an error says that another program has hold of the file.
func taken(_ string, err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY)
}
