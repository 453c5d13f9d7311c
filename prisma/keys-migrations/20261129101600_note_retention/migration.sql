-- How far retention was carried out, kept where the keys are: a main database that comes back from an older backup lets the
-- same content go anew before it serves anyone.
CREATE TABLE retention_mark (
  class    text NOT NULL,
  -- Content of that class from before this day is gone.
  before   date NOT NULL,
  -- The version of the rule, and its years.
  rule     text NOT NULL,
  years    integer NOT NULL,
  noted_at timestamptz(6) NOT NULL DEFAULT now(),
  PRIMARY KEY (class, before)
);
GRANT SELECT, INSERT ON retention_mark TO kernhub_app;
