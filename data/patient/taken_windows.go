package patient

import (
	"errors"
	"syscall"
)

// taken tells whether an error says that another program has hold of the file. A
// change of name over a file that is open is refused as if it were forbidden.
func taken(do string, err error) bool {
	const (
		denied  = syscall.Errno(5)  // ERROR_ACCESS_DENIED
		sharing = syscall.Errno(32) // ERROR_SHARING_VIOLATION
		lock    = syscall.Errno(33) // ERROR_LOCK_VIOLATION
	)
	return errors.Is(err, sharing) || errors.Is(err, lock) || do != "open" && errors.Is(err, denied)
}
