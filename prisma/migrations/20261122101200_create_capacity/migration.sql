-- Whether a young person can appraise own interests (WGBO 7:465), as partners say; the reason never stands here. Added,
-- never changed; an officer confirms it in assertion_confirmation.
CREATE TABLE capacity_assertion (
  assertion   text PRIMARY KEY,
  subject     text NOT NULL REFERENCES subject (id),
  kind        text NOT NULL,
  source      text NOT NULL,
  asserted_on date NOT NULL,
  partner     text NOT NULL REFERENCES partner (id),
  entry       text NOT NULL,
  seq         bigint NOT NULL,
  asserted_at timestamptz(6) NOT NULL
);
CREATE INDEX capacity_assertion_subject ON capacity_assertion (subject);
GRANT SELECT, INSERT ON capacity_assertion TO kernhub_app;
