-- Each run of the replay of the whole log: who began it, how far it is, and what came of it. Names no child and no person
-- but the officer's account.
CREATE TABLE ledger_verification (
  id         text PRIMARY KEY,
  -- Account and duty of the officer; both null where the hub began by itself.
  begun_by   text,
  duty       text CHECK (duty IN ('fg', 'privacy-officer')),
  begun_at   timestamptz(6) NOT NULL,
  -- Entries with a leaf as it began; there may be more by its end.
  total      bigint NOT NULL CHECK (total >= 0),
  -- Of these, how many held so far.
  entries    bigint NOT NULL DEFAULT 0 CHECK (entries >= 0),
  stop_asked boolean NOT NULL DEFAULT false,
  ended_at   timestamptz(6),
  -- Null while it runs, or while nobody has noticed that its process died.
  outcome    text CHECK (outcome IN ('held', 'broken', 'broken-off', 'stopped')),
  -- Counts of what was checked, before the finding or in all.
  checked    jsonb,
  -- Of the recomputed tree, standard base64.
  root       text,
  -- The first thing that did not hold: rule, place and one sentence, never the content of an entry.
  finding    jsonb,
  CHECK ((begun_by IS NULL) = (duty IS NULL)),
  CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'broken') = (finding IS NOT NULL)),
  CHECK ((outcome IN ('held', 'broken')) IS NOT TRUE OR (checked IS NOT NULL AND root IS NOT NULL))
);
CREATE INDEX ledger_verification_begun ON ledger_verification (begun_at DESC, id DESC);
-- One at a time over all hubs.
CREATE UNIQUE INDEX ledger_verification_running ON ledger_verification ((true)) WHERE outcome IS NULL;

-- What has ended is history: not even the hub says it otherwise.
CREATE FUNCTION ledger_verification_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: the run has ended', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER ended_stays BEFORE UPDATE ON ledger_verification
  FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION ledger_verification_stays();

GRANT SELECT, INSERT, UPDATE (entries, stop_asked, ended_at, outcome, checked, root, finding)
  ON ledger_verification TO kernhub_app;
