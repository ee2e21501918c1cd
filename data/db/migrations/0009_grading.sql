CREATE TABLE reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL, department TEXT NOT NULL,
  scores TEXT NOT NULL, total INTEGER NOT NULL, scored INTEGER NOT NULL,
  amount INTEGER NOT NULL, payment TEXT NOT NULL, trouble_on TEXT NOT NULL,
  grade_before TEXT NOT NULL, suggested TEXT NOT NULL, proposed TEXT NOT NULL,
  reason TEXT NOT NULL, proposer TEXT NOT NULL, proposed_on TEXT NOT NULL,
  state TEXT NOT NULL, due TEXT NOT NULL,
  approver TEXT NOT NULL, approved_on TEXT NOT NULL, opinion TEXT NOT NULL,
  next_on TEXT NOT NULL, edition TEXT NOT NULL
);

CREATE INDEX reviews_customer ON reviews (customer_id, deleted_at, state);

CREATE INDEX reviews_state ON reviews (deleted_at, state, due, id);

CREATE INDEX reviews_proposed_on ON reviews (deleted_at, proposed_on, id);

CREATE INDEX reviews_kind ON reviews (deleted_at, kind, id);

CREATE INDEX reviews_total ON reviews (deleted_at, total, id);

CREATE INDEX reviews_updated ON reviews (deleted_at, updated_at, id);

CREATE TABLE blacklist (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  scope TEXT NOT NULL, department TEXT NOT NULL, reason TEXT NOT NULL,
  from_day TEXT NOT NULL, until_day TEXT NOT NULL,
  proposer TEXT NOT NULL, proposed_on TEXT NOT NULL, state TEXT NOT NULL,
  approver TEXT NOT NULL, approved_on TEXT NOT NULL, opinion TEXT NOT NULL,
  lifted_by TEXT NOT NULL, lifted_on TEXT NOT NULL, lift_reason TEXT NOT NULL,
  edition TEXT NOT NULL
);

CREATE INDEX blacklist_customer ON blacklist (customer_id, deleted_at, state);

CREATE INDEX blacklist_state ON blacklist (deleted_at, state, until_day, id);

CREATE INDEX blacklist_until ON blacklist (deleted_at, until_day, id);

CREATE INDEX blacklist_from ON blacklist (deleted_at, from_day, id);

CREATE INDEX blacklist_updated ON blacklist (deleted_at, updated_at, id);

CREATE TABLE grade_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id), customer_version INTEGER NOT NULL,
  at INTEGER NOT NULL, on_day TEXT NOT NULL,
  grade_from TEXT NOT NULL, grade_to TEXT NOT NULL,
  register TEXT NOT NULL, record_id INTEGER NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL,
  total INTEGER NOT NULL, reason TEXT NOT NULL, proposer TEXT NOT NULL, approver TEXT NOT NULL, edition TEXT NOT NULL
);

CREATE INDEX grade_changes_customer ON grade_changes (customer_id, id);

CREATE TRIGGER grade_changes_stay BEFORE UPDATE ON grade_changes BEGIN SELECT RAISE(ABORT, 'a change of grade is never overwritten'); END;

CREATE TRIGGER grade_changes_remain BEFORE DELETE ON grade_changes BEGIN SELECT RAISE(ABORT, 'a change of grade is never removed'); END;

ALTER TABLE customers ADD COLUMN review_on TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN barred_until TEXT NOT NULL DEFAULT '';

CREATE INDEX customers_review ON customers (deleted_at, review_on, created_at, owner, grade, id) WHERE grade <> '';

CREATE INDEX customers_barred ON customers (deleted_at, barred_until, id) WHERE barred_until <> '';

CREATE TABLE grade_tallies (
  owner TEXT NOT NULL, grade TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (owner, grade)
) WITHOUT ROWID;

INSERT INTO grade_tallies (owner, grade, n)
  SELECT owner, grade, count(*) FROM customers WHERE deleted_at = 0 GROUP BY owner, grade;

CREATE TRIGGER customers_tally_in AFTER INSERT ON customers WHEN new.deleted_at = 0 BEGIN
  INSERT INTO grade_tallies VALUES (new.owner, new.grade, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER customers_tally_out AFTER DELETE ON customers WHEN old.deleted_at = 0 BEGIN
  UPDATE grade_tallies SET n = n - 1 WHERE owner = old.owner AND grade = old.grade;
END;

CREATE TRIGGER customers_tally_from AFTER UPDATE OF owner, grade, deleted_at ON customers
WHEN old.deleted_at = 0 AND (new.deleted_at <> 0 OR new.owner <> old.owner OR new.grade <> old.grade) BEGIN
  UPDATE grade_tallies SET n = n - 1 WHERE owner = old.owner AND grade = old.grade;
END;

CREATE TRIGGER customers_tally_to AFTER UPDATE OF owner, grade, deleted_at ON customers
WHEN new.deleted_at = 0 AND (old.deleted_at <> 0 OR new.owner <> old.owner OR new.grade <> old.grade) BEGIN
  INSERT INTO grade_tallies VALUES (new.owner, new.grade, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
