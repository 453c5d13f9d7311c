-- Privacy officers sign in with a browser too.

ALTER TABLE citizen_session RENAME TO browser_session;
ALTER INDEX citizen_session_pkey RENAME TO browser_session_pkey;
ALTER INDEX citizen_session_seen_at RENAME TO browser_session_seen_at;

-- What an officer may do here; null for parents and young people.
ALTER TABLE browser_session ADD COLUMN duty text CHECK (duty IN ('fg', 'privacy-officer'));

-- Where the person signs in: what was begun at one issuer is not completed at another.
ALTER TABLE login_attempt ADD COLUMN realm text NOT NULL DEFAULT 'citizens' CHECK (realm IN ('citizens', 'officers'));
ALTER TABLE login_attempt ALTER COLUMN realm DROP DEFAULT;
