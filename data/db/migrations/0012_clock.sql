-- The second clock of a complaint (规定答复日期), pauses, escalation, the archive by year, and the day of what comes next.
ALTER TABLE complaints ADD COLUMN late_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_from TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_within TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_edition TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_due TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_unknown TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN paused_on TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN paused_until TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN answered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN rule_met TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN promise_met TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN heard TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN corrective_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN corrective_due TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN archive_number TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN ask_on TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN score TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN next_on TEXT NOT NULL DEFAULT '';

UPDATE complaints SET answered_on = replied_on, heard = satisfied;

UPDATE complaints SET corrective_owner = coalesce(json_extract(s."values", '$.owner'), ''), corrective_due = coalesce(json_extract(s."values", '$.due'), '')
FROM complaint_steps s
WHERE complaints.state = 'corrective' AND s.id = (SELECT max(id) FROM complaint_steps WHERE complaint_id = complaints.id AND kind = 'corrective');

UPDATE complaints SET next_on = CASE
  WHEN state = 'corrective' THEN corrective_due
  WHEN state NOT IN ('assessment', 'assignment', 'investigation', 'proposal', 'approval', 'reply') THEN ''
  WHEN due <> '' AND due < promised_on AND state IN ('investigation', 'proposal') THEN due
  WHEN promised_on = '' AND state IN ('investigation', 'proposal') THEN due
  ELSE promised_on END;

-- What comes next, for the list of what is due.
CREATE INDEX complaints_next ON complaints (next_on, id) WHERE deleted_at = 0 AND next_on <> '';

CREATE INDEX complaints_rule ON complaints (deleted_at, rule_due, id);

CREATE INDEX complaints_archive ON complaints (archive_number) WHERE archive_number <> '';

CREATE INDEX complaints_closed ON complaints (closed_on) WHERE closed_on <> '';
