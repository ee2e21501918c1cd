package vault_test

import (
	"strings"
	"testing"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/vault"
)

// FuzzAnyTextMayBeARecoveryKey: what is no key is refused at its field and not
// quoted; a key is read again from what is printed of it.
func FuzzAnyTextMayBeARecoveryKey(f *testing.F) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", id.String(), strings.ToLower(id.String()), strings.Join(vault.Groups(id.String()), " "), strings.Join(vault.Groups(id.String()), "－"),
		"AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1QQQQ", "口令", "\x00", id.String()[:40],
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := vault.ParseRecovery(s)
		if err != nil {
			if data.CodeOf(err) != data.Invalid {
				t.Fatalf("%v", err)
			}
			if len(s) > 30 && strings.Contains(err.Error(), s) {
				t.Fatal("what was typed is quoted")
			}
			return
		}
		again, err := vault.ParseRecovery(strings.Join(vault.Groups(got.String()), " "))
		if err != nil || again.String() != got.String() {
			t.Fatalf("%q: read again %v", s, err)
		}
	})
}

func TestARecoveryKeyIsReadAsItIsTyped(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{id.String(), strings.ToLower(id.String()), strings.Join(vault.Groups(id.String()), "　"), strings.ReplaceAll(id.String(), "-", "－")} {
		got, err := vault.ParseRecovery(s)
		if err != nil || got.String() != id.String() {
			t.Errorf("%v", err)
		}
	}
	wrong := id.String()[:len(id.String())-1] + map[bool]string{true: "Q", false: "P"}[id.String()[len(id.String())-1] != 'Q']
	if _, err := vault.ParseRecovery(wrong); data.CodeOf(err) != data.Invalid {
		t.Errorf("a letter is wrong: %v", err)
	}
}
