// Package instance lets one window have a file: a second start finds the first
// and brings it to the front.
package instance

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// ErrTaken says that another window has the file; it was asked to come to the
// front.
var ErrTaken = errors.New("instance: the file has a window")

// Claim is the hold on a file.
type Claim struct {
	lock     *flock.Flock
	listener net.Listener
	note     string
}

// Take claims the database file at path for this process. raise is called, on
// a goroutine of its own, whenever another process tries the same.
func Take(path string, raise func()) (*Claim, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	c := &Claim{lock: flock.New(path+".lock", flock.SetPermissions(0o600)), note: path + ".window"}
	ok, err := c.lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		call(c.note)
		return nil, ErrTaken
	}
	c.listen(raise)
	return c, nil
}

// listen leaves a note of where to knock. Without a port nobody can knock, but
// the window works all the same.
func (c *Claim) listen(raise func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		_ = l.Close()
		return
	}
	word := hex.EncodeToString(secret)
	if err := os.WriteFile(c.note, []byte(l.Addr().String()+" "+word), 0o600); err != nil {
		_ = l.Close()
		return
	}
	c.listener = l
	go func() {
		for {
			k, err := l.Accept()
			if err != nil {
				return
			}
			_ = k.SetDeadline(time.Now().Add(2 * time.Second))
			said, _ := bufio.NewReader(k).ReadString('\n')
			if strings.TrimSpace(said) == word {
				_, _ = fmt.Fprintln(k, "ok")
				raise()
			}
			_ = k.Close()
		}
	}()
}

func call(note string) {
	b, err := os.ReadFile(note)
	if err != nil {
		return
	}
	addr, word, _ := strings.Cut(string(b), " ")
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	k, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return
	}
	defer k.Close()
	_ = k.SetDeadline(time.Now().Add(2 * time.Second))
	_, _ = fmt.Fprintln(k, word)
	_, _ = bufio.NewReader(k).ReadString('\n')
}

// Release gives the file up.
func (c *Claim) Release() {
	if c == nil {
		return
	}
	if c.listener != nil {
		_ = c.listener.Close()
		_ = os.Remove(c.note)
	}
	_ = c.lock.Unlock()
}
