package backup

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/vault"
)

// keysFor are the keys of the next backup to a folder: those of the file where
// it has some, else one that the passphrase opens. That one stays the same from
// backup to backup as long as the passphrase does, so that no document has to be
// sealed twice.
func keysFor(d *db.DB, dir, file, passphrase string) (*keys, error) {
	if v := vault.Of(d); v != nil {
		to, err := v.Recipients()
		if err != nil {
			return nil, err
		}
		return &keys{to: to, opens: v.Identity(), set: setOf(to), names: v.Key("names of documents in backups")}, nil
	}
	if passphrase == "" {
		return nil, data.Wrong("passphrase", "backup.error.no_key")
	}
	id, locked := known(dir, file, passphrase)
	if id == nil {
		var err error
		if id, err = age.GenerateX25519Identity(); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		w, err := vault.Encrypt(&b, passphrase)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, id.String()); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		locked = b.Bytes()
	}
	names, err := hkdf.Key(sha256.New, []byte(id.String()), nil, "kezhi names of documents in backups", 32)
	if err != nil {
		return nil, err
	}
	to := []age.Recipient{id.Recipient()}
	return &keys{to: to, opens: id, locked: locked, set: setOf(to), names: names}, nil
}

// known is the key of the last backup in the folder, where the passphrase opens
// it.
func known(dir, file, passphrase string) (*age.X25519Identity, []byte) {
	all, _ := Copies(dir, file)
	for _, c := range all {
		f, err := os.Open(c.Path)
		if err != nil {
			continue
		}
		h, _, err := ReadHeader(f)
		_ = f.Close()
		if err != nil || len(h.Locked) == 0 {
			continue
		}
		id, err := unlock(h.Locked, passphrase)
		if err != nil {
			return nil, nil // another passphrase
		}
		return id, h.Locked
	}
	return nil, nil
}

// setOf names the documents that are sealed for the same recipients.
func setOf(to []age.Recipient) string {
	sum := sha256.New()
	for _, r := range to {
		if x, ok := r.(*age.X25519Recipient); ok {
			sum.Write([]byte(x.String()))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// hardest is the most work that a header may ask of a passphrase: some seconds
// and a gigabyte. A forged one could ask for hours.
const hardest = 20

// unlock opens the key of a header. Code data.Invalid at "passphrase".
func unlock(locked []byte, passphrase string) (*age.X25519Identity, error) {
	s, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, data.Wrong("passphrase", "backup.error.passphrase")
	}
	s.SetMaxWorkFactor(hardest)
	r, err := age.Decrypt(bytes.NewReader(locked), s)
	if err != nil {
		return nil, data.Wrong("passphrase", "backup.error.passphrase")
	}
	b, err := io.ReadAll(io.LimitReader(r, 200))
	if err != nil {
		return nil, err
	}
	return age.ParseX25519Identity(string(b))
}

// Secret is what opens a backup: what a person typed, passphrase or recovery
// key, or the keys of an open file.
type Secret struct {
	Text  string
	Vault *vault.Vault
}

// identity is what opens the backup of a header.
func (s Secret) identity(h *Header) (age.Identity, error) {
	switch {
	case len(h.Locked) > 0 && s.Text == "":
		return nil, data.Wrong("passphrase", "backup.error.need_passphrase")
	case len(h.Locked) > 0:
		return unlock(h.Locked, s.Text)
	case s.Text != "":
		id, err := vault.ParseRecovery(s.Text)
		if err != nil {
			return nil, err
		}
		return id, nil
	case s.Vault != nil:
		return s.Vault.Identity(), nil
	}
	return nil, data.Wrong("passphrase", "backup.error.need_recovery")
}

// stranger tells whether an error says that another key opens this.
func stranger(err error) bool {
	var none *age.NoIdentityMatchError
	return errors.As(err, &none)
}
