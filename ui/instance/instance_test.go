package instance_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"kezhi/ui/instance"
)

func TestASecondStartRaisesTheFirst(t *testing.T) {
	file := filepath.Join(t.TempDir(), "客至", "kezhi.db")
	raised := make(chan bool, 1)
	first, err := instance.Take(file, func() { raised <- true })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := instance.Take(file, nil); !errors.Is(err, instance.ErrTaken) {
		t.Fatalf("second: %v, want ErrTaken", err)
	}
	select {
	case <-raised:
	case <-time.After(3 * time.Second):
		t.Error("the first was not raised")
	}
	first.Release()
	again, err := instance.Take(file, func() {})
	if err != nil {
		t.Fatal("after release:", err)
	}
	again.Release()
}
