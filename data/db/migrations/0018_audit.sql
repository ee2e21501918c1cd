-- The value of each entry over the one before it; those that are there already
-- get theirs right after this script.
ALTER TABLE changes ADD COLUMN chain BLOB NOT NULL DEFAULT x'';

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
