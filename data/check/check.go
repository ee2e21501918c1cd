// Package check looks at a whole file and says what is broken in it: the
// database itself, the numbers, figures that are kept twice, records that no
// longer pass their own rules, the search index, documents, the steps of
// complaints. It changes nothing.
package check

import (
	"context"
	"fmt"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
)

// Kind is what a check looked at.
type Kind string

// The kinds of findings, in the order in which they are looked for.
const (
	Integrity Kind = "integrity" // PRAGMA integrity_check
	Reference Kind = "reference" // PRAGMA foreign_key_check
	Number    Kind = "number"    // a gap, a double, a counter that disagrees
	Figure    Kind = "figure"    // a figure that is kept twice
	Rule      Kind = "rule"      // a record that its rules refuse
	Index     Kind = "index"     // the search index
	Document  Kind = "document"  // a content that is gone or changed
	Step      Kind = "step"      // a complaint's steps: order, state, recusal
)

// Finding is one thing that is broken.
type Finding struct {
	Kind   Kind
	Number string // of the record concerned; may be empty
	Field  string // likewise
	Key    string // message key
	Args   []any
}

// Text is the finding as a sentence.
func (f Finding) Text(s data.Speaker) string {
	t := s.T(f.Key, f.Args...)
	if f.Field != "" {
		t = f.Field + ": " + t
	}
	if f.Number != "" {
		t = f.Number + " " + t
	}
	return t
}

// few is how many findings of one sort are told of one by one.
const few = 50

// checker gathers findings.
type checker struct {
	ctx   context.Context
	shop  *shop.Shop
	found []Finding
}

func (c *checker) find(k Kind, number, key string, args ...any) {
	c.found = append(c.found, Finding{Kind: k, Number: number, Key: key, Args: args})
}

// Check looks at everything. The error is that of the file or of ctx; what is
// broken are the findings. Where the database itself is damaged nothing else
// is looked at.
func Check(ctx context.Context, s *shop.Shop) ([]Finding, error) {
	if err := register.Permit(ctx, s.DB, right.See, "settings"); err != nil {
		return nil, err
	}
	ctx = door.Within(ctx) // it looks at all, and tells numbers alone
	c := &checker{ctx: ctx, shop: s}
	for i, look := range []func() error{
		c.integrity, c.references, c.numbers, c.figures, c.rules, c.index, c.documents, c.steps,
	} {
		if err := ctx.Err(); err != nil {
			return c.found, err
		}
		if err := look(); err != nil {
			return c.found, db.Translate(err)
		}
		if i == 0 && len(c.found) > 0 {
			break
		}
	}
	return c.found, nil
}

func (c *checker) integrity() error {
	var said []string
	if err := c.shop.DB.Read(c.ctx).Raw("PRAGMA integrity_check(20)").Scan(&said).Error; err != nil {
		if err = db.Translate(err); data.CodeOf(err) == data.Damaged {
			c.find(Integrity, "", "check.integrity", "What", data.All(err)[0].Error())
			return nil
		}
		return err
	}
	for _, s := range said {
		if s != "ok" {
			c.find(Integrity, "", "check.integrity", "What", s)
		}
	}
	return nil
}

func (c *checker) references() error {
	rows, err := c.shop.DB.Pool().QueryContext(c.ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	for n := 0; rows.Next() && n < few; n++ {
		var table, parent string
		var row, fk *int64
		if err := rows.Scan(&table, &row, &parent, &fk); err != nil {
			return err
		}
		at := "?"
		if row != nil {
			at = fmt.Sprint(*row)
		}
		c.find(Reference, "", "check.reference", "Table", table, "Row", at, "Parent", parent)
	}
	return rows.Err()
}

func (c *checker) documents() error {
	bad, err := c.shop.Documents.Verify(c.ctx, nil)
	if err != nil {
		return err
	}
	for _, f := range bad {
		key := "check.document_damaged"
		if data.CodeOf(f.Err) == data.NotFound {
			key = "check.document_gone"
		}
		c.find(Document, "", key, "Name", f.File.Name, "Register", f.File.Register, "Record", f.File.RecordID)
	}
	return nil
}
