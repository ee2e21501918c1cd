CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key_id TEXT NOT NULL,
  recipient TEXT NOT NULL, recovery TEXT NOT NULL,
  wrapped BLOB NOT NULL, identity BLOB NOT NULL,
  seals INTEGER NOT NULL, made_at INTEGER NOT NULL, made_by TEXT NOT NULL
);

ALTER TABLE customers ADD COLUMN identity_mark TEXT NOT NULL DEFAULT '';

CREATE INDEX customers_identity_mark ON customers (identity_mark) WHERE identity_mark <> '';
