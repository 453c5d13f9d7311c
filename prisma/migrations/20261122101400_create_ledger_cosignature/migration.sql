-- What witnesses (C2SP tlog-cosignature) signed under the log's checkpoints. The first of a witness under a checkpoint
-- stays; whether it holds is verified before it is written, and by everyone who is handed it.
CREATE TABLE ledger_cosignature (
  log_id     smallint NOT NULL,
  -- C2SP vkey: a witness is its key.
  witness    text NOT NULL,
  -- Of the checkpoint.
  size       bigint NOT NULL CHECK (size >= 0),
  -- The line as it stands under the note, without its newline.
  line       text NOT NULL CHECK (line ~ '^— \S+ \S+$'),
  created_at timestamptz(6) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (log_id, witness, size)
);
CREATE INDEX ledger_cosignature_size ON ledger_cosignature (log_id, size);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_cosignature
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

GRANT SELECT, INSERT ON ledger_cosignature TO kernhub_app;
