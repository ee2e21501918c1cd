CREATE TABLE receptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  at INTEGER NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, party INTEGER NOT NULL,
  wants TEXT NOT NULL, first_time TEXT NOT NULL, channel TEXT NOT NULL, level TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  named TEXT NOT NULL, receiver TEXT NOT NULL, helper TEXT NOT NULL,
  basis TEXT NOT NULL, basis_number TEXT NOT NULL, turn_of TEXT NOT NULL, edition TEXT NOT NULL,
  left_at INTEGER NOT NULL, valid_until TEXT NOT NULL, note TEXT NOT NULL,
  change_by TEXT NOT NULL, change_reason TEXT NOT NULL, changed_on TEXT NOT NULL,
  former TEXT NOT NULL, former_share INTEGER NOT NULL, receiver_share INTEGER NOT NULL,

  on_day TEXT NOT NULL, phone_key TEXT NOT NULL, name_key TEXT NOT NULL, promise_due TEXT NOT NULL
);

CREATE INDEX receptions_day ON receptions (deleted_at, on_day, id);

CREATE INDEX receptions_at ON receptions (deleted_at, at, id);

CREATE INDEX receptions_name ON receptions (deleted_at, name_key, id);

CREATE INDEX receptions_receiver ON receptions (deleted_at, receiver, id);

CREATE INDEX receptions_valid ON receptions (deleted_at, valid_until, id);

CREATE INDEX receptions_updated ON receptions (deleted_at, updated_at, id);

CREATE INDEX receptions_phone ON receptions (phone_key, valid_until) WHERE phone_key <> '';

CREATE INDEX receptions_customer ON receptions (customer_id, valid_until) WHERE customer_id IS NOT NULL;

CREATE INDEX receptions_waiting ON receptions (on_day, at) WHERE left_at = 0 AND deleted_at = 0;

CREATE INDEX receptions_turn ON receptions (on_day, turn_of) WHERE turn_of <> '';

CREATE TABLE reception_household (
  record_id INTEGER NOT NULL REFERENCES receptions (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  name TEXT NOT NULL, relation TEXT NOT NULL, phone TEXT NOT NULL, phone_key TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX reception_household_phone ON reception_household (phone_key) WHERE phone_key <> '';

CREATE TABLE reception_promises (
  record_id INTEGER NOT NULL REFERENCES receptions (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, clock TEXT NOT NULL, done_on TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX reception_promises_due ON reception_promises (due, owner) WHERE done_on = '';

-- Today's line of whom the next visitor goes to (轮接).
CREATE TABLE desk_line (
  day TEXT NOT NULL, who TEXT NOT NULL,
  place INTEGER NOT NULL, state TEXT NOT NULL, turns INTEGER NOT NULL,
  signed_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  PRIMARY KEY (day, who)
) WITHOUT ROWID;

CREATE TABLE disputes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  on_day TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  subject TEXT NOT NULL, asked_change INTEGER NOT NULL,
  rule TEXT NOT NULL, entitled TEXT NOT NULL, entitled_number TEXT NOT NULL, edition TEXT NOT NULL,
  decision TEXT NOT NULL, decided_by TEXT NOT NULL, decided_on TEXT NOT NULL, state TEXT NOT NULL
);

CREATE INDEX disputes_day ON disputes (deleted_at, on_day, id);

CREATE INDEX disputes_state ON disputes (deleted_at, state, id);

CREATE INDEX disputes_updated ON disputes (deleted_at, updated_at, id);

CREATE TABLE dispute_claims (
  record_id INTEGER NOT NULL REFERENCES disputes (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  who TEXT NOT NULL, reception TEXT NOT NULL, on_day TEXT NOT NULL, relation TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX dispute_claims_reception ON dispute_claims (reception) WHERE reception <> '';

CREATE TABLE dispute_shares (
  record_id INTEGER NOT NULL REFERENCES disputes (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  who TEXT NOT NULL, percent INTEGER NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE handovers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  on_day TEXT NOT NULL, shift TEXT NOT NULL, giver TEXT NOT NULL, taker TEXT NOT NULL,
  cash TEXT NOT NULL, keys TEXT NOT NULL, items TEXT NOT NULL, note TEXT NOT NULL,
  accepted_at INTEGER NOT NULL, state TEXT NOT NULL
);

CREATE INDEX handovers_day ON handovers (deleted_at, on_day, id);

CREATE INDEX handovers_state ON handovers (deleted_at, state, id);

CREATE INDEX handovers_updated ON handovers (deleted_at, updated_at, id);

CREATE TABLE handover_left (
  record_id INTEGER NOT NULL REFERENCES handovers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  kind TEXT NOT NULL, what TEXT NOT NULL, customer TEXT NOT NULL, due TEXT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE handover_customers (
  record_id INTEGER NOT NULL REFERENCES handovers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id), reason TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE INDEX handover_customers_customer ON handover_customers (customer_id);

-- Who was greeted on which occasion of a year (问候), so that nobody is twice.
CREATE TABLE greetings (
  customer_id INTEGER NOT NULL REFERENCES customers (id), occasion TEXT NOT NULL, year INTEGER NOT NULL,
  on_day TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, way TEXT NOT NULL,
  PRIMARY KEY (customer_id, occasion, year)
) WITHOUT ROWID;

CREATE INDEX greetings_day ON greetings (on_day);

-- Whose birthday it is, told from the index alone.
CREATE INDEX customers_birthday ON customers (substr(birthday, 6), birthday, kind, deleted_at, do_not_disturb, owner)
  WHERE birthday <> '' AND kind = 'person' AND deleted_at = 0 AND do_not_disturb = 0;

CREATE INDEX customer_contacts_birthday ON customer_contacts (substr(birthday, 6), record_id, name, birthday) WHERE birthday <> '';
