CREATE TABLE complaints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  received_at INTEGER NOT NULL, way TEXT NOT NULL, receiver TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  complainant TEXT NOT NULL, phone TEXT NOT NULL, contact TEXT NOT NULL,
  product TEXT NOT NULL, service TEXT NOT NULL, contract TEXT NOT NULL,
  report TEXT NOT NULL, report_received_on TEXT NOT NULL,
  what TEXT NOT NULL, demand TEXT NOT NULL, responses TEXT NOT NULL,
  evidence TEXT NOT NULL, originals INTEGER NOT NULL,
  category TEXT NOT NULL, severity TEXT NOT NULL,
  promised_on TEXT NOT NULL, promise TEXT NOT NULL,
  department TEXT NOT NULL, accused_department TEXT NOT NULL, accused TEXT NOT NULL, involved TEXT NOT NULL,
  remark TEXT NOT NULL,

  on_day TEXT NOT NULL,
  state TEXT NOT NULL, round INTEGER NOT NULL, handler TEXT NOT NULL, due TEXT NOT NULL,
  founded TEXT NOT NULL, satisfied TEXT NOT NULL, replied_on TEXT NOT NULL, closed_on TEXT NOT NULL
);

CREATE INDEX complaints_customer ON complaints (customer_id, deleted_at, state);

CREATE INDEX complaints_state ON complaints (deleted_at, state, promised_on, id);

CREATE INDEX complaints_received ON complaints (deleted_at, received_at, id);

CREATE INDEX complaints_day ON complaints (deleted_at, on_day, id);

CREATE INDEX complaints_promised ON complaints (deleted_at, promised_on, id);

CREATE INDEX complaints_category ON complaints (deleted_at, category, id);

CREATE INDEX complaints_handler ON complaints (deleted_at, handler, id);

CREATE INDEX complaints_updated ON complaints (deleted_at, updated_at, id);

CREATE TABLE complaint_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  complaint_id INTEGER NOT NULL REFERENCES complaints (id),
  round INTEGER NOT NULL, kind TEXT NOT NULL,
  who TEXT NOT NULL, at INTEGER NOT NULL,
  entered_by TEXT NOT NULL, entered_at INTEGER NOT NULL,
  "values" TEXT NOT NULL
);

CREATE INDEX complaint_steps_complaint ON complaint_steps (complaint_id, id);

CREATE TRIGGER complaint_steps_stay BEFORE UPDATE ON complaint_steps BEGIN SELECT RAISE(ABORT, 'a step is never overwritten'); END;

CREATE TRIGGER complaint_steps_remain BEFORE DELETE ON complaint_steps BEGIN SELECT RAISE(ABORT, 'a step is never removed'); END;
