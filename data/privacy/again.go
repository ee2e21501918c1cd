package privacy

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/litter"
	"kezhi/data/patient"
	"kezhi/data/vault"
)

// Gone is an erasure as it is written down outside of the file, so that a backup of
// before brings nobody back. It names nobody.
type Gone struct {
	Customer    int64  `json:"id"`
	Number      string `json:"number"`  // of the customer's file
	Created     int64  `json:"created"` // when that was made, unix milliseconds: which file it was, whatever has its number later
	Day         string `json:"day"`
	Certificate string `json:"certificate"`
	Contact     bool   `json:"contact,omitempty"` // it was one of an organisation's people alone
	Mark        string `json:"mark,omitempty"`    // of the contact's name, by keys without which it tells nothing; "" where the file had none
}

// tag is the mark of a contact's name within a file; "" without keys.
func tag(v *vault.Vault, number, name string) string {
	if v == nil {
		return ""
	}
	return v.Mark("contact erased", number+"\x00"+name)
}

// Remember writes the erasures of a file down beside the trail's anchors and in the
// folders besides, where its backups lie. Those that are written there stay, also
// where the file is an older one that knows nothing of them.
func Remember(ctx context.Context, d *db.DB, folders ...string) error {
	g := d.Read(door.Within(ctx))
	var file string
	if err := g.Raw("SELECT file FROM audit_head").Scan(&file).Error; err != nil {
		return db.Translate(err)
	}
	var have []Gone
	err := d.Read(door.Within(ctx)).Raw(`SELECT e.customer_id AS customer, e.customer AS number, c.created_at AS created, e.on_day AS day, e.number AS certificate, e.contact, e.mark
		FROM erasures e JOIN customers c ON c.id = e.customer_id ORDER BY e.id`).Scan(&have).Error
	if err != nil || len(have) == 0 {
		return db.Translate(err)
	}
	for _, path := range notes(file, folders) {
		if err := note(path, have); err != nil {
			return db.Translate(err)
		}
	}
	return nil
}

// notes are where the erasures of a file are written down.
func notes(file string, folders []string) (out []string) {
	if dir, err := audit.Folder(); err == nil {
		out = append(out, filepath.Join(dir, filepath.Base(file)+".erased"))
	}
	for _, dir := range folders {
		out = append(out, filepath.Join(dir, "kezhi-erased-"+filepath.Base(file)[:min(8, len(file))]+".jsonl"))
	}
	return out
}

// note adds to a list of erasures what is not in it.
func note(path string, have []Gone) error {
	was, err := noted(path)
	if err != nil {
		return err
	}
	all := missing(was, nil)
	if all = append(all, missing(have, was)...); len(all) == len(was) {
		return nil
	}
	var b bytes.Buffer
	for _, x := range all {
		line, err := json.Marshal(x)
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	litter.Sweep(filepath.Dir(path), filepath.Base(path)+".", litter.Part)
	f, err := os.CreateTemp(filepath.Dir(path), litter.Pattern(filepath.Base(path)+".", litter.Part)) // for its owner alone
	if err != nil {
		return err
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	if _, err := f.Write(b.Bytes()); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return patient.Rename(f.Name(), path)
}

// noted is a list of erasures; a line that is none is passed over.
func noted(path string) (out []Gone, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		var x Gone
		if json.Unmarshal(sc.Bytes(), &x) == nil && x.Customer > 0 {
			out = append(out, x)
		}
	}
	return out, err
}

// missing are those of a list that another lacks, each once. A file is erased once a
// day, whichever certificate says so; of its contacts there may be several.
func missing(of, in []Gone) (out []Gone) {
	seen := map[Gone]bool{}
	key := func(x Gone) Gone {
		if !x.Contact {
			x.Certificate = ""
		}
		return x
	}
	for _, x := range in {
		seen[key(x)] = true
	}
	for _, x := range of {
		if !seen[key(x)] {
			seen[key(x)] = true
			out = append(out, x)
		}
	}
	return out
}

// EraseAgain erases in a file that came back from a backup whom the shop had erased
// since, as Remember wrote it down; folders are where the backups lie. again were
// erased; left could not be: law asks to keep them for a while, or it was one of an
// organisation's people and no keys are there to know the name by. The order's why
// says which certificate an erasure repeats.
func (s *Store) EraseAgain(ctx context.Context, who string, o Order, why func(Gone) string, folders ...string) (again, left []Gone, err error) {
	ctx = door.Within(ctx)
	var file string
	if err := s.read(ctx).Raw("SELECT file FROM audit_head").Scan(&file).Error; err != nil {
		return nil, nil, db.Translate(err)
	}
	var all []Gone
	for _, path := range notes(file, folders) {
		xs, err := noted(path)
		if err != nil && len(folders) == 0 {
			return nil, nil, db.Translate(err)
		}
		all = append(all, missing(xs, all)...)
	}
	for _, x := range all {
		here, err := s.here(ctx, x)
		if err != nil {
			return again, left, err
		}
		if !here {
			continue
		}
		o.Number, o.Contact, o.Why = x.Number, "", why(x)
		if x.Contact {
			name, known, err := s.marked(ctx, o.Vault, x)
			if err != nil {
				return again, left, err
			}
			if !known {
				left = append(left, x)
			}
			if name == "" {
				continue
			}
			o.Contact = name
		}
		out, err := s.erase(ctx, who, o, false)
		switch {
		case data.CodeOf(err) == data.NotFound:
		case err != nil:
			return again, left, err
		case out.Erasure == nil:
			left = append(left, x)
		default:
			again = append(again, x)
		}
	}
	if len(again) > 0 {
		err = s.tidy(ctx, who)
	}
	return again, left, err
}

// here tells whether the file still has what was erased.
func (s *Store) here(ctx context.Context, x Gone) (bool, error) {
	q := "SELECT EXISTS (SELECT 1 FROM customers WHERE id = ? AND number = ? AND created_at = ? AND erased_on = '')"
	args := []any{x.Customer, x.Number, x.Created}
	if x.Contact { // of one with a mark its name tells
		q += " AND (? <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE customer_id = ? AND contact = 1 AND number = ? AND on_day = ?))"
		args = append(args, x.Mark, x.Customer, x.Certificate, x.Day)
	}
	var n int64
	err := s.read(ctx).Raw(q, args...).Scan(&n).Error
	return n > 0, db.Translate(err)
}

// marked is the name of a customer's contact whom a mark means, "" for none there; known
// tells whether that can be told, by the keys given or the file's own.
func (s *Store) marked(ctx context.Context, v *vault.Vault, x Gone) (name string, known bool, err error) {
	var all []string
	if err := s.read(ctx).Raw("SELECT DISTINCT name FROM customer_contacts WHERE record_id = ?", x.Customer).Scan(&all).Error; err != nil {
		return "", false, db.Translate(err)
	}
	vs := []*vault.Vault{vault.Of(s.DB)}
	if v != nil {
		vs = append(vs, v)
	}
	for _, v := range vs {
		if v == nil || x.Mark == "" {
			continue
		}
		known = true
		for _, name := range all {
			if tag(v, x.Number, name) == x.Mark {
				return name, true, nil
			}
		}
	}
	return "", known, nil
}
