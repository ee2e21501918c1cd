-- Personal data: the notices (告知书), one row an edition, its text by language.
CREATE TABLE privacy_notices (
  edition INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, body TEXT NOT NULL
);

CREATE TRIGGER privacy_notices_stay BEFORE UPDATE ON privacy_notices BEGIN SELECT RAISE(ABORT, 'a notice that was shown is never changed'); END;

CREATE TRIGGER privacy_notices_remain BEFORE DELETE ON privacy_notices BEGIN SELECT RAISE(ABORT, 'a notice that was shown is never removed'); END;

-- Consents and withdrawals (同意与撤回), never overwritten: the last of a customer or
-- a contact and a purpose is the one that counts.
CREATE TABLE consents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id), person TEXT NOT NULL,
  purpose TEXT NOT NULL, basis TEXT NOT NULL, given INTEGER NOT NULL, notice INTEGER NOT NULL,
  on_day TEXT NOT NULL, way TEXT NOT NULL, evidence TEXT NOT NULL,
  at INTEGER NOT NULL, who TEXT NOT NULL, edition TEXT NOT NULL, last INTEGER NOT NULL
);

CREATE INDEX consents_customer ON consents (customer_id, id);

CREATE INDEX consents_last ON consents (given, purpose, customer_id, person) WHERE last = 1;

-- A file that is only stored (仅存储) until a day, and why; one that was erased.
ALTER TABLE customers ADD COLUMN stored_until TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN stored_why TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN erased_on TEXT NOT NULL DEFAULT '';

CREATE INDEX customers_stored ON customers (stored_until, id) WHERE stored_until <> '';

CREATE TABLE erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customers (id), customer TEXT NOT NULL, person INTEGER NOT NULL,
  why TEXT NOT NULL, request TEXT NOT NULL,
  on_day TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, edition TEXT NOT NULL,
  counts TEXT NOT NULL, kept TEXT NOT NULL
);

CREATE INDEX erasures_customer ON erasures (customer_id, id);

-- An erasure, and nothing else, writes over what happened.
DROP TRIGGER complaint_steps_stay;

CREATE TRIGGER complaint_steps_stay BEFORE UPDATE ON complaint_steps WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a step is never overwritten'); END;

DROP TRIGGER grade_changes_stay;

CREATE TRIGGER grade_changes_stay BEFORE UPDATE ON grade_changes WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a change of grade is never overwritten'); END;

-- What people ask of the shop about their data (请求登记).
CREATE TABLE privacy_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  on_day TEXT NOT NULL, kind TEXT NOT NULL, way TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id), name TEXT NOT NULL, phone TEXT NOT NULL,
  what TEXT NOT NULL, checked TEXT NOT NULL, handler TEXT NOT NULL, due TEXT NOT NULL,
  outcome TEXT NOT NULL, answered_on TEXT NOT NULL, answer_way TEXT NOT NULL, answer TEXT NOT NULL, remark TEXT NOT NULL,
  state TEXT NOT NULL, keep_until TEXT NOT NULL, edition TEXT NOT NULL
);

CREATE INDEX privacy_requests_day ON privacy_requests (deleted_at, on_day, id);

CREATE INDEX privacy_requests_state ON privacy_requests (deleted_at, state, due, id);

CREATE INDEX privacy_requests_updated ON privacy_requests (deleted_at, updated_at, id);

CREATE INDEX privacy_requests_customer ON privacy_requests (customer_id) WHERE customer_id IS NOT NULL;

-- What happened to personal data (个人信息安全事件).
CREATE TABLE privacy_incidents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  found_at INTEGER NOT NULL, on_day TEXT NOT NULL, kind TEXT NOT NULL, reporter TEXT NOT NULL, responsible TEXT NOT NULL,
  happened TEXT NOT NULL, what TEXT NOT NULL, whose TEXT NOT NULL, people INTEGER NOT NULL, data TEXT NOT NULL,
  cause TEXT NOT NULL, harm TEXT NOT NULL, measures TEXT NOT NULL,
  authority TEXT NOT NULL, authority_on TEXT NOT NULL, told TEXT NOT NULL, told_on TEXT NOT NULL, told_how TEXT NOT NULL,
  untold TEXT NOT NULL, lessons TEXT NOT NULL, closed_on TEXT NOT NULL, state TEXT NOT NULL
);

CREATE INDEX privacy_incidents_day ON privacy_incidents (deleted_at, on_day, id);

CREATE INDEX privacy_incidents_state ON privacy_incidents (deleted_at, state, on_day, id);

CREATE INDEX privacy_incidents_updated ON privacy_incidents (deleted_at, updated_at, id);

-- The yearly list of what was kept long enough (年度清理).
CREATE TABLE retention_lists (
  year INTEGER PRIMARY KEY, number TEXT NOT NULL,
  made_on TEXT NOT NULL, made_by TEXT NOT NULL, edition TEXT NOT NULL,
  approved_on TEXT NOT NULL DEFAULT '', approved_by TEXT NOT NULL DEFAULT ''
);

CREATE TABLE retention_lines (
  year INTEGER NOT NULL REFERENCES retention_lists (year), customer_id INTEGER NOT NULL REFERENCES customers (id),
  last_day TEXT NOT NULL, until_day TEXT NOT NULL, hold TEXT NOT NULL, hold_until TEXT NOT NULL,
  keep TEXT NOT NULL, certificate TEXT NOT NULL,
  PRIMARY KEY (year, customer_id)
) WITHOUT ROWID;

CREATE INDEX retention_lines_customer ON retention_lines (customer_id);
