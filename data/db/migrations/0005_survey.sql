CREATE TABLE questionnaires (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  name TEXT NOT NULL, intro TEXT NOT NULL, thanks TEXT NOT NULL, note TEXT NOT NULL,
  edition INTEGER NOT NULL, state TEXT NOT NULL, published INTEGER NOT NULL, last_key INTEGER NOT NULL
);

CREATE TABLE questionnaire_questions (
  record_id INTEGER NOT NULL REFERENCES questionnaires (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  key TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, help TEXT NOT NULL, required INTEGER NOT NULL,
  topic TEXT NOT NULL, weight INTEGER NOT NULL,
  scale INTEGER NOT NULL, low_label TEXT NOT NULL, high_label TEXT NOT NULL,
  options TEXT NOT NULL, other TEXT NOT NULL,
  least INTEGER NOT NULL, most INTEGER NOT NULL, unit TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;

CREATE TABLE questionnaire_editions (
  questionnaire_id INTEGER NOT NULL REFERENCES questionnaires (id), edition INTEGER NOT NULL,
  body TEXT NOT NULL, published_at INTEGER NOT NULL, published_by TEXT NOT NULL,
  PRIMARY KEY (questionnaire_id, edition)
) WITHOUT ROWID;

CREATE TRIGGER questionnaire_editions_stay BEFORE UPDATE ON questionnaire_editions
BEGIN SELECT RAISE(ABORT, 'a published edition is never changed'); END;

CREATE TABLE surveys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  name TEXT NOT NULL,
  questionnaire_id INTEGER NOT NULL REFERENCES questionnaires (id), edition INTEGER NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, way TEXT NOT NULL, state TEXT NOT NULL,
  population INTEGER NOT NULL, sent INTEGER NOT NULL, target INTEGER NOT NULL,
  responsible TEXT NOT NULL, purpose TEXT NOT NULL, note TEXT NOT NULL,

  returned INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,

  survey_id INTEGER NOT NULL REFERENCES surveys (id), survey TEXT NOT NULL, edition INTEGER NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  respondent TEXT NOT NULL, phone TEXT NOT NULL, serial TEXT NOT NULL,
  on_day TEXT NOT NULL, way TEXT NOT NULL, taken_by TEXT NOT NULL, note TEXT NOT NULL,
  score INTEGER NOT NULL
);

CREATE INDEX answers_survey ON answers (survey, deleted_at, id);

CREATE INDEX answers_customer ON answers (customer_id, survey_id) WHERE customer_id IS NOT NULL;

CREATE INDEX answers_serial ON answers (survey_id, serial) WHERE serial <> '';

CREATE INDEX answers_day ON answers (deleted_at, on_day, id);

CREATE INDEX answers_score ON answers (deleted_at, score, id);

CREATE TABLE survey_values (
  record_id INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE, pos INTEGER NOT NULL,
  question TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, amount INTEGER NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (record_id, pos)
) WITHOUT ROWID;
