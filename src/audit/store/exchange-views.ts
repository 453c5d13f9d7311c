/** Rows of tasks, stop orders, approvals and emergencies, as far as entries say what they hold. */
import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import type { Values } from '../domain/views/compare-all.js';
import { digestOf } from '../domain/views/view.js';

export interface FoundTask {
  readonly id: string;
  /** SHA-256 of the manifest that is stored, and the one that is stored beside it. */
  readonly manifest: string | null;
  readonly manifestDigest: string | null;
  readonly released: boolean;
  readonly received: boolean;
  /** SHA-256 of the recipient's signed receipt. */
  readonly receipt: string | null;
  readonly needsConsent: boolean;
  readonly manual: boolean;
}

export const tasksById = (tx: Tx, ids: readonly string[]): Promise<readonly FoundTask[]> =>
  tx.query<FoundTask>(`${taskColumns} WHERE task.id = ANY ($1::text[])`, [ids]);

interface Page {
  readonly limit: number;
  /** Children whose rows are left out. */
  readonly erased: readonly string[];
}

/** Tasks after an id, in their order. */
export const tasksAfter = (tx: Tx, id: string, { limit, erased }: Page): Promise<readonly FoundTask[]> =>
  tx.query<FoundTask>(
    `${taskColumns} WHERE task.id > $1 AND (task.subject = ANY ($3::text[])) IS NOT TRUE
     ORDER BY task.id LIMIT $2`,
    [id, limit, erased],
  );

const taskColumns = `SELECT task.id, ${digestOf('manifest')} AS manifest, manifest_digest AS "manifestDigest",
  released_at IS NOT NULL AS released, received_at IS NOT NULL AS received,
  ${digestOf('receipt')} AS receipt, needs_consent AS "needsConsent", manual
  FROM exchange_task AS task`;

/** Whether each of these exchanges counts as an emergency. */
export async function emergenciesById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const rows = await tx.query<{ id: string; emergency: boolean }>(
    'SELECT id, emergency FROM exchange WHERE id = ANY ($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, emergency }) => [id, emergency]));
}

export interface FoundStop {
  readonly id: string;
  readonly answered: boolean;
  readonly outcome: string | null;
  readonly ground: string | null;
  /** SHA-256 of the statement. */
  readonly statement: string | null;
}

export const stopsById = (tx: Tx, ids: readonly string[]): Promise<readonly FoundStop[]> =>
  tx.query<FoundStop>(
    `SELECT id, answered_at IS NOT NULL AS answered, outcome, ground, ${digestOf('statement')} AS statement
     FROM stop_order WHERE id = ANY ($1::text[])`,
    [ids],
  );

/** Ids of orders after one that count as answered in any way, in their order. */
export async function answeredStopsAfter(
  tx: Tx,
  id: string,
  { limit, erased }: Page,
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM stop_order
     WHERE id > $1 AND (answered_at, outcome, ground, statement) IS DISTINCT FROM (NULL, NULL, NULL, NULL)
       AND (subject = ANY ($3::text[])) IS NOT TRUE
     ORDER BY id LIMIT $2`,
    [id, limit, erased],
  );
  return rows.map((row) => row.id);
}

export interface CountedApproval {
  readonly subject: string;
  readonly partner: string;
  readonly purpose: string;
  readonly account: string;
  readonly count: number;
}

export const approvalRows = (tx: Tx, erased: readonly string[]): Promise<readonly CountedApproval[]> =>
  tx.query<CountedApproval>(
    `SELECT subject, partner, purpose, account, count(*)::int AS count FROM emergency_approval
     WHERE (subject = ANY ($1::text[])) IS NOT TRUE GROUP BY subject, partner, purpose, account`,
    [erased],
  );

/** They are few: a person must review each. */
export const emergencyRows = (tx: Tx, erased: readonly string[]): Promise<readonly Values[]> =>
  tx.query<Record<string, Json>>(
    `SELECT exchange, subject, hidden_until::text AS "hiddenUntil", hiding, hiding_on::text AS "hidingOn", verdict,
       reviewed_at IS NOT NULL AS reviewed, measure
      FROM emergency_review WHERE (subject = ANY ($1::text[])) IS NOT TRUE`,
    [erased],
  );
