CREATE TABLE credit_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  grade TEXT NOT NULL, credit_limit INTEGER NOT NULL, days INTEGER NOT NULL,
  since TEXT NOT NULL, approver TEXT NOT NULL, approved_on TEXT NOT NULL, edition TEXT NOT NULL,
  deposit INTEGER NOT NULL, stopped_on TEXT NOT NULL, stop_reason TEXT NOT NULL,
  withheld INTEGER NOT NULL, stop_edition TEXT NOT NULL, remark TEXT NOT NULL,

  reported_on TEXT NOT NULL, report_due TEXT NOT NULL, instalment_due TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0, oldest_due TEXT NOT NULL DEFAULT ''
);

CREATE INDEX credit_files_customer ON credit_files (customer_id, deleted_at);

CREATE INDEX credit_files_grade ON credit_files (deleted_at, grade, id);

CREATE INDEX credit_files_limit ON credit_files (deleted_at, credit_limit, id);

CREATE INDEX credit_files_used ON credit_files (deleted_at, used, id);

CREATE INDEX credit_files_updated ON credit_files (deleted_at, updated_at, id);

CREATE INDEX credit_files_report ON credit_files (deleted_at, report_due, id);

CREATE INDEX credit_files_overdue ON credit_files (deleted_at, oldest_due, id);

CREATE INDEX credit_files_instalment ON credit_files (deleted_at, instalment_due, id) WHERE instalment_due <> '';

CREATE TABLE credit_instalments (
  record_id INTEGER NOT NULL REFERENCES credit_files (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  due TEXT NOT NULL, amount INTEGER NOT NULL, paid_on TEXT NOT NULL, paid_by TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE credit_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL, on_day TEXT NOT NULL, channels TEXT NOT NULL,
  findings TEXT NOT NULL, business TEXT NOT NULL, payment TEXT NOT NULL,
  had_grade TEXT NOT NULL, had_limit INTEGER NOT NULL, had_used INTEGER NOT NULL, had_overdue INTEGER NOT NULL,
  grade TEXT NOT NULL, credit_limit INTEGER NOT NULL, days INTEGER NOT NULL,
  measures TEXT NOT NULL, measure_note TEXT NOT NULL,
  reporter TEXT NOT NULL, approver TEXT NOT NULL, decision TEXT NOT NULL, decided_on TEXT NOT NULL,
  opinion TEXT NOT NULL, edition TEXT NOT NULL
);

CREATE INDEX credit_reports_customer ON credit_reports (customer_id, deleted_at, on_day);

CREATE INDEX credit_reports_day ON credit_reports (deleted_at, on_day, id);

CREATE INDEX credit_reports_decision ON credit_reports (deleted_at, decision, id);

CREATE INDEX credit_reports_updated ON credit_reports (deleted_at, updated_at, id);

CREATE TABLE receivables (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  customer_id INTEGER NOT NULL REFERENCES customers (id),
  on_day TEXT NOT NULL, what TEXT NOT NULL, contract TEXT NOT NULL, amount INTEGER NOT NULL, due_on TEXT NOT NULL,
  over_approver TEXT NOT NULL, write_off_on TEXT NOT NULL, write_off_reason TEXT NOT NULL, write_off_approver TEXT NOT NULL,
  remark TEXT NOT NULL, edition TEXT NOT NULL,

  received INTEGER NOT NULL, open INTEGER NOT NULL, written_off INTEGER NOT NULL, state TEXT NOT NULL,
  dun_on TEXT NOT NULL
);

CREATE INDEX receivables_customer ON receivables (customer_id, deleted_at, on_day);

CREATE INDEX receivables_open ON receivables (customer_id, due_on, open) WHERE open > 0 AND deleted_at = 0;

CREATE INDEX receivables_day ON receivables (deleted_at, on_day, id);

CREATE INDEX receivables_due ON receivables (deleted_at, due_on, id);

CREATE INDEX receivables_state ON receivables (deleted_at, state, due_on, id);

CREATE INDEX receivables_amount ON receivables (deleted_at, amount, id);

CREATE INDEX receivables_left ON receivables (deleted_at, open, id);

CREATE INDEX receivables_updated ON receivables (deleted_at, updated_at, id);

CREATE INDEX receivables_dun ON receivables (deleted_at, dun_on, id) WHERE dun_on <> '';

CREATE INDEX receivables_written_off ON receivables (write_off_on) WHERE write_off_on <> '';

CREATE TABLE receivable_receipts (
  record_id INTEGER NOT NULL REFERENCES receivables (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  on_day TEXT NOT NULL, amount INTEGER NOT NULL, way TEXT NOT NULL, remark TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX receivable_receipts_day ON receivable_receipts (on_day);

CREATE TABLE receivable_dunnings (
  record_id INTEGER NOT NULL REFERENCES receivables (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  on_day TEXT NOT NULL, step TEXT NOT NULL, who TEXT NOT NULL, result TEXT NOT NULL, next TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;
