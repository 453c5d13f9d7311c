-- What was erased, kept where the keys are: a main database that comes back from an older backup is erased anew from it.
CREATE TABLE erasure_order (
  name       text PRIMARY KEY,
  -- {name, request, subject, owners, destroyed, restricted, statement, rule, erasedAt}
  "order"    jsonb NOT NULL,
  noted_at   timestamptz(6) NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON erasure_order TO kernhub_app;

CREATE FUNCTION erasure_order_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on erasure_order refused: an erasure is not forgotten', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER erasure_order_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure_order
  FOR EACH STATEMENT EXECUTE FUNCTION erasure_order_stays();
