import type {
  AccountId,
  EmergencyId,
  EmergencyVerdict,
  EntryId,
  ExchangeId,
  OfficerText,
  PartnerId,
  Place,
  Role,
  SubjectId,
  WarningMeasure,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Hiding } from '../domain/hiding.js';

/** An emergency as an officer reviews it. */
export interface EmergencyRecord {
  readonly id: EmergencyId;
  readonly exchange: ExchangeId;
  readonly subject: SubjectId;
  readonly requester: PartnerId;
  readonly requesterRole: Role;
  readonly account: AccountId;
  readonly function: string | null;
  readonly secondProfessional: boolean;
  readonly purpose: string;
  readonly version: number;
  readonly question: string;
  readonly keyStatement: string;
  readonly decisionEntry: EntryId;
  readonly necessity: readonly OfficerText[];
  readonly unsafe: readonly OfficerText[];
  readonly hiding: Hiding | null;
  readonly verdict: EmergencyVerdict | null;
  readonly askedAt: Date;
  readonly reviewedAt: Date | null;
  readonly toldAt: Date | null;
  /** What the partner did with a verdict that it was not necessary. */
  readonly measure: WarningMeasure | null;
  readonly answeredAt: Date | null;
}

interface Row extends Omit<EmergencyRecord, 'hiding'> {
  readonly until: CivilDate | null;
  readonly said: 'confirmed' | 'lifted' | null;
  readonly on: CivilDate | null;
}

const rowsOf = `SELECT r.id, r.exchange, r.subject, e.requester, e.requester_role AS "requesterRole", e.account, e.function,
  e.second_professional AS "secondProfessional", e.purpose, e.version, e.question, e.key_statement AS "keyStatement",
  e.decision_entry AS "decisionEntry", r.necessity, r.unsafe, r.hidden_until::text AS until, r.hiding AS said,
  r.hiding_on::text AS "on", r.verdict, r.asked_at AS "askedAt", r.reviewed_at AS "reviewedAt", r.told_at AS "toldAt",
  r.measure, r.answered_at AS "answeredAt"
  FROM emergency_review AS r JOIN exchange AS e ON e.id = r.exchange`;

function recordOf({ until, said, on, ...row }: Row): EmergencyRecord {
  const word = said === null || on === null ? null : { said, on };
  return { ...row, hiding: until === null ? null : { until, word } };
}

export async function insertEmergency(
  tx: Tx,
  emergency: Pick<
    EmergencyRecord,
    'id' | 'exchange' | 'subject' | 'necessity' | 'unsafe' | 'askedAt' | 'toldAt'
  > & {
    readonly hiddenUntil: CivilDate | null;
  },
): Promise<void> {
  const { id, exchange, subject, necessity, unsafe, hiddenUntil, askedAt, toldAt } = emergency;
  await tx.query(
    `INSERT INTO emergency_review (id, exchange, subject, necessity, unsafe, hidden_until, asked_at, told_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, exchange, subject, JSON.stringify(necessity), JSON.stringify(unsafe), hiddenUntil, askedAt, toldAt],
  );
}

export async function findEmergency(tx: Tx, id: EmergencyId): Promise<EmergencyRecord | null> {
  const rows = await tx.query<Row>(`${rowsOf} WHERE r.id = $1`, [id]);
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

export async function lockEmergency(tx: Tx, id: EmergencyId): Promise<void> {
  await tx.query('SELECT 1 FROM emergency_review WHERE id = $1 FOR UPDATE', [id]);
}

/** @returns false when another transaction holds it */
export async function lockFreeEmergency(tx: Tx, id: EmergencyId): Promise<boolean> {
  const sql = 'SELECT 1 FROM emergency_review WHERE id = $1 FOR UPDATE SKIP LOCKED';
  return (await tx.query(sql, [id])).length > 0;
}

/** Those that wait, oldest first; or those that were reviewed, the latest asked first. */
export async function listedEmergencies(
  tx: Tx,
  state: 'waiting' | 'reviewed',
  after: Place | null,
  limit: number,
): Promise<readonly EmergencyRecord[]> {
  const [sign, order, empty] = state === 'waiting' ? ['>', 'ASC', 'IS'] : ['<', 'DESC', 'IS NOT'];
  const rows = await tx.query<Row>(
    `${rowsOf} WHERE r.reviewed_at ${empty} NULL
       AND ($1::timestamptz IS NULL OR (r.asked_at, r.id) ${sign} ($1, $2))
     ORDER BY r.asked_at ${order}, r.id ${order} LIMIT $3`,
    [after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map(recordOf);
}

export interface Reviewed {
  readonly verdict: EmergencyVerdict;
  readonly word: Hiding['word'];
  readonly at: Date;
}

/** What was sealed for the review has served. A partner's answer to a warning goes with the warning. */
export async function recordReview(tx: Tx, id: EmergencyId, { verdict, word, at }: Reviewed): Promise<void> {
  await tx.query(
    `UPDATE emergency_review SET verdict = $2, reviewed_at = $3, necessity = '[]', unsafe = '[]',
       hiding = coalesce($4, hiding), hiding_on = coalesce($5, hiding_on),
       measure = CASE WHEN $2 = 'necessary' THEN NULL ELSE measure END,
       answered_at = CASE WHEN $2 = 'necessary' THEN NULL ELSE answered_at END
      WHERE id = $1`,
    [id, verdict, at, word?.said ?? null, word?.on ?? null],
  );
}

/** SQL for {@link isHidden} of a row `r` of the table, on the day in a parameter; never null. */
export const hiddenOn = (day: string): string =>
  `(r.hidden_until IS NOT NULL AND CASE
     WHEN r.hiding = 'lifted' THEN false
     WHEN r.hiding = 'confirmed' AND r.hiding_on < r.hidden_until THEN true
     ELSE ${day}::date < r.hidden_until END)`;

/** Those whose hiding lapsed, or was lifted, and of which the family was not told yet. */
export const untold = (
  tx: Tx,
  today: CivilDate,
  limit: number,
): Promise<readonly Pick<EmergencyRecord, 'id' | 'subject'>[]> =>
  tx.query(
    `SELECT r.id, r.subject FROM emergency_review AS r
      WHERE r.told_at IS NULL AND NOT ${hiddenOn('$1')} ORDER BY r.hidden_until LIMIT $2`,
    [today, limit],
  );

export async function recordTold(tx: Tx, id: EmergencyId, at: Date): Promise<void> {
  await tx.query('UPDATE emergency_review SET told_at = $2 WHERE id = $1 AND told_at IS NULL', [id, at]);
}

/** Those asked before, that have no verdict and of which the officers were not alerted a second time. */
export async function unalarmed(tx: Tx, before: Date, limit: number): Promise<readonly EmergencyId[]> {
  const rows = await tx.query<{ id: EmergencyId }>(
    `SELECT id FROM emergency_review WHERE reviewed_at IS NULL AND alarmed_at IS NULL AND asked_at < $1
      ORDER BY asked_at, id LIMIT $2`,
    [before, limit],
  );
  return rows.map(({ id }) => id);
}

/** @returns false where that was done before, or a verdict came */
export async function alarmOnce(tx: Tx, id: EmergencyId, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE emergency_review SET alarmed_at = $2 WHERE id = $1 AND alarmed_at IS NULL AND reviewed_at IS NULL RETURNING id',
    [id, at],
  );
  return rows.length > 0;
}

export interface WaitingEmergencies {
  readonly waiting: number;
  /** Those of them that were asked before a moment. */
  readonly overdue: number;
}

/** That no officer gave a verdict on yet. */
export async function countWaiting(tx: Tx, before: Date): Promise<WaitingEmergencies> {
  const [row] = await tx.query<WaitingEmergencies>(
    `SELECT count(*)::int AS waiting, count(*) FILTER (WHERE asked_at < $1)::int AS overdue
       FROM emergency_review WHERE reviewed_at IS NULL`,
    [before],
  );
  return row ?? { waiting: 0, overdue: 0 };
}

/** Nothing that is sealed about a child outlives its erasure, and nobody is told of it any more. */
export async function forgetEmergencies(tx: Tx, subject: SubjectId, at: Date): Promise<void> {
  await tx.query(
    `UPDATE emergency_review SET necessity = '[]', unsafe = '[]', told_at = coalesce(told_at, $2) WHERE subject = $1`,
    [subject, at],
  );
}
