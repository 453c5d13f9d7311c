/** Unusual use as it was found, and what a privacy officer made of it. */
import type {
  AccountId,
  EntryId,
  ExchangeId,
  PartnerId,
  Place,
  UnusualDisposition,
  UnusualRule,
  UnusualUseId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Finding, Hours } from '../domain/finding.js';

export interface UnusualRecord {
  readonly id: UnusualUseId;
  readonly rule: UnusualRule;
  readonly partner: PartnerId;
  readonly account: AccountId;
  readonly day: CivilDate;
  readonly counted: number;
  readonly threshold: number;
  readonly days: number;
  readonly hours: Hours | null;
  readonly foundAt: Date;
  readonly grownAt: Date;
  readonly disposition: UnusualDisposition['disposition'] | null;
  readonly disposedAt: Date | null;
}

const columns = `u.id, u.rule, u.partner, u.account, u.day::text AS day, u.counted, u.threshold, u.days, u.hours,
  u.found_at AS "foundAt", u.grown_at AS "grownAt", u.disposed_at AS "disposedAt",
  (SELECT d.disposition FROM unusual_disposition AS d WHERE d.unusual_use = u.id ORDER BY d.disposed_at DESC LIMIT 1) AS disposition`;

/** As the indexes have it. */
const states = {
  waiting: '(u.disposed_at IS NULL OR u.grown_at > u.disposed_at)',
  disposed: 'u.disposed_at >= u.grown_at',
} as const;

export interface FoundUse extends Finding {
  /** For a row that is new. */
  readonly id: UnusualUseId;
  /** Of what there is one at most for each rule. */
  readonly occasion: string;
  readonly partner: PartnerId;
  readonly account: AccountId;
  readonly day: CivilDate;
}

/** One row for a rule and occasion, however often it is found; requests that are new to it make it grow. */
export async function putFound(tx: Tx, found: FoundUse, at: Date): Promise<void> {
  const { rule, occasion, exchanges, hours } = found;
  const [row] = await tx.query<{ id: UnusualUseId }>(
    `INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, hours, found_at, grown_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
     ON CONFLICT (rule, occasion) DO UPDATE SET counted = greatest(unusual_use.counted, excluded.counted)
     RETURNING id`,
    [
      ...[found.id, rule, occasion, found.partner, found.account, found.day],
      ...[found.counted, found.threshold, found.days, hours === null ? null : JSON.stringify(hours), at],
    ],
  );
  const added = await tx.query(
    `INSERT INTO unusual_use_request (unusual_use, exchange) SELECT $1, unnest($2::text[])
     ON CONFLICT DO NOTHING RETURNING exchange`,
    [row?.id, exchanges],
  );
  if (added.length > 0)
    await tx.query('UPDATE unusual_use SET grown_at = $2 WHERE id = $1 AND grown_at < $2', [row?.id, at]);
}

export interface UnusualFilter {
  readonly state: 'waiting' | 'disposed';
  readonly rule?: UnusualRule | undefined;
  readonly partner?: PartnerId | undefined;
  /** Only what was found about professionals of this partner; null for all. */
  readonly seenBy: PartnerId | null;
}

/** Those that wait, oldest first; or those that were disposed of, newest first. */
export function listedUses(
  tx: Tx,
  { state, rule, partner, seenBy }: UnusualFilter,
  after: Place | null,
  limit: number,
): Promise<readonly UnusualRecord[]> {
  const [sign, order] = state === 'waiting' ? ['>', 'ASC'] : ['<', 'DESC'];
  return tx.query<UnusualRecord>(
    `SELECT ${columns} FROM unusual_use AS u
      WHERE ${states[state]} AND ($1::text IS NULL OR u.rule = $1) AND ($2::text IS NULL OR u.partner = $2)
        AND ($6::text IS NULL OR u.partner = $6)
        AND ($3::timestamptz IS NULL OR (u.found_at, u.id) ${sign} ($3, $4))
      ORDER BY u.found_at ${order}, u.id ${order} LIMIT $5`,
    [rule ?? null, partner ?? null, after?.at ?? null, after?.id ?? null, limit, seenBy],
  );
}

/** @param seenBy only of professionals of this partner; null for any */
export async function findUse(
  tx: Tx,
  id: UnusualUseId,
  seenBy: PartnerId | null = null,
): Promise<UnusualRecord | null> {
  const rows = await tx.query<UnusualRecord>(
    `SELECT ${columns} FROM unusual_use AS u WHERE u.id = $1 AND ($2::text IS NULL OR u.partner = $2)`,
    [id, seenBy],
  );
  return rows[0] ?? null;
}

/** @returns false where there is none */
export async function lockUse(tx: Tx, id: UnusualUseId): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM unusual_use WHERE id = $1 FOR UPDATE', [id])).length > 0;
}

export interface RequestOfUse {
  readonly exchange: ExchangeId;
  readonly askedAt: Date;
  readonly purpose: string;
  readonly emergency: boolean;
  readonly refused: boolean;
}

/** Oldest first. */
export const requestsOf = (tx: Tx, id: UnusualUseId): Promise<readonly RequestOfUse[]> =>
  tx.query<RequestOfUse>(
    `SELECT e.id AS exchange, e.asked_at AS "askedAt", e.purpose, e.emergency, e.state = 'refused' AS refused
       FROM unusual_use_request AS r JOIN exchange AS e ON e.id = r.exchange
      WHERE r.unusual_use = $1 ORDER BY e.asked_at, e.id`,
    [id],
  );

export async function recordDisposition(
  tx: Tx,
  id: UnusualUseId,
  {
    disposition,
    entry,
    at,
  }: Pick<UnusualDisposition, 'disposition'> & { readonly entry: EntryId; readonly at: Date },
): Promise<void> {
  await tx.query('UPDATE unusual_use SET disposed_at = $2 WHERE id = $1', [id, at]);
  await tx.query(
    'INSERT INTO unusual_disposition (entry, unusual_use, disposition, disposed_at) VALUES ($1, $2, $3, $4)',
    [entry, id, disposition, at],
  );
}

/** How many wait for an officer, of that partner's professionals or of all. */
export async function countWaiting(tx: Tx, seenBy: PartnerId | null): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM unusual_use AS u WHERE ${states.waiting} AND ($1::text IS NULL OR u.partner = $1)`,
    [seenBy],
  );
  return row?.count ?? 0;
}
