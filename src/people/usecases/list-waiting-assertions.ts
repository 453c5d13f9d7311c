import type { Officer, SubjectId, WaitingAssertion } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type AssertedDate, type Contradicting, contradictingDates } from '../domain/waiting.js';
import {
  disputedDates,
  type WaitingAuthority,
  waitingAuthorities,
  waitingCapacities,
} from '../store/waiting.js';
import type { PeopleNeeds } from './needs.js';
import { openBirthDate } from './sealed-facts.js';

/**
 * What only a confirmation can settle, oldest first: words that would leave someone out, doubt, and words that
 * contradict each other. A birth date shows, because an officer must know what there is to confirm; whose it is does
 * not. The look is recorded.
 */
export async function listWaitingAssertions(
  needs: Pick<PeopleNeeds, 'database' | 'ledger' | 'vault'>,
  { account, duty }: Officer,
  limit = 100,
): Promise<readonly WaitingAssertion[]> {
  const { database, ledger } = needs;
  ledger.assertWritable();
  const { queue, entry } = await database.transaction(async (tx) => {
    const queue = await waiting(needs, tx, limit);
    const { id } = await ledger.append(tx, {
      event: 'authority.listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, count: queue.length },
    });
    return { queue, entry: id };
  });
  await ledger.settled(entry);
  return queue;
}

async function waiting(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  limit: number,
): Promise<readonly WaitingAssertion[]> {
  const authorities = (await waitingAuthorities(tx, limit)).map((word): Placed => {
    const { kind, source, assertedOn } = word;
    return [word.order, { about: 'authority', kind, source, assertedOn, ...common(word) }];
  });
  const capacities = (await waitingCapacities(tx, limit)).map((word): Placed => {
    const { kind, source, assertedOn } = word;
    return [word.order, { about: 'capacity', kind, source, assertedOn, ...common(word) }];
  });
  const dates = (await waitingDates(needs, tx, limit)).map(
    (said): Placed => [said.order, { about: 'birth-date', birthDate: said.date, ...common(said) }],
  );
  return [...authorities, ...capacities, ...dates]
    .sort(([one], [other]) => one - other)
    .slice(0, limit)
    .map(([, item]) => item);
}

/** With its place in the ledger. */
type Placed = readonly [order: number, item: WaitingAssertion];

const common = (said: Pick<WaitingAuthority, 'assertion' | 'partner' | 'at' | 'contradicts'>) => ({
  assertion: said.assertion,
  assertedBy: said.partner,
  assertedAt: said.at.toISOString(),
  contradicts: [...said.contradicts],
});

async function waitingDates(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  limit: number,
): Promise<readonly Contradicting<AssertedDate>[]> {
  const rows = await disputedDates(tx, limit);
  const ofChild = new Map<SubjectId, AssertedDate[]>();
  for (const { sealed, ...said } of rows) {
    const date = await openBirthDate(needs, said.subject, sealed);
    ofChild.set(said.subject, [...(ofChild.get(said.subject) ?? []), { ...said, date }]);
  }
  return [...ofChild.values()].flatMap(contradictingDates);
}
