package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// cost is how hard a password is to try: the second recommendation of RFC 9106
// §4, for where memory is scarce. It is kept with each hash, so that it can
// grow without anybody losing their password.
type cost struct {
	Memory  uint32 // KiB
	Time    uint32
	Threads uint8
}

var standard = cost{Memory: 64 << 10, Time: 3, Threads: 4}

// Lengths in bytes, as RFC 9106 §4 recommends.
const (
	saltLength = 16
	keyLength  = 32
)

// hashed is a password as the file keeps it, in the form of PHC strings:
// $argon2id$v=19$m=65536,t=3,p=4$salt$key.
func hashed(password string) string {
	salt := make([]byte, saltLength)
	_, _ = rand.Read(salt) // never fails
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		standard.Memory, standard.Time, standard.Threads, b64(salt), b64(standard.key(password, salt)))
}

// key works a password out. The same letters count as the same however they
// were typed: NFKC makes the full-width ones of a Chinese keyboard narrow.
func (c cost) key(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.Time, c.Memory, c.Threads, keyLength)
}

// matches tells whether the password is that of a hash. A hash that cannot be
// read takes as long and is nobody's.
func matches(password, hash string) bool {
	c, salt, key, ok := parse(hash)
	if !ok {
		c, salt, key, _ = parse(nobody())
	}
	same := subtle.ConstantTimeCompare(c.key(password, salt), key) == 1
	return same && ok
}

// nobody is the hash that is tried for a login that does not exist, so that it
// takes as long as one that does.
var nobody = sync.OnceValue(func() string { return hashed(rand.Text()) })

// The most that a hash may ask for: a file from elsewhere is not to take the
// computer's memory.
const (
	mostMemory = 1 << 20
	mostTime   = 32
)

func parse(hash string) (c cost, salt, key []byte, ok bool) {
	p := strings.Split(hash, "$")
	if len(p) != 6 || p[1] != "argon2id" || p[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if _, err := fmt.Sscanf(p[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(p[4])
	key, e := base64.RawStdEncoding.DecodeString(p[5])
	ok = err == nil && e == nil && len(key) == keyLength &&
		c.Time > 0 && c.Time <= mostTime && c.Threads > 0 && c.Memory >= 8 && c.Memory <= mostMemory
	return c, salt, key, ok
}
