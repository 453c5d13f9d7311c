-- What must happen outside a business transaction, written in it. Holds no name and no address: whom it is for is an opaque id.
CREATE TABLE outbox_message (
  id          text PRIMARY KEY,
  kind        text NOT NULL,
  recipient   text NOT NULL,
  enqueued_at timestamptz(6) NOT NULL,
  -- Begun so often; the number that a process got with its lease tells whether the lease is still its own.
  attempts    integer NOT NULL DEFAULT 0,
  -- When it may be tried (again); while a process tries, when others may.
  due_at      timestamptz(6) NOT NULL
);
CREATE INDEX outbox_message_due ON outbox_message (due_at);
GRANT SELECT, INSERT, DELETE ON outbox_message TO kernhub_app;
GRANT UPDATE (attempts, due_at) ON outbox_message TO kernhub_app;

-- Which mails a person wants, and where: all of it sealed under a key that goes with the row.
CREATE TABLE mail_setting (
  account       text PRIMARY KEY,
  -- Whose key seals it: an id that nothing else has.
  owner         text NOT NULL UNIQUE,
  sealed        bytea NOT NULL,
  -- Since when mail servers refuse the address for good.
  failing_since timestamptz(6),
  -- Wrong codes since the last one was sent.
  tries         integer NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, DELETE ON mail_setting TO kernhub_app;
GRANT UPDATE (sealed, failing_since, tries) ON mail_setting TO kernhub_app;

-- Codes sent for an account in its present hour; outlives the setting, so that removing an address frees no budget.
CREATE TABLE mail_code_budget (
  account     text PRIMARY KEY,
  used        integer NOT NULL,
  window_ends timestamptz(6) NOT NULL
);
GRANT SELECT, INSERT, DELETE ON mail_code_budget TO kernhub_app;
GRANT UPDATE (used, window_ends) ON mail_code_budget TO kernhub_app;
