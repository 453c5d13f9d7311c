-- Where in the ledger a person was recognised. Two invitations that turn out to be one human being change who must
-- consent from that point on, and not before.
CREATE TABLE recognition (
  person text PRIMARY KEY REFERENCES person (id),
  entry  text NOT NULL,
  seq    bigint NOT NULL
);
GRANT SELECT, INSERT ON recognition TO kernhub_app;
