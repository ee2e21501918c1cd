// Package right has the words in which it is said who may do what; data/account
// keeps the accounts and decides, registers and rooms only ask.
package right

import "context"

// Verb is what somebody does with a register.
type Verb string

// The verbs.
const (
	See       Verb = "see"
	Create    Verb = "create"
	EditOwn   Verb = "edit_own"  // what one is responsible for or has entered
	EditAll   Verb = "edit_all"  // anybody's
	Delete    Verb = "delete"    // and take out of the recycle bin
	Approve   Verb = "approve"   // decide: opinions, gradings, the steps of a complaint
	Print     Verb = "print"     //
	Export    Verb = "export"    //
	Sensitive Verb = "sensitive" // phones, identity numbers, birthdays, amounts, unmasked
)

// Verbs are all verbs in the order in which a table of rights shows them.
var Verbs = []Verb{See, Create, EditOwn, EditAll, Delete, Approve, Print, Export, Sensitive}

// Scope is whose records somebody sees.
type Scope string

// The scopes.
const (
	Own        Scope = "own"        // of the customers one is responsible for
	Department Scope = "department" // of one's department's
	All        Scope = "all"
)

// Scopes are all scopes, the narrowest first.
var Scopes = []Scope{Own, Department, All}

// Actor is whoever is at the desk of a file with accounts.
type Actor interface {
	// Name is the name under which what they do is kept.
	Name() string
	// May tells whether they may do something with a register.
	May(v Verb, register string) bool
	// Check is nil where they may, else of code data.Denied with a sentence.
	Check(v Verb, register string) error
	// Whose are the people of the shop whose records they see; all is true
	// where that is everybody's.
	Whose() (names []string, all bool)
	// Renew is who they are after the accounts or the rights were changed: nil
	// where they may no longer be here.
	Renew(ctx context.Context) Actor
}
