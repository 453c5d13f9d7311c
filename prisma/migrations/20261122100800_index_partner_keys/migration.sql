-- A replaced key counts until it ends, so looking for current keys alone is no longer the common question.
CREATE INDEX partner_key_partner ON partner_key (partner, use);
DROP INDEX partner_key_current;
