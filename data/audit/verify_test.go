package audit_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

const swapFiveAndSix = `UPDATE changes SET id = -1 WHERE id = 5; UPDATE changes SET id = 5 WHERE id = 6; UPDATE changes SET id = 6 WHERE id = -1`

// anotherKey is what somebody has who has not the right one.
var anotherKey = []byte("somebody's own")

func TestAWholeTrailIsSound(t *testing.T) {
	for name, k := range map[string][]byte{"with a key": key, "without": nil} {
		t.Run(name, func(t *testing.T) {
			r := newTrail(t, 35, k).verify(audit.Options{Key: k})
			if !r.Sound() || len(r.Told) > 0 || r.Entries != 35 || r.Seals != 3 || r.Anchors != 3 || r.SealedTo != 30 || r.Keyed != (k != nil) {
				t.Fatalf("%+v", r)
			}
		})
	}
}

func TestEveryManipulationIsFoundAtTheFirstEntryItTouches(t *testing.T) {
	for _, x := range []struct {
		name string
		sql  string
		kind audit.Kind
		at   int64 // the entry named
		said string
	}{
		{"removed at the start", "DELETE FROM changes WHERE id = 1", audit.RemovedKind, 2, "KH-000002"},
		{"several removed at the start", "DELETE FROM changes WHERE id <= 3", audit.RemovedKind, 4, "1–3"},
		{"removed in the middle", "DELETE FROM changes WHERE id = 7", audit.RemovedKind, 8, "第 7 条"},
		{"several removed in the middle", "DELETE FROM changes WHERE id BETWEEN 7 AND 9", audit.RemovedKind, 10, "7–9"},
		{"removed at the end", "DELETE FROM changes WHERE id = 25", audit.RemovedKind, 24, "25"},
		{"several removed at the end", "DELETE FROM changes WHERE id > 20", audit.RemovedKind, 20, "21–25"},
		{"all removed", "DELETE FROM changes", audit.RemovedKind, 0, "1–25"},
		{"removed and the rest renumbered", "DELETE FROM changes WHERE id = 7; UPDATE changes SET id = id - 1 WHERE id > 7", audit.RemovedKind, 7, "删除"},
		{"the person changed", "UPDATE changes SET who = '周岚' WHERE id = 8", audit.ChangedKind, 8, "周岚"},
		{"the time changed", "UPDATE changes SET at = at + 60000 WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the computer changed", "UPDATE changes SET host = 'x' WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the fields changed", `UPDATE changes SET fields = '[]' WHERE id = 8`, audit.ChangedKind, 8, "KH-000008"},
		{"the action changed", "UPDATE changes SET action = 'printed' WHERE id = 8", audit.ChangedKind, 8, "打印"},
		{"the number changed", "UPDATE changes SET number = 'KH-000099' WHERE id = 8", audit.ChangedKind, 8, "KH-000099"},
		{"the record changed", "UPDATE changes SET record_id = 99 WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the version changed", "UPDATE changes SET version = 99 WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the register changed", "UPDATE changes SET register = 'visit' WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the value changed", "UPDATE changes SET chain = zeroblob(32) WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the value removed", "UPDATE changes SET chain = x'' WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"the first changed", "UPDATE changes SET who = '周岚' WHERE id = 1", audit.ChangedKind, 1, "周岚"},
		{"the last changed", "UPDATE changes SET who = '周岚' WHERE id = 25", audit.ChangedKind, 25, "周岚"},
		{"the fields cut out", "UPDATE changes SET fields = '', salt = x'', cut = randomblob(32) WHERE id = 8", audit.ChangedKind, 8, "KH-000008"},
		{"an erasure left open", "INSERT INTO erasing (id) VALUES (1)", audit.GuardKind, 0, ""},
		{"swapped", swapFiveAndSix, audit.MovedKind, 5, "KH-000006"},
		{"moved to the end", "UPDATE changes SET id = 26 WHERE id = 5", audit.MovedKind, 6, "KH-000006"},
		{"inserted at the end", "INSERT INTO changes (at, who, host, register, record_id, number, version, action, fields) VALUES (1, '周岚', '', 'customer', 1, 'KH-000001', 0, 'printed', '[]')", audit.AddedKind, 26, "周岚"},
		{"inserted at the end with a value", "INSERT INTO changes (at, who, host, register, record_id, number, version, action, fields, chain) VALUES (1, '周岚', '', 'customer', 1, 'KH-000001', 0, 'printed', '[]', randomblob(32))", audit.AddedKind, 26, "周岚"},
		{"inserted in the middle", "UPDATE changes SET id = -id - 1 WHERE id > 8; UPDATE changes SET id = -id WHERE id < 0; INSERT INTO changes (id, at, who, host, register, record_id, number, version, action, fields) VALUES (9, 1, '周岚', '', 'customer', 1, 'KH-000001', 0, 'printed', '[]')", audit.AddedKind, 9, "周岚"},
		{"inserted before the first", "INSERT INTO changes (id, at, who, host, register, record_id, number, version, action, fields) VALUES (0, 1, '周岚', '', 'customer', 1, 'KH-000001', 0, 'printed', '[]')", audit.AddedKind, 0, "周岚"},
		{"the head set back with the end", "DELETE FROM changes WHERE id = 25; UPDATE audit_head SET n = 24, last = 24, value = (SELECT chain FROM changes WHERE id = 24)", "", 0, ""},
		{"the head changed", "UPDATE audit_head SET value = zeroblob(32)", audit.HeadKind, 25, ""},
		{"the count changed", "UPDATE audit_head SET n = 24", audit.HeadKind, 25, ""},
		{"the head removed", "DELETE FROM audit_head", audit.HeadKind, 0, ""},
		{"a seal removed", "DELETE FROM audit_seals WHERE id = 1", audit.SealKind, 0, ""},
		{"a seal forged", "UPDATE audit_seals SET at = at + 1 WHERE id = 2", audit.SealKind, 0, ""},
		{"a seal without the key", "UPDATE audit_seals SET mac = x'' WHERE id = 2", audit.SealKind, 0, ""},
		{"all seals removed", "DELETE FROM audit_seals; DELETE FROM sqlite_sequence WHERE name = 'audit_seals'", audit.SealKind, 0, ""},
		{"the guards dropped", "", audit.GuardKind, 0, "changes_stay"},
	} {
		t.Run(x.name, func(t *testing.T) {
			f := newTrail(t, 25, key)
			switch x.kind {
			case audit.GuardKind:
				d := f.open()
				f.exec(d, "DROP TRIGGER changes_stay")
				f.close(d)
			default:
				f.tool(strings.Split(x.sql, "; ")...)
			}
			if x.kind == "" { // entries after the last seal, and the head with them: nothing tells
				if r := f.verify(audit.Options{Key: key}); !r.Sound() || r.SealedTo != 20 {
					t.Fatalf("%+v", r)
				}
				return
			}
			got := f.first(audit.Options{Key: key})
			text := got.Text(assets.ZhHans)
			if got.Kind != x.kind || got.Entry.ID != x.at || !strings.Contains(text, x.said) {
				t.Errorf("%s at %d: %s", got.Kind, got.Entry.ID, text)
			}
			for _, l := range assets.Langs {
				if s := got.Text(l); strings.Contains(s, "audit.") || strings.Contains(s, "<no value>") {
					t.Errorf("%s: %s", l, s)
				}
			}
		})
	}
}

func TestATrailBuiltAnewByAScriptIsExposedByTheSeals(t *testing.T) {
	x := newTrail(t, 35, key)
	x.tool("DELETE FROM changes WHERE id = 15")
	x.rebuild()
	for name, o := range map[string]audit.Options{
		"by those in the file": {Key: key, Inside: true}, "by those outside": {Key: key}, "without the key": {},
	} {
		if f := x.first(o); f.Kind != audit.RewroteKind || f.Entry.ID != 11 {
			t.Errorf("%s: %s at %d: %s", name, f.Kind, f.Entry.ID, f.Text(assets.En))
		}
	}
}

func TestWhoeverAlsoMakesNewSealsIsExposedByTheKeyAndByTheAnchors(t *testing.T) {
	x := newTrail(t, 35, key)
	x.tool("UPDATE changes SET who = '周岚' WHERE id = 15", "DELETE FROM audit_seals", "DELETE FROM sqlite_sequence WHERE name = 'audit_seals'")
	x.rebuild()
	away := t.TempDir() // the anchors are written elsewhere: the forger has not the person's folder
	before := os.Getenv("KEZHI_ANCHORS")
	t.Setenv("KEZHI_ANCHORS", away)
	d := x.open()
	d.Now = func() time.Time { return time.Date(2026, 11, 22, 9, 40, 0, 0, time.Local) }
	if err := audit.MakeSeal(t.Context(), d, anotherKey); err != nil {
		t.Fatal(err)
	}
	x.close(d)
	if f := x.first(audit.Options{Key: key, Inside: true}); f.Kind != audit.SealKind {
		t.Errorf("the key: %s %s", f.Kind, f.Text(assets.En))
	}
	t.Setenv("KEZHI_ANCHORS", before)
	if f := x.first(audit.Options{}); f.Kind != audit.RewroteKind || f.Entry.ID != 11 {
		t.Errorf("the anchors: %s at %d: %s", f.Kind, f.Entry.ID, f.Text(assets.En))
	}
}

func TestAnEntryWithItsOwnValueMadeAnewStillBreaksTheNext(t *testing.T) {
	x := newTrail(t, 9, nil)
	x.tool("UPDATE changes SET who = '周岚' WHERE id = 9")
	x.rebuild() // as if it had been the last
	d := x.open()
	x.say(d, 10)
	x.close(d)
	if r := x.verify(audit.Options{}); !r.Sound() {
		t.Fatal("nothing was sealed yet")
	}
	x.tool("UPDATE changes SET who = '某人' WHERE id = 9", "UPDATE changes SET chain = zeroblob(32) WHERE id = 9")
	if f := x.first(audit.Options{}); f.Entry.ID != 9 || f.Kind != audit.ChangedKind {
		t.Errorf("%s at %d", f.Kind, f.Entry.ID)
	}
}

func TestWorkGoesOnAfterSomebodyWroteIntoTheTrail(t *testing.T) {
	for name, q := range map[string]string{
		"added":   "INSERT INTO changes (at, who, host, register, record_id, number, version, action, fields) VALUES (1, '周岚', '', 'customer', 1, '', 0, 'printed', '[]')",
		"removed": "DELETE FROM changes WHERE id = 12",
		"no head": "DELETE FROM audit_head",
	} {
		t.Run(name, func(t *testing.T) {
			x := newTrail(t, 12, key)
			before := x.verify(audit.Options{Key: key})
			x.tool(q)
			d := x.open()
			x.say(d, 13)
			x.say(d, 14)
			x.close(d)
			r := x.verify(audit.Options{Key: key})
			if !before.Sound() || r.Sound() {
				t.Fatalf("%+v", r)
			}
		})
	}
}

func TestASlipWithAToolIsRefused(t *testing.T) {
	x := newTrail(t, 12, key)
	d := x.open()
	defer x.close(d)
	for _, q := range []string{
		"UPDATE changes SET who = '周岚'", "DELETE FROM changes", "UPDATE audit_seals SET seq = 1", "DELETE FROM audit_seals",
	} {
		if _, err := d.Pool().Exec(q); err == nil {
			t.Errorf("%s: done", q)
		}
	}
}

// put copies a file: a backup.
func put(t *testing.T, to, from string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// backedUp is a trail that went on after a copy was made of it.
func backedUp(t *testing.T) (x *trail, copied string) {
	x = newTrail(t, 25, key)
	copied = filepath.Join(t.TempDir(), "copy.db")
	put(t, copied, x.path)
	d := x.open()
	d.Now = func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.Local) }
	for i := range 10 {
		x.say(d, 26+i)
	}
	if err := audit.MakeSeal(t.Context(), d, key); err != nil {
		t.Fatal(err)
	}
	x.close(d)
	return x, copied
}

func TestABackupThatWasPutBackIsToldAsSuch(t *testing.T) {
	x, copied := backedUp(t)
	put(t, x.path, copied)
	d := x.open()
	d.Now = func() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.Local) }
	err := audit.Say(t.Context(), d, audit.Entry{Who: "林小满", Action: register.Restored, Register: "backup", Fields: []field.Change{{Key: "file", After: "copy.db"}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 { // further than the trail that was given up
		x.say(d, 100+i)
	}
	if err := audit.MakeSeal(t.Context(), d, key); err != nil {
		t.Fatal(err)
	}
	x.close(d)
	r := x.verify(audit.Options{Key: key})
	if !r.Sound() || len(r.Told) != 1 || r.Told[0].Kind != audit.RestoredKind || r.Told[0].Entry.ID != 26 {
		t.Fatalf("%+v", r)
	}
	x.tool("UPDATE changes SET who = '周岚' WHERE id = 30")
	x.rebuild()
	if f := x.first(audit.Options{}); f.Kind != audit.RewroteKind {
		t.Errorf("tampering after it: %s %s", f.Kind, f.Text(assets.En))
	}
}

func TestABackupPutBackByHandReadsAsAnEarlierCopyOrALoss(t *testing.T) {
	x, copied := backedUp(t)
	put(t, x.path, copied)
	f := x.first(audit.Options{Key: key})
	if f.Kind != audit.OlderKind || f.Entry.ID != 25 || !strings.Contains(f.Text(assets.ZhHans), "备份") {
		t.Errorf("%s at %d: %s", f.Kind, f.Entry.ID, f.Text(assets.ZhHans))
	}
	if r := x.verify(audit.Options{Key: key, Inside: true}); !r.Sound() {
		t.Errorf("by itself it is whole: %+v", r.Broken)
	}
}

func TestACopyElsewhereThatWentItsOwnWayIsNotTampering(t *testing.T) {
	x, copied := backedUp(t)
	y := &trail{t, copied}
	d := y.open()
	d.Now = func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.Local) }
	for i := range 15 {
		y.say(d, 50+i)
	}
	if err := audit.MakeSeal(t.Context(), d, key); err != nil {
		t.Fatal(err)
	}
	y.close(d)
	for _, f := range []*trail{x, y} {
		r := f.verify(audit.Options{Key: key})
		if !r.Sound() || len(r.Told) != 1 || r.Told[0].Kind != audit.OtherKind {
			t.Errorf("%+v", r)
		}
	}
}

func TestSealsNeedTheirKeyToBeConfirmed(t *testing.T) {
	r := newTrail(t, 25, key).verify(audit.Options{})
	if !r.Sound() || r.Keyed || len(r.Told) != 1 || r.Told[0].Kind != audit.KeylessKind {
		t.Fatalf("%+v", r)
	}
}

func TestOnAPCWithoutTheKeyTheSealsOfTheFileStay(t *testing.T) {
	x := newTrail(t, 25, key)
	d := x.open()
	for i := range 10 {
		x.say(d, 26+i)
		if err := audit.MakeSeal(t.Context(), d, nil); err != nil {
			t.Fatal(err)
		}
	}
	x.close(d)
	r := x.verify(audit.Options{Key: key})
	if !r.Sound() || r.Seals != 2 || r.Anchors != 12 || r.SealedTo != 20 {
		t.Fatalf("%+v", r)
	}
}

func TestASealIsMadeOnceADayWhereNothingIsWritten(t *testing.T) {
	x := newTrail(t, 10, key)
	d := x.open()
	defer x.close(d)
	at := time.Date(2026, 11, 22, 18, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	for _, step := range []struct{ hours, seals int }{{0, 1}, {12, 1}, {24, 2}, {25, 2}} {
		at = time.Date(2026, 11, 22, 18, 0, 0, 0, time.Local).Add(time.Duration(step.hours) * time.Hour)
		if err := audit.MakeSeal(t.Context(), d, key); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, "SELECT count(*) FROM audit_seals"); n != step.seals {
			t.Errorf("after %d hours: %d seals", step.hours, n)
		}
	}
}

func TestSetBasedEntriesAreTiedToo(t *testing.T) {
	x := newTrail(t, 1, nil)
	d := x.open()
	x.exec(d, "CREATE TABLE things (id INTEGER PRIMARY KEY, number TEXT, version INTEGER)")
	x.exec(d, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2345) INSERT INTO things SELECT i, 'X-' || i, i % 3 FROM n")
	err := d.Write(t.Context(), "林小满", func(tx *db.Tx) error {
		return register.NoteAll(tx, "thing", "things", "version = ?", register.Changed, "[]", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, d, "SELECT count(*) FROM changes c JOIN things t ON t.id = c.record_id AND t.number = c.number AND c.version = t.version + 1 WHERE c.register = 'thing'"); n != 782 {
		t.Errorf("%d entries", n)
	}
	x.exec(d, "DROP TABLE things")
	x.close(d)
	if r := x.verify(audit.Options{}); !r.Sound() || r.Entries != 783 {
		t.Fatalf("%+v", r)
	}
}

// cutOut erases the content of entries as the law wants it, and says so.
func (x *trail) cutOut(said string, ids ...int64) {
	x.t.Helper()
	d := x.open()
	defer x.close(d)
	err := d.Write(x.t.Context(), "林小满", func(tx *db.Tx) error {
		if err := register.Cut(tx, ids); err != nil || said == "" {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Action: register.Erased, Register: "privacy", Fields: []field.Change{{Key: register.Entries, After: said}}})
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

func TestWhatWasErasedByLawLeavesTheTrailWhole(t *testing.T) {
	x := newTrail(t, 25, key)
	x.cutOut("3 7-9", 3, 7, 8, 9)
	r := x.verify(audit.Options{Key: key})
	if !r.Sound() || len(r.Told) != 1 || r.Told[0].Kind != audit.ErasedKind {
		t.Fatalf("%+v", r)
	}
}

func TestWhatWasErasedWithoutSayingSoIsTampering(t *testing.T) {
	for name, said := range map[string]string{"nothing said": "", "others named": "4 10-12"} {
		t.Run(name, func(t *testing.T) {
			x := newTrail(t, 25, key)
			x.cutOut(said, 8)
			if f := x.first(audit.Options{Key: key}); f.Kind != audit.ChangedKind || f.Entry.ID != 8 {
				t.Errorf("%s at %d", f.Kind, f.Entry.ID)
			}
		})
	}
}

func TestOtherContentUnderTheFormerDigestIsTampering(t *testing.T) {
	x := newTrail(t, 25, key)
	x.cutOut("8", 8)
	x.tool("UPDATE changes SET fields = '[]' WHERE id = 8")
	if f := x.first(audit.Options{Key: key}); f.Kind != audit.ChangedKind || f.Entry.ID != 8 {
		t.Errorf("%s at %d", f.Kind, f.Entry.ID)
	}
}

func TestWhatIsTakenBackLeavesNoGap(t *testing.T) {
	x := newTrail(t, 3, nil)
	d := x.open()
	err := d.Write(t.Context(), "林小满", func(tx *db.Tx) error {
		for i := range 6 {
			err := tx.Try(func(tx *db.Tx) error {
				if err := audit.SayIn(tx, audit.Entry{Action: register.Printed, Register: "customer"}); err != nil || i%2 == 0 {
					return err
				}
				return io.ErrUnexpectedEOF
			})
			if err != nil && err != io.ErrUnexpectedEOF {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	x.close(d)
	if r := x.verify(audit.Options{}); !r.Sound() || r.Entries != 6 {
		t.Fatalf("%+v", r)
	}
}
