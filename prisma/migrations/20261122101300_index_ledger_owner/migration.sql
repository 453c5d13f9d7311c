-- What the log holds about one child: for the receipts of its family, and for erasure.
CREATE INDEX ledger_payload_owner ON ledger_payload (log_id, owner, seq);
