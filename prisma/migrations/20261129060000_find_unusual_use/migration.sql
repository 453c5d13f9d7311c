-- Use of the hub that a rule found unusual, the requests that it rests on, and what a privacy officer made of it.

-- The requester's own system says that the child is one of somebody who works there.
ALTER TABLE exchange ADD COLUMN colleagues_child boolean NOT NULL DEFAULT false;

-- Until where the log was read for it: the first place that was not. One row for each log, made by the
-- hub, since a backup goes into an empty database; whoever holds it reads on.
CREATE TABLE unusual_scan (
  log_id     smallint PRIMARY KEY,
  next_index bigint NOT NULL CHECK (next_index >= 0)
);

CREATE TABLE unusual_use (
  id          text PRIMARY KEY,
  rule        text NOT NULL
    CHECK (rule IN ('many-children', 'outside-hours', 'no-further-contact', 'repeated-refusals', 'colleagues-child')),
  -- Of what there is one at most for each rule: a professional and a day, or an emergency.
  occasion    text NOT NULL,
  partner     text NOT NULL,
  account     text NOT NULL,
  day         date NOT NULL,
  counted     integer NOT NULL,
  threshold   integer NOT NULL,
  days        integer NOT NULL,
  -- What counted as working hours; null where that does not matter.
  hours       jsonb,
  found_at    timestamptz(6) NOT NULL,
  -- When its last request was added.
  grown_at    timestamptz(6) NOT NULL,
  -- When an officer last said what was made of it; where it grew since, it waits again.
  disposed_at timestamptz(6),
  UNIQUE (rule, occasion)
);
CREATE INDEX unusual_use_waiting ON unusual_use (found_at, id) WHERE disposed_at IS NULL OR grown_at > disposed_at;
CREATE INDEX unusual_use_disposed ON unusual_use (found_at DESC, id DESC) WHERE disposed_at >= grown_at;

-- What an officer made of it, each time.
CREATE TABLE unusual_disposition (
  entry       text PRIMARY KEY,
  unusual_use text NOT NULL REFERENCES unusual_use (id),
  disposition text NOT NULL CHECK (disposition IN ('explained', 'followed-up', 'passed-to-partner')),
  disposed_at timestamptz(6) NOT NULL
);
CREATE INDEX unusual_disposition_use ON unusual_disposition (unusual_use, disposed_at DESC);

CREATE TABLE unusual_use_request (
  unusual_use text NOT NULL REFERENCES unusual_use (id),
  exchange    text NOT NULL REFERENCES exchange (id),
  PRIMARY KEY (unusual_use, exchange)
);
CREATE INDEX unusual_use_request_exchange ON unusual_use_request (exchange);

-- Emergencies of which it is not clear yet whether ordinary contact follows; gone once it is.
CREATE TABLE emergency_follow_up (
  exchange text PRIMARY KEY REFERENCES exchange (id),
  clear_on date NOT NULL
);
CREATE INDEX emergency_follow_up_clear_on ON emergency_follow_up (clear_on);

-- From a place in the log to the request that was decided there.
CREATE UNIQUE INDEX exchange_decision_entry ON exchange (decision_entry);

GRANT SELECT, INSERT, UPDATE (next_index) ON unusual_scan TO kernhub_app;
GRANT SELECT, INSERT, UPDATE (counted, grown_at, disposed_at) ON unusual_use TO kernhub_app;
GRANT SELECT, INSERT ON unusual_disposition TO kernhub_app;
GRANT SELECT, INSERT ON unusual_use_request TO kernhub_app;
-- Nothing is changed; the right to is what a row lock needs.
GRANT SELECT, INSERT, UPDATE (clear_on), DELETE ON emergency_follow_up TO kernhub_app;

-- What was found about a professional stays; that it was about this child goes with the child.
CREATE OR REPLACE FUNCTION erase_exchange_rows(child text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM public.sealed_envelope AS s USING public.exchange_task AS t WHERE s.task = t.id AND t.subject = child;
  DELETE FROM public.exchange_task WHERE subject = child;
  DELETE FROM public.stop_order WHERE subject = child;
  DELETE FROM public.emergency_review WHERE subject = child;
  DELETE FROM public.emergency_follow_up AS f USING public.exchange AS e WHERE f.exchange = e.id AND e.subject = child;
  DELETE FROM public.unusual_use_request AS r USING public.exchange AS e WHERE r.exchange = e.id AND e.subject = child;
  DELETE FROM public.exchange WHERE subject = child;
$$;
