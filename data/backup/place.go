package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/litter"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/vault"
)

// setting is the key of the places among the settings.
const setting = "backup.places"

// markName is the name of the file by which a place is known again: an empty folder
// at which a disk would be mounted has none.
const markName = "kezhi-place.txt"

// Kinds of what is on record.
const (
	Backup = "backup"
	Drill  = "drill" // 恢复演练
)

// Actions of the trail.
const (
	actionMade   = "backup_made"
	actionFailed = "backup_failed"
	actionDrill  = "drill"
	actionBack   = "restored"
)

// Result is what came of a backup or a drill.
type Result struct {
	ID        int64 `gorm:"primaryKey"`
	At        int64 // unix milliseconds
	Kind      string
	Place     string
	Name      string // the backup's file name
	OK        bool
	Problem   string // the sentence of what went wrong, in the language of Run
	Size      int64
	Documents int64
	Took      int64 // milliseconds
}

// TableName is GORM's name for the table.
func (Result) TableName() string { return "backups" }

// kept is how many results stay.
const kept = 500

// Places are the folders in which backups are made (备份位置), the first one first.
func Places(ctx context.Context, d *db.DB) ([]string, error) {
	var ps []string
	return ps, d.Setting(ctx, setting, &ps)
}

// SetPlaces keeps the folders. A new one is marked, so that it is known again.
// Errors: data.NotFound, data.ReadOnly, data.Full of a folder, data.Refused for
// one that is named twice.
func SetPlaces(ctx context.Context, d *db.DB, who string, ps []string) error {
	if err := may(ctx, d, right.EditAll); err != nil {
		return err
	}
	before, err := Places(ctx, d)
	if err != nil {
		return err
	}
	var clean []string
	for _, p := range ps {
		p = filepath.Clean(p)
		if slices.Contains(clean, p) {
			return data.Fault(data.Refused, "backup.error.inside")
		}
		if !slices.Contains(before, p) {
			if err := mark(p); err != nil {
				return at(p, err)
			}
		}
		clean = append(clean, p)
	}
	return d.Set(ctx, who, setting, clean)
}

// mark writes the mark of a place, which proves at once that it can be written.
func mark(dir string) error {
	if i, err := os.Stat(dir); err != nil {
		return err
	} else if !i.IsDir() {
		return data.Fault(data.NotFound, "backup.error.no_folder", "Folder", dir)
	}
	return os.WriteFile(filepath.Join(dir, markName), []byte("Kezhi 客至\n"), 0o600)
}

// there is nil where a place is the folder that was chosen. A network folder that
// does not answer within some seconds is not there.
func there(dir string) error {
	said := make(chan error, 1)
	go func() {
		if _, err := os.Stat(dir); err != nil {
			said <- at(dir, err)
		} else if !exists(filepath.Join(dir, markName)) {
			said <- data.Fault(data.NotFound, "backup.error.foreign", "Folder", dir)
		} else {
			said <- nil
		}
	}()
	select {
	case err := <-said:
		return err
	case <-time.After(answers):
		return data.Fault(data.NotFound, "backup.error.no_folder", "Folder", dir)
	}
}

// answers is how long a place may take to answer.
const answers = 4 * time.Second

// Run makes a backup in a folder and puts on record what came of it. say words
// an error in the language of whoever will read it.
func Run(ctx context.Context, d *db.DB, who, dir string, o Options, say data.Speaker) (Made, error) {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	if err := seal(ctx, d); err != nil {
		return Made{}, err
	}
	m, err := Make(ctx, d, dir, o)
	if err == nil {
		err = privacy.Remember(ctx, d, dir) // a backup of before brings nobody back
	}
	if ctx.Err() != nil || data.CodeOf(err) == data.Denied || data.CodeOf(err) == data.Invalid {
		return m, err
	}
	r := Result{Kind: Backup, Place: dir, Name: filepath.Base(m.Path), OK: err == nil, Size: m.Size, Documents: int64(m.Documents), Took: m.Took.Milliseconds()}
	switch {
	case err != nil:
		r.Name, r.Problem = "", data.Explain(err, say)
	case len(m.Missing) > 0:
		r.Problem = say.T("backup.error.lost", "N", len(m.Missing))
	}
	return m, errors.Join(err, record(ctx, d, who, r))
}

// seal seals the trail, so that the backup has the seal in it.
func seal(ctx context.Context, d *db.DB) error {
	var key []byte
	if v := vault.Of(d); v != nil {
		key = v.Key("audit")
	}
	return audit.MakeSeal(ctx, d, key)
}

// record keeps a result, on the trail too.
func record(ctx context.Context, d *db.DB, who string, r Result) error {
	action := register.Action(actionMade)
	switch {
	case r.Kind == Drill:
		action = actionDrill
	case !r.OK:
		action = actionFailed
	}
	after := filepath.Join(r.Place, r.Name)
	if r.Problem != "" {
		after += ": " + r.Problem
	}
	return d.Write(ctx, who, func(tx *db.Tx) error {
		r.At = tx.Now.UnixMilli()
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
		if err := tx.Do("DELETE FROM backups WHERE id <= ?", r.ID-kept); err != nil {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Who: who, Action: action, Register: Register, Fields: []field.Change{{Key: "file", After: after}}})
	})
}

// Outcome is what came of one place.
type Outcome struct {
	Place string
	Made  Made
	Err   error
}

// RunAll makes a backup in every place; what happens to one is no harm to
// another. Code data.Refused where there is no place or no key.
func RunAll(ctx context.Context, d *db.DB, who string, o Options, say data.Speaker) ([]Outcome, error) {
	if err := may(ctx, d, right.Create); err != nil {
		return nil, err
	}
	if s := vault.StateOf(d); s != vault.Ready {
		return nil, data.Fault(data.Refused, map[vault.State]string{vault.None: "vault.error.none", vault.Shut: "vault.error.shut"}[s])
	}
	ps, err := Places(ctx, d)
	if err != nil {
		return nil, err
	}
	if len(ps) == 0 {
		return nil, data.Fault(data.Refused, "backup.error.no_place")
	}
	var out []Outcome
	for i, p := range ps {
		x := Outcome{Place: p}
		part := o
		if o.Progress != nil {
			part.Progress = func(done, all int64) { o.Progress(int64(i)*1000+1000*done/max(all, 1), int64(len(ps))*1000) }
		}
		if x.Err = there(p); x.Err == nil {
			x.Made, x.Err = Run(ctx, d, who, p, part, say)
		} else if err := record(ctx, d, who, Result{Kind: Backup, Place: p, Problem: data.Explain(x.Err, say)}); err != nil {
			return out, err
		}
		out = append(out, x)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
	}
	return out, nil
}

// Standing is how it stands with a place.
type Standing struct {
	Place string
	There error  // nil: it is there
	Good  Result // the last that succeeded; ID 0: none
	Last  Result // the last in any case
}

// Standings are those of all places.
func Standings(ctx context.Context, d *db.DB) ([]Standing, error) {
	ps, err := Places(ctx, d)
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(ps))
	for i, p := range ps {
		out[i] = Standing{Place: p, There: there(p)}
		for _, x := range []struct {
			to    *Result
			where string
		}{{&out[i].Good, "ok = 1"}, {&out[i].Last, "1 = 1"}} {
			var rs []Result
			if err := d.Read(ctx).Where("kind = ? AND place = ? AND "+x.where, Backup, p).Order("id DESC").Limit(1).Find(&rs).Error; err != nil {
				return nil, db.Translate(err)
			}
			if len(rs) > 0 {
				*x.to = rs[0]
			}
		}
	}
	return out, nil
}

// LastDrill is the last drill, ID 0 where there was none.
func LastDrill(ctx context.Context, d *db.DB) (Result, error) {
	var rs []Result
	err := d.Read(ctx).Where("kind = ?", Drill).Order("id DESC").Limit(1).Find(&rs).Error
	if err != nil || len(rs) == 0 {
		return Result{}, db.Translate(err)
	}
	return rs[0], nil
}

// Auto is what the program does of its own accord (自动备份), whoever is at the
// desk: backups once a day while it runs, and, at close, where anything was
// entered since the last. done is false where there was nothing to do.
func Auto(ctx context.Context, d *db.DB, atClose bool, o Options, say data.Speaker) (done bool, err error) {
	ctx = door.Within(ctx)
	if yes, err := wanted(ctx, d, atClose); err != nil || !yes {
		return false, err
	}
	_, err = RunAll(ctx, d, "", o, say)
	return true, err
}

func wanted(ctx context.Context, d *db.DB, atClose bool) (bool, error) {
	if vault.StateOf(d) != vault.Ready {
		return false, nil
	}
	ss, err := Standings(ctx, d)
	if err != nil {
		return false, err
	}
	var last int64
	if err := d.Read(ctx).Raw("SELECT coalesce(max(at), 0) FROM changes WHERE register <> ?", Register).Scan(&last).Error; err != nil {
		return false, db.Translate(err)
	}
	now := d.Now().UnixMilli()
	for _, s := range ss {
		// A backup that is dated later than now was made before the clock was set back:
		// what was entered since is not in it.
		if s.There == nil && (atClose && s.Good.At < last || now-s.Good.At >= day.Milliseconds() || s.Good.At > now) {
			return true, nil
		}
	}
	return false, nil
}

// AutoDrill practises where a month has gone by since the last drill.
func AutoDrill(ctx context.Context, d *db.DB, say data.Speaker, look func(ctx context.Context, file string) ([]string, error)) (done bool, err error) {
	ctx = door.Within(ctx)
	if vault.StateOf(d) != vault.Ready {
		return false, nil
	}
	r, err := LastDrill(ctx, d)
	if err != nil || r.ID != 0 && d.Now().Sub(time.UnixMilli(r.At)) < drillEvery {
		return false, err
	}
	if _, err := Newest(ctx, d); data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	_, err = Practise(ctx, d, "", say, look)
	return true, err
}

// Results are the last results, the newest first.
func Results(ctx context.Context, d *db.DB, limit int) ([]Result, error) {
	if err := may(ctx, d, right.See); err != nil {
		return nil, err
	}
	var rs []Result
	err := d.Read(ctx).Order("id DESC").Limit(limit).Find(&rs).Error
	return rs, db.Translate(err)
}

const day = 24 * time.Hour

// Newest is the newest backup of the file in its places. Code data.NotFound.
func Newest(ctx context.Context, d *db.DB) (Copy, error) {
	ss, err := Standings(ctx, d)
	if err != nil {
		return Copy{}, err
	}
	var best Copy
	for _, s := range ss {
		if s.There == nil && s.Good.Name != "" {
			if c, ok := parse(filepath.Join(s.Place, s.Good.Name)); ok && exists(c.Path) && c.At.After(best.At) {
				best = c
			}
		}
	}
	if best.Path == "" {
		return best, data.Fault(data.NotFound, "backup.error.no_copy")
	}
	return best, nil
}

// Practise is a drill (恢复演练): the newest backup is restored with all its
// documents to a temporary place, look examines it, and the result is put on
// record. look returns what is wrong, in words.
func Practise(ctx context.Context, d *db.DB, who string, say data.Speaker, look func(ctx context.Context, file string) ([]string, error)) (Result, error) {
	if err := may(ctx, d, right.Create); err != nil {
		return Result{}, err
	}
	began := time.Now()
	c, err := Newest(ctx, d)
	if err != nil {
		return Result{}, err
	}
	r := Result{Kind: Drill, Place: filepath.Dir(c.Path), Name: filepath.Base(c.Path)}
	wrong, err := practise(ctx, d, c.Path, &r, look)
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	switch {
	case err != nil:
		r.Problem = data.Explain(err, say)
	case len(wrong) > 0:
		r.Problem = say.T("backup.error.check", "N", len(wrong), "First", strings.TrimSpace(wrong[0]))
	default:
		r.OK = true
	}
	r.Took = time.Since(began).Milliseconds()
	return r, record(ctx, d, who, r)
}

func practise(ctx context.Context, d *db.DB, from string, r *Result, look func(ctx context.Context, file string) ([]string, error)) ([]string, error) {
	dir, err := os.MkdirTemp(d.Folder(), litter.Pattern(litter.Proof, ""))
	if err != nil {
		return nil, db.Translate(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "drill.db")
	back, err := Restore(ctx, from, file, RestoreOptions{Secret: Secret{Vault: vault.Of(d)}})
	if err != nil {
		return nil, err
	}
	r.Documents = int64(back.Documents)
	if i, err := os.Stat(file); err == nil {
		r.Size = i.Size()
	}
	return look(ctx, file)
}

// Adopt makes a file that just came back this PC's own: where it has keys and
// the secret is their recovery key the PC knows them from now on; and the file
// says that it came back. An older layout is brought up to date.
func Adopt(ctx context.Context, file, who, from string, secret Secret) error {
	d, err := db.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if vault.StateOf(d) == vault.Shut && secret.Text != "" {
		// A sheet of before opens the backup, not the file.
		if err := vault.Prove(ctx, d, secret.Text); err != nil && data.CodeOf(err) != data.Invalid {
			return err
		}
	}
	return audit.Say(door.Within(ctx), d, audit.Entry{Who: who, Action: actionBack, Register: Register, Fields: []field.Change{{Key: "file", After: from}}})
}
