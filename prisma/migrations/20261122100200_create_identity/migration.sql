-- Who may call: partners with their keys, the covenant roster, people's sessions, proofs that were spent.

CREATE TABLE partner (
  id                text PRIMARY KEY,
  name              text NOT NULL,
  role              text NOT NULL,
  issuer            text NOT NULL,
  client_id         text NOT NULL,
  -- Article of law on which this partner may use the BSN (UAVG 46); null where it may not.
  bsn_article       text,
  -- Version last signed. Whether that is the one in force is judged at the moment of use.
  agreement_version text,
  suspended         boolean NOT NULL DEFAULT false,
  registered_at     timestamptz(6) NOT NULL,
  UNIQUE (issuer, client_id)
);
CREATE INDEX partner_role ON partner (role);

-- Keys are never removed: what a retired key signed must stay attributable, and it may not come back.
CREATE TABLE partner_key (
  kid        text PRIMARY KEY,
  partner    text NOT NULL REFERENCES partner (id),
  use        text NOT NULL CHECK (use IN ('sig', 'enc')),
  jwk        jsonb NOT NULL,
  added_at   timestamptz(6) NOT NULL,
  retired_at timestamptz(6)
);
CREATE INDEX partner_key_current ON partner_key (partner, use) WHERE retired_at IS NULL;

CREATE TABLE partner_agreement (
  partner   text NOT NULL REFERENCES partner (id),
  version   text NOT NULL,
  statement text NOT NULL,
  entry     text NOT NULL,
  agreed_at timestamptz(6) NOT NULL,
  PRIMARY KEY (partner, version)
);

CREATE TABLE roster (
  version      integer PRIMARY KEY,
  statement    text NOT NULL,
  entry        text NOT NULL,
  published_at timestamptz(6) NOT NULL
);

-- One row per accepted proof (RFC 9449 section 11.1): the primary key is what makes a second use fail in every process.
CREATE TABLE spent_proof (
  jkt        text NOT NULL,
  jti        bytea NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  PRIMARY KEY (jkt, jti)
);
CREATE INDEX spent_proof_expires_at ON spent_proof (expires_at);

-- Sign-ins that were begun. Digests only of what the browser holds, so that a copy of this table opens nothing.
CREATE TABLE login_attempt (
  state_digest   bytea PRIMARY KEY,
  browser_digest bytea NOT NULL,
  nonce          text NOT NULL,
  code_verifier  text NOT NULL,
  return_to      text NOT NULL,
  expires_at     timestamptz(6) NOT NULL
);
CREATE INDEX login_attempt_expires_at ON login_attempt (expires_at);

CREATE TABLE citizen_session (
  digest           bytea PRIMARY KEY,
  account          text NOT NULL,
  acr              text NOT NULL,
  authenticated_at timestamptz(6) NOT NULL,
  opened_at        timestamptz(6) NOT NULL,
  seen_at          timestamptz(6) NOT NULL
);
CREATE INDEX citizen_session_seen_at ON citizen_session (seen_at);

-- An UPDATE on one column is also what SELECT … FOR SHARE and FOR UPDATE ask for.
GRANT SELECT, INSERT, UPDATE (agreement_version, suspended) ON partner TO kernhub_app;
GRANT SELECT, INSERT, UPDATE (retired_at) ON partner_key TO kernhub_app;
GRANT SELECT, INSERT ON partner_agreement, roster TO kernhub_app;
GRANT SELECT, INSERT, DELETE ON spent_proof, login_attempt TO kernhub_app;
GRANT SELECT, INSERT, DELETE, UPDATE (seen_at) ON citizen_session TO kernhub_app;
