import type { AccountId, RightsRequestId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { RequestRecord } from '../domain/records.js';

const columns = `id, kind, subject, person, stands_as AS "as", account, state, due_on::text AS "dueOn", entry,
  requested_at AS "requestedAt", decided_at AS "decidedAt", article, reason, explanation, extended_to::text AS "extendedTo",
  extension_reason AS "extensionReason"`;

/** As it comes in: not answered, not extended. */
export async function insertRequest(
  tx: Tx,
  request: Omit<
    RequestRecord,
    'state' | 'decidedAt' | 'article' | 'reason' | 'extendedTo' | 'extensionReason'
  >,
): Promise<void> {
  await tx.query(
    `INSERT INTO rights_request
       (id, kind, subject, person, stands_as, account, state, due_on, entry, requested_at, explanation)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10)`,
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
      request.explanation === null ? null : Buffer.from(request.explanation),
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
    `SELECT ${columns} FROM rights_request WHERE state = 'open'
      ORDER BY coalesce(extended_to, due_on), id LIMIT $1`,
    [limit],
  );

/** Not those that were taken back; the last answered first. */
export const answeredRequests = (tx: Tx, limit: number): Promise<readonly RequestRecord[]> =>
  tx.query<RequestRecord>(
    `SELECT ${columns} FROM rights_request WHERE state IN ('granted', 'refused', 'executed')
      ORDER BY decided_at DESC, id LIMIT $1`,
    [limit],
  );

export async function closeRequest(
  tx: Tx,
  id: RightsRequestId,
  how: Pick<RequestRecord, 'state' | 'article' | 'reason'> & { readonly at: Date },
): Promise<void> {
  const { state, article, reason, at } = how;
  await tx.query(
    'UPDATE rights_request SET state = $2, article = $3, reason = $4, decided_at = $5 WHERE id = $1',
    [id, state, article, reason === null ? null : Buffer.from(reason), at],
  );
}

export async function extendRequest(
  tx: Tx,
  id: RightsRequestId,
  { extendedTo, reason }: { readonly extendedTo: string; readonly reason: Uint8Array },
): Promise<void> {
  await tx.query('UPDATE rights_request SET extended_to = $2, extension_reason = $3 WHERE id = $1', [
    id,
    extendedTo,
    Buffer.from(reason),
  ]);
}

/** Also those of others about the same child: what they ask for is done. From here on none leads to the child. */
export async function closeRequestsAbout(tx: Tx, subject: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE rights_assignment AS a SET instruction = NULL FROM rights_request AS r
      WHERE r.id = a.request AND r.subject = $1`,
    [subject],
  );
  await tx.query(
    `UPDATE rights_request SET state = CASE state WHEN 'open' THEN 'executed' ELSE state END,
       decided_at = coalesce(decided_at, $2), subject = NULL, person = NULL, explanation = NULL
      WHERE subject = $1`,
    [subject, at],
  );
}
