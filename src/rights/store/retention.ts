import type { AccountId, EntryId, LapsingClass } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Cut } from '../domain/retention.js';

export interface RetentionOrder {
  readonly entry: EntryId;
  /** Null where the hub carries out anew what a restored database had forgotten. */
  readonly officer: AccountId | null;
  /** Version of the retention rule. */
  readonly rule: string;
  readonly classes: readonly Cut[];
  readonly orderedAt: Date;
  readonly endedAt: Date | null;
}

const columns = 'entry, officer, rule, classes, ordered_at AS "orderedAt", ended_at AS "endedAt"';

export async function insertOrder(tx: Tx, order: Omit<RetentionOrder, 'endedAt'>): Promise<void> {
  await tx.query(
    'INSERT INTO retention_order (entry, officer, rule, classes, ordered_at) VALUES ($1, $2, $3, $4, $5)',
    [order.entry, order.officer, order.rule, JSON.stringify(order.classes), order.orderedAt],
  );
}

/** The one that is being carried out; null where none is. */
export async function openOrder(tx: Tx): Promise<RetentionOrder | null> {
  const [row] = await tx.query<RetentionOrder>(
    `SELECT ${columns} FROM retention_order WHERE ended_at IS NULL`,
  );
  return row ?? null;
}

export async function endOrder(tx: Tx, entry: EntryId, at: Date): Promise<void> {
  await tx.query('UPDATE retention_order SET ended_at = $2 WHERE entry = $1 AND ended_at IS NULL', [
    entry,
    at,
  ]);
}

/** Per class the day up to which this database was told to let content go. */
export async function orderedUntil(tx: Tx): Promise<ReadonlyMap<LapsingClass, string>> {
  const rows = await tx.query<{ class: LapsingClass; before: string }>(
    `SELECT one->>'class' AS class, max(one->>'before') AS before
       FROM retention_order, jsonb_array_elements(classes) AS one GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.class, row.before]));
}

export interface Lapse {
  readonly entry: EntryId;
  readonly order: EntryId;
  readonly subject: string;
  readonly class: LapsingClass;
  readonly entries: number;
  readonly at: Date;
}

export async function insertLapse(
  tx: Tx,
  { entry, order, subject, entries, at, ...of }: Lapse,
): Promise<void> {
  await tx.query(
    'INSERT INTO retention_lapse (entry, "order", subject, class, entries, lapsed_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [entry, order, subject, of.class, entries, at],
  );
}

export interface TalliedOrder extends RetentionOrder {
  readonly lapses: readonly {
    readonly class: LapsingClass;
    readonly entries: number;
    readonly children: number;
  }[];
}

/** Newest first, with what went because of each. */
export const talliedOrders = (tx: Tx, limit: number): Promise<readonly TalliedOrder[]> =>
  tx.query<TalliedOrder>(
    `SELECT ${columns}, coalesce((
       SELECT jsonb_agg(jsonb_build_object('class', l.class, 'entries', l.entries, 'children', l.children)) FROM (
         SELECT class, sum(entries)::int AS entries, count(*)::int AS children
           FROM retention_lapse WHERE "order" = o.entry GROUP BY class) AS l), '[]') AS lapses
      FROM retention_order AS o ORDER BY ordered_at DESC, entry LIMIT $1`,
    [limit],
  );

export interface TalliedErasure {
  readonly at: Date;
  readonly destroyed: readonly string[];
  readonly kept: readonly string[];
  readonly entries: number;
}

/** Newest first, without whose. */
export const talliedErasures = (tx: Tx, limit: number): Promise<readonly TalliedErasure[]> =>
  tx.query<TalliedErasure>(
    `SELECT erased_at AS at, destroyed,
            ARRAY(SELECT kept->>'class' FROM jsonb_array_elements(restricted) AS kept) AS kept,
            (SELECT count(*)::int FROM ledger_erased WHERE erasure = e.entry) AS entries
       FROM erasure AS e ORDER BY erased_at DESC, name LIMIT $1`,
    [limit],
  );

const stillKept = `erasure AS first, jsonb_array_elements(first.restricted) AS kept
      WHERE first.name = first.request
        AND NOT EXISTS (SELECT FROM erasure AS later WHERE later.name = first.name || '/' || (kept->>'class'))`;

/** Children that were erased while a class of theirs must be kept: it has a day of its own. */
export async function restrictedSubjects(tx: Tx, of: LapsingClass): Promise<readonly string[]> {
  const rows = await tx.query<{ subject: string }>(
    `SELECT DISTINCT first.subject FROM ${stillKept} AND kept->>'class' = $1`,
    [of],
  );
  return rows.map(({ subject }) => subject);
}

export interface KeptAfterErasure {
  readonly class: string;
  readonly children: number;
  readonly nextOn: CivilDate;
}

export const keptAfterErasures = (tx: Tx): Promise<readonly KeptAfterErasure[]> =>
  tx.query<KeptAfterErasure>(
    `SELECT kept->>'class' AS class, count(*)::int AS children, min(kept->>'until') AS "nextOn"
       FROM ${stillKept} GROUP BY 1 ORDER BY 1`,
  );
