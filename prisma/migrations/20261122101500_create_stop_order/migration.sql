-- What recipients may no longer use and what they answered; and how soon a withdrawal is felt.

CREATE TABLE stop_order (
  id           text PRIMARY KEY,
  exchange     text NOT NULL REFERENCES exchange (id),
  subject      text NOT NULL,
  recipient    text NOT NULL,
  purpose      text NOT NULL,
  cause        text NOT NULL CHECK (cause IN ('consent-withdrawn', 'basis-lapsed')),
  entry        text NOT NULL,
  ordered_at   timestamptz(6) NOT NULL,
  due_at       timestamptz(6) NOT NULL,
  leased_until timestamptz(6),
  -- The first statement of the recipient counts.
  outcome      text CHECK (outcome IN ('stopped', 'erased', 'corrected', 'kept')),
  ground       text,
  statement    text,
  answered_at  timestamptz(6),
  CHECK ((outcome = 'kept') = (ground IS NOT NULL) OR outcome IS NULL AND ground IS NULL)
);
CREATE INDEX stop_order_exchange ON stop_order (exchange);
CREATE INDEX stop_order_open ON stop_order (recipient, ordered_at, id) WHERE answered_at IS NULL;
CREATE INDEX stop_order_due ON stop_order (due_at, id) WHERE answered_at IS NULL;

-- Of a task on consent that was released: when to look again whether it is still covered, until the order to stop.
ALTER TABLE exchange_task
  ADD COLUMN stop     text REFERENCES stop_order (id),
  ADD COLUMN judge_at timestamptz(6);
UPDATE exchange_task SET judge_at = released_at WHERE released_at IS NOT NULL AND needs_consent;
CREATE INDEX exchange_task_judge ON exchange_task (judge_at) WHERE judge_at IS NOT NULL;

-- From each withdrawal or refusal to the first request that it stopped.
CREATE TABLE withdrawal_effect (
  entry        text PRIMARY KEY,
  subject      text NOT NULL,
  purpose      text NOT NULL,
  withdrawn_at timestamptz(6) NOT NULL,
  refused_at   timestamptz(6)
);
CREATE INDEX withdrawal_effect_waiting ON withdrawal_effect (subject, purpose) WHERE refused_at IS NULL;
CREATE INDEX withdrawal_effect_refused ON withdrawal_effect (refused_at) WHERE refused_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE (leased_until, outcome, ground, statement, answered_at) ON stop_order TO kernhub_app;
GRANT UPDATE (stop, judge_at) ON exchange_task TO kernhub_app;
GRANT SELECT, INSERT, UPDATE (refused_at) ON withdrawal_effect TO kernhub_app;
