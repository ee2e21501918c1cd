package audit_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kezhi/data/audit"
	"kezhi/data/chain"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestMain(m *testing.M) {
	if os.Getenv(writerEnv) != "" {
		os.Exit(writeMany())
	}
	dir, err := os.MkdirTemp("", "anchors")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("KEZHI_ANCHORS", dir)
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

var key = []byte("a key of thirty-two bytes, really")

// trail is a file with entries on record, closed, to be handled with a tool.
type trail struct {
	t    *testing.T
	path string
}

// newTrail puts n entries on record, one a minute, with a seal after each tenth.
func newTrail(t *testing.T, n int, k []byte) *trail {
	t.Helper()
	x := &trail{t, filepath.Join(t.TempDir(), "kezhi.db")}
	d := x.open()
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	for i := 1; i <= n; i++ {
		x.say(d, i)
		if i%10 == 0 {
			if err := audit.MakeSeal(t.Context(), d, k); err != nil {
				t.Fatal(err)
			}
		}
		at = at.Add(time.Minute)
	}
	x.close(d)
	return x
}

func (x *trail) say(d *db.DB, i int) {
	x.t.Helper()
	err := audit.Say(x.t.Context(), d, audit.Entry{
		Who: "林小满", Action: register.Changed, Register: "customer", RecordID: int64(i), Number: fmt.Sprintf("KH-%06d", i),
		Fields: []field.Change{{Key: "remark", Before: "甲", After: fmt.Sprint("乙", i)}},
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *trail) open() *db.DB {
	x.t.Helper()
	d, err := db.Open(x.path)
	if err != nil {
		x.t.Fatal(err)
	}
	return d
}

func (x *trail) close(d *db.DB) {
	x.t.Helper()
	if err := d.Close(); err != nil {
		x.t.Fatal(err)
	}
}

// tool does with the file what somebody does who has it and a SQL tool: the
// triggers are no hindrance, and are put back so that nothing shows.
func (x *trail) tool(queries ...string) {
	x.t.Helper()
	d := x.open()
	defer x.close(d)
	for _, g := range db.Guards() {
		var name string
		if _, err := fmt.Sscanf(g, "CREATE TRIGGER %s", &name); err != nil {
			x.t.Fatal(err)
		}
		x.exec(d, "DROP TRIGGER "+name)
	}
	for _, q := range queries {
		x.exec(d, q)
	}
	for _, g := range db.Guards() {
		x.exec(d, g)
	}
}

func (x *trail) exec(d *db.DB, q string, args ...any) {
	x.t.Helper()
	if _, err := d.Pool().Exec(q, args...); err != nil {
		x.t.Fatal(q, err)
	}
}

// rebuild writes the values of all entries from one on anew, and the head, as a
// script can that knows how they are made.
func (x *trail) rebuild() {
	x.t.Helper()
	d := x.open()
	defer x.close(d)
	rows, err := d.Pool().Query("SELECT " + chain.Columns + " FROM changes ORDER BY id")
	if err != nil {
		x.t.Fatal(err)
	}
	var es []chain.Entry
	for rows.Next() {
		var e chain.Entry
		if err := rows.Scan(e.To()...); err != nil {
			x.t.Fatal(err)
		}
		es = append(es, e)
	}
	_ = rows.Close()
	tx, err := d.Pool().Begin()
	if err != nil {
		x.t.Fatal(err)
	}
	do := func(q string, args ...any) {
		if _, err := tx.Exec(q, args...); err != nil {
			x.t.Fatal(q, err)
		}
	}
	do("DROP TRIGGER changes_stay")
	var v chain.Value
	for i := range es {
		v = es[i].After(v)
		do("UPDATE changes SET chain = ? WHERE id = ?", v[:], es[i].ID)
	}
	do("UPDATE audit_head SET n = ?, last = ?, value = ?", len(es), es[len(es)-1].ID, v[:])
	do(db.Guards()[0])
	if err := tx.Commit(); err != nil {
		x.t.Fatal(err)
	}
}

func (x *trail) verify(o audit.Options) *audit.Report {
	x.t.Helper()
	d := x.open()
	defer x.close(d)
	r, err := audit.Verify(x.t.Context(), d, o)
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

// first is what Verify says of the first break.
func (x *trail) first(o audit.Options) audit.Finding {
	x.t.Helper()
	r := x.verify(o)
	if r.Sound() {
		x.t.Fatalf("nothing is broken: %+v", r)
	}
	return r.Broken[0]
}

func count(t *testing.T, d *db.DB, q string) (n int) {
	t.Helper()
	if err := d.Pool().QueryRowContext(context.Background(), q).Scan(&n); err != nil && err != sql.ErrNoRows {
		t.Fatal(err)
	}
	return n
}
