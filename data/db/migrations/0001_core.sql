CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE counters (name TEXT PRIMARY KEY, v INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE drafts (
  register TEXT NOT NULL, record_id INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
  version INTEGER NOT NULL, "values" TEXT NOT NULL,
  PRIMARY KEY (register, record_id)
) WITHOUT ROWID;

CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL, who TEXT NOT NULL, host TEXT NOT NULL,
  register TEXT NOT NULL, record_id INTEGER NOT NULL, number TEXT NOT NULL,
  action TEXT NOT NULL, fields TEXT NOT NULL
);

CREATE INDEX changes_record ON changes (register, record_id, id);

CREATE INDEX changes_at ON changes (at);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  register TEXT NOT NULL, record_id INTEGER NOT NULL, part TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '', added_at INTEGER NOT NULL, added_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX documents_record ON documents (register, record_id);

CREATE INDEX documents_hash ON documents (hash);
