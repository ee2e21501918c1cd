ALTER TABLE visits ADD COLUMN topics TEXT NOT NULL DEFAULT '';

CREATE TABLE visit_decisions (
  record_id INTEGER NOT NULL REFERENCES visits (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, done_on TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX visit_decisions_due ON visit_decisions (due) WHERE done_on = '' AND owner <> '' AND due <> '';

CREATE INDEX visit_decisions_nobody ON visit_decisions (record_id) WHERE done_on = '' AND owner = '';
