-- What outlives the sealed fields as evidence: the recipient's signed receipt, and the very texts of the policies that
-- decided, which the log knows by their digest alone. What came before this migration was not kept and stays absent.
ALTER TABLE exchange_task ADD COLUMN receipt text;
GRANT UPDATE (receipt) ON exchange_task TO kernhub_app;

CREATE TABLE policy_set (
  -- SHA-256 of the canonical JSON of the texts, base64url, as `policies.published` names it.
  digest  text PRIMARY KEY,
  -- File name to text.
  texts   jsonb NOT NULL,
  kept_at timestamptz(6) NOT NULL
);
GRANT SELECT, INSERT ON policy_set TO kernhub_app;
