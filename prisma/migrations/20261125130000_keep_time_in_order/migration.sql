-- The time of an entry, as its sealed payload has it, so that the next entry about the same owner is never older, whatever
-- becomes of the server's clock. Null in what was recorded before this column.
ALTER TABLE ledger_payload ADD COLUMN at timestamptz(3);

-- The time of the latest entry about one of these owners, in milliseconds since 1970; null where there is none. Volatile,
-- so that it sees what was committed while its statement waited for the locks of the owners.
CREATE FUNCTION ledger_latest_at(log smallint, owners text[]) RETURNS float8 LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN (
    SELECT max(floor(extract(epoch FROM newest.at) * 1000)) FROM unnest(owners) AS o (owner)
    CROSS JOIN LATERAL (
      SELECT p.at FROM ledger_payload AS p WHERE p.log_id = log AND p.owner = o.owner ORDER BY p.seq DESC LIMIT 1
    ) AS newest
  );
END
$$;
