-- Besides erasure: access, rectification, restriction and objection (AVG art. 15, 16, 18, 21), each asked in the person's
-- own words, answered, extended (AVG 12(3)) or withdrawn by whoever asked.

ALTER TABLE rights_request
  -- In the person's own words, sealed under the key of the account; gone once the child is erased.
  ADD COLUMN explanation      bytea,
  -- Two months more, said within the first, and why, sealed.
  ADD COLUMN extended_to      date,
  ADD COLUMN extension_reason bytea,
  ADD CHECK ((extended_to IS NULL) = (extension_reason IS NULL));
ALTER TABLE rights_request DROP CONSTRAINT rights_request_state_check;
ALTER TABLE rights_request ADD CONSTRAINT rights_request_state_check
  CHECK (state IN ('open', 'granted', 'refused', 'executed', 'withdrawn'));

GRANT UPDATE (explanation, extended_to, extension_reason) ON rights_request TO kernhub_app;
