-- The key store: one data key per owner and retention class, wrapped by a key that is not in any database.
-- Kept apart from the main database so that no backup of that one can bring a destroyed key back.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kernhub_app') THEN
    CREATE ROLE kernhub_app NOLOGIN;
  END IF;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kernhub_app;

CREATE TABLE data_key (
  owner       text NOT NULL,
  retention   text NOT NULL,
  -- Nonce, ciphertext and tag. Gone once shredded; the row stays, so that no new key is made in its place.
  wrapped     bytea,
  created_at  timestamptz(6) NOT NULL DEFAULT now(),
  shredded_at timestamptz(6),
  PRIMARY KEY (owner, retention),
  CHECK ((wrapped IS NULL) = (shredded_at IS NOT NULL))
);
GRANT SELECT, INSERT ON data_key TO kernhub_app;
-- Only destroying: a wrapped key may be taken away, never swapped.
GRANT UPDATE (wrapped, shredded_at) ON data_key TO kernhub_app;

CREATE FUNCTION data_key_only_shreds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.shredded_at IS NOT NULL OR NEW.wrapped IS NOT NULL THEN
    RAISE EXCEPTION 'a data key can only be shredded, and only once';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER data_key_only_shreds BEFORE UPDATE ON data_key
  FOR EACH ROW EXECUTE FUNCTION data_key_only_shreds();
