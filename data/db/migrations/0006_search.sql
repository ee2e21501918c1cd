CREATE TABLE search_registers (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE search_docs (doc INTEGER PRIMARY KEY, body TEXT NOT NULL);

CREATE TABLE search_keys (key TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (key, doc)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii');
