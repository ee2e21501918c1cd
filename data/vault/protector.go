package vault

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"

	"kezhi/data/litter"
	"kezhi/data/patient"
)

// service is the name under which the system's protector keeps the keys:
// Windows Credential Manager (DPAPI), Secret Service elsewhere.
const service = "Kezhi"

// protect has the PC keep a key: in the system's protector or, where there is
// none or KEZHI_KEYS names a folder, in a file for the user alone. place is that
// file, "" for the protector.
func protect(id string, key []byte) (place string, err error) {
	text := base64.StdEncoding.EncodeToString(key)
	if system() {
		err := patiently(func() error { return keyring.Set(service, id, text) })
		if err == nil {
			if back, err := asked(id); err == nil && back == text {
				return "", nil
			}
		}
	}
	path, err := keyFile(id)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	litter.Sweep(filepath.Dir(path), "key-", litter.Part)
	f, err := os.CreateTemp(filepath.Dir(path), litter.Pattern("key-", litter.Part)) // for its owner alone
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	if _, err := f.WriteString(text + "\n"); err != nil {
		return "", err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return "", err
	}
	return path, patient.Rename(f.Name(), path)
}

// protected is a key that the PC keeps.
func protected(id string) (key []byte, place string, err error) {
	if system() {
		if text, err := asked(id); err == nil {
			if key, err = base64.StdEncoding.DecodeString(text); err == nil {
				return key, "", nil
			}
		}
	}
	path, err := keyFile(id)
	if err != nil {
		return nil, "", err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, "", err
	}
	if n := len(b); n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	key, err = base64.StdEncoding.DecodeString(string(b))
	return key, path, err
}

// forget takes a key away again.
func forget(id string) {
	if system() {
		_ = patiently(func() error { return keyring.Delete(service, id) })
	}
	if path, err := keyFile(id); err == nil {
		_ = os.Remove(path)
	}
}

func asked(id string) (text string, err error) {
	err = patiently(func() (err error) {
		text, err = keyring.Get(service, id)
		return err
	})
	return text, err
}

// system tells whether the system's protector is to be asked. Without a session
// (a script, a service) there is none, and to ask would start one.
func system() bool {
	if os.Getenv("KEZHI_KEYS") != "" {
		return false
	}
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
}

// patiently waits some seconds: a protector may ask the user, or hang.
func patiently(f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(8 * time.Second):
		return errors.New("the system's protector does not answer")
	}
}

func keyFile(id string) (string, error) {
	dir := os.Getenv("KEZHI_KEYS")
	if dir == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(config, "kezhi", "keys")
	}
	return filepath.Join(dir, id+".key"), nil
}
