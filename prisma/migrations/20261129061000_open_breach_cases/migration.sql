-- Personal data breaches (AVG 33 and 34): what a privacy officer opened a case for, and each step that was taken in it.

CREATE TABLE breach_case (
  id        text PRIMARY KEY,
  -- Whose or what was lost, misused or broken into: a partner, a key of a partner, the account of a professional.
  about     text NOT NULL CHECK (about IN ('partner', 'key', 'professional')),
  concerned text NOT NULL,
  nature    text NOT NULL
    CHECK (nature IN ('credential-lost', 'misuse', 'intrusion', 'sent-wrongly', 'other')),
  -- Days on the wall in Europe/Amsterdam, both included.
  from_day  date NOT NULL,
  to_day    date NOT NULL CHECK (to_day >= from_day),
  -- When the controller became aware: 72 hours run from then (AVG 33(1)).
  aware_at  timestamptz(6) NOT NULL,
  entry     text NOT NULL UNIQUE,
  opened_at timestamptz(6) NOT NULL
);
CREATE INDEX breach_case_opened ON breach_case (opened_at DESC, id DESC);

CREATE TABLE breach_step (
  entry    text PRIMARY KEY,
  breach   text NOT NULL REFERENCES breach_case (id),
  step     text NOT NULL CHECK (step IN ('supervisor-notified', 'families-notified', 'closed')),
  taken_at timestamptz(6) NOT NULL
);
CREATE INDEX breach_step_breach ON breach_step (breach, taken_at);

-- Whether the account of a professional may call: the latest row of it says; without one it may.
CREATE TABLE account_standing (
  entry      text PRIMARY KEY,
  account    text NOT NULL,
  suspended  boolean NOT NULL,
  changed_at timestamptz(6) NOT NULL
);
CREATE INDEX account_standing_account ON account_standing (account, changed_at DESC);

-- What a partner gave, in a period.
CREATE INDEX exchange_task_given ON exchange_task (source, created_at DESC);

GRANT SELECT, INSERT ON breach_case, breach_step, account_standing TO kernhub_app;
