// Fills a log up to a size with entries that mean nothing, and waits until the sequencer gave each its index.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const chunk = 20_000;

/** @param ownerUrl a role that may write to the database */
export async function fillLog(ownerUrl, logId, size) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (let missing = size - (await sizeOf(client, logId)); missing > 0; missing -= chunk) {
      await insert(client, logId, Math.min(chunk, missing));
    }
    while ((await sizeOf(client, logId)) < size) await sleep(50);
    await client.query(
      'VACUUM ANALYZE ledger_entry, ledger_leaf, ledger_payload, ledger_opening, ledger_checkpoint',
    );
    return await sizeOf(client, logId);
  } finally {
    await client.end();
  }
}

/** Of the size of a usual entry; the content opens for nobody, which no measured call tries. */
const insert = (client, logId, count) =>
  client.query(
    `WITH entry AS (
       INSERT INTO ledger_entry (log_id, id, kind, commitment)
       SELECT $1, 'ent_' || replace(gen_random_uuid()::text, '-', ''), 'exchange', sha256(gen_random_uuid()::text::bytea)
       FROM generate_series(1, $2) RETURNING seq
     ), payload AS (
       INSERT INTO ledger_payload (log_id, seq, owner, retention, sealed)
       SELECT $1, seq, 'hub', 'access-log', decode(repeat('5a', 700), 'hex') FROM entry
     )
     INSERT INTO ledger_opening (log_id, seq, sealed) SELECT $1, seq, decode(repeat('5a', 73), 'hex') FROM entry`,
    [logId, count],
  );

async function sizeOf(client, logId) {
  const { rows } = await client.query(
    'SELECT coalesce(max(size), 0)::int AS size FROM ledger_checkpoint WHERE log_id = $1',
    [logId],
  );
  return rows[0].size;
}
