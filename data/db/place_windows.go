package db

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"

	"kezhi/data"
)

func local(path string) error {
	refused := data.Fault(data.Refused, "error.network_share", "File", path)
	if strings.HasPrefix(path, `\\`) && !strings.HasPrefix(path, `\\?\`) {
		return refused
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return refused
	}
	return nil
}

func full(err error) bool {
	return errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.Errno(39))
}

func readOnly(err error) bool { return errors.Is(err, syscall.Errno(19)) }
