-- Requests about rights that partners answer for what they hold, since the hub cannot read it (AVG art. 12, 15-21, 26).

CREATE TABLE rights_assignment (
  id          text PRIMARY KEY,
  -- Goes with the request, once that is past its term.
  request     text NOT NULL REFERENCES rights_request (id) ON DELETE CASCADE,
  partner     text NOT NULL,
  due_on      date NOT NULL,
  entry       text NOT NULL UNIQUE,
  assigned_at timestamptz(6) NOT NULL,
  -- What the partner should know, in the officer's words, sealed; gone once the child is erased.
  instruction bytea,
  -- Whether the partner reads what the person who asked wrote.
  explained   boolean NOT NULL,
  -- The partner's word, and the statement that holds it.
  outcome     text CHECK (outcome IN ('answered', 'nothing-held', 'refused')),
  manner      text CHECK (manner IN ('in-person', 'letter', 'portal')),
  article     text,
  answered_on date,
  statement   text,
  answered_at timestamptz(6),
  CHECK ((outcome IS NULL) = (answered_at IS NULL)),
  CHECK ((answered_on IS NULL) = (answered_at IS NULL)),
  CHECK ((statement IS NULL) = (answered_at IS NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'answered') = (manner IS NOT NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'refused') = (article IS NOT NULL))
);
CREATE INDEX rights_assignment_request ON rights_assignment (request);
CREATE INDEX rights_assignment_waiting ON rights_assignment (partner, assigned_at, id) WHERE answered_at IS NULL;
-- Each partner is asked once at a time.
CREATE UNIQUE INDEX rights_assignment_once ON rights_assignment (request, partner) WHERE answered_at IS NULL;

GRANT SELECT, INSERT, UPDATE (instruction, outcome, manner, article, answered_on, statement, answered_at)
  ON rights_assignment TO kernhub_app;
