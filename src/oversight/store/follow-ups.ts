/** Emergencies of which it is not clear yet whether ordinary contact follows. */
import type { AccountId, ExchangeId, PartnerId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';

export interface FollowUp {
  readonly exchange: ExchangeId;
  /** Its place among the entries of the log. */
  readonly seq: string;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly account: AccountId;
  readonly askedAt: Date;
}

export async function insertFollowUps(
  tx: Tx,
  due: readonly { readonly exchange: ExchangeId; readonly clearOn: CivilDate }[],
): Promise<void> {
  if (due.length === 0) return;
  await tx.query(
    `INSERT INTO emergency_follow_up (exchange, clear_on)
     SELECT exchange, clear_on FROM unnest($1::text[], $2::date[]) AS f (exchange, clear_on) ON CONFLICT DO NOTHING`,
    [due.map(({ exchange }) => exchange), due.map(({ clearOn }) => clearOn)],
  );
}

/** Those that are clear by now, the longest first. */
export const dueFollowUps = (tx: Tx, today: CivilDate, limit: number): Promise<readonly FollowUp[]> =>
  tx.query<FollowUp>(
    `SELECT f.exchange, n.seq, e.subject, e.requester AS partner, e.account, e.asked_at AS "askedAt"
       FROM emergency_follow_up AS f JOIN exchange AS e ON e.id = f.exchange
       JOIN ledger_entry AS n ON n.id = e.decision_entry
      WHERE f.clear_on <= $1 ORDER BY f.clear_on, f.exchange LIMIT $2`,
    [today, limit],
  );

/** @returns false where another process was done with it, or has it */
export async function takeFollowUp(tx: Tx, exchange: ExchangeId): Promise<boolean> {
  const sql = 'SELECT 1 FROM emergency_follow_up WHERE exchange = $1 FOR UPDATE SKIP LOCKED';
  return (await tx.query(sql, [exchange])).length > 0;
}

export async function endFollowUp(tx: Tx, exchange: ExchangeId): Promise<void> {
  await tx.query('DELETE FROM emergency_follow_up WHERE exchange = $1', [exchange]);
}

/** The first day on which the partner, after it, asked something in the ordinary way about the child, and its family for consent. */
export async function contactsSince(
  tx: Tx,
  { subject, partner, askedAt, seq }: Pick<FollowUp, 'subject' | 'partner' | 'askedAt' | 'seq'>,
): Promise<readonly CivilDate[]> {
  const rows = await tx.query<{ day: CivilDate }>(
    `(SELECT (asked_at AT TIME ZONE 'Europe/Amsterdam')::date::text AS day FROM exchange
       WHERE subject = $1 AND requester = $2 AND NOT emergency AND asked_at > $3 ORDER BY asked_at LIMIT 1)
     UNION ALL
     (SELECT asked_on::text AS day FROM consent_request
       WHERE subject = $1 AND partner = $2 AND seq > $4 ORDER BY seq LIMIT 1)`,
    [subject, partner, askedAt, seq],
  );
  return rows.map(({ day }) => day);
}
