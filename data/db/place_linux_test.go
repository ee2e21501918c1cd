package db

import (
	"syscall"
	"testing"

	"kezhi/data"
)

func TestAFileOnANetworkShareIsRefused(t *testing.T) {
	var magic uint32
	was := statfs
	statfs = func(path string, s *syscall.Statfs_t) error {
		if path != "/mnt" {
			return syscall.ENOENT // the folder is not made yet: its parent tells
		}
		s.Type = int64(magic)
		return nil
	}
	defer func() { statfs = was }()
	for name, x := range map[string]struct {
		magic   uint32
		refused bool
	}{
		"NFS": {0x6969, true}, "CIFS": {0xff534d42, true}, "SMB2": {0xfe534d42, true}, "VirtualBox": {0x786f4256, true},
		"ext4": {0xef53, false}, "btrfs": {0x9123683e, false}, "tmpfs": {0x1021994, false}, "overlay": {0x794c7630, false},
	} {
		magic = x.magic
		err := local("/mnt/shop/data/kezhi.db")
		if refused := data.CodeOf(err) == data.Refused; refused != x.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}
