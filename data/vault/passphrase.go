package vault

import (
	"io"

	"filippo.io/age"

	"kezhi/data"
)

// shortest is the least length of a passphrase (口令), in characters.
const shortest = 8

// Encrypt writes what is written to it sealed by a passphrase, as an .age file
// that any age program opens. It is whole when Close returns nil. Code
// data.Invalid at "passphrase" where it is too short.
func Encrypt(w io.Writer, passphrase string) (io.WriteCloser, error) {
	if n := len([]rune(passphrase)); n < shortest {
		return nil, data.Wrong("passphrase", "vault.error.short", "N", shortest)
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	return age.Encrypt(w, r)
}

// Decrypt reads what Encrypt wrote. Code data.Invalid at "passphrase" where it is
// another one.
func Decrypt(r io.Reader, passphrase string) (io.Reader, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, data.Wrong("passphrase", "vault.error.passphrase")
	}
	out, err := age.Decrypt(r, id)
	if err != nil {
		return nil, &data.Error{Code: data.Invalid, Field: "passphrase", Key: "vault.error.passphrase", Err: err}
	}
	return out, nil
}
