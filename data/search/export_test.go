package search

// Trace lets f see the statements of the searches that follow; nil ends it.
func Trace(f func(query string, args []any)) { trace = f }

// Tokens are the tokens of a body.
func Tokens(doc int64, body string) string { return entry(body).tokens(doc & maxCode) }
