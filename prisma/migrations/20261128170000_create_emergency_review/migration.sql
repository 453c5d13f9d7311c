-- An emergency that went through: why it could not wait, for the privacy officer alone, what the officer said of it, and
-- until when the family does not see it.
CREATE TABLE emergency_review (
  id          text PRIMARY KEY,
  exchange    text NOT NULL UNIQUE REFERENCES exchange (id),
  subject     text NOT NULL,
  -- Sealed to privacy officers; emptied by the review.
  necessity   jsonb NOT NULL,
  unsafe      jsonb NOT NULL,
  -- The first day on which the family sees it; null where it was never hidden.
  hidden_until date,
  -- What an officer said of the hiding last.
  hiding      text CHECK (hiding IN ('confirmed', 'lifted')),
  -- The day of that word; one that came after the hiding had lapsed changes nothing.
  hiding_on   date,
  verdict     text CHECK (verdict IN ('necessary', 'not-necessary')),
  reviewed_at timestamptz(6),
  asked_at    timestamptz(6) NOT NULL,
  -- When the family's messages were put in the outbox; null while it is hidden.
  told_at     timestamptz(6)
);
CREATE INDEX emergency_review_waiting ON emergency_review (asked_at, id) WHERE reviewed_at IS NULL;
CREATE INDEX emergency_review_done ON emergency_review (asked_at DESC, id) WHERE reviewed_at IS NOT NULL;
CREATE INDEX emergency_review_untold ON emergency_review (hidden_until) WHERE told_at IS NULL;

GRANT SELECT, INSERT, UPDATE (necessity, unsafe, hiding, hiding_on, verdict, reviewed_at, told_at)
  ON emergency_review TO kernhub_app;

-- Goes with the exchange that it is about; what is sealed goes with the child.
CREATE OR REPLACE FUNCTION erase_exchange_rows(child text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM public.sealed_envelope AS s USING public.exchange_task AS t WHERE s.task = t.id AND t.subject = child;
  DELETE FROM public.exchange_task WHERE subject = child;
  DELETE FROM public.stop_order WHERE subject = child;
  DELETE FROM public.emergency_review WHERE subject = child;
  DELETE FROM public.exchange WHERE subject = child;
$$;
