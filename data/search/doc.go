// Package search finds records of any register by whatever a person remembers
// of them: a piece of the name, its pinyin or initials, a piece of a phone, the
// number, an address, a tag. It knows no register; a register hands it an Entry
// within the transaction that saves the record.
//
// Three tables hold what is found by:
//
//   - search_docs: the entry itself as text, to say what matched and to check
//     what the other two only suggest;
//   - search_keys: a B-tree of whole names, pinyin, initials, phones, phones
//     from behind and numbers. A prefix is a range of it, so what is typed
//     first is found first, at any size of the file;
//   - search_text: a full-text index of small tokens (characters and pairs of
//     them, syllables, pairs of initials, four digits of a phone), for what
//     stands in the middle, in any order, in any field.
//
// A record's place in them is its doc: the id and the register's code in one
// number, so that the newest stand last and a register has its own keys.
//
// Every statement is short: the driver cannot stop one that runs, so Find looks
// at its context between them.
package search
