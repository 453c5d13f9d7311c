-- The full tiles of the log (C2SP tlog-tiles), so that a hub reads the right edge of the tree at its start and a tile
-- where it needs one, instead of every leaf. They follow from the leaves: the sequencer writes them with the head that
-- completes them, and whoever begins to lead a log from before this table writes those that are missing.
CREATE TABLE ledger_tile (
  log_id smallint NOT NULL,
  level  smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  index  bigint NOT NULL CHECK (index >= 0),
  hashes bytea NOT NULL CHECK (length(hashes) = 8192),
  -- Of the 256 hashes; stands in the tile of the level above once that is full.
  root   bytea NOT NULL CHECK (length(root) = 32),
  PRIMARY KEY (log_id, level, index)
);
-- Hashes do not compress.
ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tile
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

GRANT SELECT, INSERT ON ledger_tile TO kernhub_app;
