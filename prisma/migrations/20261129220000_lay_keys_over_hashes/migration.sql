-- A rotated MAC key is laid over the former one: beside a hash stands how many keys lie over the first. A hash is swapped
-- for the same with one key more by the owner of the table, never by the hub.
ALTER TABLE subject ADD COLUMN layers smallint NOT NULL DEFAULT 0;
-- Whether any row has more than a hub knows is asked at every enrolment.
CREATE INDEX subject_layers ON subject (layers);

-- Who was seen, as an opaque id: a keyed hash of issuer and subject under the keys of the day of first sight. It stands in
-- entries of the log, so it stays when the key is rotated; this table says which of the hashes that somebody has it is.
CREATE TABLE account (
  id      text PRIMARY KEY,
  seen_on date NOT NULL
);
CREATE INDEX account_seen ON account (seen_on);

INSERT INTO account (id, seen_on)
SELECT DISTINCT account, current_date
  FROM (SELECT account FROM person UNION ALL SELECT account FROM browser_session
        UNION ALL SELECT account FROM consent_request UNION ALL SELECT account FROM consent_recording
        UNION ALL SELECT account FROM exchange UNION ALL SELECT account FROM emergency_approval
        UNION ALL SELECT account FROM rights_request UNION ALL SELECT account FROM unusual_use
        UNION ALL SELECT account FROM account_standing UNION ALL SELECT account FROM mail_setting) AS known
 WHERE account IS NOT NULL;

GRANT SELECT, INSERT, DELETE, UPDATE (seen_on) ON account TO kernhub_app;
