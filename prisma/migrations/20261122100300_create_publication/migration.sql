-- What of the catalogue was recorded in the ledger, and under which entry. A version stands for ever once it is here.
CREATE TABLE publication (
  entry        text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('purpose', 'notice', 'rule', 'roles', 'agreement', 'policies')),
  name         text NOT NULL,
  version      text NOT NULL,
  digest       text NOT NULL,
  published_at timestamptz(6) NOT NULL,
  position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
-- Roles and policies have no version: the last published is the one in force.
CREATE UNIQUE INDEX publication_once ON publication (kind, name, version) WHERE kind NOT IN ('roles', 'policies');

GRANT SELECT, INSERT ON publication TO kernhub_app;
