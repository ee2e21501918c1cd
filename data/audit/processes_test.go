package audit_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/register"
)

// writerEnv names the file that a process of this test writes.
const writerEnv = "KEZHI_TEST_TRAIL"

const (
	processes = 8
	each      = 40
)

// writeMany is what each of the processes does.
func writeMany() int {
	d, err := db.Open(os.Getenv(writerEnv))
	if err != nil {
		fmt.Println(err)
		return 1
	}
	for i := range each {
		err := audit.Say(context.Background(), d, audit.Entry{Who: fmt.Sprint(os.Getpid()), Action: register.Changed, Register: "customer", RecordID: int64(i)})
		if err != nil {
			fmt.Println(err)
			return 1
		}
	}
	if err := d.Close(); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func TestEightProcessesWriteOneUnbrokenTrail(t *testing.T) {
	x := &trail{t, filepath.Join(t.TempDir(), "kezhi.db")}
	x.close(x.open())
	var running []*exec.Cmd
	for range processes {
		c := exec.Command(os.Args[0], "-test.run=^$")
		c.Env = append(os.Environ(), writerEnv+"="+x.path)
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, c)
	}
	for _, c := range running {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if r := x.verify(audit.Options{}); !r.Sound() || r.Entries != processes*each {
		t.Fatalf("%+v", r)
	}
}

// BenchmarkVerify looks at a trail of 100,000 entries.
func BenchmarkVerify(b *testing.B) {
	d := dbtest.MustOpen(b)
	fields := `[{"key":"remark","before":"甲","after":"乙"},{"key":"phones","before":[{"use":"mobile","number":"13800138000"}],"after":[]}]`
	err := d.Write(b.Context(), "林小满", func(tx *db.Tx) error {
		cs := make([]register.Change, 100_000)
		for i := range cs {
			cs[i] = register.Change{At: int64(i), Who: "林小满", Host: "PC", Register: "customer", RecordID: int64(i), Number: "KH-000001", Action: register.Changed, Fields: fields}
		}
		return register.Keep(tx, cs)
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := audit.Verify(b.Context(), d, audit.Options{Inside: true}); err != nil || !r.Sound() {
			b.Fatal(r, err)
		}
	}
}
