-- Children, who may decide about them, and which partner knows them under which name. Names and birth dates stand here
-- only sealed; a pseudonym and a code only as a keyed hash whose key is in no database.

CREATE TABLE subject (
  id         text PRIMARY KEY,
  -- HMAC of the oblivious PRF's output: what makes two partners meet at the same child.
  pseudonym  bytea NOT NULL UNIQUE CHECK (length(pseudonym) = 32),
  created_at timestamptz(6) NOT NULL
);

-- A partner's own name for a child, with the reason why it knows the child.
CREATE TABLE enrolment (
  ref           text PRIMARY KEY,
  subject       text NOT NULL REFERENCES subject (id),
  partner       text NOT NULL REFERENCES partner (id),
  role          text NOT NULL,
  relation      text NOT NULL,
  -- Null where a partner was introduced: it may know the child by its own reference only.
  first_name    bytea,
  introduced_by text REFERENCES partner (id),
  entry         text NOT NULL,
  enrolled_at   timestamptz(6) NOT NULL,
  UNIQUE (subject, partner)
);
CREATE INDEX enrolment_newest ON enrolment (partner, enrolled_at DESC, ref DESC);

CREATE TABLE enrolment_budget (
  partner text NOT NULL REFERENCES partner (id),
  day     date NOT NULL,
  used    integer NOT NULL,
  PRIMARY KEY (partner, day)
);

-- Facts about authority and age are added, never changed. `seq` is their place in the ledger, so that they can be put in
-- one order with decisions.
CREATE TABLE birth_date_assertion (
  assertion   text PRIMARY KEY,
  subject     text NOT NULL REFERENCES subject (id),
  partner     text NOT NULL REFERENCES partner (id),
  birth_date  bytea NOT NULL,
  entry       text NOT NULL,
  seq         bigint NOT NULL,
  asserted_at timestamptz(6) NOT NULL
);
CREATE INDEX birth_date_assertion_subject ON birth_date_assertion (subject);

-- One row per invitation: until it is redeemed nobody knows whether two are the same human being.
CREATE TABLE person (
  id            text PRIMARY KEY,
  subject       text NOT NULL REFERENCES subject (id),
  stands_as     text NOT NULL CHECK (stands_as IN ('guardian', 'young-person')),
  -- The inviting partner, and its own name for the person.
  partner       text NOT NULL REFERENCES partner (id),
  ref           text NOT NULL UNIQUE,
  account       text,
  -- The person's own name for the child.
  child_ref     text UNIQUE,
  -- The person that this one turned out to be.
  same_as       text REFERENCES person (id),
  recognised_at timestamptz(6),
  CHECK (same_as IS NULL OR account IS NOT NULL),
  CHECK ((child_ref IS NOT NULL) = (account IS NOT NULL AND same_as IS NULL))
);
CREATE INDEX person_subject ON person (subject);
CREATE INDEX person_account ON person (account);
-- An account is one person of a child, and a child is one young person.
CREATE UNIQUE INDEX person_once ON person (subject, account) WHERE same_as IS NULL;
CREATE UNIQUE INDEX person_one_young_person ON person (subject)
  WHERE stands_as = 'young-person' AND account IS NOT NULL AND same_as IS NULL;

CREATE TABLE invitation (
  id          text PRIMARY KEY,
  person      text NOT NULL UNIQUE REFERENCES person (id),
  code        bytea NOT NULL UNIQUE,
  entry       text NOT NULL,
  expires_at  timestamptz(6) NOT NULL,
  redeemed_at timestamptz(6)
);

-- Codes tried by an account in its present hour. Shared by all hub processes, and it outlives a refusal.
CREATE TABLE redemption_attempt (
  account     text PRIMARY KEY,
  used        integer NOT NULL,
  window_ends timestamptz(6) NOT NULL
);

CREATE TABLE authority_assertion (
  assertion   text PRIMARY KEY,
  subject     text NOT NULL REFERENCES subject (id),
  person      text NOT NULL REFERENCES person (id),
  kind        text NOT NULL,
  source      text NOT NULL,
  asserted_on date NOT NULL,
  partner     text NOT NULL REFERENCES partner (id),
  entry       text NOT NULL,
  seq         bigint NOT NULL,
  asserted_at timestamptz(6) NOT NULL
);
CREATE INDEX authority_assertion_subject ON authority_assertion (subject);

-- Of either kind of assertion; each is confirmed once.
CREATE TABLE assertion_confirmation (
  assertion    text PRIMARY KEY,
  ground       text NOT NULL,
  officer      text NOT NULL,
  entry        text NOT NULL,
  seq          bigint NOT NULL,
  confirmed_at timestamptz(6) NOT NULL
);

CREATE TABLE introduction (
  code         bytea PRIMARY KEY,
  subject      text NOT NULL REFERENCES subject (id),
  from_partner text NOT NULL REFERENCES partner (id),
  to_partner   text NOT NULL REFERENCES partner (id),
  purpose      text NOT NULL,
  entry        text NOT NULL,
  expires_at   timestamptz(6) NOT NULL,
  redeemed_at  timestamptz(6)
);

GRANT SELECT, INSERT ON subject, enrolment, enrolment_budget, birth_date_assertion, person, invitation,
  redemption_attempt, authority_assertion, assertion_confirmation, introduction TO kernhub_app;
-- SELECT … FOR SHARE and FOR UPDATE ask for the right to update one column; nothing updates this one.
GRANT UPDATE (created_at) ON subject TO kernhub_app;
GRANT UPDATE (relation, first_name, entry) ON enrolment TO kernhub_app;
GRANT UPDATE (used) ON enrolment_budget TO kernhub_app;
GRANT UPDATE (account, child_ref, same_as, recognised_at) ON person TO kernhub_app;
GRANT UPDATE (redeemed_at) ON invitation, introduction TO kernhub_app;
GRANT UPDATE (used, window_ends) ON redemption_attempt TO kernhub_app;
