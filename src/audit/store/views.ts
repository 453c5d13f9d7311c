import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import type { View } from '../domain/views/view.js';

export interface FoundRow {
  readonly entry: string;
  readonly values: Readonly<Record<string, Json>>;
}

/** The rows of a view that say they mirror one of these entries. */
export async function viewRows(tx: Tx, view: View, entries: readonly string[]): Promise<readonly FoundRow[]> {
  const columns = Object.entries(view.columns).map(([name, sql]) => `'${name}', ${sql}`);
  return tx.query<FoundRow>(
    `SELECT ${view.entry} AS entry, jsonb_build_object(${columns.join(', ')}) AS values
     FROM ${view.from} WHERE ${view.entry} = ANY ($1::text[])`,
    [entries],
  );
}

/** The first row of a view that mirrors no entry of the log. */
export async function strayRow(tx: Tx, logId: number, view: View): Promise<string | null> {
  const [row] = await tx.query<{ entry: string }>(
    `SELECT ${view.entry} AS entry FROM ${view.from}
     WHERE NOT EXISTS (SELECT FROM ledger_entry AS e WHERE e.log_id = $1 AND e.id = ${view.entry})
     ORDER BY 1 LIMIT 1`,
    [logId],
  );
  return row?.entry ?? null;
}

/** What no entry stands beside: rows that a join leaves out, because their counterpart is gone. */
export async function looseRow(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ table: string }>(
    `SELECT 'person' AS table FROM person AS p
      WHERE NOT EXISTS (SELECT FROM invitation AS i WHERE i.person = p.id)
         OR (p.account IS NOT NULL AND NOT EXISTS (SELECT FROM recognition AS r WHERE r.person = p.id))
     UNION ALL SELECT 'enrolment' FROM enrolment AS e
      WHERE NOT EXISTS (SELECT FROM subject AS s WHERE s.id = e.subject)
     UNION ALL SELECT 'exchange_task' FROM exchange_task AS t
      WHERE NOT EXISTS (SELECT FROM exchange AS e WHERE e.id = t.exchange)
     LIMIT 1`,
  );
  return row?.table ?? null;
}

export interface FoundTask {
  readonly id: string;
  readonly manifest: string | null;
  readonly released: boolean;
  readonly received: boolean;
}

export const tasksById = (tx: Tx, ids: readonly string[]): Promise<readonly FoundTask[]> =>
  tx.query<FoundTask>(`${taskColumns} WHERE id = ANY ($1::text[])`, [ids]);

/** Tasks after an id, in their order. */
export const tasksAfter = (tx: Tx, id: string, limit: number): Promise<readonly FoundTask[]> =>
  tx.query<FoundTask>(`${taskColumns} WHERE id > $1 ORDER BY id LIMIT $2`, [id, limit]);

const taskColumns = `SELECT id, manifest_digest AS manifest, released_at IS NOT NULL AS released,
  received_at IS NOT NULL AS received FROM exchange_task`;

/** Of every partner what entries say of it, and of every key. */
export const partnerRows = (tx: Tx): Promise<readonly FoundRow['values'][]> =>
  readValues(
    tx,
    `SELECT jsonb_build_object('partner', id, 'name', name, 'role', role, 'issuer', issuer, 'clientId', client_id,
       'bsnArticle', bsn_article, 'agreementVersion', agreement_version, 'suspended', suspended) AS values FROM partner`,
  );

export const keyRows = (tx: Tx): Promise<readonly FoundRow['values'][]> =>
  readValues(
    tx,
    `SELECT jsonb_build_object('kid', kid, 'partner', partner, 'use', use, 'retired', retired_at IS NOT NULL) AS values
     FROM partner_key`,
  );

async function readValues(tx: Tx, sql: string): Promise<readonly FoundRow['values'][]> {
  return (await tx.query<Pick<FoundRow, 'values'>>(sql)).map(({ values }) => values);
}
