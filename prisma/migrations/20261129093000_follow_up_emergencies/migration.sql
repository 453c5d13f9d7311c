-- What follows an emergency: whether officers were told that it waits too long, and what the partner did with a verdict
-- that it was not necessary.
ALTER TABLE emergency_review
  ADD COLUMN alarmed_at timestamptz(6),
  ADD COLUMN measure text CHECK (measure IN ('discussed', 'instructed', 'contested')),
  ADD COLUMN answered_at timestamptz(6),
  ADD CHECK ((measure IS NULL) = (answered_at IS NULL));
CREATE INDEX emergency_review_unanswered ON emergency_review (exchange)
  WHERE verdict = 'not-necessary' AND answered_at IS NULL;

GRANT UPDATE (alarmed_at, measure, answered_at) ON emergency_review TO kernhub_app;
