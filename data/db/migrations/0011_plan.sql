-- What a plan of visits asks of a customer: the last visit on site, and how many
-- visits in a row came to nothing.
ALTER TABLE customers ADD COLUMN last_on_site_on TEXT NOT NULL DEFAULT '';

ALTER TABLE customers ADD COLUMN ineffective INTEGER NOT NULL DEFAULT 0;

UPDATE customers SET
  last_on_site_on = coalesce((SELECT max(on_day) FROM visits v WHERE v.customer_id = customers.id AND v.deleted_at = 0 AND v.way = 'on_site'), ''),
  ineffective = (SELECT count(*) FROM visits v WHERE v.customer_id = customers.id AND v.deleted_at = 0 AND v.result = 'ineffective'
    AND v.at > coalesce((SELECT max(w.at) FROM visits w WHERE w.customer_id = v.customer_id AND w.deleted_at = 0 AND w.result NOT IN ('', 'ineffective')), -1));

-- Who is due: the customers of a grade whose last visit lies before a day, told
-- from the index alone.
CREATE INDEX customers_due ON customers (deleted_at, grade, last_visit_on, first_contact_on, do_not_disturb, ineffective, owner);

CREATE INDEX customers_due_on_site ON customers (deleted_at, grade, last_on_site_on, first_contact_on, do_not_disturb, ineffective, owner);

CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  period TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, owner TEXT NOT NULL,
  remark TEXT NOT NULL,
  planned INTEGER NOT NULL, seed INTEGER NOT NULL, edition TEXT NOT NULL
);

CREATE INDEX plans_from ON plans (deleted_at, from_day, id);

CREATE INDEX plans_to ON plans (deleted_at, to_day, id);

CREATE INDEX plans_owner ON plans (deleted_at, owner, id);

CREATE TABLE plan_lines (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  grade TEXT NOT NULL, way TEXT NOT NULL, unless TEXT NOT NULL, level TEXT NOT NULL, visitor TEXT NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL, day TEXT NOT NULL,
  left_out TEXT NOT NULL, note TEXT NOT NULL
);

CREATE INDEX plan_lines_plan ON plan_lines (plan_id, pos);

CREATE INDEX plan_lines_day ON plan_lines (plan_id, day) WHERE left_out = '';

CREATE INDEX plan_lines_customer ON plan_lines (customer_id);

-- The overall report of a quarter (季度拜访总结): what a person adds to the figures.
CREATE TABLE visit_quarters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  from_day TEXT NOT NULL, to_day TEXT NOT NULL, author TEXT NOT NULL,
  results TEXT NOT NULL, problems TEXT NOT NULL, improvements TEXT NOT NULL,
  reviewer TEXT NOT NULL, review TEXT NOT NULL
);

CREATE INDEX visit_quarters_from ON visit_quarters (deleted_at, from_day, id);

-- When a next step was taken, for those after which nobody visited again.
ALTER TABLE visits ADD COLUMN next_done_on TEXT NOT NULL DEFAULT '';

CREATE INDEX visits_next_open ON visits (next_on, id) WHERE next_on <> '' AND next_done_on = '' AND deleted_at = 0;

-- What waits for its reviewer.
CREATE INDEX visits_review ON visits (deleted_at, on_day, id) WHERE reviewer <> '' AND review = '';
