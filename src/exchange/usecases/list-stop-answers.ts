import type { ChildRef, Citizen, EntryId, StoppedStatement } from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';
import { ordersAfterWithdrawal } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

/** A partner that held data, and what it says that it did since. */
export interface StopAnswer {
  /** The withdrawal or refusal that it follows. */
  readonly because: EntryId;
  readonly partner: string;
  readonly orderedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly isLate: boolean;
  /** Null while it has not answered. */
  readonly answer: {
    readonly outcome: StoppedStatement['outcome'];
    /** Of what is kept: the legal ground, in the partner's words. */
    readonly ground: string | null;
    /** JWS by the partner's roster key. */
    readonly statement: string;
  } | null;
}

/**
 * What recipients answered to orders that followed these withdrawals or refusals, newest first. An order that another
 * person's word brought about names another entry, and so is never among them.
 *
 * @param because entries of this person's own decisions and withdrawals
 * @throws NotFound also for a child that is not this person's
 */
export async function listStopAnswers(
  { database, people, partners, ownedEntries, clock }: ExchangeNeeds,
  { account }: Citizen,
  child: ChildRef,
  because: readonly EntryId[],
): Promise<readonly StopAnswer[]> {
  const { reader } = database;
  const { subject } = await people.known(reader, account, child);
  const now = clock.now();
  const answers: StopAnswer[] = [];
  for (const order of await ordersAfterWithdrawal(reader, subject)) {
    const evidence = await ownedEntries(reader).entry(order.entry);
    const relies = (evidence?.payload.relies ?? []) as readonly string[];
    const cause = because.find((entry) => relies.includes(entry));
    if (cause === undefined) continue;
    const { outcome, ground, statement, dueAt, recipient } = order;
    answers.push({
      because: cause,
      partner: (await partners.find(reader, recipient))?.name ?? recipient,
      orderedOn: civilDateOf(order.orderedAt),
      dueOn: civilDateOf(dueAt),
      isLate: outcome === null && dueAt <= now,
      answer: outcome === null || statement === null ? null : { outcome, ground, statement },
    });
  }
  return answers;
}
