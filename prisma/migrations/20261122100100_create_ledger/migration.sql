-- The log. Insert-only, twice over: the hub's role may only read and add, and triggers raise for everyone else.
-- No foreign keys between these tables: each would lock and rewrite the row it refers to on every append. They are
-- written by one statement, and `kernhub verify log --database` finds a row without its counterpart.

CREATE SEQUENCE ledger_entry_seq AS bigint CACHE 1;

-- What was recorded: enough to make the leaf, nothing to learn from.
CREATE TABLE ledger_entry (
  log_id     smallint NOT NULL,
  seq        bigint NOT NULL DEFAULT nextval('ledger_entry_seq'),
  id         text NOT NULL UNIQUE,
  kind       text NOT NULL,
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  PRIMARY KEY (log_id, seq)
);
ALTER SEQUENCE ledger_entry_seq OWNED BY ledger_entry.seq;

-- What it says, and what opens the commitment: apart, sealed under the data key of the owner.
CREATE TABLE ledger_payload (
  log_id    smallint NOT NULL,
  seq       bigint NOT NULL,
  owner     text NOT NULL,
  retention text NOT NULL,
  sealed    bytea NOT NULL,
  PRIMARY KEY (log_id, seq)
);
CREATE TABLE ledger_opening (
  log_id smallint NOT NULL,
  seq    bigint NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (log_id, seq)
);
-- One person's part of an entry on one topic, sealed under the key of that person.
CREATE TABLE ledger_part (
  log_id    smallint NOT NULL,
  seq       bigint NOT NULL,
  digest    bytea NOT NULL,
  owner     text NOT NULL,
  retention text NOT NULL,
  sealed    bytea NOT NULL,
  PRIMARY KEY (log_id, seq, digest)
);

-- The order: which entry is at which index of the tree.
CREATE TABLE ledger_leaf (
  log_id smallint NOT NULL,
  index  bigint NOT NULL CHECK (index >= 0),
  seq    bigint NOT NULL,
  hash   bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (log_id, index),
  UNIQUE (log_id, seq)
);

-- Every signed head. A head has one successor, so that the log cannot fork in here.
CREATE TABLE ledger_checkpoint (
  log_id        smallint NOT NULL,
  size          bigint NOT NULL,
  previous_size bigint,
  root          bytea NOT NULL CHECK (length(root) = 32),
  note          text NOT NULL,
  -- Below it every entry that will ever exist has a leaf: where the sequencer starts to look.
  low_water     bigint NOT NULL,
  created_at    timestamptz(6) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (log_id, size),
  UNIQUE NULLS NOT DISTINCT (log_id, previous_size),
  CHECK (size > previous_size OR (size = 0 AND previous_size IS NULL))
);

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: the ledger is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

-- Per statement, so that one that matches no row is refused too.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_payload
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_opening
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_part
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

GRANT SELECT, INSERT ON ledger_entry, ledger_payload, ledger_opening, ledger_part, ledger_leaf, ledger_checkpoint
  TO kernhub_app;
GRANT USAGE ON SEQUENCE ledger_entry_seq TO kernhub_app;
