import type { AccountId, RightsRequestId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { RequestRecord } from '../domain/records.js';

const columns = `id, kind, subject, person, stands_as AS "as", account, state, due_on::text AS "dueOn", entry,
  requested_at AS "requestedAt", article, reason`;

export async function insertRequest(tx: Tx, request: RequestRecord): Promise<void> {
  await tx.query(
    `INSERT INTO rights_request (id, kind, subject, person, stands_as, account, state, due_on, entry, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9)`,
    [
      request.id,
      request.kind,
      request.subject,
      request.person,
      request.as,
      request.account,
      request.dueOn,
      request.entry,
      request.requestedAt,
    ],
  );
}

export async function findRequest(tx: Tx, id: RightsRequestId): Promise<RequestRecord | null> {
  const rows = await tx.query<RequestRecord>(`SELECT ${columns} FROM rights_request WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

export async function lockRequest(tx: Tx, id: RightsRequestId): Promise<void> {
  await tx.query('SELECT 1 FROM rights_request WHERE id = $1 FOR UPDATE', [id]);
}

export async function openRequestOf(tx: Tx, person: string, kind: string): Promise<RequestRecord | null> {
  const rows = await tx.query<RequestRecord>(
    `SELECT ${columns} FROM rights_request WHERE person = $1 AND kind = $2 AND state = 'open'`,
    [person, kind],
  );
  return rows[0] ?? null;
}

/** Newest first. */
export const requestsOfAccount = (tx: Tx, account: AccountId): Promise<readonly RequestRecord[]> =>
  tx.query<RequestRecord>(
    `SELECT ${columns} FROM rights_request WHERE account = $1 ORDER BY requested_at DESC, id LIMIT 200`,
    [account],
  );

/** The first due first. */
export const openRequests = (tx: Tx, limit: number): Promise<readonly RequestRecord[]> =>
  tx.query<RequestRecord>(
    `SELECT ${columns} FROM rights_request WHERE state = 'open' ORDER BY due_on, id LIMIT $1`,
    [limit],
  );

export async function refuseRequest(
  tx: Tx,
  id: RightsRequestId,
  { article, reason, at }: { readonly article: string; readonly reason: Uint8Array; readonly at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE rights_request SET state = 'refused', article = $2, reason = $3, decided_at = $4 WHERE id = $1`,
    [id, article, Buffer.from(reason), at],
  );
}

/** Also those of others about the same child: what they ask for is done. From here on none leads to the child. */
export async function closeRequestsAbout(tx: Tx, subject: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE rights_request SET state = CASE state WHEN 'open' THEN 'executed' ELSE state END,
       decided_at = coalesce(decided_at, $2), subject = NULL, person = NULL WHERE subject = $1`,
    [subject, at],
  );
}
