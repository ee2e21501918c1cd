//go:build !windows

package db

import (
	"errors"
	"path/filepath"
	"syscall"

	"kezhi/data"
)

// Magic numbers of file systems whose locks cannot be trusted (statfs(2)).
var shares = map[uint32]bool{
	0x6969: true, 0x517b: true, 0xff534d42: true, 0xfe534d42: true, // NFS, SMB, CIFS, SMB2
	0x564c: true, 0x73757245: true, 0x5346414f: true, // NCP, Coda, AFS
	0xc36400: true, 0x786f4256: true, // Ceph, a folder shared by VirtualBox
}

var statfs = syscall.Statfs

func local(path string) error {
	var s syscall.Statfs_t
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if err := statfs(dir, &s); err == nil {
			break
		} else if dir == filepath.Dir(dir) {
			return nil
		}
	}
	if shares[uint32(s.Type)] {
		return data.Fault(data.Refused, "error.network_share", "File", path)
	}
	return nil
}

// full tells whether there is no room: on the disk, of the quota, for a larger file.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

func readOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
