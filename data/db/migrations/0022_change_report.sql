-- What is due is counted from indexes alone.
DROP INDEX visits_next_open;

CREATE INDEX visits_next_open ON visits (next_on, next_by, customer_id, on_day) WHERE next_on <> '' AND next_done_on = '' AND deleted_at = 0;

DROP INDEX visit_promises_due;

CREATE INDEX visit_promises_due ON visit_promises (due, owner) WHERE done_on = '';
