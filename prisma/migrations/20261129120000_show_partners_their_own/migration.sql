-- The officer of one partner, who is shown rows of that partner alone: by every query, and by the database itself where one
-- forgot.

ALTER TABLE browser_session ADD COLUMN partner text REFERENCES partner (id);
ALTER TABLE browser_session DROP CONSTRAINT browser_session_duty_check;
ALTER TABLE browser_session ADD CONSTRAINT browser_session_duty_check
  CHECK (duty IN ('fg', 'privacy-officer', 'partner-officer'));
ALTER TABLE browser_session ADD CONSTRAINT browser_session_partner_check
  CHECK ((duty IS NOT DISTINCT FROM 'partner-officer') = (partner IS NOT NULL));

-- The hub reads as this role for such an officer, one transaction long; it inherits nothing of it, so that what holds for
-- one holds for that one alone. Whoever may not make roles finds it made (docs/operations.md).
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kernhub_partner_officer') THEN
    CREATE ROLE kernhub_partner_officer NOLOGIN;
  END IF;
  IF NOT pg_has_role('kernhub_app', 'kernhub_partner_officer', 'SET') THEN
    GRANT kernhub_partner_officer TO kernhub_app WITH INHERIT FALSE, SET TRUE;
  END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO kernhub_partner_officer;

-- Whose officer reads stands in a setting of the transaction. Without it there is no partner, and so no row.
CREATE FUNCTION reading_partner() RETURNS text LANGUAGE sql STABLE AS $$ SELECT current_setting('kernhub.partner', true) $$;

-- Exchanges in which that partner was asked: as the owner of the tables, because a policy of `exchange` that read
-- `exchange_task` as its reader would ask the policy there, which asks this one.
CREATE FUNCTION exchanges_asked_of_reader() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT exchange FROM public.exchange_task
   WHERE source = current_setting('kernhub.partner', true) AND ticket IS NOT NULL
$$;
REVOKE ALL ON FUNCTION exchanges_asked_of_reader() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchanges_asked_of_reader() TO kernhub_partner_officer;

ALTER TABLE exchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE exchange_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE stop_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE unusual_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE unusual_disposition ENABLE ROW LEVEL SECURITY;
ALTER TABLE unusual_use_request ENABLE ROW LEVEL SECURITY;

CREATE POLICY hub ON exchange TO kernhub_app USING (true) WITH CHECK (true);
CREATE POLICY hub ON exchange_task TO kernhub_app USING (true) WITH CHECK (true);
CREATE POLICY hub ON stop_order TO kernhub_app USING (true) WITH CHECK (true);
CREATE POLICY hub ON unusual_use TO kernhub_app USING (true) WITH CHECK (true);
CREATE POLICY hub ON unusual_disposition TO kernhub_app USING (true) WITH CHECK (true);
CREATE POLICY hub ON unusual_use_request TO kernhub_app USING (true) WITH CHECK (true);

-- What it asked, and what it was asked.
CREATE POLICY own ON exchange FOR SELECT TO kernhub_partner_officer
  USING (requester = reading_partner() OR id IN (SELECT exchanges_asked_of_reader()));
-- Its own orders once it could know of them; of another source's what reached it, and so nothing of who declined.
CREATE POLICY own ON exchange_task FOR SELECT TO kernhub_partner_officer
  USING ((source = reading_partner() AND ticket IS NOT NULL)
    OR (released_at IS NOT NULL
      AND EXISTS (SELECT FROM exchange AS e WHERE e.id = exchange_task.exchange AND e.requester = reading_partner())));
CREATE POLICY own ON stop_order FOR SELECT TO kernhub_partner_officer USING (recipient = reading_partner());
CREATE POLICY own ON unusual_use FOR SELECT TO kernhub_partner_officer USING (partner = reading_partner());
CREATE POLICY own ON unusual_disposition FOR SELECT TO kernhub_partner_officer
  USING (EXISTS (SELECT FROM unusual_use AS u WHERE u.id = unusual_disposition.unusual_use));
CREATE POLICY own ON unusual_use_request FOR SELECT TO kernhub_partner_officer
  USING (EXISTS (SELECT FROM unusual_use AS u WHERE u.id = unusual_use_request.unusual_use));

GRANT SELECT ON exchange, exchange_task, stop_order, unusual_use, unusual_disposition, unusual_use_request
  TO kernhub_partner_officer;
-- Who takes part is in the roster, which everyone may read.
GRANT SELECT (id, name, role, bsn_article, agreement_version, suspended, registered_at) ON partner
  TO kernhub_partner_officer;
