-- What is due is counted from indexes alone.
DROP INDEX visits_next_open;

CREATE INDEX visits_next_open ON visits (next_on, next_by, customer_id, on_day) WHERE next_on <> '' AND next_done_on = '' AND deleted_at = 0;

DROP INDEX visit_promises_due;

CREATE INDEX visit_promises_due ON visit_promises (due, owner) WHERE done_on = '';

-- The end of a relation (终止), how a customer's business stands, its licences.
ALTER TABLE customers ADD COLUMN condition TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN licences TEXT NOT NULL DEFAULT '[]';

ALTER TABLE customers ADD COLUMN licence_until TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN ended_on TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN end_settlement TEXT NOT NULL DEFAULT '';

CREATE INDEX customers_ended ON customers (ended_on, owner) WHERE ended_on <> '';

CREATE INDEX customers_licence ON customers (licence_until, owner) WHERE licence_until <> '';

CREATE INDEX customers_first ON customers (deleted_at, first_contact_on, owner);

-- Reports of what changed at a customer (变更登记).
CREATE TABLE change_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  changed_on TEXT NOT NULL, due TEXT NOT NULL, edition TEXT NOT NULL,
  evidence TEXT NOT NULL, recorder TEXT NOT NULL, recorded_on TEXT NOT NULL,
  reviewer TEXT NOT NULL, review TEXT NOT NULL, reviewed_on TEXT NOT NULL, remark TEXT NOT NULL
);

CREATE INDEX change_reports_customer ON change_reports (customer_id, deleted_at, changed_on);

CREATE INDEX change_reports_changed ON change_reports (deleted_at, changed_on, id);

CREATE INDEX change_reports_recorded ON change_reports (deleted_at, recorded_on, id);

CREATE INDEX change_reports_updated ON change_reports (deleted_at, updated_at, id);

CREATE INDEX change_reports_open ON change_reports (due) WHERE recorded_on = '' AND deleted_at = 0;

CREATE INDEX change_reports_review ON change_reports (recorded_on) WHERE recorded_on <> '' AND reviewer <> '' AND reviewed_on = '' AND deleted_at = 0;

CREATE TABLE change_items (
  record_id INTEGER NOT NULL REFERENCES change_reports (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  item TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

-- Audits of the work (稽核) and reviews of the regulation itself (制度评审).
CREATE TABLE inspections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  kind TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  on_day TEXT NOT NULL, inspector TEXT NOT NULL, participants TEXT NOT NULL,
  scope TEXT NOT NULL, findings TEXT NOT NULL, conclusion TEXT NOT NULL,
  measures TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, done_on TEXT NOT NULL,
  edition TEXT NOT NULL
);

CREATE INDEX inspections_from ON inspections (deleted_at, kind, from_day, id);

CREATE INDEX inspections_on ON inspections (deleted_at, on_day, id);

CREATE INDEX inspections_due ON inspections (due) WHERE due <> '' AND done_on = '' AND deleted_at = 0;

-- What is wanted of a person, or of the shop (person ''), in a year.
CREATE TABLE targets (
  year INTEGER NOT NULL, person TEXT NOT NULL,
  customers INTEGER NOT NULL, visits INTEGER NOT NULL, sales INTEGER NOT NULL, collected INTEGER NOT NULL,
  PRIMARY KEY (year, person)
) WITHOUT ROWID;

-- The day to which a planned visit was moved, and why.
ALTER TABLE plan_lines ADD COLUMN moved_from TEXT NOT NULL DEFAULT '';
