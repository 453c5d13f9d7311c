-- A yes that a professional wrote down with the person present. Opens nothing: only the decision of its second step does.
CREATE TABLE consent_recording (
  id              text PRIMARY KEY,
  subject         text NOT NULL,
  person          text NOT NULL,
  person_role     text NOT NULL CHECK (person_role IN ('guardian', 'young-person')),
  request         text NOT NULL REFERENCES consent_request (id),
  purpose         text NOT NULL,
  version         integer NOT NULL,
  notice_hash     text NOT NULL,
  language        text NOT NULL,
  -- [{flow, sources, recipients, fields}] as chosen.
  flows           jsonb NOT NULL,
  digest          text NOT NULL,
  channel         text NOT NULL CHECK (channel IN ('assisted', 'paper')),
  partner         text NOT NULL,
  -- Opaque account of the professional who wrote it down, and that person's function.
  account         text NOT NULL,
  function        text NOT NULL,
  acr             text NOT NULL,
  -- Date of the signature on a paper form.
  signed_on       date,
  rule_version    text NOT NULL,
  entry           text NOT NULL,
  seq             bigint NOT NULL UNIQUE,
  recorded_at     timestamptz(6) NOT NULL,
  recorded_on     date NOT NULL,
  -- Keyed hash of the code on paper; of the code itself nothing is kept.
  code            bytea NOT NULL UNIQUE,
  code_expires_at timestamptz(6) NOT NULL
);
GRANT SELECT, INSERT ON consent_recording TO kernhub_app;

-- Wrong tries, by the keyed hash of the first half of a code, whether or not there is such a code.
CREATE TABLE recording_code_attempt (
  handle      bytea PRIMARY KEY,
  used        integer NOT NULL,
  window_ends timestamptz(6) NOT NULL
);
CREATE INDEX recording_code_attempt_window ON recording_code_attempt (window_ends);
GRANT SELECT, INSERT, DELETE ON recording_code_attempt TO kernhub_app;
GRANT UPDATE (used, window_ends) ON recording_code_attempt TO kernhub_app;

-- How a decision came in by somebody else's hand: the partner, and the yes that it makes count.
ALTER TABLE consent_decision
  ADD COLUMN recorded_by text,
  ADD COLUMN recording text UNIQUE REFERENCES consent_recording (id),
  DROP CONSTRAINT consent_decision_channel_check,
  ADD CONSTRAINT consent_decision_channel_check CHECK (channel IN ('portal', 'assisted', 'paper', 'phone'));
ALTER TABLE consent_withdrawal
  ADD COLUMN channel text CHECK (channel IN ('assisted', 'paper', 'phone', 'code')),
  ADD COLUMN recorded_by text;
