-- The value of each entry over the one before it; those that are there already
-- get theirs right after this script.
ALTER TABLE changes ADD COLUMN chain BLOB NOT NULL DEFAULT x'';

-- What stands for the fields of an entry in its value, see data/chain: a salt,
-- and the digest of fields that were erased by law (依法删除).
ALTER TABLE changes ADD COLUMN salt BLOB NOT NULL DEFAULT x'';

ALTER TABLE changes ADD COLUMN cut BLOB NOT NULL DEFAULT x'';

UPDATE changes SET salt = randomblob(16);

-- A row stands here while an erasure writes over what is never overwritten otherwise.
CREATE TABLE erasing (id INTEGER PRIMARY KEY);

-- Of which file the seals beside it are, how many entries there are, and the
-- last of them.
CREATE TABLE audit_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  file TEXT NOT NULL, n INTEGER NOT NULL, last INTEGER NOT NULL, value BLOB NOT NULL
);

INSERT INTO audit_head VALUES (1, lower(hex(randomblob(16))), 0, 0, x'');

CREATE TABLE audit_seals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL, at INTEGER NOT NULL, value BLOB NOT NULL, mac BLOB NOT NULL
);

-- The table of the trail is filtered by these, and read from this index alone.
DROP INDEX changes_at;

CREATE INDEX changes_at ON changes (at, action, register, who);
