-- An erasure may be of one of an organisation's people (联系人) alone.
ALTER TABLE erasures ADD COLUMN contact INTEGER NOT NULL DEFAULT 0;
