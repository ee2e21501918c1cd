package search

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"kezhi/data/db"
)

// Options narrow what Find looks for.
type Options struct {
	Registers []string // these, in this order; none: all
	Limit     int      // most hits, 0: 50
}

// Hit is a record that was found.
type Hit struct {
	Register string
	ID       int64
	Why      Field  // the field or the way that matched
	Match    string // the value that matched, as it was entered
}

// Find looks for the records that hold every word of q, best first: the name
// itself and names that begin with it, by pinyin, by initials, then phones,
// numbers, then names, people, tags, addresses and texts that hold it anywhere,
// the newest first. Records in the recycle bin are not found. A query of
// nothing but spaces and punctuation finds nothing. The error is the context's
// or the database's; no text is wrong.
func Find(ctx context.Context, d *db.DB, q string, o Options) ([]Hit, error) {
	whole, words, ok := parse(q)
	if !ok {
		return nil, ctx.Err()
	}
	if o.Limit <= 0 {
		o.Limit = 50
	}
	f := &finder{ctx: ctx, d: d, limit: o.Limit, whole: whole, words: words, seen: map[int64]bool{}}
	if c := common.Load(); c != nil && c.d == d {
		f.known = c
	}
	if err := f.registers(o.Registers); err != nil {
		return nil, db.Translate(err)
	}
	for _, stage := range []func() error{f.names, f.figures, f.nameText, f.people, f.anyText} {
		if err := stage(); err != nil {
			return nil, db.Translate(err)
		}
		if len(f.hits) >= f.limit {
			break
		}
	}
	slices.SortStableFunc(f.hits, func(a, b hit) int {
		if a.rank == b.rank && a.rank <= initialsHead {
			return len(a.Match) - len(b.Match) // 张伟 before 张伟国
		}
		return a.rank - b.rank
	})
	out := make([]Hit, min(len(f.hits), f.limit))
	for i := range out {
		out[i] = f.hits[i].Hit
	}
	return out, nil
}

type hit struct {
	Hit
	rank int
}

// finder is one search while it runs.
type finder struct {
	ctx   context.Context
	d     *db.DB
	known *shares
	limit int
	whole word
	words []word
	rooms []room
	seen  map[int64]bool
	hits  []hit
}

// room is a register to look in.
type room struct {
	name string
	code int64
}

// each runs a statement and gives each row to scan. The context is asked
// before and never while: the driver would start a goroutine for each
// statement and still not stop it.
func each(ctx context.Context, d *db.DB, query string, args []any, scan func(*sql.Rows) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if trace != nil {
		trace(query, args)
	}
	rows, err := d.Pool().QueryContext(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (f *finder) rows(query string, args []any, scan func(*sql.Rows) error) error {
	return each(f.ctx, f.d, query, args, scan)
}

// trace sees the statements; the benchmarks give the same ones to another
// program.
var trace func(query string, args []any)

func (f *finder) registers(want []string) error {
	var all []room
	err := f.rows("SELECT code, name FROM search_registers ORDER BY code", nil, func(rows *sql.Rows) error {
		var r room
		err := rows.Scan(&r.code, &r.name)
		all = append(all, r)
		return err
	})
	f.rooms = all
	if len(want) > 0 {
		f.rooms = nil
		for _, w := range want {
			if i := slices.IndexFunc(all, func(r room) bool { return r.name == w }); i >= 0 {
				f.rooms = append(f.rooms, all[i])
			}
		}
	}
	return err
}

// docs runs a query of docs and returns those not seen before; n counts all.
func (f *finder) docs(query string, n *int, args ...any) ([]int64, error) {
	var out []int64
	err := f.rows(query, args, func(rows *sql.Rows) error {
		var d int64
		if err := rows.Scan(&d); err != nil {
			return err
		}
		*n++
		if !f.seen[d] {
			f.seen[d] = true
			out = append(out, d)
		}
		return nil
	})
	return out, err
}

// take reads the entries of docs, keeps those that do match, in order, and
// stops at the limit.
func (f *finder) take(r room, docs []int64) error {
	for chunk := range slices.Chunk(docs, 50) {
		if len(f.hits) >= f.limit {
			return nil
		}
		args := make([]any, len(chunk))
		for i, d := range chunk {
			args[i] = d
		}
		bodies := make(map[int64]string, len(chunk))
		err := f.rows("SELECT doc, body FROM search_docs WHERE doc IN ("+marksFor(len(chunk), "?")+")", args, func(rows *sql.Rows) error {
			var d int64
			var body string
			err := rows.Scan(&d, &body)
			bodies[d] = body
			return err
		})
		if err != nil {
			return err
		}
		for _, d := range chunk {
			body, ok := bodies[d]
			if !ok {
				continue
			}
			if m := newFound(body).all(f.whole, f.words); m.rank < unmatched {
				f.hits = append(f.hits, hit{Hit{r.name, d >> codeBits, m.kind, m.text}, m.rank})
			}
		}
	}
	return nil
}

// prefix takes the records with a key of the kind that begins with text.
func (f *finder) prefix(kind byte, text string) error {
	return f.keys(kind, text, "SELECT doc FROM search_keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", func(k string) []any {
		return []any{k, k + "\U0010ffff", f.limit + len(f.hits)}
	})
}

// exact takes the records with that very key.
func (f *finder) exact(kind byte, text string) error {
	return f.keys(kind, text, "SELECT doc FROM search_keys WHERE key = ? ORDER BY doc DESC LIMIT ?", func(k string) []any {
		return []any{k, f.limit + len(f.hits)}
	})
}

func (f *finder) keys(kind byte, text, query string, args func(key string) []any) error {
	text = cut(text, maxKey)
	for _, r := range f.rooms {
		if len(f.hits) >= f.limit {
			return nil
		}
		n := 0
		ds, err := f.docs(query, &n, args(string([]byte{letter(r.code), kind})+text)...)
		if err != nil {
			return err
		}
		if err := f.take(r, ds); err != nil {
			return err
		}
	}
	return nil
}

// names looks at the heads of names, as they are written, read and shortened.
func (f *finder) names() error {
	if err := f.prefix(keyName, f.whole.text); err != nil || !f.whole.latin() {
		return err
	}
	if err := f.prefix(keyPinyin, f.whole.text); err != nil {
		return err
	}
	return f.prefix(keyInitials, f.whole.text)
}

// figures looks at phones and numbers.
func (f *finder) figures() error {
	w := f.whole
	if w.digits != "" {
		if err := f.exact(keyPhone, w.digits); err != nil {
			return err
		}
	}
	for _, each := range f.words {
		if err := f.number(each); err != nil {
			return err
		}
	}
	if w.digits != "" {
		if err := f.prefix(keyPhoneEnd, reverse(w.digits)); err != nil {
			return err
		}
		if err := f.prefix(keyPhone, w.digits); err != nil {
			return err
		}
	}
	if ascii(w.text) && len(f.words) == 1 {
		if err := f.prefix(keyNumber, w.text); err != nil {
			return err
		}
		if len(w.digits) >= 4 {
			return f.prefix(keyNumberEnd, reverse(w.digits))
		}
	}
	return nil
}

// number looks for the records that a word names by number.
func (f *finder) number(w word) error {
	if !strings.ContainsAny(w.text, "0123456789") {
		return nil
	}
	for _, n := range w.full {
		if err := f.exact(keyNumber, n); err != nil {
			return err
		}
	}
	for _, n := range w.ends {
		if err := f.prefix(keyNumberEnd, reverse(n)); err != nil {
			return err
		}
	}
	return nil
}

// people looks for a word in the names of contacts.
func (f *finder) people() error {
	if len(f.words) > 1 {
		return nil
	}
	return f.text(inPeople)
}

// nameText looks for all words anywhere in names.
func (f *finder) nameText() error { return f.text(inNames) }

// anyText looks for each word anywhere; for one word, names and people are
// done.
func (f *finder) anyText() error {
	if len(f.words) == 1 {
		return f.text(inOthers)
	}
	return f.text(anywhere)
}

func (f *finder) text(in scope) error {
	for _, r := range f.rooms {
		match := f.match(letter(r.code), in)
		if match == "" {
			continue
		}
		// Tokens suggest; where many of the first suggestions are wrong, more
		// are asked for, once.
		for _, more := range []int{0, 4 * f.limit} {
			if len(f.hits) >= f.limit {
				return nil
			}
			limit := f.limit + len(f.seen) + more
			n := 0
			ds, err := f.docs("SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?", &n, match, limit)
			if err != nil {
				return err
			}
			if err := f.take(r, ds); err != nil {
				return err
			}
			if n < limit {
				break
			}
		}
	}
	return nil
}

// match is the full-text query, "" where there is nothing to ask. Beside a word
// that tells much, one that tells little is asked for by one token only, and
// one that tells nothing is not: the entries are looked at anyway.
func (f *finder) match(letter byte, in scope) string {
	matches, shares := make([]string, len(f.words)), make([]float64, len(f.words))
	least := 1.0
	for i, w := range f.words {
		matches[i], shares[i] = w.clause(letter, in, f.known, 4)
		if matches[i] == "" && in != anywhere {
			return ""
		}
		if matches[i] != "" {
			least = min(least, shares[i])
		}
	}
	var some []string
	for i, m := range matches {
		if least <= telling && shares[i] > vague {
			m, _ = f.words[i].clause(letter, in, f.known, 1)
		}
		if m != "" && (shares[i] <= 10*vague || least > telling) {
			some = append(some, "("+m+")")
		}
	}
	return strings.Join(some, " AND ")
}
