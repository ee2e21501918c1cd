package audit

import (
	"context"
	"crypto/hmac"
	"database/sql"
	"errors"
	"slices"

	"kezhi/data"
	"kezhi/data/chain"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Kind is what happened to an entry.
type Kind string

// The kinds of findings.
const (
	ChangedKind  Kind = "changed"   // its content is not what was written
	RemovedKind  Kind = "removed"   // entries before it are gone; without an entry: those at the end
	AddedKind    Kind = "added"     // it was not written by the program
	MovedKind    Kind = "moved"     // it stands at another place
	RewroteKind  Kind = "rewritten" // the trail was written anew with its values: it is not the one that was sealed
	SealKind     Kind = "seal"      // a seal was forged or removed
	HeadKind     Kind = "head"      // the end of the trail does not agree with what the file says of it
	GuardKind    Kind = "guard"     // a trigger that keeps the trail is gone or another
	OlderKind    Kind = "older"     // the file is an earlier copy, or its end was removed
	RestoredKind Kind = "restored"  // told, not broken: a backup was put back
	OtherKind    Kind = "other"     // told, not broken: a copy elsewhere went its own way
	KeylessKind  Kind = "keyless"   // told, not broken: seals cannot be confirmed here
	ErasedKind   Kind = "erased"    // told, not broken: what entries said of a person was erased by law
)

// Finding is one thing that Verify found.
type Finding struct {
	Kind  Kind
	Entry register.Change // the entry concerned, the first one that is broken; ID 0 where there is none
	Key   string          // message key
	Args  []any
}

// Text is the finding as a sentence.
func (f Finding) Text(s data.Speaker) string { return s.T(f.Key, data.Said(s, f.Args)...) }

// Report is what Verify found.
type Report struct {
	Entries  int64
	First    int64 // when the first entry was written, unix milliseconds
	Last     int64
	Seals    int   // in the file
	Anchors  int   // outside
	SealedAt int64 // the last seal that holds, 0: none
	SealedTo int64 // the entry up to which it does
	Keyed    bool  // and is confirmed by the key
	Broken   []Finding
	More     int       // breaks beyond those told of one by one
	Told     []Finding // what is no break and still has to be known
}

// Sound tells whether nothing is broken.
func (r *Report) Sound() bool { return len(r.Broken) == 0 }

// few is how many breaks are told of one by one.
const few = 20

// Options are what Verify needs besides the file.
type Options struct {
	Key      []byte                  // of the vault for "audit"; nil: none, or not at hand
	Inside   bool                    // leave out the anchors: the file is a copy to be tried
	Progress func(done, total int64) // may be nil
}

// verifier is one look at the trail.
type verifier struct {
	Options
	c      *sql.Conn
	h      head
	total  int64
	seals  []Seal
	ids    []int64 // of the seals
	out    []Seal  // anchors
	need   map[int64]bool
	values map[int64]chain.Value // at the entries that seals name
	back   []register.Change     // entries that say a backup was put back
	cut    []cut                 // entries whose content was erased
	erased []span                // those that are said to be
	last   row
	report Report
}

// Verify looks at the whole trail: every value, the order, gaps, the head, the
// triggers, every seal in the file and every anchor outside. What is broken is
// in the report; the error is that of the file or of ctx. Whoever writes
// meanwhile is neither seen nor held up.
func Verify(ctx context.Context, d *db.DB, o Options) (*Report, error) {
	if err := may(d); err != nil {
		return nil, err
	}
	v := &verifier{Options: o, need: map[int64]bool{}, values: map[int64]chain.Value{}}
	err := d.Snapshot(ctx, func(c *sql.Conn) error {
		v.c = c
		for _, step := range []func(context.Context) error{v.readHead, v.readSeals, v.walk} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		if err := v.checkCut(ctx); err != nil {
			return err
		}
		v.checkHead()
		if err := v.checkSeals(ctx); err != nil {
			return err
		}
		if err := v.checkAnchors(ctx, d.File()); err != nil {
			return err
		}
		return v.checkGuards(ctx)
	})
	return &v.report, err
}

func (v *verifier) broken(k Kind, e register.Change, key string, args ...any) {
	if len(v.report.Broken) == few {
		v.report.More++
		return
	}
	v.report.Broken = append(v.report.Broken, Finding{k, e, key, append(about(e), args...)})
}

func (v *verifier) tell(k Kind, e register.Change, key string, args ...any) {
	v.report.Told = append(v.report.Told, Finding{k, e, key, append(about(e), args...)})
}

// about is an entry in words: which one, when, who, what.
func about(e register.Change) []any {
	return []any{"ID", e.ID, "At", field.ShowTime(e.At), "Who", e.Who, "Action", e.Action, "Number", e.Number}
}

func (v *verifier) readHead(ctx context.Context) error {
	var value []byte
	err := v.c.QueryRowContext(ctx, "SELECT file, n, last, value FROM audit_head").Scan(&v.h.file, &v.h.n, &v.h.last, &value)
	if errors.Is(err, sql.ErrNoRows) {
		v.broken(HeadKind, register.Change{}, "audit.broken.no_head")
		err = nil
	}
	v.h.value = chain.Of(value)
	if err != nil {
		return err
	}
	return v.c.QueryRowContext(ctx, "SELECT count(*) FROM changes").Scan(&v.total)
}

func (v *verifier) readSeals(ctx context.Context) error {
	rows, err := v.c.QueryContext(ctx, "SELECT id, seq, at, value, mac FROM audit_seals ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var s Seal
		var value []byte
		if err := rows.Scan(&id, &s.Seq, &s.At, &value, &s.Mac); err != nil {
			return err
		}
		s.Value = chain.Of(value)
		v.seals, v.ids = append(v.seals, s), append(v.ids, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if !v.Inside && v.h.file != "" {
		if v.out, err = anchors(v.h.file); err != nil {
			return err
		}
	}
	v.report.Seals, v.report.Anchors = len(v.seals), len(v.out)
	for _, s := range slices.Concat(v.seals, v.out) {
		v.need[s.Seq] = true
	}
	return nil
}

// checkHead compares where the trail ends with what the file says of it.
func (v *verifier) checkHead() {
	switch last := v.last; {
	case v.h.file == "":
	case v.h.last > last.ID:
		v.broken(RemovedKind, last.change(), "audit.broken.removed_end", "From", last.ID+1, "To", v.h.last)
	case v.h.last < last.ID:
		// Each entry beyond was told of as added.
	case v.h.value != last.Value || v.h.n != v.total && len(v.report.Broken) == 0:
		v.broken(HeadKind, last.change(), "audit.broken.head")
	}
}

// checkSeals compares the seals in the file with the trail.
func (v *verifier) checkSeals(ctx context.Context) error {
	var good, from int64
	told, keyed := false, false
	for i := range v.seals {
		s := &v.seals[i]
		if v.ids[i] != from+1 {
			v.broken(SealKind, register.Change{}, "audit.broken.seals_removed", "N", v.ids[i]-from-1)
		}
		from = v.ids[i]
		confirmed := v.Key != nil && hmac.Equal(s.Mac, s.mac(v.Key, v.h.file))
		if v.Key != nil && !confirmed && (len(s.Mac) > 0 || keyed) {
			v.broken(SealKind, register.Change{}, "audit.broken.seal_forged", "Seal", v.ids[i], "At", field.ShowTime(s.At), "Seq", s.Seq)
			continue
		}
		keyed = keyed || confirmed
		if v.values[s.Seq] == s.Value && s.Seq > 0 {
			good = max(good, s.Seq)
			v.report.SealedAt, v.report.SealedTo, v.report.Keyed = s.At, s.Seq, confirmed
			continue
		}
		if told || v.explained() {
			continue
		}
		told = true
		if err := v.rewritten(ctx, good, s); err != nil {
			return err
		}
	}
	if v.Key == nil && v.signed() {
		v.tell(KeylessKind, register.Change{}, "audit.told.keyless")
	}
	return nil
}

// explained tells whether the values themselves say already that the trail was
// tampered with: then a seal that does not agree says nothing more.
func (v *verifier) explained() bool {
	return slices.ContainsFunc(v.report.Broken, func(f Finding) bool {
		return f.Kind == ChangedKind || f.Kind == RemovedKind || f.Kind == AddedKind || f.Kind == MovedKind
	})
}

// rewritten tells that the trail is not the one that was sealed: the first
// entry that is another lies between the last seal that holds and this one.
func (v *verifier) rewritten(ctx context.Context, good int64, s *Seal) error {
	if s.Seq > v.last.ID {
		v.broken(RemovedKind, v.last.change(), "audit.broken.removed_end", "From", v.last.ID+1, "To", s.Seq)
		return nil
	}
	e, err := v.entry(ctx, good)
	if err == nil {
		v.broken(RewroteKind, e, "audit.broken.rewritten", "From", good+1, "To", s.Seq, "Sealed", field.ShowTime(s.At))
	}
	return err
}

// entry is the first entry after one.
func (v *verifier) entry(ctx context.Context, after int64) (register.Change, error) {
	rs, err := v.read(ctx, after, 1)
	if err != nil || len(rs) == 0 {
		return register.Change{}, err
	}
	return rs[0].change(), nil
}

// checkAnchors compares the seals outside with the trail. Those that were made
// before a backup was put back are of the trail that the backup took the place
// of; those of a copy that lies elsewhere may have gone another way.
func (v *verifier) checkAnchors(ctx context.Context, path string) error {
	var good, lost, lastAt int64
	var off *Seal
	elsewhere := false
	missing := 0
	for i := range v.out {
		a := &v.out[i]
		if v.Key != nil && len(a.Mac) > 0 && !hmac.Equal(a.Mac, a.mac(v.Key, v.h.file)) {
			v.broken(SealKind, register.Change{}, "audit.broken.anchor_forged", "At", field.ShowTime(a.At), "Seq", a.Seq)
			continue
		}
		switch {
		case v.values[a.Seq] == a.Value:
			good = max(good, a.Seq)
			if !v.sealed(a) && i < len(v.out)-1 && (len(a.Mac) > 0 || !v.signed()) {
				missing++
			}
		case a.Path != path:
			elsewhere = true
		case v.abandoned(i):
			lost = max(lost, a.Seq)
		case off == nil:
			off = a
			fallthrough
		default:
			lastAt = max(lastAt, a.At)
		}
	}
	if missing > 0 && len(v.back) == 0 && off == nil {
		v.broken(SealKind, register.Change{}, "audit.broken.seals_removed", "N", missing)
	}
	for _, e := range v.back {
		v.tell(RestoredKind, e, "audit.told.restored", "Lost", max(lost-e.ID+1, 0))
	}
	if elsewhere {
		v.tell(OtherKind, register.Change{}, "audit.told.other")
	}
	switch {
	case off == nil || v.explained():
		return nil
	case off.Seq > v.last.ID:
		v.broken(OlderKind, v.last.change(), "audit.broken.older", "From", v.last.ID+1, "To", off.Seq, "Known", field.ShowTime(lastAt))
		return nil
	}
	return v.rewritten(ctx, good, off)
}

// sealed tells whether the file holds the seal of an anchor.
func (v *verifier) sealed(a *Seal) bool {
	return slices.ContainsFunc(v.seals, func(s Seal) bool { return s.Seq == a.Seq && s.At == a.At && s.Value == a.Value })
}

// signed tells whether the seals of the file are made with a key. On a PC
// without it there are anchors alone.
func (v *verifier) signed() bool {
	return slices.ContainsFunc(v.seals, func(s Seal) bool { return len(s.Mac) > 0 })
}

// abandoned tells whether an anchor is of a trail that a backup took the place
// of: the entry that says so stands where the anchor's was or before, and the
// anchor is older, by its time or by its place before the first seal after it.
func (v *verifier) abandoned(i int) bool {
	a := v.out[i]
	return slices.ContainsFunc(v.back, func(e register.Change) bool {
		if a.Seq < e.ID {
			return false
		}
		return a.At <= e.At || slices.ContainsFunc(v.out[i+1:], func(b Seal) bool { return b.Seq >= e.ID && v.values[b.Seq] == b.Value })
	})
}

// checkGuards looks for the triggers that keep the trail.
func (v *verifier) checkGuards(ctx context.Context) error {
	for _, g := range db.Guards() {
		var n int
		if err := v.c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND sql = ?", g).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			v.broken(GuardKind, register.Change{}, "audit.broken.guard", "Name", guardName(g))
		}
	}
	var open bool
	if err := v.c.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM erasing)").Scan(&open); err != nil {
		return err
	}
	if open {
		v.broken(GuardKind, register.Change{}, "audit.broken.open")
	}
	return nil
}

// may refuses whoever may not see what is on record.
func may(d *db.DB) error {
	if a := d.Actor(); a != nil {
		return a.Check("see", "audit")
	}
	return nil
}
