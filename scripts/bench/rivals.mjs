// What the ledger is held against: a chain of hashes behind one locked row, and a bare commit. Both keep the same bytes.
import { createHash } from 'node:crypto';
import pg from 'pg';

/** @param ownerUrl of the role that owns the tables */
export async function makeRivals(ownerUrl) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    CREATE TABLE IF NOT EXISTS bench_head (id int PRIMARY KEY, hash bytea NOT NULL);
    INSERT INTO bench_head VALUES (1, sha256('')) ON CONFLICT DO NOTHING;
    CREATE TABLE IF NOT EXISTS bench_chain (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea NOT NULL, hash bytea NOT NULL
    );
    CREATE TABLE IF NOT EXISTS bench_plain (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea NOT NULL
    );
    GRANT SELECT, INSERT, UPDATE ON bench_head, bench_chain, bench_plain TO kernhub_app`);
  await owner.end();
}

/**
 * The naive log: the last hash under a lock until the commit, so that entries come one after the other; and each
 * statement awaited, as such code is written.
 */
export const chainAppend = (database, payload) =>
  database.transaction(async (tx) => {
    const [{ hash: last }] = await tx.query('SELECT hash FROM bench_head WHERE id = $1 FOR UPDATE', [1]);
    const hash = createHash('sha256').update(last).update(payload).digest();
    await tx.query('INSERT INTO bench_chain (payload, hash) VALUES ($1, $2)', [payload, hash]);
    await tx.query('UPDATE bench_head SET hash = $1 WHERE id = 1', [hash]);
  });

/** No chain, no proof: what a durable row costs at least. */
export const plainInsert = (database, payload) =>
  database.reader.query('INSERT INTO bench_plain (payload) VALUES ($1)', [payload]);
