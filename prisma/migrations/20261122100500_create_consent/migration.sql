-- Questions to the family and what people decided. Insert-only for the hub: what is in force is derived, never stored.

CREATE TABLE consent_request (
  id          text PRIMARY KEY,
  subject     text NOT NULL,
  partner     text NOT NULL,
  -- Opaque account of the professional who asked.
  account     text NOT NULL,
  purpose     text NOT NULL,
  version     integer NOT NULL,
  flows       text[] NOT NULL,
  -- The professional's own words, under the child's key.
  explanation bytea NOT NULL,
  entry       text NOT NULL,
  -- Position in the ledger: the one order in which facts and decisions are compared.
  seq         bigint NOT NULL UNIQUE,
  asked_at    timestamptz(6) NOT NULL,
  asked_on    date NOT NULL
);
CREATE INDEX consent_request_subject ON consent_request (subject, seq);

-- Proof of consent (AVG 7(1)).
CREATE TABLE consent_decision (
  id           text PRIMARY KEY,
  subject      text NOT NULL,
  person       text NOT NULL,
  person_role  text NOT NULL CHECK (person_role IN ('guardian', 'young-person')),
  request      text NOT NULL REFERENCES consent_request (id),
  purpose      text NOT NULL,
  version      integer NOT NULL,
  notice_hash  text NOT NULL,
  language     text NOT NULL,
  choice       text NOT NULL CHECK (choice IN ('given', 'refused')),
  -- [{flow, sources, recipients, fields}] as chosen.
  flows        jsonb NOT NULL,
  -- SHA-256 of the canonical decision, which the person may sign.
  digest       text NOT NULL,
  acr          text NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('portal', 'assisted', 'paper')),
  rule_version text NOT NULL,
  entry        text NOT NULL,
  seq          bigint NOT NULL UNIQUE,
  decided_at   timestamptz(6) NOT NULL,
  decided_on   date NOT NULL
);
CREATE INDEX consent_decision_subject ON consent_decision (subject, purpose, seq);

CREATE TABLE consent_withdrawal (
  -- Once per decision.
  decision     text PRIMARY KEY REFERENCES consent_decision (id),
  entry        text NOT NULL,
  seq          bigint NOT NULL UNIQUE,
  withdrawn_at timestamptz(6) NOT NULL
);

GRANT SELECT, INSERT ON consent_request, consent_decision, consent_withdrawal TO kernhub_app;
