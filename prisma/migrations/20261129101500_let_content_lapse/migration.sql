-- Retention: content of the log that is older than its term goes, entry by entry, while the child is still known.

-- What an officer ordered, or the hub itself after a restore: until which day content of each class goes.
CREATE TABLE retention_order (
  entry      text PRIMARY KEY,
  -- Null where the hub carries out anew what a restored database had forgotten.
  officer    text,
  -- Version of the retention rule.
  rule       text NOT NULL,
  -- [{class, years, before}]: entries of that class from before that day go.
  classes    jsonb NOT NULL,
  ordered_at timestamptz(6) NOT NULL,
  -- When nothing was left of it to do.
  ended_at   timestamptz(6)
);
-- One at a time over all hubs.
CREATE UNIQUE INDEX retention_order_open ON retention_order ((true)) WHERE ended_at IS NULL;
CREATE INDEX retention_order_ordered ON retention_order (ordered_at DESC);

-- What went because of an order: one row for each child and class.
CREATE TABLE retention_lapse (
  entry     text PRIMARY KEY,
  "order"   text NOT NULL REFERENCES retention_order (entry),
  subject   text NOT NULL,
  class     text NOT NULL CHECK (class IN ('consent-proof', 'access-log', 'operation')),
  entries   integer NOT NULL CHECK (entries > 0),
  lapsed_at timestamptz(6) NOT NULL
);
CREATE INDEX retention_lapse_order ON retention_lapse ("order", class);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_lapse
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

GRANT SELECT, INSERT ON retention_order, retention_lapse TO kernhub_app;
GRANT UPDATE (ended_at) ON retention_order TO kernhub_app;

-- From a class and a time to what is older.
CREATE INDEX ledger_payload_term ON ledger_payload (log_id, retention, at);
-- From an erasure or a retention entry to what went because of it.
CREATE INDEX ledger_erased_erasure ON ledger_erased (erasure);
-- What a row that goes is referred to by.
CREATE INDEX consent_decision_request ON consent_decision (request);
CREATE INDEX consent_recording_request ON consent_recording (request);
CREATE INDEX exchange_task_stop ON exchange_task (stop) WHERE stop IS NOT NULL;

-- The second function that may delete content.
CREATE OR REPLACE FUNCTION ledger_refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  calls text;
BEGIN
  GET DIAGNOSTICS calls = PG_CONTEXT;
  IF TG_OP = 'DELETE' AND (calls LIKE '%PL/pgSQL function ledger_erase(smallint,text,bytea,bytea)%'
                           OR calls LIKE '%PL/pgSQL function ledger_lapse(smallint,text,bytea,bytea)%') THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on % refused: the ledger is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

-- What of a class can lapse by time; facts and enrolments stand for as long as the child is known.
CREATE FUNCTION ledger_lapsing_kinds(class text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE class
    WHEN 'access-log' THEN ARRAY['exchange', 'access', 'emergency']
    WHEN 'consent-proof' THEN ARRAY['consent']
    WHEN 'operation' THEN ARRAY['rights']
    ELSE '{}'
  END
$$;

-- Content that is older than its term leaves the ledger by this function alone. It obeys only an entry of the log of the kind
-- `retention`: every entry that it covers is the child's, of the class, of a kind that can lapse, and from before the day.
CREATE FUNCTION ledger_lapse(log smallint, retention_entry text, opening bytea, payload bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  committed bytea;
  said      jsonb;
  ends      timestamptz;
  covered   bigint[];
  seqs      bigint[];
  ids       text[];
  approved  bigint;
BEGIN
  SELECT e.commitment INTO committed FROM public.ledger_entry AS e
   WHERE e.log_id = log AND e.id = retention_entry AND e.kind = 'retention';
  IF committed IS NULL OR opening IS NULL OR payload IS NULL OR length(opening) <> 32
     OR public.ledger_commitment(opening || payload) <> committed THEN
    RAISE EXCEPTION 'no retention entry of the log says this' USING ERRCODE = 'restrict_violation';
  END IF;
  said := convert_from(payload, 'UTF8')::jsonb;
  ends := (said->>'before')::date::timestamp AT TIME ZONE 'Europe/Amsterdam';
  IF said->>'event' IS DISTINCT FROM 'retention.executed' OR said->>'id' IS DISTINCT FROM retention_entry
     OR ends IS NULL OR ends > (said->>'at')::timestamptz - interval '1 year'
     OR starts_with(said->>'subject', 'sub_') IS NOT TRUE THEN
    RAISE EXCEPTION 'the retention entry names nothing that may lapse' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT coalesce(array_agg(value::bigint), '{}') INTO covered FROM jsonb_array_elements_text(said->'covers');
  SELECT coalesce(array_agg(p.seq), '{}'), coalesce(array_agg(e.id), '{}'), count(*) FILTER (WHERE e.kind = 'emergency')
    INTO seqs, ids, approved
    FROM public.ledger_leaf AS l
    JOIN public.ledger_payload AS p ON p.log_id = l.log_id AND p.seq = l.seq
    JOIN public.ledger_entry AS e ON e.log_id = l.log_id AND e.seq = l.seq
   WHERE l.log_id = log AND l.index = ANY (covered) AND p.owner = said->>'subject' AND p.retention = said->>'class'
     AND e.kind = ANY (public.ledger_lapsing_kinds(said->>'class')) AND p.at < ends;
  IF cardinality(covered) = 0 OR cardinality(covered) <> cardinality(seqs) THEN
    RAISE EXCEPTION 'the retention entry covers what may not lapse' USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO public.ledger_erased (log_id, seq, erasure) SELECT log, seq, retention_entry FROM unnest(seqs) AS seq;
  DELETE FROM public.ledger_part AS p WHERE p.log_id = log AND p.seq = ANY (seqs);
  DELETE FROM public.ledger_opening AS o WHERE o.log_id = log AND o.seq = ANY (seqs);
  DELETE FROM public.ledger_payload AS p WHERE p.log_id = log AND p.seq = ANY (seqs);
  PERFORM public.lapse_exchange_rows(ids);
  PERFORM public.lapse_consent_rows(ids);
  DELETE FROM public.rights_request WHERE entry = ANY (ids);
  -- Rows of approvals name no entry; the oldest rows are those of the oldest entries.
  DELETE FROM public.emergency_approval WHERE id IN (
    SELECT a.id FROM public.emergency_approval AS a WHERE a.subject = said->>'subject'
     ORDER BY a.approved_at, a.id LIMIT approved);
  RETURN cardinality(seqs);
END
$$;

-- An exchange goes whole: with an order to stop of which the entry stays it cannot go.
CREATE FUNCTION lapse_exchange_rows(entries text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  gone text[];
BEGIN
  SELECT coalesce(array_agg(id), '{}') INTO gone FROM public.exchange WHERE decision_entry = ANY (entries);
  IF EXISTS (SELECT FROM public.stop_order WHERE exchange = ANY (gone) AND NOT entry = ANY (entries)) THEN
    RAISE EXCEPTION 'the retention entry parts an exchange from its order to stop' USING ERRCODE = 'restrict_violation';
  END IF;
  DELETE FROM public.sealed_envelope AS s USING public.exchange_task AS t WHERE s.task = t.id AND t.exchange = ANY (gone);
  DELETE FROM public.exchange_task WHERE exchange = ANY (gone);
  DELETE FROM public.stop_order WHERE exchange = ANY (gone);
  DELETE FROM public.emergency_review WHERE exchange = ANY (gone);
  DELETE FROM public.emergency_follow_up WHERE exchange = ANY (gone);
  DELETE FROM public.unusual_use_request WHERE exchange = ANY (gone);
  DELETE FROM public.exchange WHERE id = ANY (gone);
END
$$;
-- What refers to a request or a decision that goes goes too, or the foreign keys refuse.
CREATE FUNCTION lapse_consent_rows(entries text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM public.withdrawal_effect WHERE entry = ANY (entries);
  DELETE FROM public.consent_withdrawal AS w USING public.consent_decision AS d
   WHERE w.decision = d.id AND w.entry = ANY (entries) AND d.entry = ANY (entries);
  DELETE FROM public.consent_decision WHERE entry = ANY (entries);
  DELETE FROM public.consent_recording WHERE entry = ANY (entries);
  DELETE FROM public.consent_request WHERE entry = ANY (entries);
$$;

REVOKE ALL ON FUNCTION ledger_lapse(smallint, text, bytea, bytea), lapse_exchange_rows(text[]), lapse_consent_rows(text[])
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_lapse(smallint, text, bytea, bytea) TO kernhub_app;
