-- The hub runs as kernhub_app: it never owns a table, so what is not granted here or later it cannot do.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kernhub_app') THEN
    CREATE ROLE kernhub_app NOLOGIN;
  END IF;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kernhub_app;

-- What the first call with an Idempotency-Key led to: enough to answer a repeat, never stored data.
CREATE TABLE idempotency_key (
  scope      text NOT NULL,
  key        text NOT NULL,
  digest     text NOT NULL,
  token      text NOT NULL,
  status     integer,
  location   text,
  claimed_at timestamptz(6) NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_claimed_at ON idempotency_key (claimed_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO kernhub_app;
