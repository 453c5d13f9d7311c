-- Requests of people about their data (AVG art. 15-22), and erasure (art. 17): what was sealed can go, its leaf stays.

CREATE TABLE rights_request (
  id           text PRIMARY KEY,
  -- Which right: `erasure` today.
  kind         text NOT NULL,
  -- Null once the child was erased: then only the person who asked still finds the request.
  subject      text,
  person       text,
  stands_as    text NOT NULL CHECK (stands_as IN ('guardian', 'young-person')),
  account      text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'refused', 'executed')),
  -- One month after it came in (AVG art. 12(3)).
  due_on       date NOT NULL,
  entry        text NOT NULL,
  requested_at timestamptz(6) NOT NULL,
  -- Why it was refused: the article of law, and words for the person, sealed.
  article      text,
  reason       bytea,
  decided_at   timestamptz(6),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'refused') = (article IS NOT NULL))
);
CREATE INDEX rights_request_account ON rights_request (account, requested_at DESC);
CREATE INDEX rights_request_open ON rights_request (due_on, id) WHERE state = 'open';
-- One at a time of one person about one child.
CREATE UNIQUE INDEX rights_request_once ON rights_request (person, kind) WHERE state = 'open';

-- Every erasure that was carried out here, with what is left of the work: the keys lie in another database.
CREATE TABLE erasure (
  -- Request and stage: the same in a database that was restored from an older backup.
  name         text PRIMARY KEY,
  request      text NOT NULL,
  subject      text NOT NULL,
  -- Whose keys, of which classes.
  owners       text[] NOT NULL,
  destroyed    text[] NOT NULL,
  -- [{class, article, until}] that the law obliges to keep.
  restricted   jsonb NOT NULL,
  -- Version of the retention rule.
  rule         text NOT NULL,
  -- The officer's signed word.
  statement    text NOT NULL,
  entry        text NOT NULL UNIQUE,
  erased_at    timestamptz(6) NOT NULL,
  keys_gone_at timestamptz(6)
);
CREATE INDEX erasure_request ON erasure (request);
CREATE INDEX erasure_unfinished ON erasure (name) WHERE keys_gone_at IS NULL;

-- Which entry of the log says why the payload of another is gone.
CREATE TABLE ledger_erased (
  log_id  smallint NOT NULL,
  seq     bigint NOT NULL,
  erasure text NOT NULL,
  PRIMARY KEY (log_id, seq)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_erased
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

GRANT SELECT, INSERT ON rights_request, erasure TO kernhub_app;
GRANT UPDATE (subject, person, state, article, reason, decided_at) ON rights_request TO kernhub_app;
GRANT UPDATE (keys_gone_at) ON erasure TO kernhub_app;
GRANT SELECT ON ledger_erased TO kernhub_app;

-- Payload, opening and parts may go, but only inside ledger_erase, which the log must have told to.
CREATE FUNCTION ledger_refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  calls text;
BEGIN
  GET DIAGNOSTICS calls = PG_CONTEXT;
  IF TG_OP = 'DELETE' AND calls LIKE '%PL/pgSQL function ledger_erase(smallint,text,bytea,bytea)%' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on % refused: the ledger is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER append_only ON ledger_payload;
DROP TRIGGER append_only ON ledger_opening;
DROP TRIGGER append_only ON ledger_part;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_payload
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unless_erased();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_opening
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unless_erased();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_part
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unless_erased();

-- HMAC-SHA256 under the ASCII `kernhub/commitment/v1` (RFC 2104), as in src/ledger/domain/leaf.ts.
CREATE FUNCTION ledger_commitment(message bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key   bytea := 'kernhub/commitment/v1'::bytea;
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR place IN 0 .. length(key) - 1 LOOP
    inner_pad := set_byte(inner_pad, place, get_byte(key, place) # 54);
    outer_pad := set_byte(outer_pad, place, get_byte(key, place) # 92);
  END LOOP;
  RETURN sha256(outer_pad || sha256(inner_pad || message));
END
$$;

-- The one way by which content leaves the ledger. It obeys only an entry of the log: opening and payload must lead to
-- the commitment of an entry of the kind `erasure`, and what is deleted is what that payload names, no row more or less.
CREATE FUNCTION ledger_erase(log smallint, erasure_entry text, opening bytea, payload bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  committed bytea;
  said      jsonb;
  child     text;
  whose     text[];
  classes   text[];
  covered   bigint[];
  seqs      bigint[];
BEGIN
  SELECT e.commitment INTO committed FROM public.ledger_entry AS e
   WHERE e.log_id = log AND e.id = erasure_entry AND e.kind = 'erasure';
  IF committed IS NULL OR opening IS NULL OR payload IS NULL OR length(opening) <> 32
     OR public.ledger_commitment(opening || payload) <> committed THEN
    RAISE EXCEPTION 'no erasure entry of the log says this' USING ERRCODE = 'restrict_violation';
  END IF;
  said := convert_from(payload, 'UTF8')::jsonb;
  child := said->>'subject';
  SELECT array_agg(value) INTO whose FROM jsonb_array_elements_text(said->'owners');
  SELECT array_agg(value) INTO classes FROM jsonb_array_elements_text(said->'destroyed');
  SELECT coalesce(array_agg(value::bigint), '{}') INTO covered FROM jsonb_array_elements_text(said->'covers');
  IF said->>'event' <> 'erasure.executed' OR said->>'id' <> erasure_entry
     OR child IS NULL OR child = 'hub' OR NOT child = ANY (whose) OR 'hub' = ANY (whose) THEN
    RAISE EXCEPTION 'the erasure entry names nothing that may be erased' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT coalesce(array_agg(p.seq), '{}') INTO seqs FROM public.ledger_payload AS p
   WHERE p.log_id = log AND p.owner = ANY (whose) AND p.retention = ANY (classes);
  IF (SELECT coalesce(array_agg(l.index ORDER BY l.index), '{}') FROM public.ledger_leaf AS l
       WHERE l.log_id = log AND l.seq = ANY (seqs))
     <> (SELECT coalesce(array_agg(DISTINCT index ORDER BY index), '{}') FROM unnest(covered) AS index)
     OR cardinality(covered) <> cardinality(seqs) THEN
    RAISE EXCEPTION 'the erasure entry covers other entries than there are' USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO public.ledger_erased (log_id, seq, erasure) SELECT log, seq, erasure_entry FROM unnest(seqs) AS seq;
  DELETE FROM public.ledger_part AS p WHERE p.log_id = log AND p.seq = ANY (seqs);
  DELETE FROM public.ledger_opening AS o WHERE o.log_id = log AND o.seq = ANY (seqs);
  DELETE FROM public.ledger_payload AS p WHERE p.log_id = log AND p.seq = ANY (seqs);
  IF 'identity' = ANY (classes) THEN
    PERFORM public.erase_child_rows(child);
  END IF;
  IF 'access-log' = ANY (classes) THEN
    PERFORM public.erase_exchange_rows(child);
  END IF;
  RETURN cardinality(seqs);
END
$$;

-- Everything that mirrors the log about a child, so that no door finds it again. What law obliges to keep is in the log.
CREATE FUNCTION erase_child_rows(child text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM public.consent_withdrawal AS w USING public.consent_decision AS d
   WHERE w.decision = d.id AND d.subject = child;
  DELETE FROM public.consent_decision WHERE subject = child;
  DELETE FROM public.consent_request WHERE subject = child;
  DELETE FROM public.assertion_confirmation WHERE assertion IN (
    SELECT assertion FROM public.birth_date_assertion WHERE subject = child
    UNION ALL SELECT assertion FROM public.authority_assertion WHERE subject = child
    UNION ALL SELECT assertion FROM public.capacity_assertion WHERE subject = child);
  DELETE FROM public.birth_date_assertion WHERE subject = child;
  DELETE FROM public.authority_assertion WHERE subject = child;
  DELETE FROM public.capacity_assertion WHERE subject = child;
  DELETE FROM public.recognition AS r USING public.person AS p WHERE r.person = p.id AND p.subject = child;
  DELETE FROM public.invitation AS i USING public.person AS p WHERE i.person = p.id AND p.subject = child;
  DELETE FROM public.person WHERE subject = child AND same_as IS NOT NULL;
  DELETE FROM public.person WHERE subject = child;
  DELETE FROM public.introduction WHERE subject = child;
  DELETE FROM public.enrolment WHERE subject = child;
  DELETE FROM public.subject WHERE id = child;
  DELETE FROM public.sealed_envelope AS s USING public.exchange_task AS t WHERE s.task = t.id AND t.subject = child;
  DELETE FROM public.emergency_approval WHERE subject = child;
  DELETE FROM public.withdrawal_effect WHERE subject = child;
$$;
CREATE FUNCTION erase_exchange_rows(child text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM public.sealed_envelope AS s USING public.exchange_task AS t WHERE s.task = t.id AND t.subject = child;
  DELETE FROM public.exchange_task WHERE subject = child;
  DELETE FROM public.stop_order WHERE subject = child;
  DELETE FROM public.exchange WHERE subject = child;
$$;

REVOKE ALL ON FUNCTION ledger_erase(smallint, text, bytea, bytea), erase_child_rows(text), erase_exchange_rows(text),
  ledger_commitment(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_erase(smallint, text, bytea, bytea) TO kernhub_app;

-- Recipients stop when the child is erased, too.
ALTER TABLE stop_order DROP CONSTRAINT stop_order_cause_check;
ALTER TABLE stop_order ADD CONSTRAINT stop_order_cause_check
  CHECK (cause IN ('consent-withdrawn', 'basis-lapsed', 'data-erased'));
