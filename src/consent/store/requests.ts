import type { AccountId, ConsentRequestId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { RequestRecord } from '../domain/records.js';

export async function insertRequest(
  tx: Tx,
  request: Omit<RequestRecord, 'order'> & { readonly seq: bigint; readonly account: AccountId },
): Promise<void> {
  await tx.query(
    `INSERT INTO consent_request
       (id, subject, partner, account, purpose, version, flows, explanation, entry, seq, asked_at, asked_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      request.id,
      request.subject,
      request.partner,
      request.account,
      request.purpose,
      request.version,
      request.flows,
      Buffer.from(request.explanation),
      request.entry,
      request.seq,
      request.askedAt,
      request.askedOn,
    ],
  );
}

// bigint comes as text; the order of a ledger stays far below 2^53.
const columns = `id, subject, partner, purpose, version, flows, explanation, seq::float8 AS "order",
  asked_at AS "askedAt", asked_on::text AS "askedOn", entry`;

export async function requestById(tx: Tx, id: ConsentRequestId): Promise<RequestRecord | null> {
  const rows = await tx.query<RequestRecord>(`SELECT ${columns} FROM consent_request WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** Oldest first. */
export const requestsOf = (tx: Tx, subject: SubjectId): Promise<readonly RequestRecord[]> =>
  tx.query<RequestRecord>(`SELECT ${columns} FROM consent_request WHERE subject = $1 ORDER BY seq`, [
    subject,
  ]);
