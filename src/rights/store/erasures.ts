import type { EntryId, RightsRequestId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Erasure, ErasureRecord } from '../domain/records.js';

const columns = `name, request, subject, owners, destroyed, restricted, statement, rule, entry,
  to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "erasedAt"`;

export async function insertErasure(tx: Tx, erasure: Erasure, entry: EntryId): Promise<void> {
  await tx.query(
    `INSERT INTO erasure (name, request, subject, owners, destroyed, restricted, statement, rule, entry, erased_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      erasure.name,
      erasure.request,
      erasure.subject,
      [...erasure.owners],
      [...erasure.destroyed],
      JSON.stringify(erasure.restricted),
      erasure.statement,
      erasure.rule,
      entry,
      new Date(erasure.erasedAt),
    ],
  );
}

/** One erasure at a time in all processes, so that none is carried out twice. */
export async function lockErasures(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('rights.erasure', 0))");
}

export const allErasures = (tx: Tx): Promise<readonly ErasureRecord[]> =>
  tx.query<ErasureRecord>(`SELECT ${columns} FROM erasure ORDER BY name`);

export const unfinishedErasures = (tx: Tx): Promise<readonly ErasureRecord[]> =>
  tx.query<ErasureRecord>(`SELECT ${columns} FROM erasure WHERE keys_gone_at IS NULL ORDER BY name`);

/** All stages of one request. */
export const erasuresOf = (tx: Tx, request: RightsRequestId): Promise<readonly ErasureRecord[]> =>
  tx.query<ErasureRecord>(`SELECT ${columns} FROM erasure WHERE request = $1 ORDER BY erased_at, name`, [
    request,
  ]);

export async function isErased(tx: Tx, name: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM erasure WHERE name = $1', [name])).length > 0;
}

export async function setKeysGone(tx: Tx, names: readonly string[], at: Date): Promise<void> {
  await tx.query('UPDATE erasure SET keys_gone_at = $2 WHERE name = ANY($1) AND keys_gone_at IS NULL', [
    [...names],
    at,
  ]);
}

/** First stages that kept something whose time has come and that no later stage destroyed yet. */
export const lapsedRestrictions = (
  tx: Tx,
  today: CivilDate,
): Promise<readonly (ErasureRecord & { readonly lapsed: Erasure['destroyed'][number] })[]> =>
  tx.query(
    `SELECT ${columns}, kept->>'class' AS lapsed FROM erasure AS first, jsonb_array_elements(restricted) AS kept
      WHERE first.name = first.request AND kept->>'until' <= $1
        AND NOT EXISTS (SELECT FROM erasure AS later WHERE later.name = first.name || '/' || (kept->>'class'))
      ORDER BY first.name`,
    [today],
  );

/** The child and all persons around it, whoever they turned out to be. */
export async function ownersAround(tx: Tx, subject: SubjectId): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM person WHERE subject = $1 ORDER BY id', [
    subject,
  ]);
  return [subject, ...rows.map(({ id }) => id)];
}
