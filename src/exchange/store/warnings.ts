import type {
  AccountId,
  EmergencyId,
  EntryId,
  ExchangeId,
  PartnerId,
  SubjectId,
  WarningMeasure,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/** An emergency that an officer called not necessary: a word to the partner that asked. */
export interface WarningRecord {
  readonly emergency: EmergencyId;
  readonly exchange: ExchangeId;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  /** Who used it. */
  readonly account: AccountId;
  readonly function: string | null;
  readonly purpose: string;
  readonly version: number;
  readonly decisionEntry: EntryId;
  readonly askedAt: Date;
  readonly reviewedAt: Date;
  readonly measure: WarningMeasure | null;
}

const warnings = `SELECT r.id AS emergency, r.exchange, r.subject, e.requester AS partner, e.account, e.function, e.purpose, e.version,
  e.decision_entry AS "decisionEntry", r.asked_at AS "askedAt", r.reviewed_at AS "reviewedAt", r.measure
  FROM emergency_review AS r JOIN exchange AS e ON e.id = r.exchange WHERE r.verdict = 'not-necessary'`;

/** Of one partner, those that it did not answer, oldest first. */
export const unansweredWarnings = (
  tx: Tx,
  partner: PartnerId,
  limit: number,
): Promise<readonly WarningRecord[]> =>
  tx.query<WarningRecord>(
    `${warnings} AND r.answered_at IS NULL AND e.requester = $1 ORDER BY r.reviewed_at, r.id LIMIT $2`,
    [partner, limit],
  );

export async function findWarning(tx: Tx, emergency: EmergencyId): Promise<WarningRecord | null> {
  const [row] = await tx.query<WarningRecord>(`${warnings} AND r.id = $1`, [emergency]);
  return row ?? null;
}

export async function recordMeasure(
  tx: Tx,
  emergency: EmergencyId,
  { measure, at }: { readonly measure: WarningMeasure; readonly at: Date },
): Promise<void> {
  await tx.query('UPDATE emergency_review SET measure = $2, answered_at = $3 WHERE id = $1', [
    emergency,
    measure,
    at,
  ]);
}
