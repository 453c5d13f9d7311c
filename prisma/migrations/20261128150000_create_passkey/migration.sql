-- Keys on devices of people, with which they may sign decisions. The keys themselves stand in the ledger only, each a part
-- of its person. What is here goes with the person when the child is erased.
CREATE TABLE passkey (
  id            text PRIMARY KEY,
  subject       text NOT NULL,
  person        text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  -- Whether a yes of this person counts only when signed, for as long as this key is not revoked.
  every_yes     boolean NOT NULL,
  -- As the device counted at the last signature; 0 for devices that do not count.
  sign_count    bigint NOT NULL,
  entry         text NOT NULL,
  seq           bigint NOT NULL UNIQUE,
  registered_at timestamptz(6) NOT NULL
);
CREATE INDEX passkey_person ON passkey (person, seq);

CREATE TABLE passkey_revocation (
  -- Once per key.
  passkey    text PRIMARY KEY REFERENCES passkey (id) ON DELETE CASCADE,
  entry      text NOT NULL,
  seq        bigint NOT NULL UNIQUE,
  revoked_at timestamptz(6) NOT NULL
);

-- What a device was asked to sign; good once.
CREATE TABLE passkey_challenge (
  challenge  bytea PRIMARY KEY,
  person     text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  use        text NOT NULL CHECK (use IN ('registration', 'signature')),
  expires_at timestamptz(6) NOT NULL
);
CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires_at);

-- Entry in which the key that signed was registered; null for a decision that nobody signed.
ALTER TABLE consent_decision ADD COLUMN signed_with text;

GRANT SELECT, INSERT ON passkey, passkey_revocation TO kernhub_app;
GRANT UPDATE (sign_count) ON passkey TO kernhub_app;
GRANT SELECT, INSERT, DELETE ON passkey_challenge TO kernhub_app;
