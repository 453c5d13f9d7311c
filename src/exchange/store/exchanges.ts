import type { AccountId, EntryId, ExchangeId, PartnerId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { ExchangeRecord, ShownExchange, TaskRecord } from '../domain/records.js';
import type { ExchangeState } from '../domain/states.js';
import { hiddenOn } from './emergency-reviews.js';

/** Of a {@link LoggedExchange}. */
export const loggedColumns = `id, subject, requester, requester_role AS "requesterRole", account, function, purpose, version, question,
  emergency, second_professional AS "secondProfessional", colleagues_child AS "colleaguesChild", fields, state, refusal,
  decision_entry AS "decisionEntry", asked_at AS "askedAt", closed_at AS "closedAt"`;
const exchangeColumns = `${loggedColumns}, key_statement AS "keyStatement", key_jti AS "keyJti", deadline_at AS "deadlineAt"`;

/**
 * Fails where another exchange of this requester took the key statement; {@link isKeyStatementTaken} tells.
 *
 * @param tasks whose bases are kept here too: a search by basis reads them with the exchange
 */
export async function insertExchange(
  tx: Tx,
  exchange: Omit<ExchangeRecord, 'closedAt'>,
  tasks: readonly Pick<TaskRecord, 'basis'>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO exchange (id, subject, requester, requester_role, account, function, purpose, version, question, emergency,
       second_professional, fields, key_statement, key_jti, state, decision_entry, asked_at, deadline_at, refusal, colleagues_child, bases, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
       CASE WHEN $15 = 'refused' THEN $17::timestamptz END)`,
    [
      exchange.id,
      exchange.subject,
      exchange.requester,
      exchange.requesterRole,
      exchange.account,
      exchange.function,
      exchange.purpose,
      exchange.version,
      exchange.question,
      exchange.emergency,
      exchange.secondProfessional,
      exchange.fields,
      exchange.keyStatement,
      exchange.keyJti,
      exchange.state,
      exchange.decisionEntry,
      exchange.askedAt,
      exchange.deadlineAt,
      exchange.refusal,
      exchange.colleaguesChild,
      [...new Set(tasks.map(({ basis }) => basis))],
    ],
  );
}

/** PostgreSQL, appendix A: unique_violation. */
export const isKeyStatementTaken = (error: unknown): boolean => {
  const { code, constraint } = (error ?? {}) as { readonly code?: unknown; readonly constraint?: unknown };
  return code === '23505' && constraint === 'exchange_requester_key_jti_key';
};

export async function findExchange(tx: Tx, id: ExchangeId): Promise<ExchangeRecord | null> {
  const rows = await tx.query<ExchangeRecord>(`SELECT ${exchangeColumns} FROM exchange WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** An exchange, and whether something sealed waits for the requester. */
export interface ExchangeSeen extends ExchangeRecord {
  readonly sealed: boolean;
}

export async function lookAtExchange(tx: Tx, id: ExchangeId): Promise<ExchangeSeen | null> {
  const rows = await tx.query<ExchangeSeen>(
    `SELECT ${exchangeColumns}, EXISTS (
       SELECT FROM sealed_envelope s JOIN exchange_task t ON t.id = s.task WHERE t.exchange = $1) AS sealed
      FROM exchange WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/**
 * One at a time. Whoever only adds a row that refers to it, and so holds its key, neither waits nor is waited for: the worker
 * that looks for unusual use refers to hundreds at once, and a release waited for all it did.
 */
export async function lockExchange(tx: Tx, id: ExchangeId): Promise<void> {
  await tx.query('SELECT 1 FROM exchange WHERE id = $1 FOR NO KEY UPDATE', [id]);
}

export async function setExchangeState(tx: Tx, id: ExchangeId, state: ExchangeState): Promise<void> {
  await tx.query('UPDATE exchange SET state = $2 WHERE id = $1 AND state <> $2', [id, state]);
}

/** Emergencies of one professional go one after another, so that none slips under the limit beside another. */
export async function lockEmergencies(tx: Tx, account: AccountId): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('kernhub.emergency'), hashtext($1))", [account]);
}

export async function countEmergencies(tx: Tx, account: AccountId, since: Date): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM exchange
      WHERE account = $1 AND emergency AND asked_at > $2 AND state <> 'refused'`,
    [account, since],
  );
  return rows[0]?.count ?? 0;
}

/** What of a list is wanted; days are those on the wall in Amsterdam, both inclusive. */
export interface ExchangeFilter {
  readonly partner?: string;
  readonly purpose?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Exchanges about a child that its family may see on a day, newest first, with what is shown of their tasks. */
export async function exchangesAbout(
  tx: Tx,
  subject: SubjectId,
  page: {
    readonly before: Date | null;
    readonly after: { readonly at: Date; readonly id: string } | null;
    readonly filter: ExchangeFilter;
    readonly limit: number;
    readonly today: CivilDate;
  },
): Promise<readonly ShownExchange[]> {
  const { partner, purpose, from, to } = page.filter;
  return tx.query<ShownExchange>(
    `SELECT id, requester, requester_role AS "requesterRole", function, purpose, version, fields, emergency, state,
            asked_at AS "askedAt", coalesce((
              SELECT jsonb_agg(jsonb_build_object('flow', t.flow, 'fields', t.fields, 'released', t.released_at IS NOT NULL) ORDER BY t.id)
                FROM exchange_task AS t WHERE t.exchange = exchange.id), '[]') AS tasks,
            CASE WHEN emergency THEN (SELECT jsonb_build_object('verdict', r.verdict, 'at', r.reviewed_at)
              FROM emergency_review AS r WHERE r.exchange = exchange.id AND r.verdict IS NOT NULL) END AS review
       FROM exchange
      WHERE subject = $1 AND ($2::timestamptz IS NULL OR asked_at < $2)
        AND ($3::timestamptz IS NULL OR (asked_at, id) < ($3, $4))
        AND NOT (emergency AND EXISTS (SELECT FROM emergency_review AS r WHERE r.exchange = exchange.id AND ${hiddenOn('$6')}))
        AND ($7::text IS NULL OR requester = $7) AND ($8::text IS NULL OR purpose = $8)
        AND ($9::date IS NULL OR (asked_at AT TIME ZONE 'Europe/Amsterdam')::date >= $9)
        AND ($10::date IS NULL OR (asked_at AT TIME ZONE 'Europe/Amsterdam')::date <= $10)
      ORDER BY asked_at DESC, id DESC LIMIT $5`,
    [
      ...[subject, page.before, page.after?.at ?? null, page.after?.id ?? null, page.limit, page.today],
      ...[partner ?? null, purpose ?? null, from ?? null, to ?? null],
    ],
  );
}

/** Where an exchange about this child stands in time; null for one that is not about it. */
export async function askedAtOf(
  tx: Tx,
  subject: SubjectId,
  id: string,
): Promise<{ readonly at: Date; readonly id: string } | null> {
  const rows = await tx.query<{ at: Date; id: string }>(
    'SELECT asked_at AS at, id FROM exchange WHERE subject = $1 AND id = $2',
    [subject, id],
  );
  return rows[0] ?? null;
}

/**
 * About a child: of these entries those that permitted an exchange which was no emergency, and every exchange that its
 * family may not see on a day. One statement, which each page of receipts sends.
 */
export const unseenRows = (
  tx: Tx,
  subject: SubjectId,
  entries: readonly EntryId[],
  today: CivilDate,
): Promise<readonly { readonly id: ExchangeId; readonly permit: EntryId | null; readonly askedAt: Date }[]> =>
  tx.query(
    `SELECT id, CASE WHEN NOT emergency THEN decision_entry END AS permit, asked_at AS "askedAt" FROM exchange
      WHERE subject = $1
        AND ((NOT emergency AND state <> 'refused' AND decision_entry = ANY($2))
          OR (emergency AND EXISTS (SELECT FROM emergency_review AS r WHERE r.exchange = exchange.id AND ${hiddenOn('$3')})))`,
    [subject, entries, today],
  );

export interface DueExchange {
  readonly id: ExchangeId;
  readonly subject: SubjectId;
}

/** Exchanges whose deadline has passed and that are not closed, oldest first. */
export const overdue = (tx: Tx, now: Date, limit: number): Promise<readonly DueExchange[]> =>
  tx.query<DueExchange>(
    `SELECT id, subject FROM exchange WHERE closed_at IS NULL AND deadline_at <= $1 ORDER BY deadline_at LIMIT $2`,
    [now, limit],
  );

/** @returns false when another transaction holds it */
export async function lockFreeExchange(tx: Tx, id: ExchangeId): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM exchange WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED', [id]);
  return rows.length > 0;
}

export async function closeExchange(tx: Tx, id: ExchangeId, state: ExchangeState, now: Date): Promise<void> {
  await tx.query('UPDATE exchange SET state = $2, closed_at = $3 WHERE id = $1', [id, state, now]);
}

export interface ApprovalRecord {
  readonly id: EntryId | string;
  readonly partner: PartnerId;
  readonly subject: SubjectId;
  readonly purpose: string;
  readonly account: AccountId;
  readonly approvedAt: Date;
  readonly expiresAt: Date;
}

export async function insertApproval(tx: Tx, approval: ApprovalRecord): Promise<void> {
  const { id, partner, subject, purpose, account, approvedAt, expiresAt } = approval;
  await tx.query(
    `INSERT INTO emergency_approval (id, partner, subject, purpose, account, approved_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, partner, subject, purpose, account, approvedAt, expiresAt],
  );
}

/** An approval by somebody else that still holds; locked, so that it serves one exchange. */
export async function lockApproval(
  tx: Tx,
  wanted: Pick<ApprovalRecord, 'partner' | 'subject' | 'purpose' | 'account'> & { readonly now: Date },
): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM emergency_approval
      WHERE partner = $1 AND subject = $2 AND purpose = $3 AND account <> $4 AND expires_at > $5 AND exchange IS NULL
      ORDER BY expires_at LIMIT 1 FOR UPDATE`,
    [wanted.partner, wanted.subject, wanted.purpose, wanted.account, wanted.now],
  );
  return rows[0]?.id ?? null;
}

export async function useApproval(tx: Tx, id: string, exchange: ExchangeId): Promise<void> {
  await tx.query('UPDATE emergency_approval SET exchange = $2 WHERE id = $1', [id, exchange]);
}
