CREATE TABLE visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  way TEXT NOT NULL, at INTEGER NOT NULL, hours INTEGER NOT NULL, place TEXT NOT NULL,
  visitor TEXT NOT NULL, companions TEXT NOT NULL, department TEXT NOT NULL,
  purpose TEXT NOT NULL, result TEXT NOT NULL,
  talk TEXT NOT NULL, needs TEXT NOT NULL, opinions TEXT NOT NULL, competition TEXT NOT NULL, market TEXT NOT NULL,
  products TEXT NOT NULL, earlier TEXT NOT NULL, earlier_satisfaction TEXT NOT NULL,
  our_news TEXT NOT NULL, plans TEXT NOT NULL,
  next_step TEXT NOT NULL, next_by TEXT NOT NULL, next_on TEXT NOT NULL,
  reviewer TEXT NOT NULL, review TEXT NOT NULL, reviewed_on TEXT NOT NULL,

  on_day TEXT NOT NULL, promise_due TEXT NOT NULL
);

CREATE INDEX visits_customer ON visits (customer_id, deleted_at, on_day);

CREATE INDEX visits_day ON visits (deleted_at, on_day, id);

CREATE INDEX visits_at ON visits (deleted_at, at, id);

CREATE INDEX visits_visitor ON visits (deleted_at, visitor, id);

CREATE INDEX visits_updated ON visits (deleted_at, updated_at, id);

CREATE INDEX visits_promise ON visits (deleted_at, promise_due, id) WHERE promise_due <> '';

CREATE INDEX visits_next ON visits (deleted_at, next_on, id) WHERE next_on <> '';

CREATE TABLE visit_people (
  record_id INTEGER NOT NULL REFERENCES visits (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  name TEXT NOT NULL, post TEXT NOT NULL, phone TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE visit_promises (
  record_id INTEGER NOT NULL REFERENCES visits (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, done_on TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX visit_promises_due ON visit_promises (due) WHERE done_on = '';
