-- Questions between partners, the orders to their sources, and sealed answers on their way.

CREATE TABLE exchange (
  id                  text PRIMARY KEY,
  subject             text NOT NULL,
  requester           text NOT NULL,
  requester_role      text NOT NULL,
  -- Opaque account of the professional who asked, and the function that the issuer named.
  account             text NOT NULL,
  function            text,
  purpose             text NOT NULL,
  version             integer NOT NULL,
  question            text NOT NULL,
  emergency           boolean NOT NULL,
  second_professional boolean NOT NULL,
  fields              text[] NOT NULL,
  key_statement       text NOT NULL,
  key_jti             text NOT NULL,
  state               text NOT NULL
    CHECK (state IN ('open', 'complete', 'partial', 'expired', 'refused', 'withdrawn')),
  decision_entry      text NOT NULL,
  asked_at            timestamptz(6) NOT NULL,
  deadline_at         timestamptz(6) NOT NULL,
  -- When the expiry worker was done with it; what comes after the deadline comes once.
  closed_at           timestamptz(6),
  -- A key statement serves one exchange.
  UNIQUE (requester, key_jti)
);
CREATE INDEX exchange_subject ON exchange (subject, asked_at DESC, id);
CREATE INDEX exchange_emergencies ON exchange (account, asked_at) WHERE emergency;
CREATE INDEX exchange_deadline ON exchange (deadline_at) WHERE closed_at IS NULL;

CREATE TABLE exchange_task (
  id              text PRIMARY KEY,
  exchange        text NOT NULL REFERENCES exchange (id),
  subject         text NOT NULL,
  source          text NOT NULL,
  source_role     text NOT NULL,
  source_ref      text NOT NULL,
  flow            text NOT NULL,
  basis           text NOT NULL,
  needs_consent   boolean NOT NULL,
  fields          text[] NOT NULL,
  manual          boolean NOT NULL,
  salt            text NOT NULL,
  -- Null until the decision has its index in the ledger; only then does the source see the task.
  ticket          text,
  question_text   jsonb NOT NULL,
  necessity       jsonb NOT NULL,
  state           text NOT NULL
    CHECK (state IN ('waiting', 'taken', 'answered', 'declined', 'expired', 'cancelled')),
  leased_until    timestamptz(6),
  manifest        text,
  manifest_digest text,
  released_at     timestamptz(6),
  received_at     timestamptz(6),
  created_at      timestamptz(6) NOT NULL
);
CREATE INDEX exchange_task_exchange ON exchange_task (exchange);
CREATE INDEX exchange_task_source ON exchange_task (source, created_at, id) WHERE state IN ('waiting', 'taken');
CREATE INDEX exchange_task_unticketed ON exchange_task (created_at) WHERE ticket IS NULL AND state = 'waiting';

-- What the hub holds but cannot read. Gone with the receipt, a withdrawal, or after 24 hours.
CREATE TABLE sealed_envelope (
  task     text PRIMARY KEY REFERENCES exchange_task (id),
  fields   jsonb NOT NULL,
  put_at   timestamptz(6) NOT NULL
);
CREATE INDEX sealed_envelope_put_at ON sealed_envelope (put_at);

CREATE TABLE emergency_approval (
  id          text PRIMARY KEY,
  partner     text NOT NULL,
  subject     text NOT NULL,
  purpose     text NOT NULL,
  account     text NOT NULL,
  approved_at timestamptz(6) NOT NULL,
  expires_at  timestamptz(6) NOT NULL,
  -- The exchange that it served; once.
  exchange    text
);
CREATE INDEX emergency_approval_unused ON emergency_approval (partner, subject, purpose) WHERE exchange IS NULL;

GRANT SELECT, INSERT, UPDATE (state, closed_at) ON exchange TO kernhub_app;
GRANT SELECT, INSERT,
  UPDATE (ticket, question_text, necessity, state, leased_until, manifest, manifest_digest, released_at, received_at)
  ON exchange_task TO kernhub_app;
GRANT SELECT, INSERT, DELETE ON sealed_envelope TO kernhub_app;
GRANT SELECT, INSERT, UPDATE (exchange) ON emergency_approval TO kernhub_app;
