// Package vault keeps the keys of a file: what seals its documents, its most
// confidential columns, its drafts and its backups.
//
// A file's master key is 32 random bytes. On the PC it lies in the system's
// protector, see protector.go; in the file it lies sealed for the recovery key
// (恢复密钥), an age identity of which only a sheet of paper knows the secret.
// Whoever has the PC and its user, or the file and the sheet, can read what is
// sealed; whoever has the file alone cannot. Every other key is derived from
// the master key (HKDF, RFC 5869), one for each purpose.
//
// Nothing here is cryptography of our own: files are sealed by age, texts by
// XChaCha20-Poly1305.
package vault

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"sync"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
)

// Vault is the keys of an open file.
type Vault struct {
	row      row
	identity *age.X25519Identity // the file's own, of which the program knows the secret
	master   []byte              // nil: not on this PC
	place    string              // where on this PC the key lies
	keys     sync.Map            // purpose → 32 bytes
}

// row is what the file holds of its keys.
type row struct {
	ID        int64  `gorm:"primaryKey"`
	KeyID     string // names the master key on the PC
	Recipient string // age: whom documents and backups are sealed for, the file's own
	Recovery  string // age: whom backups are sealed for too, the sheet's
	Wrapped   []byte // the master key, sealed for the recovery key
	Identity  []byte // the secret of Recipient, sealed by the master key
	Seals     bool   // documents and columns are sealed
	MadeAt    int64  // unix milliseconds
	MadeBy    string
}

// TableName is GORM's name for the table.
func (row) TableName() string { return "vault" }

// State says what a file has of keys, and the PC.
type State string

// The states.
const (
	None  State = ""      // the file has no keys yet
	Shut  State = "shut"  // it has, but this PC does not know them
	Ready State = "ready" // what is sealed can be read
)

// own is the purpose under which the file's own identity is sealed.
const own = "identity of the file"

// Of is the vault of an open file: nil where it has none, or where this PC does
// not know its key (see StateOf).
func Of(d *db.DB) *Vault {
	v := held(d)
	if v == nil || v.master == nil {
		return nil
	}
	return v
}

// StateOf tells what the file has.
func StateOf(d *db.DB) State {
	switch v := held(d); {
	case v == nil:
		return None
	case v.master == nil:
		return Shut
	}
	return Ready
}

// held is what is known of the file's keys, read once.
func held(d *db.DB) *Vault {
	x, known := d.Veil()
	if !known {
		if err := Load(context.Background(), d); err != nil {
			return nil
		}
		x, _ = d.Veil()
	}
	v, _ := x.(*Vault)
	return v
}

// Load reads the file's keys, anew where another program may have made some.
func Load(ctx context.Context, d *db.DB) error {
	var rows []row
	if err := d.Read(door.Within(ctx)).Find(&rows).Error; err != nil {
		return db.Translate(err)
	}
	if len(rows) == 0 {
		d.Cover(nil)
		return nil
	}
	v := &Vault{row: rows[0]}
	if key, place, err := protected(v.row.KeyID); err == nil {
		if err := v.unlock(key); err == nil {
			v.place = place
		}
	}
	v.cover(d)
	return nil
}

// cover makes the vault that of the file.
func (v *Vault) cover(d *db.DB) {
	if v.master != nil {
		opened.Store(v.row.KeyID, v)
	}
	d.Cover(v)
}

// unlock gives the vault its master key, once it is proven to be the right one.
func (v *Vault) unlock(master []byte) error {
	try := Vault{row: v.row, master: master}
	secret, err := try.Open(own, v.row.Identity)
	if err != nil {
		return err
	}
	id, err := age.ParseX25519Identity(string(secret))
	if err != nil {
		return err
	}
	v.master, v.identity = master, id
	return nil
}

// SetUp gives the file its keys and returns the recovery key, which is told
// this once. From now on what is written anew is sealed; what there was is
// converted by shop.Seal. Code data.Refused where the file has keys already.
func SetUp(ctx context.Context, d *db.DB, who string) (recovery string, err error) {
	if held(d) != nil {
		return "", data.Fault(data.Refused, "vault.error.already")
	}
	sheet, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	self, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	v := &Vault{master: random(32), identity: self}
	v.row = row{
		ID: 1, KeyID: hex.EncodeToString(random(8)), Recipient: self.Recipient().String(), Seals: true,
		Identity: v.Seal(own, []byte(self.String())),
	}
	if err := v.wrap(sheet); err != nil {
		return "", err
	}
	// The PC knows the key before the file says that there is one.
	if v.place, err = protect(v.row.KeyID, v.master); err != nil {
		return "", db.Translate(err)
	}
	err = d.Write(ctx, who, func(tx *db.Tx) error {
		v.row.MadeAt, v.row.MadeBy = tx.Now.UnixMilli(), tx.Who
		var n int64
		if err := tx.Model(&row{}).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return data.Fault(data.Refused, "vault.error.already")
		}
		return tx.Create(&v.row).Error
	})
	if err != nil {
		forget(v.row.KeyID)
		return "", err
	}
	v.cover(d)
	return sheet.String(), nil
}

// wrap seals the master key for a recovery key.
func (v *Vault) wrap(sheet *age.X25519Identity) error {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, sheet.Recipient())
	if err != nil {
		return err
	}
	if _, err := w.Write(v.master); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	v.row.Recovery, v.row.Wrapped = sheet.Recipient().String(), b.Bytes()
	return nil
}

// Renew makes a new recovery key, told this once. The former one opens the file
// no more, but still those backups that were made while it was valid.
func Renew(ctx context.Context, d *db.DB, who string) (recovery string, err error) {
	v := Of(d)
	if v == nil {
		return "", shut(d)
	}
	sheet, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	n := &Vault{row: v.row, master: v.master, identity: v.identity, place: v.place}
	if err := n.wrap(sheet); err != nil {
		return "", err
	}
	err = d.Write(ctx, who, func(tx *db.Tx) error {
		n.row.MadeAt, n.row.MadeBy = tx.Now.UnixMilli(), tx.Who
		return tx.Save(&n.row).Error
	})
	if err != nil {
		return "", err
	}
	n.cover(d)
	return sheet.String(), nil
}

// shut is the refusal where there are no keys, or not on this PC.
func shut(d *db.DB) error {
	if StateOf(d) == None {
		return data.Fault(data.Refused, "vault.error.none")
	}
	return data.Fault(data.Refused, "vault.error.shut")
}

// Prove tells whether somebody holds the file's recovery key, and has this PC
// know the file's keys from then on. Errors at "recovery": what was typed is no
// key, or that of another file.
func Prove(_ context.Context, d *db.DB, recovery string) error {
	v := held(d)
	if v == nil {
		return data.Fault(data.Refused, "vault.error.none")
	}
	sheet, err := ParseRecovery(recovery)
	if err != nil {
		return err
	}
	r, err := age.Decrypt(bytes.NewReader(v.row.Wrapped), sheet)
	if err != nil {
		return data.Wrong("recovery", "vault.error.other")
	}
	master, err := io.ReadAll(io.LimitReader(r, 64))
	if err != nil || len(master) != 32 {
		return data.Fault(data.Damaged, "vault.error.damaged")
	}
	n := &Vault{row: v.row}
	if err := n.unlock(master); err != nil {
		return data.Fault(data.Damaged, "vault.error.damaged")
	}
	if n.place, err = protect(n.row.KeyID, master); err != nil {
		return db.Translate(err)
	}
	n.cover(d)
	door.Prove(d)
	return nil
}

// hrp begins an age identity in capitals.
const hrp = "AGE-SECRET-KEY-1"

// ParseRecovery reads a recovery key as people type it: in groups, in small
// letters, with the letters that look like figures. Code data.Invalid at
// "recovery".
func ParseRecovery(s string) (*age.X25519Identity, error) {
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\n", "", "\r", "", "\t", "", "　", "", "－", "").Replace(s))
	body, ok := strings.CutPrefix(s, strings.ReplaceAll(hrp, "-", ""))
	if !ok {
		return nil, data.Wrong("recovery", "vault.error.form")
	}
	body = strings.NewReplacer("O", "0", "I", "L", "1", "L", "B", "8").Replace(body)
	id, err := age.ParseX25519Identity(hrp + body)
	if err != nil {
		return nil, data.Wrong("recovery", "vault.error.form") // the cause may quote what was typed
	}
	return id, nil
}

// Groups is a recovery key as it is printed: its beginning, then four by four.
func Groups(recovery string) []string {
	body, ok := strings.CutPrefix(recovery, hrp)
	if !ok {
		return []string{recovery}
	}
	out := []string{hrp}
	for len(body) > 4 {
		out, body = append(out, body[:4]), body[4:]
	}
	return append(out, body)
}

// SetSeals has documents and columns written sealed from now on, or plain.
func SetSeals(ctx context.Context, d *db.DB, who string, on bool) error {
	v := Of(d)
	if v == nil {
		return shut(d)
	}
	n := &Vault{row: v.row, master: v.master, identity: v.identity, place: v.place}
	n.row.Seals = on
	if err := d.Write(ctx, who, func(tx *db.Tx) error { return tx.Save(&n.row).Error }); err != nil {
		return err
	}
	n.cover(d)
	return nil
}

// Wanted tells whether the file wants what is written sealed, also where this PC
// does not know the key.
func Wanted(d *db.DB) bool {
	v := held(d)
	return v != nil && v.row.Seals
}

// Seals tells whether documents and columns are written sealed.
func (v *Vault) Seals() bool { return v.master != nil && v.row.Seals }

// Place is where on this PC the key lies: a file, or "" for the system's
// protector.
func (v *Vault) Place() string { return v.place }

// MadeAt is when the recovery key was made, unix milliseconds, and by whom.
func (v *Vault) MadeAt() (at int64, by string) { return v.row.MadeAt, v.row.MadeBy }

// Identity opens what was sealed for the file's own recipient.
func (v *Vault) Identity() age.Identity { return v.identity }

// Recipients are whom a backup is sealed for: the file's own, and the recovery key.
func (v *Vault) Recipients() ([]age.Recipient, error) {
	r, err := age.ParseX25519Recipient(v.row.Recovery)
	if err != nil {
		return nil, data.Fault(data.Damaged, "vault.error.damaged")
	}
	return []age.Recipient{v.identity.Recipient(), r}, nil
}

// Key is the key of one purpose, 32 bytes.
func (v *Vault) Key(purpose string) []byte {
	if k, ok := v.keys.Load(purpose); ok {
		return bytes.Clone(k.([]byte))
	}
	k, err := hkdf.Key(sha256.New, v.master, nil, "kezhi "+purpose, 32)
	if err != nil {
		panic(err) // 32 bytes are never too many
	}
	v.keys.Store(purpose, k)
	return bytes.Clone(k)
}

// Mark is a keyed mark of a text: alike for like texts, telling nothing of them
// without the key.
func (v *Vault) Mark(purpose, text string) string {
	m := hmac.New(sha256.New, v.Key(purpose))
	m.Write([]byte(text))
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// Seal seals a text; only the same purpose opens it.
func (v *Vault) Seal(purpose string, plain []byte) []byte { return v.sealAt(purpose, "", plain) }

// Open is what Seal was given. Code data.Damaged where it is not whole, was
// sealed for another purpose or by another key.
func (v *Vault) Open(purpose string, sealed []byte) ([]byte, error) {
	return v.openAt(purpose, "", sealed)
}

func (v *Vault) sealAt(purpose, at string, plain []byte) []byte {
	nonce := random(chacha20poly1305.NonceSizeX)
	return v.cipher(purpose).seal(nonce, plain, []byte(purpose+"\x00"+at))
}

func (v *Vault) openAt(purpose, at string, sealed []byte) ([]byte, error) {
	if v.master == nil {
		return nil, data.Fault(data.Refused, "vault.error.shut")
	}
	plain, err := v.cipher(purpose).open(sealed, []byte(purpose+"\x00"+at))
	if err != nil {
		return nil, &data.Error{Code: data.Damaged, Key: "vault.error.unreadable", Err: err}
	}
	return plain, nil
}

// opened are the vaults that this program has opened, by the names of their keys.
var opened sync.Map

// SealText seals a text that stands in a place of the file, such as
// "customers.identity" of record 12: moved elsewhere it cannot be opened. It
// names the key that opens it.
func (v *Vault) SealText(purpose, at, text string) string {
	return db.Sealed + v.row.KeyID + ":" + base64.RawStdEncoding.EncodeToString(v.sealAt(purpose, at, []byte(text)))
}

// OpenText is what SealText was given; a text that is not sealed comes back as
// it is. Code data.Refused where this PC does not know the key, data.Damaged as
// Open.
func OpenText(purpose, at, text string) (string, error) {
	rest, ok := strings.CutPrefix(text, db.Sealed)
	if !ok {
		return text, nil
	}
	id, body, ok := strings.Cut(rest, ":")
	b, err := base64.RawStdEncoding.DecodeString(body)
	if !ok || err != nil {
		return "", &data.Error{Code: data.Damaged, Key: "vault.error.unreadable", Err: err}
	}
	v, ok := opened.Load(id)
	if !ok {
		return "", data.Fault(data.Refused, "vault.error.shut")
	}
	plain, err := v.(*Vault).openAt(purpose, at, b)
	return string(plain), err
}

// IsSealed tells whether a text is sealed.
func IsSealed(text string) bool { return strings.HasPrefix(text, db.Sealed) }

type aead struct{ key []byte }

func (v *Vault) cipher(purpose string) aead { return aead{v.Key(purpose)} }

func (a aead) seal(nonce, plain, more []byte) []byte {
	c, err := chacha20poly1305.NewX(a.key)
	if err != nil {
		panic(err) // the key has its length
	}
	return c.Seal(nonce, nonce, plain, more)
}

func (a aead) open(sealed, more []byte) ([]byte, error) {
	c, err := chacha20poly1305.NewX(a.key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < c.NonceSize() {
		return nil, errors.New("too short")
	}
	return c.Open(nil, sealed[:c.NonceSize()], sealed[c.NonceSize():], more)
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

// ForFiles are whom a file's documents are sealed for, nil where they are to
// lie plain, and what opens them, nil where this PC does not know the key.
func ForFiles(d *db.DB) (to age.Recipient, key age.Identity, err error) {
	v := held(d)
	if v == nil {
		return nil, nil, nil
	}
	if v.identity != nil {
		key = v.identity
	}
	if !v.row.Seals {
		return nil, key, nil
	}
	r, err := age.ParseX25519Recipient(v.row.Recipient)
	if err != nil {
		return nil, nil, data.Fault(data.Damaged, "vault.error.damaged")
	}
	return r, key, nil
}
