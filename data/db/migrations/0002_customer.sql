CREATE TABLE customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  kind TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
  code TEXT NOT NULL, identity TEXT NOT NULL, legal_representative TEXT NOT NULL, capital INTEGER NOT NULL,
  email TEXT NOT NULL, website TEXT NOT NULL, scope TEXT NOT NULL,
  source TEXT NOT NULL, owner TEXT NOT NULL, first_contact TEXT NOT NULL, first_contact_on TEXT NOT NULL,
  birthday TEXT NOT NULL, do_not_disturb INTEGER NOT NULL,
  intent TEXT NOT NULL, scale TEXT NOT NULL, nature TEXT NOT NULL, region TEXT NOT NULL, industry TEXT NOT NULL,
  grade TEXT NOT NULL,
  products TEXT NOT NULL, frequency TEXT NOT NULL, volume TEXT NOT NULL, price_sensitivity TEXT NOT NULL,
  payment TEXT NOT NULL, need_plan TEXT NOT NULL, investment TEXT NOT NULL, competitors TEXT NOT NULL,
  remark TEXT NOT NULL, custom TEXT NOT NULL, tags TEXT NOT NULL,

  name_key TEXT NOT NULL,
  phone TEXT NOT NULL, contact TEXT NOT NULL,
  last_visit_on TEXT NOT NULL DEFAULT '', open_complaints INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX customers_name ON customers (deleted_at, name_key, id);

CREATE INDEX customers_updated ON customers (deleted_at, updated_at, id);

CREATE INDEX customers_last_visit ON customers (deleted_at, last_visit_on, id);

CREATE INDEX customers_open ON customers (deleted_at, open_complaints, id);

CREATE INDEX customers_grade ON customers (deleted_at, grade, name_key, id);

CREATE INDEX customers_owner ON customers (deleted_at, owner, name_key, id);

CREATE INDEX customers_code ON customers (code) WHERE code <> '';

CREATE INDEX customers_identity ON customers (identity) WHERE identity <> '';

CREATE TABLE customer_phones (
  record_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  use TEXT NOT NULL, number TEXT NOT NULL, digits TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE customer_addresses (
  record_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  use TEXT NOT NULL, region TEXT NOT NULL, address TEXT NOT NULL, postcode TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE customer_contacts (
  record_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  name TEXT NOT NULL, post TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, birthday TEXT NOT NULL,
  preferences TEXT NOT NULL, concerns TEXT NOT NULL, buying_role TEXT NOT NULL, influence TEXT NOT NULL,
  attitude TEXT NOT NULL, knows TEXT NOT NULL, is_first INTEGER NOT NULL, is_emergency INTEGER NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE customer_notes (
  record_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  topic TEXT NOT NULL, "on" TEXT NOT NULL, text TEXT NOT NULL, channel TEXT NOT NULL, reporter TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE customer_tags (
  tag TEXT NOT NULL, record_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, record_id)
) WITHOUT ROWID;

CREATE INDEX customer_tags_record ON customer_tags (record_id);
