CREATE TABLE account_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mode TEXT NOT NULL, epoch INTEGER NOT NULL, idle_minutes INTEGER NOT NULL, rights TEXT NOT NULL
);

INSERT INTO account_state (id, mode, epoch, idle_minutes, rights) VALUES (1, '', 0, 10, '');

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, scope TEXT NOT NULL,
  hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, must_change INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, last_at INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX accounts_name ON accounts (name) WHERE disabled = 0;

-- Attempts that failed; of a login only a digest, for a password may have been
-- typed in its place. The row '' counts them all.
CREATE TABLE account_failures (
  login TEXT PRIMARY KEY, n INTEGER NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;

-- In a file with accounts everybody has drafts of their own.
CREATE TABLE drafts_new (
  register TEXT NOT NULL, record_id INTEGER NOT NULL, account TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL, who TEXT NOT NULL, version INTEGER NOT NULL, "values" TEXT NOT NULL,
  PRIMARY KEY (register, record_id, account)
) WITHOUT ROWID;

INSERT INTO drafts_new (register, record_id, at, who, version, "values")
  SELECT register, record_id, at, who, version, "values" FROM drafts;

DROP TABLE drafts;

ALTER TABLE drafts_new RENAME TO drafts;
