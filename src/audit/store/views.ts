import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import { moment, type View } from '../domain/views/view.js';

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

/** The first row of a view that mirrors no entry of the log, or one that is gone since its term was over. */
export async function strayRow(tx: Tx, logId: number, view: View): Promise<string | null> {
  const [row] = await tx.query<{ entry: string }>(
    `SELECT ${view.entry} AS entry FROM ${view.from}
     WHERE NOT EXISTS (SELECT FROM ledger_entry AS e WHERE e.log_id = $1 AND e.id = ${view.entry})
        OR ${view.entry} IN (SELECT e.id FROM ledger_erased AS x JOIN ledger_entry AS e USING (log_id, seq)
             JOIN ledger_entry AS why ON why.log_id = x.log_id AND why.id = x.erasure
            WHERE x.log_id = $1 AND why.kind = 'retention')
     ORDER BY 1 LIMIT 1`,
    [logId],
  );
  return row?.entry ?? null;
}

/** What no entry stands beside: rows that a join leaves out, because their counterpart is gone. @returns of which tables */
export async function looseRow(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ tables: string }>(
    `SELECT 'person' AS tables FROM person AS p
      WHERE NOT EXISTS (SELECT FROM invitation AS i WHERE i.person = p.id)
         OR (p.account IS NOT NULL AND NOT EXISTS (SELECT FROM recognition AS r WHERE r.person = p.id))
     UNION ALL SELECT 'invitation' FROM invitation AS i
      WHERE NOT EXISTS (SELECT FROM person AS p WHERE p.id = i.person)
     UNION ALL SELECT 'recognition' FROM recognition AS r
      WHERE NOT EXISTS (SELECT FROM person AS p WHERE p.id = r.person)
     UNION ALL SELECT 'enrolment or subject' FROM enrolment AS e
      FULL JOIN subject AS s ON s.id = e.subject WHERE e.subject IS NULL OR s.id IS NULL
     UNION ALL SELECT 'exchange_task' FROM exchange_task AS t
      WHERE NOT EXISTS (SELECT FROM exchange AS e WHERE e.id = t.exchange)
         OR (t.stop IS NOT NULL AND NOT EXISTS (SELECT FROM stop_order AS s WHERE s.id = t.stop))
     LIMIT 1`,
  );
  return row?.tables ?? null;
}

/** Columns that follow from another table, where they say something else than that. */
export async function contradiction(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ column: string }>(
    `SELECT 'exchange_task.source_ref' AS column FROM exchange_task AS t
      JOIN enrolment AS e ON e.subject = t.subject AND e.partner = t.source WHERE e.ref <> t.source_ref
     UNION ALL SELECT 'exchange_task.source_role' FROM exchange_task AS t
      JOIN partner AS p ON p.id = t.source WHERE p.role <> t.source_role
     UNION ALL SELECT 'rights_request.account' FROM rights_request AS r
      JOIN person AS p ON p.id = r.person WHERE p.account IS DISTINCT FROM r.account
     LIMIT 1`,
  );
  return row?.column ?? null;
}

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
    `SELECT jsonb_build_object('kid', kid, 'partner', partner, 'use', use, 'retired', retired_at IS NOT NULL,
       'ends', ${moment('retired_at')}, 'named', jwk ->> 'kid', 'jwk', jwk) AS values
     FROM partner_key`,
  );

async function readValues(tx: Tx, sql: string): Promise<readonly FoundRow['values'][]> {
  return (await tx.query<Pick<FoundRow, 'values'>>(sql)).map(({ values }) => values);
}

/** Children whose rows were deleted with their erasure. */
export async function erasedChildren(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ subject: string }>('SELECT subject FROM erasure');
  return new Set(rows.map(({ subject }) => subject));
}
