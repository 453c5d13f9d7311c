-- An officer searches what anyone asked, newest first: everything, or by partner, professional, purpose, or field.
CREATE INDEX exchange_asked ON exchange (asked_at DESC, id DESC);
CREATE INDEX exchange_requester ON exchange (requester, asked_at DESC, id DESC);
CREATE INDEX exchange_account ON exchange (account, asked_at DESC, id DESC);
CREATE INDEX exchange_purpose ON exchange (purpose, asked_at DESC, id DESC);
CREATE INDEX exchange_emergency ON exchange (asked_at DESC, id DESC) WHERE emergency;
