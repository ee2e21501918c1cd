-- The yearly review of customer files (年检).
ALTER TABLE customers ADD COLUMN checked_on TEXT NOT NULL DEFAULT '';

CREATE INDEX customers_checked ON customers (deleted_at, kind, checked_on, owner);
