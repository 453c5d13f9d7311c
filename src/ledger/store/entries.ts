import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { RetentionClass } from '../../vault/index.js';

/** Any number: only has to be the same in every process and not used elsewhere. */
const ownerLock = 72_707_371;

export interface SealedPart {
  readonly digest: Uint8Array;
  readonly owner: string;
  readonly sealed: Uint8Array;
}

export interface SealedEntry {
  readonly id: EntryId;
  readonly kind: string;
  readonly commitment: Uint8Array;
  readonly owner: string;
  readonly retention: RetentionClass;
  /** Of the payload; null in what was recorded before it stood here. */
  readonly at: Date | null;
  readonly payload: Uint8Array;
  readonly opening: Uint8Array;
  readonly parts: readonly SealedPart[];
}

/**
 * Takes a lock per owner until the end of the transaction, then reads the clock and the time of their latest entry, both in
 * milliseconds since 1970, and makes sure that the transaction has an id: later statements draw `seq`, and
 * {@link pendingEntries} counts on ids coming first.
 */
export async function lockOwners(
  tx: Tx,
  logId: number,
  owners: readonly string[],
): Promise<{ readonly now: number; readonly latest: number | null }> {
  const [row] = await tx.query<{ now: number; latest: number | null }>(
    `WITH locked AS MATERIALIZED (
       SELECT pg_advisory_xact_lock(${ownerLock}, hashtext(owner)) FROM unnest($1::text[]) AS owner
     )
     SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
            ledger_latest_at($2::smallint, $1::text[]) AS latest, pg_current_xact_id()
     FROM (SELECT count(*) FROM locked) AS after_locks`,
    [owners, logId],
    'ledger-lock-owners',
  );
  if (row === undefined) throw new Error('a clock has one time');
  return row;
}

/** As {@link lockOwners}, but waits for nobody: of owners whose lock another transaction holds it says so, and reads nothing. */
export async function tryLockOwners(
  tx: Tx,
  logId: number,
  owners: readonly string[],
): Promise<{ readonly now: number; readonly latest: number | null; readonly busy: readonly string[] }> {
  const [row] = await tx.query<{ now: number; latest: number | null; busy: string[] }>(
    `WITH tried AS MATERIALIZED (
       SELECT owner, pg_try_advisory_xact_lock(${ownerLock}, hashtext(owner)) AS free FROM unnest($1::text[]) AS owner
     )
     SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
            ledger_latest_at($2::smallint, free) AS latest, busy, pg_current_xact_id()
     FROM (SELECT coalesce(array_agg(owner) FILTER (WHERE free), '{}') AS free,
                  coalesce(array_agg(owner) FILTER (WHERE NOT free), '{}') AS busy FROM tried) AS after_locks`,
    [owners, logId],
    'ledger-try-lock-owners',
  );
  if (row === undefined) throw new Error('a clock has one time');
  return row;
}

/** The database's clock, in milliseconds since 1970. */
export async function databaseTime(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ now: number }>(
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  );
  if (row === undefined) throw new Error('a clock has one time');
  return row.now;
}

/** Inserts entries in their order, all of one time, and answers the `seq` of each. */
export async function insertEntries(
  tx: Tx,
  logId: number,
  at: Date,
  entries: readonly SealedEntry[],
): Promise<readonly bigint[]> {
  const parts = entries.flatMap((entry, nth) =>
    entry.parts.map((part) => ({ ...part, entry, place: nth + 1 })),
  );
  const [row] = await tx.query<{ seqs: string }>(
    `WITH entry AS MATERIALIZED (
       SELECT nextval('ledger_entry_seq') AS seq, e.* FROM (
         SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[])
           WITH ORDINALITY AS u (id, kind, owner, retention, payload_from, payload_length, place) ORDER BY place
       ) AS e
     ), inserted AS (
       INSERT INTO ledger_entry (log_id, seq, id, kind, commitment)
       SELECT $1, seq, id, kind, substring($9::bytea FROM ((place - 1) * 32 + 1)::int FOR 32) FROM entry
     ), payload AS (
       INSERT INTO ledger_payload (log_id, seq, owner, retention, sealed, at)
       SELECT $1, seq, owner, retention, substring($10::bytea FROM payload_from FOR payload_length), $8::timestamptz FROM entry
     ), opening AS (
       INSERT INTO ledger_opening (log_id, seq, sealed)
       SELECT $1, seq, substring($11::bytea FROM ((place - 1) * $12::int + 1)::int FOR $12::int) FROM entry
     ), part AS (
       INSERT INTO ledger_part (log_id, seq, digest, owner, retention, sealed)
       SELECT $1, entry.seq, p.digest, p.owner, p.retention, p.sealed FROM entry
       JOIN unnest($13::int[], $14::bytea[], $15::text[], $16::text[], $17::bytea[])
         AS p (place, digest, owner, retention, sealed) USING (place)
     )
     SELECT string_agg(seq::text, ',' ORDER BY place) AS seqs FROM entry`,
    [
      logId,
      entries.map((entry) => entry.id),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.owner),
      entries.map((entry) => entry.retention),
      startsOf(entries.map((entry) => entry.payload)),
      entries.map((entry) => entry.payload.length),
      at.toISOString(),
      // Bytes go as one value: as elements of a list they would be written in hexadecimal.
      Buffer.concat(entries.map((entry) => entry.commitment)),
      Buffer.concat(entries.map((entry) => entry.payload)),
      Buffer.concat(entries.map((entry) => entry.opening)),
      entries[0]?.opening.length ?? 0,
      parts.map((part) => part.place),
      parts.map((part) => Buffer.from(part.digest)),
      parts.map((part) => part.owner),
      parts.map((part) => part.entry.retention),
      parts.map((part) => Buffer.from(part.sealed)),
    ],
    'ledger-insert-entries',
  );
  // In one value: a row for each is more to read than all else that the server answers.
  return (row?.seqs ?? '').split(',').map(BigInt);
}

/** Where each begins when they stand behind each other; SQL counts from 1. */
function startsOf(all: readonly Uint8Array[]): readonly number[] {
  let next = 1;
  return all.map(({ length }) => {
    next += length;
    return next - length;
  });
}

export async function findEntry(tx: Tx, logId: number, id: EntryId): Promise<SealedEntry | null> {
  const [row] = await tx.query<SealedEntry & { seq: string }>(
    `SELECT e.seq, e.id, e.kind, e.commitment, p.owner, p.retention, p.at, p.sealed AS payload, o.sealed AS opening
     FROM ledger_entry AS e JOIN ledger_payload AS p USING (log_id, seq) JOIN ledger_opening AS o USING (log_id, seq)
     WHERE e.log_id = $1 AND e.id = $2`,
    [logId, id],
  );
  if (row === undefined) return null;
  const parts = await tx.query<SealedPart>(
    'SELECT digest, owner, sealed FROM ledger_part WHERE log_id = $1 AND seq = $2 ORDER BY digest',
    [logId, row.seq],
  );
  return { ...row, parts };
}
