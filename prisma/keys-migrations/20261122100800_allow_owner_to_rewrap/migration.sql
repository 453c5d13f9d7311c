-- When the key-encryption key is rotated, every data key is wrapped anew. Only the table's owner may do that; the hub's
-- own role still can do nothing but destroy, and what is destroyed stays so for everyone.
CREATE OR REPLACE FUNCTION data_key_only_shreds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.shredded_at IS NOT NULL THEN
    RAISE EXCEPTION 'a data key can only be shredded, and only once';
  END IF;
  IF NEW.wrapped IS NOT NULL AND NOT pg_has_role(
    current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'
  ) THEN
    RAISE EXCEPTION 'a data key can only be shredded, and only once';
  END IF;
  IF (NEW.owner, NEW.retention) IS DISTINCT FROM (OLD.owner, OLD.retention) THEN
    RAISE EXCEPTION 'a data key stays its owner''s';
  END IF;
  RETURN NEW;
END
$$;
