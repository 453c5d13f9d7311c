/** Cases of personal data breaches, and the steps taken in them. */
import type { BreachId, BreachReport, BreachStep, EntryId, Place } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Concerned, Step } from '../domain/breach.js';

export interface BreachRecord extends Concerned {
  readonly id: BreachId;
  readonly nature: BreachReport['nature'];
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly awareAt: Date;
  readonly openedAt: Date;
  /** Oldest first. */
  readonly steps: readonly Step[];
  /** The partner or account that it is about cannot call any more. */
  readonly suspended: boolean;
  /** Of a key: when it counts no more; null where it was neither replaced nor ended. */
  readonly endsAt: Date | null;
}

interface Row extends Omit<BreachRecord, 'steps'> {
  readonly steps: readonly { readonly step: BreachStep['step']; readonly at: string }[];
}

const rowsOf = `SELECT b.id, b.about, b.concerned, b.nature, b.from_day::text AS "from", b.to_day::text AS "to",
  b.aware_at AS "awareAt", b.opened_at AS "openedAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'at', s.taken_at) ORDER BY s.taken_at), '[]')
     FROM breach_step AS s WHERE s.breach = b.id) AS steps,
  coalesce(CASE b.about
    WHEN 'partner' THEN (SELECT p.suspended FROM partner AS p WHERE p.id = b.concerned)
    WHEN 'professional' THEN (SELECT a.suspended FROM account_standing AS a WHERE a.account = b.concerned ORDER BY a.changed_at DESC LIMIT 1)
  END, false) AS suspended,
  (SELECT k.retired_at FROM partner_key AS k WHERE b.about = 'key' AND k.kid = b.concerned) AS "endsAt"
  FROM breach_case AS b`;

const recordOf = ({ steps, ...row }: Row): BreachRecord => ({
  ...row,
  steps: steps.map(({ step, at }) => ({ step, at: new Date(at) })),
});

export async function insertBreach(
  tx: Tx,
  breach: Omit<BreachRecord, 'steps' | 'suspended' | 'endsAt'> & { readonly entry: EntryId },
): Promise<void> {
  await tx.query(
    `INSERT INTO breach_case (id, about, concerned, nature, from_day, to_day, aware_at, entry, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[breach.id, breach.about, breach.concerned, breach.nature, breach.from, breach.to],
      ...[breach.awareAt, breach.entry, breach.openedAt],
    ],
  );
}

/** Newest first. */
export async function listedBreaches(
  tx: Tx,
  after: Place | null,
  limit: number,
): Promise<readonly BreachRecord[]> {
  const rows = await tx.query<Row>(
    `${rowsOf} WHERE $1::timestamptz IS NULL OR (b.opened_at, b.id) < ($1, $2)
     ORDER BY b.opened_at DESC, b.id DESC LIMIT $3`,
    [after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map(recordOf);
}

export async function findBreach(tx: Tx, id: BreachId): Promise<BreachRecord | null> {
  const rows = await tx.query<Row>(`${rowsOf} WHERE b.id = $1`, [id]);
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

/** So that two steps in one case stand in one order. */
export async function lockBreach(tx: Tx, id: BreachId): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('kernhub/breach ' || $1, 0))", [id]);
}

export async function insertStep(
  tx: Tx,
  {
    entry,
    breach,
    step,
    at,
  }: Pick<BreachStep, 'step'> & { readonly entry: EntryId; readonly breach: BreachId; readonly at: Date },
): Promise<void> {
  await tx.query('INSERT INTO breach_step (entry, breach, step, taken_at) VALUES ($1, $2, $3, $4)', [
    ...[entry, breach, step, at],
  ]);
}

/** Whether there is such a partner or key; any account may have called. */
export async function isKnown(tx: Tx, { about, concerned }: Concerned): Promise<boolean> {
  if (about === 'professional') return true;
  const sql =
    about === 'partner' ? 'SELECT 1 FROM partner WHERE id = $1' : 'SELECT 1 FROM partner_key WHERE kid = $1';
  return (await tx.query(sql, [concerned])).length > 0;
}

/** Cases that nobody notified to the supervisor or closed yet. */
export async function countOpen(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM breach_case AS b
      WHERE NOT EXISTS (SELECT FROM breach_step AS s WHERE s.breach = b.id AND s.step IN ('supervisor-notified', 'closed'))`,
  );
  return row?.count ?? 0;
}
