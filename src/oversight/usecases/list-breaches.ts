import { type BreachCase, type Officer, pageOf, readCursor } from '../../contract/index.js';
import { aboutOf, dueAt, isLate, isStopped, stateOf } from '../domain/breach.js';
import { type BreachRecord, listedBreaches } from '../store/breaches.js';
import type { OversightNeeds } from './needs.js';

const pageSize = 50;

export interface BreachPage {
  readonly items: BreachCase[];
  readonly next: string | null;
}

/** Cases of breaches with their clock and state, newest first. The look is recorded. @throws InvalidRequest on a cursor that is none */
export async function listBreaches(
  { database, ledger, clock }: Pick<OversightNeeds, 'database' | 'ledger' | 'clock'>,
  { account, duty }: Officer,
  cursor: string | null,
): Promise<BreachPage> {
  const after = cursor === null ? null : readCursor(cursor);
  ledger.assertWritable();
  const { found, entry } = await database.transaction(async (tx) => {
    const found = await listedBreaches(tx, after, pageSize + 1);
    const { id } = await ledger.append(tx, {
      event: 'breach.listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, count: Math.min(found.length, pageSize) },
    });
    return { found, entry: id };
  });
  await ledger.settled(entry);
  const { page, next } = pageOf(found, pageSize, ({ openedAt: at, id }) => ({ at, id }));
  return {
    items: page.map((record) => caseOf(record, clock.now())),
    next,
  };
}

export const caseOf = (record: BreachRecord, now: Date): BreachCase => {
  const { id, nature, from, to, awareAt, steps, openedAt } = record;
  return {
    ...{ id, about: aboutOf(record), nature, from, to, state: stateOf(steps) },
    suspended: isStopped(record, now),
    awareAt: awareAt.toISOString(),
    dueAt: dueAt(awareAt).toISOString(),
    late: isLate(awareAt, steps, now),
    steps: steps.map(({ step, at }) => ({ step, takenAt: at.toISOString() })),
    openedAt: openedAt.toISOString(),
  };
};
