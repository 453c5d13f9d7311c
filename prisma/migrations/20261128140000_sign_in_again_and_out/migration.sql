-- Signing in anew where a step asks for it, and signing out at the issuer too.

-- The person must have signed in not before this time; null where an older sign-in will do.
ALTER TABLE login_attempt ADD COLUMN fresh_from timestamptz(6);

-- The ID token, sealed under a key that only the browser's cookie yields; null for sessions from before.
ALTER TABLE citizen_session ADD COLUMN sealed_id_token bytea;
